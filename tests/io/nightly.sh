# Sourced by the io tests of wiedervorlage-nightly; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a folder of an office, with an export and its configuration, in a path with spaces.
# shellcheck shell=bash disable=SC2034 # what is set here is used there
set -u
ROOT=${ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
DATA=${DATA:-$ROOT/tests/data}
BIN=$(cd "${BIN:-$ROOT/build/bin}" && pwd) || exit 2
export PATH=$BIN:/usr/bin:/bin LC_ALL=C TZ=UTC
command -v flock >/dev/null || { echo 'skip: flock is not installed'; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
office="$work/ein Amt"
nights="$office/die Nächte"
failures=0

fault() {
    printf '%s\n' "$*"
    failures=$((failures + 1))
}

expect() { # WHAT EXPECTED GOT
    [ "$2" = "$3" ] || fault "$1: got \"$3\", expected \"$2\""
}

# An office with an export of $1 persons, written on the day $2; more lines of configuration.
open_office() { # PERSONS DAY LINE...
    mkdir -p "$office"
    "$DATA/generate-caseload" --persons="$1" --as-of=2026-11-21 --output-dir="$office"
    export_of "$2"
    {
        printf '%s\n' 'export = personen.csv' 'mapping=mapping.tsv' 'needs=hemmnisse.csv'
        printf '%s\n' "output=$nights" settle_seconds=0 "${@:3}"
    } >"$office/nightly.conf"
}

export_of() { # DAY: the export was written at noon of that day
    touch -d "$1 12:00:00Z" "$office/personen.csv" "$office/hemmnisse.csv"
}

# Runs it for a day; its output goes to $work/said.
nightly() { # DAY ARGUMENT...
    "$ROOT/scripts/wiedervorlage-nightly" -c "$office/nightly.conf" --as-of="$1" "${@:2}" \
        >"$work/said" 2>&1
}

night_is() { # STATUS DAY ARGUMENT...: the run ends with this status
    nightly "${@:2}"
    local rc=$?
    [ "$rc" -eq "$1" ] || fault "${*:2}: status $rc, expected $1: $(<"$work/said")"
}

# Columns of the ledger, without its header: NIGHT:RUN_ON:STATE:COMPARED_WITH in one line.
ledger() {
    tail -n +2 "$nights/ledger.tsv" | cut -f 1-4 | tr '\t\n' ': ' | sed 's/ $//'
}

# All files below a folder, and links, with their contents: to be compared.
fingerprint() { # FOLDER
    (cd "$1" && find . \( -type f -o -type l \) ! -name lock ! -name report.txt -printf '%P %l %m\n' |
        sort && find . -type f ! -name lock ! -name report.txt -print0 | sort -z |
        xargs -0 -r sha256sum)
}

# What a reader must never see: a night without its end, or a link to none.
check_whole() { # WHAT
    local night
    for night in "$nights"/????-??-??; do
        [ ! -e "$night" ] || [ -e "$night/night.tsv" ] || fault "$1: ${night##*/} is torn"
    done
    [ ! -L "$nights/aktuell" ] || [ -e "$nights/aktuell/night.tsv" ] ||
        fault "$1: aktuell leads nowhere"
}

# Nothing of a run that failed is left.
check_clean() { # WHAT
    local left
    left=$(find "$nights" -maxdepth 1 -name '.?*')
    [ -z "$left" ] || fault "$1: left behind: $left"
}

# Kills a run with all its processes, and waits until they are gone and the lock with them.
kill_group() { # SIGNAL PID
    kill -"$1" -- "-$2" 2>/dev/null || return 1
    wait "$2" 2>/dev/null
    gone "$2"
}

gone() { # PID: the leader of the group
    while kill -0 -- "-$1" 2>/dev/null; do
        sleep 0.01
    done
}

conclude() { # NAME
    [ "$failures" -eq 0 ] && echo "ok $1"
}
