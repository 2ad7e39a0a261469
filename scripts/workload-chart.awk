# workload-chart.awk: from a forecast to the commands that let gnuplot draw it
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Part of workload-chart, which says what goes in; the environment holds `title`, any text
# without control characters, and `groups`. Before the commands stand three comments: the
# width, the height and the description of the picture. Texts are German, for people.

function fault(text, code) {
    if (!failed)
        print name ": " text >"/dev/stderr"
    failed = failed ? failed : code
}

# With each of the characters twice. What gsub makes of backslashes differs between awks.
function doubled(text, character,   out, at) {
    while (at = index(text, character)) {
        out = out substr(text, 1, at) character
        text = substr(text, at + 1)
    }
    return out text
}

# Reading

# The columns that the forecast was counted by.
function groups_there(   i, list) {
    for (i = 1; i <= NF; i++)
        if (!($i in is_figure))
            list = list (list == "" ? "" : ", ") $i
    return list
}

function find_columns(   i, line, part) {
    for (i = 1; i <= NF; i++)
        at[$i] = i
    for (i = 1; i <= figures; i++)
        if (!(figure[i] in at) && figure[i] != "talks_before")
            fault("the forecast has no column " figure[i], 2)
    if (!("talks_before" in at)) {
        at["talks_before"] = at["talks"]
        smoothed = 0
    }
    conditions = split(ENVIRON["groups"], line, "\n") - 1
    for (i = 1; i <= conditions; i++) {
        split(line[i], part, "\t")
        part[2] = doubled(part[2], "\\") # as TSV writes it
        if (!(part[1] in at) || part[1] in is_figure)
            fault("--group: no column to group by \"" part[1] "\". There are: " groups_there(), 2)
        wanted_column[i] = at[part[1]]
        wanted[i] = part[2]
    }
}

function check_row(   i, cell) {
    for (i = 1; i <= figures; i++) {
        cell = $at[figure[i]]
        if (i <= 2 && cell !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/)
            fault("row " rows ": " figure[i] ": not a date", 1)
        if (i > 2 && (cell !~ /^[0-9]+$/ || length(cell) > 9))
            fault("row " rows ": " figure[i] ": not a whole number of up to 9 digits", 1)
    }
    if ($at["talks"] + $at["agreements"] + $at["reviews"] + $at["tasks"] != $at["total"])
        fault("row " rows ": total: not the sum of the four kinds", 1)
    if ($at["backlog"] + 0 > $at["total"] + 0)
        fault("row " rows ": backlog: more than the total", 1)
}

function is_wanted(   i) {
    for (i = 1; i <= conditions; i++)
        if ($wanted_column[i] "" != wanted[i] "")
            return 0
    return 1
}

# Weeks are in from[1..weeks], ordered; also those in which no row is wanted.
function add_row(   week, i) {
    week = $at["week_from"]
    if (!(week in until)) {
        for (i = ++weeks; i > 1 && from[i - 1] > week; i--)
            from[i] = from[i - 1]
        from[i] = week
    }
    if (until[week] < $at["week_until"])
        until[week] = $at["week_until"]
    if (!is_wanted())
        return
    wanted_rows++
    for (i = 3; i <= figures; i++)
        sum[week, figure[i]] += $at[figure[i]]
}

function of(i, column) { return sum[from[i], column] + 0 }
function load(i) { return of(i, "total") - of(i, "backlog") }
function before(i) { return of(i, "total") - of(i, "talks") + of(i, "talks_before") }

# Texts: 23.11., 23.11.2026, 12.345, 3,4

function day_month(date) { return substr(date, 9) "." substr(date, 6, 2) "." }
function day(date) { return day_month(date) substr(date, 1, 4) }
function week(i) { return day(from[i]) " bis " day(until[from[i]]) }

function number(n,   digits, text) {
    digits = sprintf("%.0f", n)
    for (text = ""; length(digits) > 3; digits = substr(digits, 1, length(digits) - 3))
        text = "." substr(digits, length(digits) - 2) text
    return digits text
}

function quotient(n, count,   tenths) { # a small one with a decimal; half up
    if (n >= 10 * count)
        return number(int((2 * n + count) / (2 * count)))
    tenths = int((20 * n + count) / (2 * count))
    return int(tenths / 10) (tenths % 10 ? "," tenths % 10 : "")
}

# Figures

