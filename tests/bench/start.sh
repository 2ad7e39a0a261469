# Sourced by run: from start to exit on ten records, beside cat.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # the settings are run's and data.sh's

start_cat() { cat "${file[ten]}"; }

start_row() { # JOB LABEL AIM
    local cpu wall
    read -r cpu wall < <(median "$1")
    mawk -v label="$2" -v aim="$3" -v cpu="$cpu" -v wall="$wall" 'BEGIN {
        bound = aim
        gsub(/[^0-9.]/, "", bound)
        row = sprintf("%-44s %9.2f %9.2f  %-13s %s", label, 1000 * cpu, 1000 * wall, aim,
            aim == "" ? "" : 1000 * cpu <= bound + 0 ? "met" : "not met")
        sub(/ *$/, "", row)
        print row
    }'
}

part_start() {
    local tool job jobs=(start_cat 'convert ten')
    make_plans
    for tool in profile-score assign-category pick-strategy followup-due egv-render \
        standards-audit workload-forecast; do
        jobs+=("tool ten $tool")
    done
    printf '\n%s\n\n' 'Start to exit: ten records, concept uckermark. Milliseconds.'
    printf '%-44s %9s %9s  %s\n' '' 'CPU' 'wall' 'aim'
    compete "${jobs[@]}"
    start_row start_cat cat ''
    start_row 'convert ten' stream-convert 'at most 1.2'
    for job in "${jobs[@]:2}"; do
        start_row "$job" "${job##* }" 'at most 1.2'
    done
}
