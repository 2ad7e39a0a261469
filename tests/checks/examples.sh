# Sourced by the checks that run the examples of manual pages; not a check itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Between .EX and .EE, a line that begins with `$ ` is a command (it goes on in the next line
# if it ends with a backslash), the lines up to the next one are what it prints on stdout, byte
# by byte. Its status must be 0. A block without such a line is only shown. The examples of a
# page run one after the other in a copy of tests/data/examples, with the tools, scripts/ and
# tests/data in PATH. A block behind a line `.\" needs PROGRAM` is skipped, with a word in
# $work/skipped, where there is no such program. Behind a line `.\" terminal STATUS` the next
# command ends with this status, and what it prints is what a terminal shows: stderr as well. The
# folder of the installation is written as three dots there. The folders bin, scripts, data and
# work are the caller's.
# shellcheck shell=bash disable=SC2154 # bin, scripts, data and work are those of the caller

environment=()

# bash ARGUMENT... in folder $1, as users have it, into stdout and stderr of $work.
run_in() {
    (cd "$1" && exec timeout 120 env -i --default-signal=PIPE \
        PATH="$bin:$scripts:$data:/usr/bin:/bin" LC_ALL=C.UTF-8 TZ=Europe/Berlin HOME="$1" \
        "${environment[@]}" bash "${@:2}") </dev/null >"$work/stdout" 2>"$work/stderr"
}

# Writes NNN.cmd and NNN.out into folder $2 for each command of page $1 in the sections whose
# names match $3.
cut_examples() {
    awk -v folder="$2" -v sections="$3" '
        function text(line) {
            gsub(/\\&/, "", line)
            gsub(/\\-/, "-", line)
            gsub(/\\\(aq/, "\047", line)
            gsub(/\\\(dq/, "\"", line)
            gsub(/\\\\|\\e|\\\(rs/, "\\", line)
            return line
        }
        /^\.SH/ { in_examples = substr($0, 5) ~ "^\"?(" sections ")\"?$" }
        !in_examples { next }
        /^\.\\" needs / { needs = $3; next }
        /^\.\\" terminal / { terminal = $3; next }
        /^\.EX/ { in_block = 1; out = ""; next }
        /^\.EE/ { in_block = 0; needs = ""; next }
        !in_block || /^\.?\\"/ { next }
        continued || /^\$ / {
            if (!continued) {
                name = sprintf("%s/%03d", folder, ++count)
                out = name ".out"
                printf "" >out
                if (needs != "")
                    print needs >(name ".needs")
                if (terminal != "") {
                    print terminal >(name ".status")
                    print "exec 2>&1" >(name ".cmd")
                    terminal = ""
                }
            }
            line = text($0)
            print (continued ? line : substr(line, 3)) >(name ".cmd")
            continued = line ~ /\\$/
            next
        }
        out != "" { print text($0) >out }' "$1"
}

# Runs them, for page $1 and the sections $2, with the NAME=VALUE of the array environment; says
# what differs.
check_examples() {
    local commands=$work/${1##*/}.commands here=$work/${1##*/}.here command rc expected
    mkdir "$commands" "$here"
    [ ! -d tests/data/examples ] || cp -R tests/data/examples/. "$here"
    cut_examples "$1" "$commands" "$2"
    for command in "$commands"/*.cmd; do
        [ -e "$command" ] || continue
        if [ -e "${command%.cmd}.needs" ] && ! command -v "$(<"${command%.cmd}.needs")" >/dev/null; then
            echo "skipped an example of ${1##*/}: no $(<"${command%.cmd}.needs") here" >>"$work/skipped"
            continue
        fi
        run_in "$here" "$command"
        rc=$? expected=0
        if [ -e "${command%.cmd}.status" ]; then
            expected=$(<"${command%.cmd}.status")
            sed -i "s,$bin/\.\./share/vierphasen/,.../,g" "$work/stdout"
        fi
        [ "$rc" -eq "$expected" ] && cmp -s "$work/stdout" "${command%.cmd}.out" && continue
        printf 'example: %s\n' "$(<"$command")"
        diff -a -u --label manual --label actual "${command%.cmd}.out" "$work/stdout" |
            head -n 30
        head -n 5 "$work/stderr"
        [ "$rc" -eq "$expected" ] || echo "status $rc"
    done
}
