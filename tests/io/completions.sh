# Sourced by the io tests of the completions; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a folder with the examples in it and, in .shell, the files of the shells, as make install
# writes them. The tools are in PATH.
# shellcheck shell=bash
set -u
ROOT=${ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
BIN=$(cd "${BIN:-$ROOT/build/bin}" && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -R "$ROOT/tests/data/examples/." "$work" && cd "$work" && mkdir .shell || exit 2
PATH=$BIN:$PATH
for file in vierphasen.bash _vierphasen vierphasen.fish; do
    sed -e "s|/usr/local/share/vierphasen/scripts|$ROOT/scripts|" \
        -e "s/@TOOLS@/$(cd "$BIN" && echo *)/" "$ROOT/scripts/completions/$file" >.shell/$file
done
failures=0

# Whether a shell makes of a line what it should.
same() { # LINE EXPECTED ACTUAL
    [ "$2" = "$3" ] && return
    printf '%s: expected\n%s\nnot\n%s\n' "$1" "$2" "$3"
    failures=$((failures + 1))
}
