# holidays.awk: all small changes to the table of holidays, one a line.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints lines for tests/mutants/run: each holiday without its row, a day earlier and later, with
# other years, with one Land less or more. For column 0 the row goes. Where a day is a holiday
# by another row too, a change has no effect and isn't made.
function mutant(column, value, what, land) {
    print "cell", FILENAME, row, column "=" value, "-", "test_calendar_proof",
        land == "" ? "-" : land, FILENAME ": " name[row] ", line " row ": " what
}

# Not from one month to the other; the other direction is enough there.
function move(days, what, month) {
    if (rule[row] ~ /^easter/) {
        days += substr(rule[row], 7)
        mutant(2, days ? sprintf("easter%+d", days) : "easter", what)
        return
    }
    month = substr(rule[row], 1, length(rule[row]) - 2)
    days += substr(rule[row], length(rule[row]) - 1)
    if (days > 0 && days <= 30)
        mutant(2, month sprintf("%02d", days), what)
}

function holds(row, land) {
    return lands[row] == "*" || index("," lands[row] ",", "," land ",")
}

function elsewhere(land, first, last, other) {
    for (other in name)
        if (other != row && rule[other] == rule[row] && holds(other, land) &&
            from[other] <= first && to[other] >= last)
            return 1
    return 0
}

function all_elsewhere(year, i) {
    for (i = 1; i <= count; i++)
        if (holds(row, code[i]) && !elsewhere(code[i], year, year))
            return 0
    return 1
}

function without(land, list, i) {
    for (i = 1; i <= count; i++)
        if (code[i] != land && holds(row, code[i]))
            list = list "," code[i]
    return substr(list, 2)
}

# The bounds of a day that is a holiday once move apart only.
function change_years() {
    if (from[row] > 0 && !all_elsewhere(from[row] - 1))
        mutant(4, from[row] - 1, "a year more at the start")
    if (to[row] < 9999 && !all_elsewhere(to[row] + 1))
        mutant(5, to[row] + 1, "a year more at the end")
    if (from[row] < to[row]) {
        mutant(4, (from[row] > 0 ? from[row] : 2015) + 1, "a year less at the start")
        mutant(5, (to[row] < 9999 ? to[row] : 2035) - 1, "a year less at the end")
    }
}

function change_lands(i) {
    for (i = 1; i <= count; i++)
        if (elsewhere(code[i], from[row], to[row]) || lands[row] == code[i])
            continue
        else if (holds(row, code[i]))
            mutant(3, without(code[i]), "not in " code[i], code[i])
        else
            mutant(3, lands[row] "," code[i], "in " code[i], code[i])
}

BEGIN {
    FS = OFS = "\t"
    count = split("BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH", code, " ")
}
/^#/ || !NF { next }
!header {
    header = 1
    if (!/^holiday\trule\tlands\tfrom\tto\t/) {
        print FILENAME ": other columns than before" >"/dev/stderr"
        exit wrong = 1
    }
    next
}
{
    name[NR] = $1
    rule[NR] = $2
    lands[NR] = $3
    from[NR] = $4 + 0
    to[NR] = $5 == "" ? 9999 : $5 + 0
}
END {
    if (wrong)
        exit 1
    for (row = 1; row <= NR; row++) {
        if (!(row in name))
            continue
        change_years()
        if (rule[row] == "checked")
            continue
        mutant(0, "", "without the row")
        move(-1, "a day earlier")
        move(1, "a day later")
        change_lands()
    }
}
