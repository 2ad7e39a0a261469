# Sourced by run: how long the tools take, as multiples of dd, which copies the same file and
# checks nothing, and beside programs that do the same.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # the settings are run's and data.sh's

title() { # TEXT RATIOS
    printf '\n%s\n\n' "$1"
    row '' 'CPU s' 'wall s' "$2" "$2" 'aim' ''
    row '' '' '' 'CPU' 'wall' '' ''
}

# Measures jobs on one stream beside a copy of it. On stdin a line for each, JOB|LABEL|AIM.
beside_copy() { # STREAM WHAT
    local job label aim
    local -a jobs=() labels=() aims=()
    while IFS='|' read -r job label aim; do
        jobs+=("$job $1") labels+=("$label") aims+=("$aim")
    done
    compete "copy $1" "${jobs[@]}"
    job_row "copy $1" "dd of $2, $(($(stat -c %s "${file[$1]}") / 1000000)) MB"
    for job in "${!jobs[@]}"; do
        beside_row "${jobs[job]}" "copy $1" "  ${labels[job]}" "${aims[job]}"
    done
}

speed_beside_copies() {
    local quoted
    quoted=$(mawk '/"/ { n++ } END { printf "%.1f", 100 * n / NR }' "${file[csv]}")
    title "Speed beside dd bs=128K of the same file: $persons records, of the export $exported;\
 $(nproc) processors. Seconds are medians of $rounds." 'x dd'
    beside_copy cases 'the TSV stream' <<'JOBS'
convert|stream-convert, TSV to TSV|at most 2.6 x
due_five|followup-due, five categories|at most 6.5 x
due|followup-due, uckermark|at most 15 x
score|profile-score|at most 12 x
assign|assign-category|at most 6 x
pick|pick-strategy|at most 8 x
audit|standards-audit|at most 20 x
forecast|workload-forecast, 52 weeks|at most 20 x
smooth|workload-forecast --smooth|at most 10 s
calendar|followup-due --to=ics|at most 30 x
difference|concept-diff, uckermark with itself|at most 5 s
pipe|the pipe of four|shown
JOBS
    beside_copy umlauts 'TSV, umlauts and escapes' <<'JOBS'
convert|stream-convert, TSV to TSV|at most 3 x
due|followup-due, uckermark|shown
JOBS
    beside_copy csv "CSV, $quoted % quoted" <<'JOBS'
convert|stream-convert, CSV to TSV|at most 3.5 x
JOBS
    beside_copy raw 'an imported export (58 columns)' <<'JOBS'
convert|stream-convert, TSV to TSV|at most 3 x
score|profile-score|shown
due|followup-due, uckermark|shown
pipe|the pipe of four|shown
JOBS
    beside_copy export 'an export (Windows-1252)' <<'JOBS'
import_three|case-import, three needs a person|at most 60 x
JOBS
}

# Measures a job and rivals of it on one stream. On stdin a line for each, JOB|LABEL|AIM; a
# rival with an empty JOB isn't installed, and has no row.
beside_rivals() { # STREAM JOB LABEL
    local job label aim
    local -a jobs=() labels=() aims=()
    while IFS='|' read -r job label aim; do
        [ -z "$job" ] || jobs+=("$job $1") labels+=("$label") aims+=("$aim")
    done
    compete "$2 $1" "${jobs[@]}"
    job_row "$2 $1" "$3"
    for job in "${!jobs[@]}"; do
        rival_row "$2 $1" "${jobs[job]}" "${labels[job]}" "${aims[job]}"
    done
}

speed_beside_rivals() {
    title 'Speed beside others, on the same stream.' 'ratio'
    beside_rivals csv convert 'stream-convert, CSV to TSV' <<JOBS
mawk_csv|mawk '{\$1=\$1}1'|at least 2 x
${zsv:+zsv_csv}|zsv 2tsv|at least 1 x
${xan:+xan_csv}|xan fmt|at least 1 x
JOBS
    beside_rivals cases due_five 'followup-due, five categories' <<JOBS
due_mawk|mawk, followup.awk|at least 5 x
due_mawk_lax|the same, without checking unused dates|shown
${miller:+due_miller}|Miller, followup.mlr|at least 30 x
JOBS
    beside_rivals cases score 'profile-score, uckermark' <<'JOBS'
score_mawk|mawk, score.awk (4 of its 22 columns)|at least 5 x
JOBS
    beside_rivals cases due_jobs 'followup-due --jobs=2, uckermark' <<'JOBS'
due|one process|at least 1.8 x by wall
JOBS
    beside_rivals cases pipe 'the pipe of four, uckermark' <<'JOBS'
cats|four times cat|at most 3 x
JOBS
    beside_rivals cases due 'followup-due alone: the same list' <<'JOBS'
pipe|the pipe of four|at least 3 x
JOBS
}

part_speed() {
    make_streams
    make_export
    speed_beside_copies
    speed_beside_rivals
}
