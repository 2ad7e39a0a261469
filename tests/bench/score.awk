# score.awk: age, needs_open, areas_open and score_total of each case, in awk
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mawk -v as_of=2026-11-21 -v catalogue=needs.tsv -f score.awk CASES.tsv
#
# The catalogue says which need is in which area. A record with too few or too many fields,
# an unknown need and a malformed date of birth end it with status 1; UTF-8, escapes and the
# other columns are not looked at.

BEGIN {
    FS = OFS = "\t"
    today = substr(as_of, 6)
    this_year = substr(as_of, 1, 4) + 0
    while ((getline < catalogue) > 0)
        area[$1] = $2
}

NR == 1 {
    fields = NF
    for (i = 1; i <= NF; i++)
        at[$i] = i
    born = at["birth_date"]; needs = at["needs"]
    print $0, "age", "needs_open", "areas_open", "score_total"
    next
}

NF != fields { die("expected " fields " fields, got " NF) }

{
    age = ""
    if ($born != "") {
        if ($born !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/)
            die("malformed date")
        age = this_year - substr($born, 1, 4) - (substr($born, 6) > today)
    }
    open = areas = total = 0
    count = split($needs, entry, " ")
    for (i = 1; i <= count; i++) {
        # CODE:STATUS:GRADE:RANK, and only CODE must be there
        parts = split(entry[i], part, ":")
        if (!(part[1] in area))
            die("unknown need")
        if (parts > 1 && part[2] == "erledigt")
            continue
        open++
        total += parts > 2 && part[3] != "" ? part[3] : 1
        if (counted[area[part[1]]] != NR) {
            counted[area[part[1]]] = NR
            areas++
        }
    }
    print $0, age, open, areas, total
}

function die(what) {
    print "score.awk: " FILENAME ":" NR ": " what > "/dev/stderr"
    exit 1
}
