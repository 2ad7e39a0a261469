# Sourced by the tests that compare with packages of npm; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# need_npm: fetches what package-lock.json pins to $KEEP/node_modules, or skips the test.
# shellcheck shell=bash
set -u

need_npm() {
    local program
    for program in npm node; do
        command -v $program >/dev/null || { echo "skip: $program is not installed"; exit 77; }
    done
    cp tests/more/package.json tests/more/package-lock.json "$KEEP" || exit 2
    npm ci --prefix "$KEEP" --ignore-scripts --no-audit --no-fund >"$KEEP/npm.log" 2>&1 ||
        { echo "skip: npm could not fetch its packages: $(tail -n 1 "$KEEP/npm.log")"; exit 77; }
}
