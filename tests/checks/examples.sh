# Sourced by the checks that run the examples of manual pages; not a check itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Between .EX and .EE, a line that begins with `$ ` is a command (it goes on in the next line
# if it ends with a backslash), the lines up to the next one are what it prints on stdout, byte
# by byte. Its status must be 0. A block without such a line is only shown. The examples of a
# page run one after the other in a copy of tests/data/examples, with the tools, scripts/ and
# tests/data in PATH.
# shellcheck shell=bash disable=SC2154 # bin, scripts, data and work are those of the caller

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
        /^\.EX/ { in_block = 1; out = ""; next }
        /^\.EE/ { in_block = 0; next }
        !in_block || /^\.?\\"/ { next }
        continued || /^\$ / {
            if (!continued) {
                name = sprintf("%s/%03d", folder, ++count)
                out = name ".out"
                printf "" >out
            }
            line = text($0)
            print (continued ? line : substr(line, 3)) >(name ".cmd")
            continued = line ~ /\\$/
            next
        }
        out != "" { print text($0) >out }' "$1"
}

# Runs them, for page $1 and the sections $2, with the NAME=VALUE $3... in the environment; says
# what differs. Wants the folders bin, scripts, data and work.
check_examples() {
    local commands=$work/${1##*/}.commands here=$work/${1##*/}.here page=$1 sections=$2 command rc
    shift 2
    mkdir "$commands" "$here"
    [ ! -d tests/data/examples ] || cp -R tests/data/examples/. "$here"
    cut_examples "$page" "$commands" "$sections"
    for command in "$commands"/*.cmd; do
        [ -e "$command" ] || continue
        (cd "$here" && exec timeout 120 env -i --default-signal=PIPE \
            PATH="$bin:$scripts:$data:/usr/bin:/bin" LC_ALL=C.UTF-8 TZ=Europe/Berlin HOME="$here" \
            "$@" bash "$command") </dev/null >"$work/stdout" 2>"$work/stderr"
        rc=$?
        [ "$rc" -eq 0 ] && cmp -s "$work/stdout" "${command%.cmd}.out" && continue
        printf 'example: %s\n' "$(<"$command")"
        diff -a -u --label manual --label actual "${command%.cmd}.out" "$work/stdout" |
            head -n 30
        head -n 5 "$work/stderr"
        [ "$rc" -eq 0 ] || echo "status $rc"
    done
}
