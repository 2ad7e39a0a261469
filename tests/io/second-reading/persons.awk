# Invented persons whose dates lie at the edges of a concept's rules, for its second reading.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f days.awk -f tables.awk -f persons.awk -v concept=FOLDER -v today=YYYY-MM-DD
#     -v seed=N -v persons=N
# The values are those that the tables name, and some beside them; the dates are such that
# something begins, ends, is met or falls together about the day. No clock, no rand(): the
# same arguments give the same persons everywhere.

BEGIN {
    open_calendar()
    as_of = day_from(today)
    read_table(concept, "categories")
    read_table(concept, "u25_groups")
    read_table(concept, "teams")
    read_table(concept, "deadlines")
    add_column("client_id")
    split("birth_date applied_on benefit_ended_on", word, " ")
    for (i = 1; i <= 3; i++)
        add_date(word[i])
    add_value("moved_in", "no")
    add_value("moved_in", "yes")
    add_value("support", "more")
    add_value("measure_kind", "agh")
    add_value("school_type", "gymnasium")
    add_value("category_status", "proposed")
    add_value("category_status", "kept")
    add_value("u25_group_status", "proposed")
    add_value("u25_group_status", "confirmed")
    collect("categories")
    collect("u25_groups")
    collect("teams")
    collect("deadlines")
    collect_edges()
    collect_special()
    for (i = 1; i <= column_count; i++)
        printf "%s%s", column[i], i < column_count ? "\t" : "\n"
    for (n = 1; n <= persons && !failed; n++)
        person(n)
    exit failed ? 2 : 0
}

function draw(n) {
    seed = seed * 16807 % 2147483647
    return int(seed / 65536) % n
}

function chance(percent) { return draw(100) < percent }

function add_column(name) {
    if (!(name in known)) {
        known[name] = 1
        column[++column_count] = name
    }
}

function add_date(name) {
    add_column(name)
    if (!(name in is_date)) {
        is_date[name] = 1
        date_column[++date_count] = name
    }
}

function add_value(name, value) {
    add_column(name)
    pool[name, ++pool_size[name]] = value
}

# An end of an interval, or a day to which a step leads.
function add_edge(name, value) {
    if (name == "age")
        add_edge("birth_date", months_on(as_of, -12 * value, 0))
    else if (kind_of(name) == "number") {
        add_value(name, value - 1)
        add_value(name, value)
        add_value(name, value + 1)
    } else {
        add_date(name)
        edge[name, ++edges[name]] = value
    }
}

# The values that the tests and the outputs of a table name.
function collect(table,    r, i, j, at, name, count, word) {
    for (r = 1; r <= rows[table]; r++) {
        target_table[++target_count] = table
        target_row[target_count] = r
        if (table == "categories" && cell[table, r, "=category"] != "null")
            add_value("category", cell[table, r, "=category"])
        if (table == "u25_groups" && cell[table, r, "=u25_group"] != "null")
            add_value("u25_group", cell[table, r, "=u25_group"])
        for (i = 1; i <= tests[table, r]; i++)
            for (j = 1; j <= alternatives[table, r, i]; j++) {
                at = table SUBSEP r SUBSEP i SUBSEP j
                name = tested[table, r, i]
                if (low[at] > -1e9 && test[at] == "interval")
                    add_edge(name, low[at])
                if (high[at] < 1e9 && test[at] == "interval")
                    add_edge(name, high[at])
                count = split(words[at], word, ",") - 1
                for (; count > 1; count--)
                    collect_word(name, word[count])
            }
    }
}

function collect_word(name, value) {
    if (kind_of(name) == "number" || kind_of(name) == "date")
        add_edge(name, value)
    else if (!is_derived(name)) {
        add_value(name, value)
        if (kind_of(name) == "yes-no")
            add_value(name, value == "yes" ? "no" : "yes")
    }
}

# Days from which the steps of the deadlines lead to the day.
function collect_edges(    r, done, part) {
    for (r = 1; r <= rows["deadlines"]; r++) {
        done = cell["deadlines", r, "done"]
        add_edge(cell["deadlines", r, "anchor"], retreat(as_of, cell["deadlines", r, "offset"]))
        if (done != "")
            add_edge(done, as_of)
        if (cell["deadlines", r, "repeat"] != "")
            add_edge(done == "" ? cell["deadlines", r, "anchor"] : done, \
                retreat(as_of, cell["deadlines", r, "repeat"]))
        if (split_column(cell["deadlines", r, "not_before"], part))
            add_edge(part["column"], retreat(as_of, part["steps"]))
        if (split_column(cell["deadlines", r, "done_since"], part))
            add_edge(part["column"], retreat(as_of, part["steps"]))
    }
}

function split_column(text, part) {
    part["column"] = part["steps"] = text
    sub(/ .*/, "", part["column"])
    part["steps"] = substr(text, length(part["column"]) + 1)
    return text != ""
}

# A day from which the steps lead to the day, or near it.
function retreat(day, steps,    count, step) {
    for (count = split_steps(steps, step); count > 0; count--) {
        if (step[count] ~ /^>/)
            day = months_on(one_step(day + 1, step[count]), -12, 0)
        else if (step[count] ~ /age$/)
            day = months_on(day, -12 * substr(step[count], 2, length(step[count]) - 4), 0)
        else
            day = one_step(day, (step[count] ~ /^-/ ? "+" : "-") substr(step[count], 2))
    }
    return day
}

# Ends of months, and holidays with the days about them.
function collect_special(    month, day) {
    month = month_of(as_of)
    for (day = begins[month - 40]; day < begins[month + 14]; day++)
        if (day in free_day || begins[month_of(day) + 1] - day <= 2)
            special[++special_count] = day
}

