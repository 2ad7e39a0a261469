# Sourced by the io tests that build and install; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shellcheck shell=bash
set -u
ROOT=${ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
[ -z "${SANITIZE-}" ] || { echo 'skip: it builds without a sanitizer'; exit 77; }
for program in make cc; do
    command -v $program >/dev/null || { echo "skip: $program is not installed"; exit 77; }
done
failures=0

fault() {
    printf '%s\n' "$*"
    failures=$((failures + 1))
}

# What is needed to build and to install, into the new folder $1.
copy_source() {
    mkdir -p "$1/tests/data" || exit 2
    cp -R "$ROOT"/{Makefile,VERSION,cmd,lib,man,scripts} "$1" &&
        cp -R "$ROOT/tests/data/examples" "$1/tests/data" || exit 2
}

build() { # FOLDER ARGUMENT...: with make, quietly unless it fails
    (cd "$1" && make --silent "${@:2}") >make.log 2>&1 ||
        { cat make.log; echo "make ${*:2} in $1 failed"; exit 1; }
}
