# The due list of a caseload by the tables of a concept, read a second time.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f days.awk -f tables.awk -f facts.awk -f obligations.awk -f deadlines.awk
#     -v concept=FOLDER -v today=YYYY-MM-DD CASES
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

# `unrecorded skip`: what meets the row can't be seen in this input.
function is_unrecorded(r,    i) {
    if (deadline_cell(r, "unrecorded") != "skip")
        return 0
    for (i = 1; i <= parts["done", r]; i++)
        if (part["done", r, i] in in_header)
            return 0
    return 1
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
