# The due list of a caseload by the tables of a concept, read a second time.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f days.awk -f tables.awk -f deadlines.awk -v concept=FOLDER -v today=YYYY-MM-DD CASES
# writes what `followup-due --all --window` does, and with -v list=facts the columns that
# profile-score and assign-category derive.

BEGIN {
    FS = OFS = "\t"
    open_calendar()
    as_of = day_from(today)
    read_settings(concept "/concept.tsv")
    read_table(concept, "categories")
    read_table(concept, "u25_groups")
    read_table(concept, "teams")
    read_table(concept, "deadlines")
    if (list == "facts")
        print "client_id", "age", "age_group", "new_case", "prognosis", "category", \
            "team", "u25_group"
    else
        print "due_on", "work_on", "status", "days", "deadline", "rule", "label", \
            "client_id", "household_id", "office", "case_manager", "anchor_on", "source", \
            "earliest_on", "latest_on"
}

NR == 1 {
    for (i = 1; i <= NF; i++)
        kind[i] = (name[i] = $i) ~ /_id$|_status$/ ? "" : kind_of($i)
    next
}

{
    split("", fact)
    for (i = 1; i <= NF; i++)
        fact[name[i]] = kind[i] == "date" ? day_from($i) : \
            kind[i] == "yes-no" ? yes_no(tolower($i)) : $i
    derive()
    if (list == "facts")
        print fact["client_id"], fact["age"], fact["age_group"], fact["new_case"], \
            fact["prognosis"], fact["category"], fact["team"], fact["u25_group"]
    else
        obligations()
}

END { exit failed ? 2 : 0 }

function read_settings(file,    line, part) {
    setting["near_months"] = 12
    while ((getline line <file) > 0)
        if (split(line, part, "\t") >= 2)
            setting[part[1]] = part[2]
    close(file)
    if (setting["calendar"] != "BB" || setting["new_case_months"] == "")
        fail("not the calendar or the settings that this reading is for: " file)
}

function yes_no(text) {
    return text ~ /^(yes|y|ja|j|1|true)$/ ? "yes" : text == "" ? "" : "no"
}

function derive() {
    fact["age"] = fact["age_group"] = fact["new_case"] = fact["prognosis"] = ""
    if (fact["birth_date"] != "") {
        fact["age"] = age_on(as_of, fact["birth_date"])
        fact["age_group"] = fact["age"] < 25 ? "u25" : "ue25"
    }
    if (fact["applied_on"] != "")
        fact["new_case"] = fact["moved_in"] == "yes" || fact["benefit_ended_on"] == "" || \
            months_on(fact["benefit_ended_on"], setting["new_case_months"], 0) < \
            fact["applied_on"] ? "yes" : "no"
    if (fact["prognosis_months"] != "")
        fact["prognosis"] = fact["prognosis_months"] + 0 <= setting["near_months"] + 0 ? \
            "nah" : "fern"
    if (fact["category"] == "" || fact["category_status"] == "proposed")
        fact["category"] = first("categories", "=category", fact)
    if (fact["u25_group_status"] == "proposed")
        fact["u25_group"] = ""
    if (fact["u25_group"] == "" && fact["age_group"] == "u25")
        fact["u25_group"] = first("u25_groups", "=u25_group", fact)
    fact["team"] = first("teams", "=team", fact)
}

# The person's obligations, each by its earliest candidate, in the order of the list.
function obligations(    r, deadline, due, count, order, i, key) {
    split("", earliest)
    for (r = 1; r <= rows["deadlines"]; r++) {
        if (!holds("deadlines", r, fact) || (due = candidate(r)) == "")
            continue
        deadline = cell["deadlines", r, "deadline"]
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

# The day that the row gives; days after 2199 are no days.
function candidate(r,    due, done, bound) {
    if (fact[cell["deadlines", r, "anchor"]] == "")
        return ""
    done = done_day(r)
    if (done != "" && cell["deadlines", r, "repeat"] == "")
        return ""
    if (done != "")
        due = advance(done, cell["deadlines", r, "repeat"])
    else {
        due = advance(fact[cell["deadlines", r, "anchor"]], cell["deadlines", r, "offset"])
        bound = column_and_steps(cell["deadlines", r, "not_before"])
        due = bound != "" && due < bound ? bound : due
    }
    return due > last_day ? "" : due
}

# The day on which the row was met.
function done_day(r,    done, since) {
    if (cell["deadlines", r, "done"] == "")
        return ""
    done = fact[cell["deadlines", r, "done"]]
    since = counts_since(r)
    return done != "" && (since == "" || done >= since) ? done : ""
}

function counts_since(r) {
    if (cell["deadlines", r, "done_since"] == "")
        return fact[cell["deadlines", r, "anchor"]]
    return column_and_steps(cell["deadlines", r, "done_since"])
}

function column_and_steps(text,    column) {
    column = text
    sub(/ .*/, "", column)
    return text == "" ? "" : advance(fact[column], substr(text, length(column) + 1))
}

function write_row(r, due,    roll_way, work, begin, end, status, from, until) {
    roll_way = cell["deadlines", r, "roll"]
    work = roll_way == "none" ? due : roll(due, roll_way == "forward" ? 1 : -1)
    begin = due < work ? due : work
    end = due < work ? work : due
    status = as_of < begin ? "upcoming" : as_of > end ? "overdue" : "due"
    from = until = roll(as_of, 1)
    if (roll_way == "forward") {
        from = work > from ? work : from
        until = ""
    } else if (work >= as_of) {
        until = work
        from = roll(first_day(r, due), 1)
        from = from > until ? until : from
    }
    print iso(due), iso(work), status, due - as_of, cell["deadlines", r, "deadline"], \
        cell["deadlines", r, "rule"], cell["deadlines", r, "label"], fact["client_id"], \
        "", "", "", iso(fact[cell["deadlines", r, "anchor"]]), \
        cell["deadlines", r, "source"], iso(from), iso(until)
}

# The first day from as_of on on which meeting the row counts.
function first_day(r, due,    since) {
    since = done_day(r)
    if (since == "")
        since = counts_since(r)
    if (cell["deadlines", r, "done"] == "" && due <= since)
        since = ""
    return since != "" && since > as_of ? since : as_of
}
