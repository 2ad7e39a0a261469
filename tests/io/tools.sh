# Sourced by the io tests that go through every tool; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes an empty folder, with the tools in PATH.
# shellcheck shell=bash
set -u
BIN=$(cd "${BIN:-build/bin}" && pwd) || exit 2
PATH=$BIN:$PATH
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failures=0

fault() {
    echo "$*"
    failures=$((failures + 1))
}

# What a command in BIN is: a filter of records, a filter of cases that needs rules, or none
# of these: due-changes holds two lists against each other, concept-diff two concepts, the
# others write documents, pages, pictures or nights; concept-check, concept-init,
# concept-table and replay read no stream; explain-case wants ids besides.
kind_of() { # COMMAND
    case $1 in
    stream-convert | case-import) echo records ;;
    concept-check | concept-diff | concept-init | concept-table | due-changes | due-print | \
        egv-pdf | egv-render | explain-case | replay | wiedervorlage-nightly | workload-chart) echo other ;;
    *) echo cases ;;
    esac
}

# Calls a function with every filter and what it needs, to which options and inputs are added.
# A due list comes in its other shapes too, and two concepts are compared.
each_run() { # FUNCTION
    local tool rules=--as-of=2026-03-02
    for tool in "$BIN"/*; do
        tool=${tool##*/}
        case $(kind_of "$tool") in
        records) "$1" "$tool" ;;
        cases) "$1" "$tool" $rules ;;
        esac
    done
    "$1" concept-diff uckermark uckermark $rules
    "$1" followup-due $rules --to=ics
    "$1" followup-due $rules --split=note --output-dir=lists
    "$1" followup-due $rules --split=case_manager --output-dir=lists --to=ics
}

# Whether such a run fills a folder and writes nothing to stdout.
is_split() { # TOOL ARGUMENT...
    [[ $* = *' --split='* ]]
}

conclude() { # NAME
    [ "$failures" -eq 0 ] && echo "ok $1"
}
