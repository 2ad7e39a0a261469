# wiedervorlage-nightly-ledger.sh: the ledger of the nights
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2015,SC2034,SC2154 # what wiedervorlage-nightly has, and reads
#
# Part of wiedervorlage-nightly, which sources it and has `fail`, `output` and the header in
# `title`. A ledger that is damaged is never mended, for nobody could tell what was lost.

open_ledger() {
    if [ ! -e "$output/ledger.tsv" ]; then
        printf '%s\n' "$title" >"$output/.ledger.new" && commit_ledger ||
            fail 'the ledger could not be written'
    fi
    [ -f "$output/ledger.tsv" ] &&
        IFS= read -r first 2>/dev/null <"$output/ledger.tsv" && [ "$first" = "$title" ] ||
        fail "$output/ledger.tsv: not a ledger of this version"
    check_ledger
}

# Every row is whole: a date that there is, a state, and numbers.
check_ledger() {
    [ -z "$(tail -c 1 "$output/ledger.tsv")" ] ||
        fail "$output/ledger.tsv:$(($(wc -l <"$output/ledger.tsv") + 1)): ends without a line end"
    fault=$(awk -F '\t' '
        function fault(text) { print NR ": " text; exit }
        function day(text,   m) {
            m = substr(text, 6, 2) + 0
            return text ~ /^[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$/ && m >= 1 && m <= 12 &&
                substr(text, 9) >= "01" && substr(text, 9) + 0 <= last_day(substr(text, 1, 4), m)
        }
        function last_day(y, m) {
            if (m == 2)
                return y % 4 == 0 && (y % 100 || y % 400 == 0) ? 29 : 28
            return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31
        }
        NR == 1 { fields = NF; next }
        NF != fields { fault(NF " fields, expected " fields) }
        !day($1) { fault("night: expected a day YYYY-MM-DD") }
        !day($2) { fault("run_on: expected a day YYYY-MM-DD") }
        $3 !~ /^(done|skipped)$/ { fault("state: expected done or skipped") }
        $4 != "-" && !day($4) { fault("compared_with: expected a day YYYY-MM-DD or -") }
        $1 == last { fault("night: stands there twice") }
        $1 < last { fault("night: stands behind a later one") }
        $3 == "done" && $6 !~ /^[0-9-]+T[0-9:]+Z$/ { fault("export_mtime: expected a time") }
        $3 == "done" && $7 !~ /^[0-9a-f]+$/ { fault("export_sha256: expected a SHA-256") }
        {
            last = $1
            for (i = $3 == "done" ? 5 : 8; i <= NF; i += i == 5 ? 3 : 1)
                if ($i !~ /^(0|[1-9][0-9]*)$/ || length($i) > 15)
                    fault("column " i ": expected a number")
        }' "$output/ledger.tsv") || fail 'the ledger could not be read'
    [ -z "$fault" ] || fail "$output/ledger.tsv:$fault"
}

# The ledger with more rows, beside the old one; commit_ledger puts it in its place.
write_ledger() { # ROWS
    {
        printf '%s\n' "$title" &&
            { tail -n +2 "$output/ledger.tsv" && printf '%s\n' "$1"; } | sort
    } >"$output/.ledger.new" && sync "$output/.ledger.new" &&
        [ "$(wc -l <"$output/.ledger.new")" -gt "$(wc -l <"$output/ledger.tsv")" ]
}

commit_ledger() {
    [ ! -e "$output/.ledger.new" ] || mv -f "$output/.ledger.new" "$output/ledger.tsv"
}

enter() { # ROWS
    write_ledger "$1" && commit_ledger || fail 'the ledger could not be written'
}

# What the ledger says: the last night; records, needs and rows on the lists of the last one
# done; the night to compare
# with and its export, of the last run before today. `-` where there is none.
read_ledger() {
    said=$(awk -F '\t' -v as_of="$as_of" '
        BEGIN { last = records = needs = rows = base = mtime = sum = "-" }
        NR == 1 { next }
        $1 > last { last = $1 }
        $3 != "done" { next }
        { records = $8; needs = $19; rows = $11 + $12 + $13 }
        $2 < as_of { base = $1; mtime = $6; sum = $7 }
        END { print last, records, needs, rows, base, mtime, sum }' "$output/ledger.tsv") ||
        fail 'the ledger could not be read'
    read -r last_night last_records last_needs last_rows base base_mtime base_sum <<END
$said
END
    # Half of it, or nothing, would pass for a night that is done already.
    [ -n "$base_sum" ] || fail 'the ledger could not be read'
}
