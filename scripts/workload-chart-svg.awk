# workload-chart-svg.awk: what gnuplot drew, with patterns, a heading and a description
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Part of workload-chart. The environment holds `title`, any text, and `about`, the
# comments before the commands. Fails if what comes from gnuplot is no whole picture.

function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}

function characters(text) {
    gsub(/[\200-\277]/, "", text) # all but the first byte of a UTF-8 character
    return length(text)
}

# Breaks the title into line[1..lines] of at most `most` characters, at spaces if it can.
function wrap(text, most,   words, word, i) {
    words = split(text, word, " ")
    lines = 1
    for (i = 1; i <= words; i++) {
        if (line[lines] != "" && characters(line[lines] " " word[i]) > most)
            lines++
        while (characters(word[i]) > most) {
            word[i] = cut_off(word[i], most)
            lines++
        }
        line[lines] = line[lines] (line[lines] == "" ? "" : " ") word[i]
    }
}

# Puts the first `most` characters of the word into the line; the rest is the result.
function cut_off(word, most,   bytes) {
    for (bytes = most; characters(substr(word, 1, bytes)) < most; )
        bytes++
    while (substr(word, bytes + 1, 1) ~ /[\200-\277]/)
        bytes++
    line[lines] = substr(word, 1, bytes)
    return substr(word, bytes + 1)
}

# A pattern is white with marks of one dark colour, at least 4.5 to 1 against the white.
function pattern(id, size, marks) {
    print "<pattern id=\"" id "\" patternUnits=\"userSpaceOnUse\" width=\"" size \
        "\" height=\"" size "\"><rect width=\"" size "\" height=\"" size "\" fill=\"#ffffff\"/>" \
        marks "</pattern>"
}

function begin_picture(   i) {
    wrap(title, int((width - 48) / 14))
    head = 12 + 26 * lines
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" width "\" height=\"" \
        height + head "\" viewBox=\"0 0 " width " " height + head "\" xml:lang=\"de\" " \
        "role=\"img\" aria-labelledby=\"workload-title workload-desc\">"
    print "<title id=\"workload-title\">" escaped(title) "</title>"
    print "<desc id=\"workload-desc\">" escaped(description) "</desc>"
    print "<defs>"
    pattern("agreements", 6, "<path d=\"M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2\" " \
        "stroke=\"#b35900\" stroke-width=\"2\"/>")
    pattern("reviews", 4, "<path d=\"M0,1 h4\" stroke=\"#00604f\" stroke-width=\"2\"/>")
    pattern("tasks", 5, "<circle cx=\"2.5\" cy=\"2.5\" r=\"1.3\" fill=\"#444444\"/>")
    print "</defs>"
    print "<rect width=\"" width "\" height=\"" height + head "\" fill=\"#ffffff\"/>"
    for (i = 1; i <= lines; i++)
        print "<text x=\"24\" y=\"" 10 + 26 * i "\" font-family=\"sans-serif\" " \
            "font-size=\"20\" font-weight=\"bold\" fill=\"#000000\">" escaped(line[i]) "</text>"
    print "<g transform=\"translate(0," head ")\">"
}

BEGIN {
    title = ENVIRON["title"]
    split(ENVIRON["about"], comment, "\n")
    width = substr(comment[1], 3)
    height = substr(comment[2], 3)
    description = substr(comment[3], 3)
    print "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
}
# What gnuplot puts before its canvas is replaced, and so are symbols that nothing uses.
/<g id="gnuplot_canvas">/ { begin_picture(); in_canvas = 1 }
!in_canvas { next }
/^<defs>/ { in_symbols = 1 }
/^<\/defs>/ { in_symbols = 0; next }
in_symbols || /^<rect / { next }
{
    sub(/fill = .rgb\( *179, *89, *0\)./, "fill=\"url(#agreements)\"")
    sub(/fill = .rgb\( *0, *96, *79\)./, "fill=\"url(#reviews)\"")
    sub(/fill = .rgb\( *68, *68, *68\)./, "fill=\"url(#tasks)\"")
}
# A white shadow keeps a text readable where a line runs through it.
/<text>/ {
    shadow = $0
    sub(/<text>/, "<text stroke=\"#ffffff\" stroke-width=\"4\">", shadow)
    print shadow
}
/<\/svg>/ {
    print "</g>"
    whole = 1
}
{ print }
END { exit !whole }