# A week is cut, that is higher than the picture, if its backlog would leave the other bars
# too low to be read. peak and least are weeks of the others.
function work_out(   i, most, towering) {
    for (i = 1; i <= weeks; i++) {
        all += of(i, "total")
        backlog += of(i, "backlog")
        if (load(i) > most)
            most = load(i)
    }
    for (i = 1; i <= weeks; i++)
        towering += of(i, "total") > 2 * most
    for (i = 1; i <= weeks; i++) {
        if (of(i, "total") > 2 * most && towering < weeks) {
            cut[i]
            continue
        }
        if (!peak || of(i, "total") > of(peak, "total"))
            peak = i
        if (!least || of(i, "total") < of(least, "total"))
            least = i
        if (!peak_before || before(i) > before(peak_before))
            peak_before = i
    }
    most = before(peak_before)
    scale(most > of(peak, "total") ? most : of(peak, "total"))
}

# step and top of the axis: 1, 2 or 5 times a power of ten, at most six steps.
function scale(most,   power) {
    for (power = 1; 6 * 5 * power < most; power *= 10)
        continue
    step = 6 * power >= most ? power : 12 * power >= most ? 2 * power : 5 * power
    top = step * int((most + step - 1) / step)
    if (!top)
        top = step
}

function description(   text, i, listed) {
    if (!weeks)
        return "Die Vorschau enthält keine Wochen."
    text = "Balkendiagramm mit " weeks (weeks == 1 ? " Woche, " : " Wochen, ") \
        day(from[1]) " bis " day(until[from[weeks]]) ". Jeder Balken zeigt, wie viel in " \
        "einer Woche zu tun ist, von unten nach oben: Gespräche, Vereinbarungen, " \
        "Wiedervorlagen und Prüfungen, sonstige Fristen."
    text = text " Höchste Woche: " week(peak) " mit " number(of(peak, "total")) \
        "; niedrigste: " week(least) " mit " number(of(least, "total")) "."
    text = text " Mittel" (backlog ? " ohne Rückstand" : "") ": " \
        quotient(all - backlog, weeks) " je Woche."
    if (smoothed)
        text = text " Gespräche sind vorgezogen; ohne das: höchste Woche " week(peak_before) \
            " mit " number(before(peak_before)) "."
    for (i = 1; i <= weeks; i++)
        if (i in cut)
            text = text " Die Woche " week(i) " hat mit ihrem Rückstand " \
                number(of(i, "total")) "; ihr Balken ist abgeschnitten und bei höchster und " \
                "niedrigster Woche nicht mitgezählt."
    if (backlog) {
        text = text " Rückstand, also schon vorher fällig:"
        for (i = 1; i <= weeks; i++)
            if (of(i, "backlog"))
                text = text (listed++ ? "; ab " : " ab ") day(from[i]) " " \
                    number(of(i, "backlog"))
        text = text "."
    }
    text = text " Zusammen " number(all) ":"
    for (i = 1; i <= kinds; i++)
        text = text (i > 1 ? ", " : " ") label[i] " " number(total_of(kind[i]))
    text = text ". Die Wochen einzeln:"
    for (i = 1; i <= weeks; i++)
        text = text (i > 1 ? "; ab " : " ab ") day(from[i]) ": " number(of(i, "total"))
    return text "."
}

function total_of(column,   i, n) {
    for (i = 1; i <= weeks; i++)
        n += of(i, column)
    return n + 0
}

# The heading

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

# In single quotes gnuplot takes nothing for its own but the quote, and with noenhanced no
# character for a mark.
function heading(   i) {
    for (i = 1; i <= lines; i++)
        print "set label " quote doubled(line[i], quote) quote " at screen " 24 / width ",screen " \
            1 - (3 + 26 * i) / height " left noenhanced font \"sans-serif,20\""
}

# Drawing. The plot is a box in pixels; x counts weeks from 1 on, y what is to be done.

function layout(   longest) {
    slots = weeks < 12 ? 12 : weeks # bars of few weeks don't become walls
    longest = 20 + 9 * length(number(top)) # such a number in pixels, with its distances
    left = longest > 84 ? longest : 84
    plot_width = slots > 98 ? 8 * slots : 784
    width = left + plot_width + (longest > 92 ? longest : 92)
    wrap(ENVIRON["title"], int((width - 48) / 14))
    head = 12 + 26 * lines
    plot_top = head + (smoothed ? 134 : 112) # one kind of mark more to be explained above
    height = plot_top + 384
    plot_bottom = height - 84
    first_x = 0.5 - (slots - weeks) / 2
    last_x = first_x + slots
}

