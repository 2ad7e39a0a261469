# followup.awk: what followup-due lists with the concept of this folder, written in awk
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mawk -v as_of=2026-11-21 -v rules=concept/deadlines.tsv -v check=1 -f followup.awk CASES.tsv
#
# The rules are written out here; only their labels and sources are read from the table.
# What a date leads to is worked out once and remembered. A record with too few or too many
# fields and a malformed date end it with status 1. With check=1 that goes for every date of
# the columns that it reads, as in followup-due; else for those that a rule needs. UTF-8,
# escapes and the other columns are not looked at.

BEGIN {
    FS = OFS = "\t"
    today = day_of(as_of)
    for (year = 1899; year <= 2200; year++)
        add_holidays(year)
    while ((getline < rules) > 0) {
        label[$2] = $6
        source[$2] = $7
    }
    split("A B X Y Z", name, " ")
    for (i in name)
        watched[name[i]]
}

NR == 1 {
    fields = NF
    for (i = 1; i <= NF; i++)
        at[$i] = i
    category = at["category"]; since = at["category_since"]; ends = at["block_ends_on"]
    contact = at["last_contact_on"]
    client = at["client_id"]; household = at["household_id"]
    office = at["office"]; manager = at["case_manager"]
    print "due_on", "work_on", "until_on", "status", "days", "deadline", "rule", "kind", "actor",
        "label", "client_id", "household_id", "office", "case_manager", "category", "team",
        "anchor_on", "source"
    next
}

NF != fields { die("expected " fields " fields, got " NF) }

check {
    if ($since != "" && !($since in good)) good[$since] = day_of($since)
    if ($ends != "" && !($ends in good)) good[$ends] = day_of($ends)
    if ($contact != "" && !($contact in good)) good[$contact] = day_of($contact)
}

$category in watched {
    due = 0
    if ($category == "B")
        consider("bench-b", $contact, 3)
    else if ($category == "Y") {
        consider("bench-y-jahr", $since, 12)
        consider("bench-y-ende", $ends, -3)
    } else if ($category == "X")
        consider("bench-x", $since, 6)
    else if ($category == "Z")
        consider("bench-z", $since, 6)
    else
        consider("bench-a", $contact, 1)
    if (due)
        list(due in work ? work[due] : roll_back(due))
}

# Keeps the earliest day that the rules of a record lead to, and the upper rule in a tie.
function consider(id, date, months,   key, day) {
    if (date == "")
        return
    key = months date
    day = key in added ? added[key] : add_months(key, date, months)
    if (day && (!due || day < due)) {
        due = day
        rule = id
        anchor = date
    }
}

# One row, unless it is still to come. work_on is never after due_on here.
function list(work_on) {
    if (work_on > today)
        return
    print text_of(due), text_of(work_on), text_of(due), due < today ? "overdue" : "due",
        due - today, rule == "bench-a" || rule == "bench-b" ? "kontakt" : "wiedervorlage", rule,
        "task", "fallmanagement", label[rule], $client, $household, $office, $manager, $category,
        "", anchor, source[rule]
}

# The day with the same number, or the last one of the month; 0 after 2199.
function add_months(key, date, months,   part, year, month, last) {
    day_of(date)
    split(date, part, "-")
    month = part[1] * 12 + part[2] - 1 + months
    year = int(month / 12)
    month = month % 12 + 1
    last = month_length(year, month)
    return added[key] = year > 2199 ? 0 : number(year, month, part[3] > last ? last : part[3] + 0)
}

function roll_back(day,   from) {
    from = day
    while (day % 7 < 2 || day in holiday) # Saturday, Sunday
        day--
    return work[from] = day
}

# The public holidays of Brandenburg (FTG BB § 2).
function add_holidays(year,   easter, fixed, moving, i) {
    split("1 1 5 1 10 3 10 31 12 25 12 26", fixed, " ")
    for (i = 1; i <= 12; i += 2)
        holiday[number(year, fixed[i] + 0, fixed[i + 1] + 0)]
    easter = easter_of(year)
    split("-2 0 1 39 49 50", moving, " ")
    for (i = 1; i <= 6; i++)
        holiday[easter + moving[i]]
}

# Gregorian Easter Sunday by Oudin's method.
function easter_of(year,   g, c, h, i, j, days) {
    g = year % 19
    c = int(year / 100)
    h = (c - int(c / 4) - int((8 * c + 13) / 25) + 19 * g + 15) % 30
    i = h - int(h / 28) * (1 - int(29 / (h + 1)) * int((21 - g) / 11))
    j = (year + int(year / 4) + i + 2 - c + int(c / 4)) % 7
    days = i - j # after 28 March
    return number(year, 3, 28) + days
}

function month_length(year, month) {
    if (month == 2)
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

# Day numbers: Saturdays are multiples of seven, 1 January of the year 1, a Monday, is 2.
function number(year, month, day) {
    if (month < 3) {
        year--
        month += 12
    }
    return year * 365 + int(year / 4) - int(year / 100) + int(year / 400) + \
        int((153 * month - 457) / 5) + day - 305
}

function day_of(date,   part) {
    if (date !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/)
        die("malformed date")
    split(date, part, "-")
    if (part[2] < 1 || part[2] > 12 || part[3] < 1 || part[3] > month_length(part[1], part[2] + 0))
        die("no such day")
    return number(part[1], part[2] + 0, part[3] + 0)
}

function text_of(day,   year, month, left) {
    if (day in text)
        return text[day]
    year = int(day / 365.2425) + 1
    if (number(year, 1, 1) > day)
        year--
    else if (number(year + 1, 1, 1) <= day)
        year++
    for (month = 12; number(year, month, 1) > day; )
        month--
    return text[day] = sprintf("%04d-%02d-%02d", year, month, day - number(year, month, 1) + 1)
}

function die(what) {
    print "followup.awk: " FILENAME ":" NR ": " what > "/dev/stderr"
    exit 1
}