function near() { return chance(50) ? 0 : draw(7) - 3 }

# A value of the column, often none.
function some_value(name) {
    if (name in is_date)
        return chance(name == "birth_date" ? 5 : 28) ? "" : some_day(name)
    return chance(name ~ /_status$/ ? 75 : 40) ? "" : pool[name, draw(pool_size[name]) + 1]
}

function some_day(name,    day) {
    if (name == "birth_date") {
        day = chance(75) ? edge[name, draw(edges[name]) + 1] + near() : as_of - draw(22000)
        if (chance(8)) # on 29 February, where the year has one
            day = begins[month_of(day) - month_of(day) % 12 + 2] - 1
        return day > as_of ? as_of : day
    }
    if (chance(15))
        return special[draw(special_count) + 1]
    if (chance(1))
        return last_day - draw(400)
    if (!edges[name] || chance(12))
        return as_of + 200 - draw(900)
    return edge[name, draw(edges[name]) + 1] + near()
}

# Draws what the row tests anew until it holds, or nearly always; at times a test is brought to
# its edge then, whether it holds there or not.
function aim(table, r,    i, tries, from) {
    for (i = 1; i <= tests[table, r]; i++) {
        from = tested[table, r, i]
        from = from ~ /^age/ ? "birth_date" : from == "new_case" ? "moved_in" : from
        for (tries = 0; tries < 40 && !chance(1); tries++) {
            find_derived()
            if (holds_test(table, r, i, value))
                break
            value[from] = some_value(from)
            if (from == "moved_in")
                value["applied_on"] = some_day("applied_on")
        }
        if (chance(30))
            bring_to_edge(table SUBSEP r SUBSEP i, from)
    }
    from = cell[table, r, "anchor"]
    if (table == "categories")
        value["category"] = ""
    else if (table == "u25_groups")
        value["u25_group"] = ""
    else if (table == "deadlines" && value[from] == "" && chance(95))
        value[from] = some_day(from)
}

# To an end of the interval that one of the alternatives of the test is.
function bring_to_edge(at, name,    end) {
    at = at SUBSEP draw(alternatives[at]) + 1
    if (test[at] != "interval")
        return
    end = low[at] > -1e9 && (high[at] == 1e9 || chance(50)) ? low[at] : high[at]
    if (name == "birth_date")
        end = months_on(as_of, -12 * (end + draw(2)), 0)
    value[name] = end + draw(3) - 1
    if (value[name] < 0 || (name == "birth_date" && value[name] > as_of))
        value[name] = ""
}

# As much of it as is needed to aim.
function find_derived(    age) {
    age = value["birth_date"] == "" ? "" : age_on(as_of, value["birth_date"])
    value["age"] = age
    value["age_group"] = age == "" ? "" : age < 25 ? "u25" : "ue25"
    value["new_case"] = value["applied_on"] == "" ? "" : value["moved_in"]
}

# Brings what belongs together in one row near to each other: what meets it to the day from
# which that counts, and what it can't come before to the day to which the steps lead.
function join_dates(r,    anchor, due, part) {
    anchor = value[cell["deadlines", r, "anchor"]]
    if (anchor == "" || cell["deadlines", r, "anchor"] == "birth_date")
        return
    due = advance(anchor, cell["deadlines", r, "offset"])
    if (due == "")
        return
    if (split_column(cell["deadlines", r, "not_before"], part) && chance(50) &&
        part["column"] != "birth_date")
        value[part["column"]] = retreat(due, part["steps"]) + near()
    if (cell["deadlines", r, "done"] != "" && chance(50)) {
        if (split_column(cell["deadlines", r, "done_since"], part) && chance(60))
            anchor = advance(value[part["column"]], part["steps"])
        if (anchor != "")
            value[cell["deadlines", r, "done"]] = anchor + near()
    }
    if (r > 1 && cell["deadlines", r - 1, "deadline"] == cell["deadlines", r, "deadline"] &&
        cell["deadlines", r - 1, "anchor"] != "birth_date" && chance(50))
        value[cell["deadlines", r - 1, "anchor"]] = \
            retreat(due, cell["deadlines", r - 1, "offset"]) + near()
}

# Every row of every table is aimed at in its turn; what else there is is left to chance.
function person(n,    i, r, name, text) {
    for (i = 2; i <= column_count; i++)
        value[column[i]] = some_value(column[i])
    if (value["applied_on"] != "" && chance(50))
        value["benefit_ended_on"] = retreat(value["applied_on"], "+6mo") + near()
    for (i = draw(12); i > 0; i--)
        join_dates(draw(rows["deadlines"]) + 1)
    r = n % target_count + 1
    if (chance(70))
        aim(target_table[r], target_row[r])
    if (target_table[r] == "deadlines" && chance(60))
        join_dates(target_row[r])
    for (i = 1; i <= column_count; i++) {
        name = column[i]
        text = i == 1 ? sprintf("%s-%03d", substr(today, 1, 4), n) : value[name]
        if (name in is_date)
            text = spelt_day(text > last_day ? last_day : text)
        else if (i > 1)
            text = spelt(name, text)
        printf "%s%s", text, i < column_count ? "\t" : "\n"
    }
}

function spelt_day(day,    text) {
    text = iso(day)
    return text == "" || draw(8) ? text : \
        substr(text, 9) "." substr(text, 6, 2) "." substr(text, 1, 4)
}

function spelt(name, text) {
    if (name ~ /_status$/ || kind_of(name) != "yes-no" || draw(8))
        return text
    return text == "" ? "" : text == "yes" ? (draw(2) ? "ja" : "1") : "Nein"
}
