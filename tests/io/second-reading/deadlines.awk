# The due list of a caseload by the tables of a concept, read a second time.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f days.awk -f tables.awk -f facts.awk -f deadlines.awk -v concept=FOLDER
#     -v today=YYYY-MM-DD CASES
# writes what `followup-due --all --window` does, and with -v list=facts what profile-score
# and assign-category derive by tables.

BEGIN {
    FS = OFS = "\t"
    open_calendar()
    as_of = day_of_tests = day_from(today)
    read_concept(concept)
    split_cells("not_before")
    split_cells("done")
    split_cells("closed_by")
    if (list == "facts")
        write_facts(1)
    else
        print "due_on", "work_on", "until_on", "status", "days", "deadline", "rule", \
            "kind", "actor", "label", "client_id", "household_id", "office", \
            "case_manager", "category", "team", "anchor_on", "source", "earliest_on", \
            "latest_on"
}

NR == 1 {
    for (i = 1; i <= NF; i++) {
        name[i] = $i
        in_header[$i] = 1
    }
    choose_columns()
    next
}

{
    for (i = 1; i <= NF; i++)
        if (name[i] in is_read)
            raw[name[i]] = value_from(name[i], $i)
    learn()
    if (list == "facts")
        write_facts(0)
    else
        obligations()
}

END { exit failed ? 2 : 0 }

# Of the input only what is written, tested, or a date is read.
function choose_columns(    i, at) {
    split("client_id household_id office case_manager birth_date", word, " ")
    for (i = 1; i <= 5; i++)
        is_read[word[i]] = 1
    for (at in tested)
        is_read[tested[at]] = 1
    for (i in name)
        if (name[i] ~ /(_on|_since|_until|_from|_status)$/)
            is_read[name[i]] = 1
    for (i in is_derived)
        delete is_read[i]
    for (i in is_decided)
        is_read[i] = 1
}

function write_facts(is_head,    i, table, line) {
    line = is_head ? "client_id" OFS "age" : fact["client_id"] OFS fact["age"]
    for (i = 1; i <= derive_count; i++) {
        table = derive_name[i]
        line = line OFS (is_head ? table : fact[table])
        if (!(table in is_decided))
            continue
        line = line OFS (is_head ? table "_status" : status_of[table])
        line = line OFS (is_head ? table "_rule" : rule_of[table])
    }
    print line
}

# The parts of a cell between commas are part[column, row, 1 ... parts[column, row]].
function split_cells(column,    r, i, count, piece) {
    for (r = 1; r <= rows["deadlines"]; r++) {
        count = split(cell["deadlines", r, column], piece, ",")
        for (i = 1; i <= count; i++) {
            gsub(/^ +| +$/, "", piece[i])
            part[column, r, i] = piece[i]
        }
        parts[column, r] = count
    }
}

function deadline_cell(r, column) { return cell["deadlines", r, column] }

# The person's obligations, each by its earliest candidate, in the order of the list.
function obligations(    r, deadline, due, count, order, i, key, earliest, row) {
    case_begin = find_begin()
    for (r = 1; r <= rows["deadlines"]; r++) {
        if (fact[deadline_cell(r, "anchor")] == "" || !holds("deadlines", r) ||
            is_unrecorded(r) || (due = candidate(r)) == "")
            continue
        deadline = deadline_cell(r, "deadline")
        if (!(deadline in earliest) || due < earliest[deadline]) {
            earliest[deadline] = due
            row[deadline] = r
        }
    }
    for (deadline in earliest) {
        key = sprintf("%06d %s", earliest[deadline], deadline)
        for (i = ++count; i > 1 && key < order[i - 1]; i--)
            order[i] = order[i - 1]
        order[i] = key
    }
    for (i = 1; i <= count; i++) {
        deadline = substr(order[i], 8)
        write_row(row[deadline], earliest[deadline])
    }
}

# The earliest day on which the present case may have begun; one to come begins none.
function find_begin(    i, day, begin) {
    for (i = 1; i <= begin_count; i++) {
        day = fact[begin_column[i]]
        if (day != "" && day <= as_of && (begin == "" || day < begin))
            begin = day
    }
    return begin
}

# `unrecorded skip`: what meets the row can't be seen in this input.
function is_unrecorded(r,    i) {
    if (deadline_cell(r, "unrecorded") != "skip")
        return 0
    for (i = 1; i <= parts["done", r]; i++)
        if (part["done", r, i] in in_header)
            return 0
    return 1
}

# The day that the row gives; days after 2199 are no days.
function candidate(r,    due, bound, since, repeat) {
    due = advance(fact[deadline_cell(r, "anchor")], deadline_cell(r, "offset"))
    bound = earliest_day(r)
    if (deadline_cell(r, "every") != "")
        return within(occurrence(due, deadline_cell(r, "every"), later(as_of, bound)))
    since = counts_since(r)
    repeat = deadline_cell(r, "repeat")
    if (latest_of("closed_by", r, since) != "")
        return ""
    if (latest_of("done", r, since) != "") {
        if (repeat == "")
            return ""
        due = advance(latest_of("done", r, since), repeat)
    }
    due = later(due, bound)
    if (case_begin != "" && due < case_begin && deadline_cell(r, "before_case") != "yes")
        due = repeat == "" ? "" : advance(case_begin, repeat)
    return within(due)
}

