# The days of one row of deadlines, for the second reading of the rules; fact[] has what is
# known of the person, cell["deadlines", r, COLUMN] the row.
#
# SPDX-License-Identifier: GPL-3.0-or-later

# The parts of a cell between commas are part[column, row, 1 ... parts[column, row]].
function split_cells(column,    r) {
    for (r = 1; r <= rows["deadlines"]; r++)
        parts[column, r] = split_cell(column, r, deadline_cell(r, column))
}

function split_cell(column, r, text,    i, count, piece) {
    count = split(text, piece, ",")
    for (i = 1; i <= count; i++) {
        gsub(/^ +| +$/, "", piece[i])
        part[column, r, i] = piece[i]
    }
    return count
}

function deadline_cell(r, column) { return cell["deadlines", r, column] }

# The earliest day on which the present case may have begun; one to come begins none.
function find_begin(    i, day, begin) {
    for (i = 1; i <= begin_count; i++) {
        day = fact[begin_column[i]]
        if (day != "" && day <= as_of && (begin == "" || day < begin))
            begin = day
    }
    return begin
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
