# Sourced by run: what is measured beside another program computes the same.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # the settings are run's and data.sh's

# The columns of a TSV stream that are named, in that order.
columns() { # NAME...
    mawk -v names="$*" '
        BEGIN { FS = OFS = "\t"; count = split(names, name, " ") }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        {
            line = $at[name[1]]
            for (i = 2; i <= count; i++) line = line OFS $at[name[i]]
            print line
        }'
}

same() { # WHAT JOB JOB: both must write the same bytes
    if cmp <($2 || echo "$2: $?") <($3 || echo "$3: $?") >"$work/cmp"; then
        return
    fi
    printf 'DIFFERENT: %s\n  %s\n' "$1" "$(cat "$work/cmp")"
    differences=$((differences + 1))
}

read_stream() { cat "${file[$1]}"; }

due_columns='due_on deadline client_id household_id office case_manager anchor_on'
# shellcheck disable=SC2086 # lists of words
{
    due_by_as_of() {
        due_five "$1" | mawk -F '\t' '
            NR == 1 { for (i = 1; $i != "days"; i++) { } }
            NR == 1 || $i <= 0' | columns $due_columns
    }
    due_columns_of_miller() { due_miller "$1" | columns $due_columns; }
}

added_columns() { # STREAM JOB: the record, and what score.awk adds
    local header
    header=$(head -n 1 "${file[$1]}")
    $2 "$1" | columns "${header//$'\t'/ }" age needs_open areas_open score_total
}

sample_as_json() {
    render_json sample >"$work/sample.json" || die 'no documents as JSON'
}

part_equality() {
    make_streams
    make_plans
    make_export
    same 'stream-convert, TSV to TSV, and its input' 'convert cases' 'read_stream cases'
    same 'stream-convert with umlauts and escapes' 'convert umlauts' 'read_stream umlauts'
    same 'stream-convert, CSV to TSV, and the TSV stream' 'convert csv' 'read_stream cases'
    [ -z "$zsv" ] || same 'stream-convert and zsv' 'convert csv' 'zsv_csv csv'
    [ -z "$xan" ] || same 'stream-convert and xan' 'convert csv' 'xan_csv csv'
    same 'followup-due and followup.awk' 'due_five cases' 'due_mawk cases'
    same 'followup-due and followup.awk without checks' 'due_five cases' 'due_mawk_lax cases'
    [ -z "$miller" ] ||
        same 'followup-due and followup.mlr' 'due_by_as_of cases' 'due_columns_of_miller cases'
    same 'followup-due and followup-due --jobs=2' 'due cases' 'due_jobs cases'
    same 'profile-score and score.awk' 'added_columns cases score' \
        'added_columns cases score_mawk'
    same 'the pipe and followup-due alone' 'pipe cases' 'due cases'
    same 'the same of the raw export' 'pipe raw' 'due raw'
    [ -z "$jinja" ] || {
        sample_as_json
        same 'egv-render and jinja.py' 'render_html sample' 'render_jinja sample'
    }
    [ "$differences" -gt 0 ] || printf 'Equality: rivals and pipes write the same bytes.\n'
}
