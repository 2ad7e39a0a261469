# Sourced by the tests on other machines; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds for another machine against packages of Debian that apt fetches for it into a folder: the
# system itself keeps its architecture. Then the unit and command tests run, through an emulator
# if the processor needs one.
# shellcheck shell=bash
set -u

machine() { # DEBIAN-ARCHITECTURE TRIPLET LOADER [EMULATOR]
    local rc
    machine_tools "$@"
    export TEST_SECONDS=3000
    tests/check "$KEEP" unit/
    rc=$?
    tests/check "$KEEP" cli/ && return "$rc"
}

# The tools for it in $KEEP/bin and, unless $machine_targets leaves them out, the unit tests in
# $KEEP/unit. tests/matrix/run wants the tools alone.
machine_tools() { # the same
    local arch=$1 triplet=$2 root=$KEEP/root emulator=''
    for program in "$triplet-gcc" apt-get dpkg-deb ${4:+"$4"}; do
        command -v "$program" >/dev/null || { echo "skip: $program is not installed"; exit 77; }
    done
    fetch "$arch" "$root" >"$KEEP/apt.log" 2>&1 ||
        { echo "skip: no packages of $arch: $(tail -n 1 "$KEEP/apt.log")"; exit 77; }
    [ -z "${4-}" ] || emulator="$(command -v "$4") -L $root"
    $emulator "$root/lib/$3" --version >/dev/null 2>&1 ||
        { echo "skip: programs of $arch don't run here"; exit 77; }
    # shellcheck disable=SC2086 # a list of words
    make --silent -j"$(nproc)" BUILD="$KEEP/native" CC="$triplet-gcc --sysroot=$root" \
        AR="$triplet-ar" CFLAGS='-O2 -g' LDFLAGS="$(libraries_of "$root" "$3" "${4-}")" \
        ${machine_targets:-all units} || exit
    rm -rf "${KEEP:?}"/{bin,unit}
    mkdir -p "$KEEP/native/unit"
    cp -R "$KEEP/native/bin" "$KEEP/native/unit" "$KEEP" || exit
    ln -sfn native/share "$KEEP/share"
    for program in "$KEEP"/bin/* $(find "$KEEP/unit" -type f); do
        wrap "$program" "env GCONV_PATH=$(echo "$root"/usr/lib/*/gconv) $emulator" || exit
    done
}

# An emulator finds the libraries in its folder; without one the program itself knows where.
libraries_of() { # ROOT LOADER EMULATOR
    local folders
    [ -z "$3" ] || return 0
    folders=$(dirname "$(readlink -f "$1/lib/$2")")
    echo "-Wl,--disable-new-dtags,--dynamic-linker=$1/lib/$2,-rpath,$folders:$1/usr/lib/${folders##*/}"
}

# The headers and libraries of architecture $1, unpacked in folder $2.
fetch() {
    local apt=$KEEP/apt
    [ ! -e "$2/complete" ] || return 0
    mkdir -p "$apt"/{lists/partial,archives/partial} "$2" || return
    : >"$apt/status"
    local options=(-o APT::Architecture="$1" -o APT::Architectures="$1" -o APT::Sandbox::User=root
        -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status"
        -o Dir::Cache="$apt" -o Dir::Cache::archives="$apt/archives")
    # It may fail at a source that is not needed here.
    apt-get "${options[@]}" -q update
    apt-get "${options[@]}" -q -y --no-install-recommends --download-only install \
        libc6-dev libgcc-s1 libcsv-dev libsodium-dev libxlsxwriter-dev libcmocka-dev libical-dev || return
    for package in "$apt"/archives/*.deb; do
        dpkg-deb -x "$package" "$2" || return
    done
    : >"$2/complete"
}

# Makes of the program $1 a script that runs it by $2, with the encodings of its machine. A copy of the script has a copy
# of the program beside it, so that what is looked for beside a program is found.
wrap() {
    mv "$1" "$1.real" && cat >"$1" <<END && chmod +x "$1"
#!/bin/sh
program=\${0%/*}/.\${0##*/}.real
[ "\$0" != "$1" ] || program=$1.real
[ -e "\$program" ] || /bin/cp "$1.real" "\$program"
exec /usr/bin/$2 "\$program" "\$@"
END
}
