# Sourced by run: the streams to measure with, all invented.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cases     $persons records of 19 columns, plain ASCII, as TSV
# csv       the same as CSV, 5 % of the records with quotes
# umlauts   the same as TSV with a 20th column: umlauts in each record, escapes in half of them
# raw       $exported records of 58 columns, umlauts in most: an imported export
# small     100000 of cases; small_csv; planned: its plans; sample: 5000 of these; ten of these
#
# An export for case-import is in $data/export: personen.csv (Windows-1252), hemmnisse.csv
# with the needs that the persons of raw have, three.csv with three needs for each.
# shellcheck shell=bash disable=SC2154 # the settings are run's

small=100000
sample=5000
exported=$(((persons + 1) / 2))
export_folder=$data/export-$exported
declare -A file=(
    [cases]=$data/cases-$persons.tsv
    [csv]=$data/cases-$persons.csv
    [umlauts]=$data/umlauts-$persons.tsv
    [raw]=$data/raw-$exported.tsv
    [export]=$export_folder/personen.csv
    [small]=$data/cases-$small.tsv
    [small_csv]=$data/cases-$small.csv
    [planned]=$data/planned-$small.tsv
    [sample]=$data/sample.tsv
    [ten]=$data/ten.tsv
)

# Makes FILE from the stdout of a command, unless it is there and newer than what made it.
make_data() { # FILE WHAT COMMAND...
    [ ! -s "$1" ] || [ tests/data/generate-caseload -nt "$1" ] || return 0
    say "generating $2"
    "${@:3}" >"$1.new" || die "could not generate $2"
    mv "$1.new" "$1" || exit 2
}

generate() { # FORMAT PERSONS
    make_data "$data/cases-$2.$1" "$2 persons as a $1 stream" \
        tests/data/generate-caseload --stream="$1" --persons="$2"
}

with_remarks() { # FILE
    mawk '
        NR == 1 { print $0 "\tremarks"; next }
        { print $0 "\t" (NR % 2 ? "M\303\274ller sagt: gro\303\237\\nneue Zeile" : \
            "sch\303\266ne Gr\303\274\303\237e") }' "$1"
}

# Three needs, in the words of the export, for each person of it.
three_needs() { # PERSONS
    printf 'Kundennummer;Hemmnis;Stand;Auspr\344gung;Rang\r\n'
    mawk -F ';' -v labels="$(mawk -F '\t' 'NR > 1 { print $3 }' "$catalogue" |
        iconv -f utf-8 -t windows-1252)" '
        BEGIN { count = split(labels, label, "\n"); ORS = "\r\n" }
        # A remark may hold line breaks: an id begins each record, and no other line.
        NR > 1 && $1 ~ /^[0-9]+D[0-9]+$/ {
            for (i = 0; i < 3; i++)
                print $1 ";" label[1 + (NR + 5 * i) % count] ";wird bearbeitet;" 1 + i ";" 1 + i
        }' "$1"
}

make_export() {
    local folder=$export_folder
    if [ ! -s "$folder/three.csv" ] ||
        [ tests/data/generate-caseload -nt "$folder/three.csv" ]; then
        say "generating the export of $exported persons"
        tests/data/generate-caseload --persons="$exported" --output-dir="$folder" ||
            die 'could not generate the export'
    fi
    make_data "$folder/three.csv" 'three needs a person' three_needs "$folder/personen.csv"
    make_data "${file[raw]}" "$exported persons as the export has them" \
        "$bin/case-import" -q --as-of="$as_of" -m "$folder/mapping.tsv" \
        --needs="$folder/hemmnisse.csv" "$folder/personen.csv"
}

make_streams() {
    generate tsv "$persons"
    generate csv "$persons"
    make_data "${file[umlauts]}" "$persons persons with umlauts and escapes" \
        with_remarks "${file[cases]}"
}

make_plans() {
    generate tsv "$small"
    generate csv "$small"
    make_data "${file[planned]}" "the plans of $small persons" plan "${file[small]}"
    make_data "${file[sample]}" "the plans of $sample persons" \
        head -n $((sample + 1)) "${file[planned]}"
    make_data "${file[ten]}" 'ten records' head -n 11 "${file[planned]}"
}