function settings() {
    print "set terminal svg size " width "," height " font \"sans-serif,14\" " \
        "background \"#ffffff\""
    print "set encoding utf8"
    print "set lmargin at screen " left / width
    print "set rmargin at screen " (left + plot_width) / width
    print "set tmargin at screen " 1 - plot_top / height
    print "set bmargin at screen " 1 - plot_bottom / height
    print "set xrange [" first_x ":" last_x "]"
    print "set yrange [0:" sprintf("%.0f", top) "]"
    print "set border 1 linecolor rgb \"#333333\""
    print "set grid ytics linetype 1 linecolor rgb \"#cccccc\" linewidth 1"
    print "set key at screen " left / width "," 1 - (head + 14) / height " left top horizontal " \
        "Left reverse samplen 1.6 width 1"
    print "set style textbox opaque noborder fillcolor \"white\""
    print "set xlabel \"Woche ab\" offset 0,-0.4"
    print "set label \"Anzahl\" at screen " 24 / width ",screen " \
        1 - (plot_top - 30) / height " left"
}

function nothing() {
    print "unset border\nunset grid\nunset xtics\nunset ytics\nunset xlabel\nunset label"
    print "set label \"Die Vorschau enthält keine Wochen.\" at graph 0.5,graph 0.5 center"
}

# Each week has its day below it, or each second, fourth ...; the first of a year also that.
function axes(   i, every, text, last_year, year) {
    for (every = 1; weeks / every > 17; every *= 2)
        continue
    for (i = 1; i <= weeks; i += every) {
        year = substr(from[i], 1, 4)
        text = text (i > 1 ? ", " : "") "\"" day_month(from[i]) \
            (year == last_year ? "" : "\\n" year) "\" " i
        last_year = year
    }
    print "set xtics out nomirror scale 0.5 (" text ")"
    text = ""
    for (i = 0; i <= top; i += step)
        text = text (i ? ", " : "") "\"" number(i) "\" " sprintf("%.0f", i)
    print "set ytics nomirror scale 0 (" text ")"
}

# A text above the plot, in the line that is up pixels above it, and a line down to its bar.
function flag(i, text, y, up,   side) {
    side = (i - first_x) / slots
    print "set arrow from " i ",first " sprintf("%.0f", y) " to " i ",screen " \
        1 - (plot_top - up + 8) / height " nohead linecolor rgb \"#333333\" linewidth 1"
    print "set label \"" text "\" at " i ",screen " 1 - (plot_top - up) / height " " \
        (side < 0.25 ? "left" : side > 0.75 ? "right" : "center") " front boxed"
}

# The first week of which a good part is backlog.
function week_of_backlog(   i) {
    for (i = 1; i <= weeks; i++)
        if (of(i, "backlog") > of(i, "total") / 10)
            return i
    return 0
}

function notes(   i, late, y) {
    late = week_of_backlog()
    if (late)
        flag(late, number(of(late, "total")) ", davon " number(of(late, "backlog")) \
            " Rückstand" (late in cut ? " (Balken abgeschnitten)" : ""),
            late in cut ? top : of(late, "total"), 30)
    if (weeks > 20 && all && peak != late)
        flag(peak, "höchste" (late ? " andere" : "") " Woche: " number(of(peak, "total")) \
            " (ab " day(from[peak]) ")", of(peak, "total"), 10)
    for (i = 1; i <= weeks; i++) {
        y = i in cut ? top : of(i, "total")
        if (i != late && (weeks <= 20 || i in cut))
            print "set label \"" number(of(i, "total")) "\" at " i ",first " \
                sprintf("%.0f", y) " center offset 0,0.6 front boxed"
    }
    if (weeks > 1)
        print "set label \"Mittel\\n" quotient(all - backlog, weeks) \
            (backlog ? "\\nohne\\nRückstand" : "") "\" at graph 1,first " \
            (all - backlog) / weeks " left offset 0.8,0 front boxed"
}

