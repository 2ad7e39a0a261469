# Sourced by run: the peak of the resident memory, and that it doesn't grow.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # the settings are run's and data.sh's

# The stream in FILE, its records again and again until there are RECORDS.
repeat() { # FILE RECORDS
    local i
    head -n 1 "$1"
    for ((i = 0; i < $2; i += small)); do
        tail -n +2 "$1"
    done
}

# The peak of the resident memory in KiB of a tool that reads RECORDS from a pipe. The kernel
# tells it while the process lives: so the pipe stays open until all is read.
peak() { # FILE RECORDS COMMAND...
    local pid peak state i
    rm -f "$work/fifo"
    mkfifo "$work/fifo" || exit 2
    "${@:3}" <"$work/fifo" >/dev/null 2>"$work/err" &
    pid=$!
    exec 7>"$work/fifo"
    if repeat "$1" "$2" >&7 2>/dev/null; then
        for ((i = 0; i < 600; i++)); do
            sleep 0.05
            read -r _ _ state _ <"/proc/$pid/stat"
            [ "$state" != S ] || break
        done
        peak=$(mawk '/^VmHWM/ { print $2 }' "/proc/$pid/status")
    fi
    exec 7>&-
    wait "$pid" || die "$3: $(head -n 1 "$work/err")"
    echo "${peak:?}"
}

memory_row() { # LABEL FILE TOOL OPTION...
    local first second
    first=$(peak "$2" "$small" "$bin/$3" "${@:4}") || exit 2
    second=$(peak "$2" "$large" "$bin/$3" "${@:4}") || exit 2
    mawk -v label="$1" -v first="$first" -v second="$second" 'BEGIN {
        printf "%-44s %9.2f %19.2f  %-13s %s\n", label, first / 1024, second / 1024,
            "at most 4", (second > 4096 || first > 4096 ? "not met" : \
            second - first > 256 ? "not met: grows" : "met")
    }'
}

# What a row of the needs file costs: the difference of two files, so that the start isn't in it.
import_row() { # FEW MANY
    local first second
    grow_streams persons "$1"
    grow_streams needs "$1" "$2"
    first=$(peak "$(grown persons "$1")" 1 "$bin/case-import" "${rules[@]}" \
        --needs="$(grown needs "$1")") || exit 2
    second=$(peak "$(grown persons "$1")" 1 "$bin/case-import" "${rules[@]}" \
        --needs="$(grown needs "$2")") || exit 2
    mawk -v few="$1" -v many="$2" -v first="$first" -v second="$second" 'BEGIN {
        bytes = 1024 * (second - first) / (many - few)
        printf "%-44s %9.2f %19.2f  %-13s %s\n", "case-import, needs file, MiB", first / 1024,
            second / 1024, "", ""
        printf "%-44s %9s %19.1f  %-13s %s\n", "  bytes a row of the needs file", "", bytes,
            "at most 40", bytes <= 40 ? "met" : "not met"
    }' | sed 's/ *$//'
}

part_memory() {
    local tool large=1000000
    [ "$big" != 1 ] || large=10000000
    make_plans
    printf '\n%s\n\n' 'Peak memory in MiB, input from a pipe.'
    [ -r /proc/self/status ] || { echo 'not measured: no /proc'; return; }
    printf '%-44s %9s %19s  %s\n' '' "$small" "$large records" 'aim'
    memory_row 'stream-convert, TSV to TSV' "${file[small]}" stream-convert
    memory_row 'stream-convert, CSV to TSV' "${file[small_csv]}" stream-convert --to=tsv
    memory_row 'case-import, no needs file' "${file[small_csv]}" case-import
    for tool in profile-score assign-category pick-strategy followup-due standards-audit \
        workload-forecast; do
        memory_row "$tool" "${file[small]}" "$tool" "${rules[@]}"
    done
    memory_row 'egv-render, to stdout' "${file[planned]}" egv-render "${rules[@]}"
    if [ "$big" = 1 ]; then
        import_row 1000000 30000000
    else
        import_row "$small" "$large"
    fi
}
