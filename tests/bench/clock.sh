# Sourced by run: measures jobs, and prints a row for each.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # the settings are run's

rounds=5 # that count
declare -A loops
TIMEFORMAT='%3R %3U %3S'

loop() { # JOB TIMES
    local i
    for ((i = 0; i < $2; i++)); do
        $1 >/dev/null 2>"$work/err" || return
    done
}

# Appends "CPU WALL", seconds of one run, to the file $work/JOB.
measure() { # JOB TIMES
    local seconds
    seconds=$({ time loop "$1" "$2"; } 2>&1) || die "$1: $(head -n 1 "$work/err")"
    mawk -v times="$2" '{ printf "%.6f %.6f\n", ($2 + $3) / times, $1 / times }' \
        <<<"$seconds" >>"$work/$1"
}

# Runs each job once to warm up, which also says how often one must run for a tenth of a
# second; then all of them in turn, $rounds times.
compete() { # JOB...
    local round job
    for job; do
        rm -f "$work/$job"
        measure "$job" 1
        loops[$job]=$(mawk '{ n = int(0.1 / ($1 + 0.001)); print n < 1 ? 1 : n }' "$work/$job")
        rm "$work/$job"
    done
    for ((round = 0; round < rounds; round++)); do
        for job; do
            measure "$job" "${loops[$job]}"
        done
    done
}

median() { # JOB: "CPU WALL"
    local field
    for field in 1 2; do
        cut -d ' ' -f $field "$work/$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"
    done | paste -s -d ' '
}

# LABEL, CPU seconds, seconds on the wall, ratios of both, aim, verdict.
row() {
    printf '%-44s %9s %9s %9s %9s  %-19s %s\n' "$@" | sed 's/ *$//'
}

# The row of a job by itself.
job_row() { # JOB LABEL
    local cpu wall
    read -r cpu wall < <(median "$1")
    row "$2" "$(printf %.3f "$cpu")" "$(printf %.3f "$wall")" '' '' '' ''
}

# The row of a job beside one that it is measured by. AIM is "at most N x" its seconds, "at
# most N s" for a million records, or "shown".
beside_row() { # JOB MEASURE LABEL AIM
    ratio_row "$1" "$2" "$3" "$4" job
}

# The row of a rival of a job. AIM is "at least N x" as fast, "at most N x" its seconds, or
# "shown"; with "by wall" behind it the clock decides.
rival_row() { # JOB RIVAL LABEL AIM
    ratio_row "$1" "$2" "  $3" "$4" rival
}

ratio_row() { # JOB OTHER LABEL AIM job|rival: whose seconds the row shows
    local -a fields
    mapfile -t fields < <(mawk -v aim="$4" -v whose="$5" -v persons="$persons" '
        NR == 1 { cpu = $1; wall = $2 }
        NR == 2 {
            faster = whose == "rival" && aim !~ /^at most/
            split(aim, word, " ")
            rcpu = faster ? $1 / cpu : cpu / $1
            rwall = faster ? $2 / wall : wall / $2
            value = aim ~ /by wall$/ ? rwall : word[4] == "s" ? cpu * 1e6 / persons : rcpu
            print sprintf("%.3f", whose == "job" ? cpu : $1)
            print sprintf("%.3f", whose == "job" ? wall : $2)
            print sprintf("%.2f x", rcpu)
            print sprintf("%.2f x", rwall)
            print aim
            print aim == "shown" ? "" : (faster ? value >= word[3] + 0 : \
                value <= word[3] + 0) ? "met" : "not met"
        }' <(median "$1") <(median "$2"))
    row "$3" "${fields[@]}"
}