function within(due) { return due == "" || due > last_day ? "" : due }

# The later of two days, of which one may be none.
function later(a, b) { return b != "" && (a == "" || b > a) ? b : a }

# The first day on or after `from` that is n steps behind the first one; the n steps are made
# at once.
function occurrence(day, every, from,    n, unit, step, to) {
    unit = every
    sub(/^\+[0-9]+/, "", unit)
    step = substr(every, 2, length(every) - length(unit) - 1) + 0
    if (unit !~ /^(d|w|mo|y)$/ || every !~ /^\+/ || step == 0)
        fail("an interval that this reading doesn't know: " every)
    if (day >= from)
        return day
    if (unit == "d" || unit == "w") {
        step *= unit == "w" ? 7 : 1
        return day + step * int((from - day + step - 1) / step)
    }
    step *= unit == "y" ? 12 : 1
    n = int((month_of(from) - month_of(day)) / step) - 1
    do
        to = months_on(day, step * (n < 0 ? n = 0 : n), 0)
    while (to < from && ++n)
    return to
}

# The latest of the days before which the row can't be due.
function earliest_day(r,    i, day) {
    for (i = 1; i <= parts["not_before", r]; i++)
        day = later(day, column_and_steps(part["not_before", r, i]))
    return day
}

# From this day on dates meet the row or close it; none: any date does.
function counts_since(r) {
    if (deadline_cell(r, "done_since") == "")
        return fact[deadline_cell(r, "anchor")]
    return column_and_steps(deadline_cell(r, "done_since"))
}

# The latest date that counts in the columns of done or closed_by.
function latest_of(column, r, since,    i, day, latest) {
    for (i = 1; i <= parts[column, r]; i++) {
        day = fact[part[column, r, i]]
        if (day != "" && (since == "" || day >= since))
            latest = later(latest, day)
    }
    return latest
}

function column_and_steps(text,    column) {
    column = text
    sub(/[ +>-].*/, "", column)
    return text == "" ? "" : advance(fact[column], substr(text, length(column) + 1))
}

function work_day(r, due,    way, day, bound) {
    way = roll_way(r)
    if (way == "none")
        return due
    if (way == "forward")
        return roll(due, 1)
    day = roll(due, -1)
    bound = earliest_day(r)
    return bound != "" && day < bound ? roll(due, 1) : day
}

function roll_way(r) {
    if (deadline_cell(r, "roll") != "")
        return deadline_cell(r, "roll")
    return deadline_cell(r, "until") == "" ? "back" : "forward"
}

# The last day on which it is not overdue; none for one that is open.
function last_day_of(r, due, work,    until, last) {
    until = deadline_cell(r, "until")
    if (until == "open")
        return ""
    if (until == "")
        return later(due, work)
    last = until ~ /^[-+>]/ ? advance(due, until) : column_and_steps(until)
    return later(roll(last == "" || last < due ? due : last, -1), work)
}

function write_row(r, due,    work, last, has_until, status, anchor) {
    has_until = deadline_cell(r, "until") != ""
    work = work_day(r, due)
    last = last_day_of(r, due, work)
    status = as_of < (has_until || due < work ? due : work) ? "upcoming" : \
        last != "" && as_of > last ? "overdue" : "due"
    find_window(r, due, work, last)
    anchor = deadline_cell(r, "anchor")
    print iso(due), iso(work), iso(last), status, \
        (has_until && last != "" ? last : due) - as_of, deadline_cell(r, "deadline"), \
        deadline_cell(r, "rule"), deadline_cell(r, "kind"), \
        deadline_cell(r, "actor") == "" ? "fallmanagement" : deadline_cell(r, "actor"), \
        deadline_cell(r, "label"), fact["client_id"], fact["household_id"], \
        fact["office"], fact["case_manager"], fact["category"], fact["team"], \
        iso(fact[anchor]), deadline_cell(r, "source"), iso(window_from), iso(window_to)
}

# The first and the last working day on which it can be met, seen from as_of on.
function find_window(r, due, work, last,    from) {
    window_from = window_to = roll(as_of, 1)
    if (last == "" || (deadline_cell(r, "until") == "" && roll_way(r) == "forward")) {
        window_from = later(work, window_from)
        window_to = ""
        return
    }
    last = roll(last, -1)
    if (last < as_of)
        return
    from = deadline_cell(r, "until") != "" ? work : first_day(r, due)
    window_to = last
    window_from = roll(later(as_of, from), 1)
    if (window_from > window_to)
        window_from = window_to
}

# The first day on which meeting the row counts; none: any.
function first_day(r, due,    since, met) {
    since = counts_since(r)
    met = latest_of("done", r, since)
    if (parts["done", r] == 0 && due <= since)
        return ""
    return met != "" ? met : since
}
