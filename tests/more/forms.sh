# Sourced by the tests that look at every form; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make_pages FOLDER: of each form FORM a page FORM.html of the example's persons there, and
# FORM-1.html of one person alone, FORM-large.html in large print, FORM-hostile.html of a
# person whose texts are markup, styles, addresses, and longer than a line. $forms has their names.
# shellcheck shell=bash
forms=()

# Every column that people write texts into holds such a one.
hostile() {
    awk -F '\t' -v OFS='\t' '
        BEGIN {
            texts = split("<script>alert(1)</script>|<img src=file:///etc/passwd>|</style><style>*{display:none}|" \
                "<link rel=stylesheet href=http://localhost/x.css>|</main></body></html>|" \
                "{{client_id}} {{{.}}} {{>ende}}|&lt;b&gt; &amp; &#0; &|\342\200\256umgekehrt\342\200\254|" \
                "\\n</dd>\\n<div class=\"document\">|@import url(file:///etc/passwd);|" \
                "\327\251\327\234\327\225\327\235 \330\263\331\204\330\247\331\205|" \
                "\360\237\222\231|--><!--|]]>|../../etc/passwd|javascript:alert(1)|*{background:url(//x)}|" \
                "e\314\201|\"onload=\"x", text, "|")
        }
        NR == 1 {
            for (i = 1; i <= NF; i++)
                free[i] = $i ~ /^(given_name|family_name|guardian_name|office|case_manager|goal|target_occupation|subgoals|own_words)$/
        }
        NR > 1 {
            for (i = 1; i <= NF; i++)
                if (free[i])
                    $i = text[(n++ % texts) + 1]
        }
        { print }'
}

make_pages() { # FOLDER
    local form name
    PATH=$PWD/build/bin:$PATH
    profile-score -q --as-of=2026-11-21 tests/data/examples/cases.tsv |
        assign-category -q --as-of=2026-11-21 |
        pick-strategy -q --as-of=2026-11-21 >"$1/planned.tsv" || return
    hostile <"$1/planned.tsv" >"$1/hostile.tsv"
    for form in lib/data/forms/*.html; do
        grep -q '{{>anfang}}' "$form" || continue
        name=$(basename "$form" .html)
        forms+=("$name")
        render() { egv-render -q --as-of=2026-11-21 --to=html --form="$name" "$@"; }
        render "$1/planned.tsv" >"$1/$name.html" &&
            sed 2q "$1/planned.tsv" | render >"$1/$name-1.html" &&
            render --large-print "$1/planned.tsv" >"$1/$name-large.html" &&
            render "$1/hostile.tsv" >"$1/$name-hostile.html" || return
    done
}