# What is cut has no kinds to be compared: an empty bar with a gap below its top.
function cut_bars(   i, k) {
    for (i = 1; i <= weeks; i++) {
        if (!(i in cut))
            continue
        print "set object rectangle from " i - 0.4 ",first 0 to " i + 0.4 ",first " top \
            " front fillstyle empty border linecolor rgb \"#333333\""
        for (k = 0.86; k < 0.9; k += 0.03)
            print "set arrow from " i - 0.5 ",graph " k " to " i + 0.5 ",graph " k + 0.03 \
                " nohead front linecolor rgb \"#333333\" linewidth 1"
    }
}

# A box of a week in gnuplot's columns: its middle, its top, and its four sides.
function box(i, low, high) {
    print i, sprintf("%.0f", high), i - 0.4, i + 0.4, sprintf("%.0f %.0f", low, high)
}

# A white box behind each bar: patterns are lines, between which the grid would be seen.
function backgrounds(   i) {
    print "$bars << END"
    print first_x - 2, 0, first_x - 2.4, first_x - 1.6, 0, 1
    for (i = 1; i <= weeks; i++)
        if (of(i, "total") && !(i in cut))
            box(i, 0, of(i, "total"))
    print "END"
}

# The boxes of a kind, each on those below it. The first one lies outside the plot: gnuplot
# names a kind only if it has a box.
function boxes(k,   i, j, low, high) {
    print "$kind" k " << END"
    print first_x - 2, 0, first_x - 2.4, first_x - 1.6, 0, 1
    for (i = 1; i <= weeks; i++) {
        low = 0
        for (j = 1; j < k; j++)
            low += of(i, kind[j])
        high = low + of(i, kind[k])
        if (high > low && !(i in cut))
            box(i, low, high)
    }
    print "END"
}

function plot(   i, k, text) {
    backgrounds()
    text = "plot $bars using 1:2:3:4:5:6 with boxxyerror notitle fillcolor rgb \"#ffffff\" " \
        "fillstyle solid noborder"
    for (k = 1; k <= kinds; k++) {
        boxes(k)
        text = text ", $kind" k " using 1:2:3:4:5:6 with boxxyerror " \
            "title \"" label[k] "\" fillcolor rgb \"" colour[k] "\" fillstyle pattern " \
            pattern[k] " border linecolor rgb \"#1a1a1a\" linewidth " (slots > 60 ? 0.5 : 0.8)
    }
    if (smoothed) {
        print "$before << END"
        print first_x - 2, 0
        for (i = 1; i <= weeks; i++)
            if (!(i in cut))
                print i - 0.5, sprintf("%.0f", before(i))
        print "END"
        text = text ", $before using 1:2:(1):(0) with vectors nohead linecolor rgb " \
            "\"#ffffff\" linewidth 5 notitle, $before using 1:2:(1):(0) with vectors nohead " \
            "linecolor rgb \"#000000\" linewidth 2 title \"ohne Vorziehen\""
    }
    if (weeks > 1) {
        print "$mean << END\n" first_x, (all - backlog) / weeks "\n" last_x,
            (all - backlog) / weeks "\nEND"
        text = text ", $mean with lines dashtype (8,4) linecolor rgb \"#000000\" " \
            "linewidth 1.5 notitle"
    }
    print text
}

BEGIN {
    FS = "\t"
    figures = split("week_from week_until talks talks_before agreements reviews tasks " \
        "total backlog", figure, " ")
    for (i in figure)
        is_figure[figure[i]]
    is_figure["persons"]
    smoothed = 1
    kinds = split("talks agreements reviews tasks", kind, " ")
    split("Gespräche|Vereinbarungen|Wiedervorlagen und Prüfungen|sonstige Fristen", label, "|")
    # Full, a lattice, lines that fall, lines that rise: apart without colour too.
    split("3 2 4 5", pattern, " ")
    split("#0b3c6f #b35900 #00604f #444444", colour, " ")
    quote = sprintf("%c", 39)
}
$0 == "" { next }
/^\t/ && (!lines || NF == 2) { failed = $2 > 2 ? 2 : $2; next } # the status
failed || NF < columns { next } # a row that was cut off: the status says why
lines++ == 0 { columns = NF; find_columns(); next }
{
    rows++
    check_row()
}
!failed { add_row() }
END {
    if (!failed && conditions && rows && !wanted_rows)
        fault("--group: no row of the forecast has this value", 2)
    if (failed)
        exit failed
    work_out()
    layout()
    print "# " width
    print "# " height
    print "# " description()
    settings()
    if (weeks) {
        axes()
        notes()
        cut_bars()
    } else
        nothing()
    heading()
    plot()
}
