# Sourced by the tests that start what is installed; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# install_below FOLDER: an installation of the release with the prefix /usr/local, and an office
# for it in /srv/vierphasen and /etc/vierphasen: an export of this day, and its configuration.
# shellcheck shell=bash
set -u

install_below() { # FOLDER
    local office=$1/srv/vierphasen/eingang config=$1/etc/vierphasen
    make --silent -j"$(nproc)" LTO= RELEASE="$KEEP/release" DESTDIR="$1" install || return
    mkdir -p "$office" "$config" || return
    tests/data/generate-caseload --persons=60 --as-of="$(date +%F)" --output-dir="$office" || return
    mv "$office/mapping.tsv" "$config" || return
    sed -e 's/^#mapping=/mapping=/; s/^#needs=/needs=/; s/^#settle_seconds=.*/settle_seconds=0/' \
        -e 's/^#list_formats=.*/list_formats=tsv html txt ics/' \
        "$1/usr/local/share/vierphasen/scripts/wiedervorlage-nightly.conf" \
        >"$config/wiedervorlage-nightly.conf" || return
    chmod -R a+rX "$1"
}
