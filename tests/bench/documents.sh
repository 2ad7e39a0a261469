# Sourced by run: documents a minute, one after the other into one stream.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # the settings are run's and data.sh's

# The aim: at least so many documents a minute of CPU time, or times as many as the other.
documents_row() { # JOB LABEL DOCUMENTS AIM [RIVAL RIVALS_DOCUMENTS]
    local i
    local -a rows=("$1") counts=("$3")
    [ $# -lt 6 ] || { rows+=("$5"); counts+=("$6"); }
    for ((i = 0; i < ${#rows[@]}; i++)); do
        echo "${counts[i]} $(median "${rows[i]}")"
    done | mawk -v label="$2" -v aim="$4" '
        { rate[NR] = 60 * $1 / $2; wall[NR] = 60 * $1 / $3 }
        END {
            bound = aim
            gsub(/[^0-9]/, "", bound)
            row = sprintf("%-44s %11d %11d %9s  %s%s", label, rate[NR], wall[NR],
                NR == 2 ? sprintf("%.0f x", rate[1] / rate[2]) : "", aim,
                aim == "shown" ? "" : rate[1] >= bound + 0 ? "  met" : "  not met")
            sub(/ *$/, "", row)
            print row
        }'
}

part_documents() {
    local count of_sample
    make_plans
    sample_as_json
    count=$(render_json planned | wc -l)
    of_sample=$(wc -l <"$work/sample.json")
    printf '\n%s\n\n' "Documents a minute, one after the other into one stream: the agreement of\
 $as_of, $count of them."
    printf '%-44s %11s %11s %9s  %s\n' '' 'of CPU' 'of wall' '' 'aim'
    compete 'render_html planned' 'render_text planned'
    documents_row 'render_html planned' 'egv-render --to=html' "$count" 'at least 100000'
    # A million in 4 s.
    documents_row 'render_text planned' 'egv-render --to=text' "$count" 'at least 15000000'
    if [ -z "$jinja" ]; then
        echo '  Jinja2: not installed (python3-jinja2)'
        return
    fi
    compete 'render_jinja sample'
    documents_row 'render_html planned' "  Jinja2, the same bytes of HTML ($of_sample)" \
        "$count" shown 'render_jinja sample' "$of_sample"
}
