# wiedervorlage-nightly-shown.sh: names of files in messages
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# Part of wiedervorlage-nightly, which sources it. A path of the configuration may hold what a
# terminal obeys, or what nobody sees: messages, the report and the mail have its code, as those
# of the programs do (vierphasen-stream(5), Messages).

show() { # TEXT
    case $1 in
    *[!\ -~]*) ;;
    *) printf '%s\n' "$1" && return ;;
    esac
    text=$1 awk '
        # The code point at a byte of the text; sets length_of, to 0 if there is none.
        function point_at(at,   first, point, i) {
            first = code[substr(text, at, 1)]
            length_of = (first < 128) + 2 * (first >= 192) + (first >= 224) + (first >= 240)
            if (first > 244)
                length_of = 0
            point = first - 192 * (first >= 192) - 32 * (first >= 224) - 16 * (first >= 240)
            for (i = 1; i < length_of; i++) {
                first = code[substr(text, at + i, 1)]
                if (first < 128 || first > 191)
                    return length_of = 0
                point = point * 64 + first - 128
            }
            return point
        }
        function is_unseen(point,   i) {
            for (i = 1; i < ranges; i += 2)
                if (point >= range[i] && point <= range[i + 1])
                    return 1
            return 0
        }
        BEGIN {
            for (i = 1; i < 256; i++)
                code[sprintf("%c", i)] = i
            # Those of lib/base/shown.c.
            ranges = split("0 31 127 160 173 173 1564 1564 6158 6158 8192 8207 8232 8239 " \
                "8287 8303 12288 12288 65279 65279 65529 65531 917504 917631", range, " ")
            text = ENVIRON["text"]
            for (at = 1; at <= length(text); at += length_of ? length_of : 1) {
                point = point_at(at)
                if (length_of == 0)
                    printf "<0x%02X>", code[substr(text, at, 1)]
                else if (is_unseen(point))
                    printf "<U+%04X>", point
                else
                    printf "%s", substr(text, at, length_of)
            }
            print ""
        }'
}
