# Sourced by run: what is measured. A job is a function and its arguments, with spaces between
# them; an argument is the name of a stream (see data.sh).
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # variables go from file to file

catalogue=lib/data/concepts/uckermark/needs.tsv
rules=(-q --as-of="$as_of")
miller=$(command -v mlr)
zsv=$(command -v zsv)
xan=$(command -v xan)
jinja=$(python3 -c 'import jinja2; print(jinja2.__version__)' 2>/dev/null)

# Copies, the measure of all the others: they check nothing.
copy() { dd bs=128K if="${file[$1]}" of=/dev/null status=none; }
# shellcheck disable=SC2002 # four of them are the point
cats() { cat "${file[$1]}" | cat | cat | cat; }

# A tool on a stream, with the rules of the uckermark.
tool() { # STREAM TOOL [OPTION]...
    "$bin/$2" "${rules[@]}" "${@:3}" "${file[$1]}"
}

convert() { "$bin/stream-convert" -q --to=tsv "${file[$1]}"; }
score() { tool "$1" profile-score; }
assign() { tool "$1" assign-category; }
pick() { tool "$1" pick-strategy; }
due() { tool "$1" followup-due; }
due_jobs() { tool "$1" followup-due --jobs=2; }
due_five() { tool "$1" followup-due --concept="./$here/concept"; }
calendar() { tool "$1" followup-due --to=ics; }
audit() { tool "$1" standards-audit; }
forecast() { tool "$1" workload-forecast; }
smooth() { tool "$1" workload-forecast --smooth; }
difference() { "$bin/concept-diff" "${rules[@]}" uckermark uckermark "${file[$1]}"; }
render_html() { tool "$1" egv-render --to=html; }
render_text() { tool "$1" egv-render --to=text; }
render_json() { tool "$1" egv-render --to=json; }

plan() { # FILE
    "$bin/profile-score" "${rules[@]}" "$1" | "$bin/assign-category" "${rules[@]}" |
        "$bin/pick-strategy" "${rules[@]}"
}

pipe() { plan "${file[$1]}" | "$bin/followup-due" "${rules[@]}"; }

import_three() {
    "$bin/case-import" "${rules[@]}" -m "$export_folder/mapping.tsv" \
        --needs="$export_folder/three.csv" "${file[$1]}"
}

# Rivals.
mawk_csv() { mawk '{$1=$1}1' "${file[$1]}"; }
zsv_csv() { zsv 2tsv "${file[$1]}"; }
xan_csv() { xan fmt -t '\t' "${file[$1]}"; }
due_mawk() { followup_awk "$1" 1; }
due_mawk_lax() { followup_awk "$1" 0; }
followup_awk() { # STREAM CHECK
    mawk -v as_of="$as_of" -v rules="$here/concept/deadlines.tsv" -v check="$2" \
        -f "$here/followup.awk" "${file[$1]}"
}
due_miller() { mlr --tsv -S put -f "$here/followup.mlr" "${file[$1]}"; }
score_mawk() {
    mawk -v as_of="$as_of" -v catalogue="$catalogue" -f "$here/score.awk" "${file[$1]}"
}
render_jinja() { python3 "$here/jinja.py" kooperationsplan-2026 <"$work/$1.json"; }
