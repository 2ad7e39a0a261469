# Sourced by run: explains persons, and replays each explanation on the values that it tells, by
# the second reading of the rules, which knows nothing of the library.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # the settings are run's and data.sh's

replay() { # IDS: a file with client_ids
    local at=tests/io/second-reading
    "$bin/explain-case" "${rules[@]}" --to=tsv --ids="$1" "${file[cases]}" |
        mawk -f $at/days.awk -f $at/tables.awk -f $at/facts.awk -f $at/obligations.awk \
            -f $at/explanations.awk -v concept="${catalogue%/*}" -v today="$as_of" >"$1.said"
}

part_replay() {
    local ids pids=() pid
    make_streams
    mawk -F '\t' -v most="$replayed" 'NR > most + 1 { exit } NR > 1 { print $1 }' \
        "${file[cases]}" | split -n "r/$(nproc)" - "$work/ids."
    SECONDS=0
    for ids in "$work"/ids.??; do
        replay "$ids" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid" || differences=$((differences + 1))
    done
    printf '\n%s\n\n' "Replay: each explanation of $((replayed < persons ? replayed : persons))\
 records, uckermark, $SECONDS s."
    cat "$work"/ids.??.said
}
