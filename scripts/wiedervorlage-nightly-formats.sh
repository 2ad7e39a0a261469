# wiedervorlage-nightly-formats.sh: what a night holds beside its lists, and who hears of it
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2015,SC2034,SC2154 # what wiedervorlage-nightly has, and reads
#
# Part of wiedervorlage-nightly, which sources it and has `run`, `followup`, `fail` and `warn`.
# Whatever a format is, a program writes it; this only calls them.

formats='tsv xlsx html txt ics'

wants() { # FORMAT
    case " $conf_list_formats " in
    *" $1 "*) ;;
    *) return 1 ;;
    esac
}

# The first night has nothing to compare with: no list for people says `neu` everywhere.
print_lists() {
    list=marked.tsv
    [ "$compared_with" != - ] || list=due.tsv
    set -- --as-of="$night" --refused="$refused" --index=index.tsv
    [ "$night" = "$as_of" ] || set -- "$@" --made-on="$as_of"
    if wants txt; then
        run /dev/null due-print "$@" --width="$conf_print_width" \
            --lines="$conf_print_lines" --output-dir=druck "$list"
    fi
    if wants html; then
        run /dev/null workload-forecast -q --keep-going --as-of="$night" \
            --concept="$conf_concept" --weeks=13 --to=tsv -o forecast.tsv "$cases"
        [ "$compared_with" = - ] || set -- "$@" --since="$compared_with"
        run /dev/null due-print --to=html "$@" --output-dir=seiten \
            --overview=uebersicht.html --forecast=forecast.tsv --checks=befunde.tsv "$list"
    fi
}

# What nobody wants goes: lists that were made to be compared and printed, and what programs
# handed on. With manifests it stays, for who repeats their runs.
tidy() {
    if ! wants tsv; then
        for list in "$building"/liste/*.tsv; do
            [ "${list##*/}" = index.tsv ] || rm -f "$list" || fail "$night: cannot write"
        done
        rm -rf "$building/neu" || fail "$night: cannot write"
    fi
    [ "$conf_manifest" = yes ] ||
        (cd "$building" && rm -f cases.tsv readable.tsv marked.tsv nothing.tsv forecast.tsv) ||
        fail "$night: cannot write"
}

# Where the manifest of the next program goes.
next_manifest() { # PROGRAM
    [ -d "$building/manifeste" ] || mkdir "$building/manifeste" || fail "$night: cannot write"
    runs=$((runs + 1))
    manifest=manifeste/$(printf %02d "$runs")-$1.tsv
}

# The command of the office, with the folder of a night that stands behind its arguments. No
# shell looks at them, and the lock is not handed on. What it says is not in the report.
after_good_night() {
    [ -n "$conf_after_good_night" ] || return 0
    set -f
    # shellcheck disable=SC2086 # words are arguments
    set -- $conf_after_good_night "$output/$night"
    set +f
    (
        exec 9>&-
        # shellcheck disable=SC2086 # words are signals
        trap - $signals PIPE XFSZ
        unset TMPDIR
        export WIEDERVORLAGE_NIGHT="$night" WIEDERVORLAGE_FOLDER="$output/$night"
        cd "$output" && exec "$@"
    ) </dev/null
    rc=$?
    [ "$rc" -ne 0 ] || return 0
    warn "$night: after_good_night ended with status $rc; the night stands"
    [ "$status" -eq 2 ] || status=4
}

# Keys of this file's, at the start of a run.
check_formats() {
    ! wants xlsx || try_value list_formats --to=xlsx
    [ -n "$conf_after_good_night" ] || return 0
    program=$(command -v "${conf_after_good_night%% *}")
    case $program in
    /*) ;;
    *) program= ;;
    esac
    [ -f "$program" ] && [ -x "$program" ] ||
        wrong after_good_night 'expected a program that can be run, and its arguments'
}
