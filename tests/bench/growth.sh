# Sourced by run: no tool grows faster than its input. A row shows the CPU time of a unit (a
# record, a cell, a row) at three or four sizes, and how it changed at the last of them.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # variables go from file to file

few=20000     # records, where something else grows
cells=4000000 # of streams of few or many columns: as many bytes in each

# --- Streams: stream_KIND SIZE writes one, grow_streams keeps them in files ---

grown() { # KIND SIZE: the file
    printf '%s\n' "$data/growth-$1-$2.tsv"
}

grow_streams() { # KIND SIZE...
    local size
    for size in "${@:2}"; do
        make_data "$(grown "$1" "$size")" "$1, $size" "stream_$1" "$size"
    done
}

stream_records() {
    repeat "${file[small]}" "$1" | mawk -v most="$1" 'NR <= most + 1'
}

# The same without needs, which are the uckermark's.
stream_ruled() {
    stream_records "$1" | cut -f -18
}

# Columns of 8 bytes behind the client_id.
stream_columns() {
    mawk -v columns="$1" -v records="$((cells / $1))" 'BEGIN {
        header = "client_id"
        for (i = 2; i <= columns; i++) {
            header = header "\tcolumn" i
            behind = behind sprintf("\tv%07d", i)
        }
        print header
        for (i = 1; i <= records; i++) print "394D" i behind
    }'
}

stream_persons() {
    mawk -v rows="$1" 'BEGIN {
        print "client_id"
        for (i = 0; 3 * i < rows; i++) printf "394D%08d\n", i
    }'
}

# A needs file: three rows a person, the needs of the uckermark turn by turn.
stream_needs() {
    mawk -v rows="$1" '
        NR > 1 { code[NR - 2] = $1 }
        END {
            print "client_id\tcode\tstatus\tgrade\trank"
            for (i = 0; i < rows; i++)
                printf "394D%08d\t%s\tbearbeitung\t%d\t%d\n", i / 3, code[i % (NR - 1)],
                    1 + i % 3, 1 + i % 3
        }' "$catalogue"
}

# A needs file all of whose rows are of one person.
stream_client() {
    mawk -v rows="$1" 'BEGIN {
        print "client_id\tcode"
        for (i = 0; i < rows; i++) print "394D00000000\tn" i
    }'
}

# Records with so many needs each, of the 60 that growing_concept knows.
stream_open() {
    mawk -v needs="$1" -v records="$few" 'BEGIN {
        for (i = 1; i <= needs; i++) list = list (i > 1 ? " " : "") "n" i ":bearbeitung:2:" i
        print "client_id\tbirth_date\tneeds"
        for (i = 1; i <= records; i++)
            print "394D" i "\t" 1960 + i % 50 "-05-17\t" list
    }'
}

# 1,000,000 records in so many groups: case managers.
stream_groups() {
    mawk -v groups="$1" 'BEGIN {
        print "client_id\toffice\tcase_manager\tbirth_date\tfirst_talk_on\tlast_contact_on"
        for (i = 1; i <= 1000000; i++)
            printf "394D%d\tPrenzlau\tFM-%d\t1980-05-17\t2025-11-%02d\t2026-%02d-17\n", i,
                i * 7919 % groups, 1 + i % 28, 1 + i % 10
    }'
}

# --- A concept with so many rows in its deadlines and in a decision table, and 60 needs ---

growing_concept() { # ROWS
    local folder=$work/concept-$1
    [ ! -d "$folder" ] || return 0
    mkdir "$folder" || exit 2
    mawk -v rows="$1" -v folder="$folder/" 'BEGIN {
        OFS = "\t"
        print "key\tvalue\nedition\t2026\nderive\tkind" >(folder "concept.tsv")
        print "rule\twhen\tkind=\tlabel\tsource" >(folder "kind.tsv")
        print "deadline\trule\twhen\tanchor\toffset\tlabel\tsource" >(folder "deadlines.tsv")
        print "area\tlabel\twork_order\tsource\na\tA\t1\ts" >(folder "areas.tsv")
        print "need\tarea\tlabel\tsource" >(folder "needs.tsv")
        print "rule\tneed\twhen\tstrategy=\tlabel\tsource" >(folder "strategies.tsv")
        for (i = 1; i <= rows; i++) {
            tests = "age >= " 15 + i % 50 "; prognosis_months < " 2 + i % 36
            print "r" i, tests, "k" i % 40, "l", "s" >(folder "kind.tsv")
            print "d" i % 50, "r" i, tests, i % 2 ? "last_contact_on" : "applied_on", "+6mo", \
                "l", "s" >(folder "deadlines.tsv")
        }
        for (i = 1; i <= 60; i++) {
            print "n" i, "a", "l", "s" >(folder "needs.tsv")
            print "r" i, "n" i, "age > " i, "s" i, "l", "s" >(folder "strategies.tsv")
        }
    }' || exit 2
}

# --- Jobs ---

grow() { # KIND SIZE TOOL [OPTION]...
    "$bin/$3" -q "${@:4}" "$(grown "$1" "$2")"
}

grow_by_rules() { # KIND SIZE TOOL [OPTION]...
    grow "$@" --as-of="$as_of"
}

grow_concept() { # ROWS KIND SIZE TOOL
    grow_by_rules "${@:2}" --concept="$work/concept-$1"
}

grow_import() { # KIND ROWS PERSONS CONCEPT [OPTION]
    "$bin/case-import" "${rules[@]}" --concept="$4" "${@:5}" --needs="$(grown "$1" "$2")" \
        "$(grown persons "$3")"
}

# Rows of one person beyond the 256 that one may have are refused, each with a message.
grow_refused() { # ROWS
    grow_import client "$1" 1 "./$here/concept" --keep-going
    [ $? -eq 1 ]
}

# --- Rows ---

# Measures a job at several sizes; an @ in JOB and UNITS, how many units the input has, is the
# size. A row "grows" if a unit costs more than half as much again as at the size before.
growth_row() { # LABEL UNIT JOB UNITS SIZE...
    local size
    local -a jobs=()
    local rounds=3
    for size in "${@:5}"; do
        jobs+=("${3//@/$size}")
    done
    compete "${jobs[@]}"
    for size in "${@:5}"; do
        echo "$size $((${4//@/$size})) $(median "${3//@/$size}")"
    done | mawk -v label="$1" -v unit="$2" '
        function short(n) {
            return n >= 1e6 && n % 1e5 == 0 ? n / 1e6 "M" : n >= 1e3 && n % 100 == 0 ? \
                n / 1e3 "k" : n
        }
        { cells = cells sprintf(" %5s %8.1f", short($1), 1e9 * $3 / $2) }
        NR > 1 { growth = $3 / $2 / last }
        { last = $3 / $2 }
        END {
            printf "%-30s %-9s%-60s %5.2f x  %s\n", label, unit, cells, growth,
                (growth > 1.5 ? "grows" : "even")
        }'
}

part_growth() {
    local records=(10000 100000 1000000) needs=(10000 100000 1000000) rules_of=(10 100 1000)
    local columns=(10 40 100 400) open=(0 6 20 60) groups=(1 1000 100000 1000000)
    local client=(1000 8000 32000) size
    if [ "$big" = 1 ]; then
        records+=(10000000) needs+=(30000000)
    fi
    make_plans
    grow_streams records "${records[@]}"
    grow_streams ruled "$few"
    grow_streams columns "${columns[@]}"
    grow_streams open "${open[@]}"
    grow_streams groups "${groups[@]}"
    grow_streams persons "${needs[@]}" 1
    grow_streams needs "${needs[@]}"
    grow_streams client "${client[@]}"
    for size in "${rules_of[@]}"; do
        growing_concept "$size"
    done
    printf '\n%s\n\n' "Growth: nanoseconds of CPU a unit at each size, and the last beside the one\
 before it."
    growth_row 'stream-convert, records' record 'grow records @ stream-convert' @ "${records[@]}"
    growth_row 'followup-due, records' record 'grow_by_rules records @ followup-due' @ \
        "${records[@]}"
    growth_row 'stream-convert, columns' cell 'grow columns @ stream-convert' "$cells" \
        "${columns[@]}"
    growth_row 'stream-convert to CSV, columns' cell 'grow columns @ stream-convert --to=csv' \
        "$cells" "${columns[@]}"
    growth_row 'profile-score, columns' cell 'grow_by_rules columns @ profile-score' \
        "$cells" "${columns[@]}"
    growth_row 'followup-due, deadlines' 'row' "grow_concept @ ruled $few followup-due" \
        "@ * $few" "${rules_of[@]}"
    growth_row 'profile-score, a table' 'row' "grow_concept @ ruled $few profile-score" \
        "@ * $few" "${rules_of[@]}"
    growth_row 'profile-score, needs' 'need + 1' 'grow_concept 10 open @ profile-score' \
        "(@ + 1) * $few" "${open[@]}"
    growth_row 'pick-strategy, needs' 'need + 1' 'grow_concept 10 open @ pick-strategy' \
        "(@ + 1) * $few" "${open[@]}"
    # Of records read and rows written: a group has one in the audit, four in the forecast.
    growth_row 'standards-audit, groups' 'in + out' \
        'grow_by_rules groups @ standards-audit --by=case_manager' '1000000 + @' \
        "${groups[@]}"
    growth_row 'workload-forecast, groups' 'in + out' \
        'grow_by_rules groups @ workload-forecast --weeks=4 --by=case_manager' \
        '1000000 + 4 * @' "${groups[@]}"
    growth_row 'case-import, needs file' row 'grow_import needs @ @ uckermark' @ "${needs[@]}"
    growth_row 'case-import, one client' row 'grow_refused @' @ "${client[@]}"
}
