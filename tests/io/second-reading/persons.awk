# Invented persons whose dates lie at the edges of a concept's rules, for its second reading.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f days.awk -f tables.awk -f facts.awk -f persons.awk -v concept=FOLDER
#     -v today=YYYY-MM-DD -v seed=N -v persons=N
# The values are those that the tables name, and some beside them; the dates are such that
# something begins, ends, is met or falls together about the day. No clock, no rand(): the
# same arguments give the same persons everywhere. raw[] is the person that is being made.

BEGIN {
    open_calendar()
    as_of = day_of_tests = day_from(today)
    read_concept(concept)
    add_column("client_id")
    add_date("birth_date")
    for (i = 1; i <= begin_count; i++)
        add_edge(begin_column[i], as_of)
    add_value("support", "more")
    add_value("goal", "Arbeit")
    for (name in is_decided) {
        add_value(name "_status", "proposed")
        add_value(name "_status", "kept")
    }
    for (i = 1; i <= derive_count; i++)
        collect(derive_name[i])
    collect("deadlines")
    for (i = 1; i <= rows["columns"]; i++)
        collect_codes(cell["columns", i, "column"], cell["columns", i, "codes"])
    for (r = 1; r <= rows["deadlines"]; r++)
        collect_edges(r)
    collect_special()
    for (i = 1; i <= column_count; i++)
        printf "%s%s", column[i], (i < column_count ? "\t" : "\n")
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
    is_date[name] = 1
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

# The values that the tests and the outputs of a table name. Tables derive from what they
# test: source[table, 1 ... sources[table]].
function collect(table,    r, i, j, at, name) {
    for (r = 1; r <= rows[table]; r++) {
        target_table[++target_count] = table
        target_row[target_count] = r
        if (table in is_decided && give[table, r] !~ /^(null|none)$/)
            add_value(table, give[table, r])
        for (i = 1; i <= tests[table, r]; i++) {
            at = table SUBSEP r SUBSEP i
            name = tested[at]
            source[table, ++sources[table]] = name
            for (j = 1; j <= alternatives[at]; j++)
                collect_test(name, at SUBSEP j)
        }
    }
}

function collect_test(name, at,    i, count, word) {
    collect_end(name, at SUBSEP "low")
    collect_end(name, at SUBSEP "high")
    if (name in is_derived)
        return
    if (kind_of(name) == "date")
        add_date(name)
    count = split(words[at], word, ",") - 1
    for (i = 2; i <= count; i++) {
        add_value(name, word[i])
        if (kind_of(name) == "yes-no")
            add_value(name, word[i] == "yes" ? "no" : "yes")
    }
}

function collect_end(name, at) {
    if (at in operand && operand[at] != "as_of")
        add_edge(operand[at], as_of)
    else if (at in operand || at in constant)
        add_edge(name, end_of(at))
}

# Each code of a closed list too, in every spelling.
function collect_codes(name, codes,    i, count, code) {
    gsub(/=/, "|", codes)
    count = split(codes, code, "|")
    for (i = 1; i <= count && name in known; i++)
        add_value(name, code[i])
}

# Days from which the steps of a deadline lead to the day.
function collect_edges(r,    anchor, offset) {
    anchor = cell["deadlines", r, "anchor"]
    offset = cell["deadlines", r, "offset"]
    add_edge(anchor, retreat(as_of, offset))
    if (cell["deadlines", r, "until"] ~ /^[-+>]/)
        add_edge(anchor, retreat(retreat(as_of, cell["deadlines", r, "until"]), offset))
    else if (cell["deadlines", r, "until"] != "open")
        collect_terms(cell["deadlines", r, "until"])
    if (cell["deadlines", r, "every"] != "")
        add_edge(anchor, retreat(retreat(as_of, cell["deadlines", r, "every"]), offset))
    if (cell["deadlines", r, "repeat"] != "" && cell["deadlines", r, "done"] == "")
        add_edge(anchor, retreat(as_of, cell["deadlines", r, "repeat"]))
    collect_terms(cell["deadlines", r, "not_before"])
    collect_terms(cell["deadlines", r, "done_since"])
    collect_terms(cell["deadlines", r, "closed_by"])
    collect_terms(cell["deadlines", r, "done"], cell["deadlines", r, "repeat"])
}

# Columns with their steps, or with others.
function collect_terms(text, steps,    i, count, term) {
    count = split_terms(text, term)
    for (i = 1; i <= count; i++) {
        add_edge(term[i], retreat(as_of, term[i, "steps"]))
        if (steps != "")
            add_edge(term[i], retreat(as_of, steps))
    }
}

function split_terms(text, term,    i, count, whole) {
    count = split(text, whole, ",")
    for (i = 1; i <= count; i++) {
        gsub(/ /, "", whole[i])
        term[i] = whole[i]
        sub(/[-+>].*/, "", term[i])
        term[i, "steps"] = substr(whole[i], length(term[i]) + 1)
    }
    return count
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

function put(name, value) {
    if (name == "birth_date" && value > as_of)
        value = as_of
    raw[name] = value
    if (!(name in is_derived))
        fact[name] = is_date_to_come(name) ? "" : value
}

# Draws what the row tests anew until it holds, or nearly always; at times a test is brought to
# its edge then, whether it holds there or not.
function aim(table, r,    i, at, from, tries) {
    for (i = 1; i <= tests[table, r]; i++) {
        at = table SUBSEP r SUBSEP i
        for (tries = 0; tries < 40 && !chance(1); tries++) {
            if (tested[at] in is_derived)
                learn()
            if (holds_test(at))
                break
            from = source_of(tested[at])
            put(from, some_value(from))
        }
        if (chance(30))
            bring_to_edge(at SUBSEP draw(alternatives[at]) + 1, tested[at])
    }
    from = table == "deadlines" ? cell["deadlines", r, "anchor"] : ""
    if (table in is_decided)
        put(table, "")
    else if (from != "" && raw[from] == "" && chance(95))
        put(from, some_day(from))
}

# The column itself where people can fill it, or one from which it is derived.
function source_of(name) {
    if (name == "age")
        return "birth_date"
    if (!(name in is_derived) || name in is_decided)
        return name
    return source_of(source[name, draw(sources[name]) + 1])
}

# To an end of the interval that the alternative is.
function bring_to_edge(at, name,    end) {
    end = end_of(at SUBSEP (chance(50) ? "low" : "high"))
    if (end == "" || name in is_derived && name != "age")
        return
    if (name == "age")
        put("birth_date", months_on(as_of, -12 * (end + draw(2)), 0) + draw(3) - 1)
    else if (end + draw(3) > 0)
        put(name, end + draw(3))
}

# Brings what belongs together in one row near to each other: what meets or closes it to the
# day from which that counts, and what it can't come before, the end of its window and the
# beginning of the case to the day to which the steps lead.
function join_dates(r,    anchor, due, since, term) {
    anchor = raw[cell["deadlines", r, "anchor"]]
    due = advance(anchor, cell["deadlines", r, "offset"])
    if (due == "")
        return
    join_terms(cell["deadlines", r, "not_before"], due)
    if (cell["deadlines", r, "until"] !~ /^([-+>].*|open)$/)
        join_terms(cell["deadlines", r, "until"], due)
    if (chance(30))
        put(begin_column[draw(begin_count) + 1], due + near())
    since = anchor
    if (split_terms(cell["deadlines", r, "done_since"], term) && chance(60))
        since = advance(raw[term[1]], term[1, "steps"])
    join_terms(cell["deadlines", r, "done"], since)
    if (chance(30))
        join_terms(cell["deadlines", r, "closed_by"], since)
    if (r > 1 && cell["deadlines", r - 1, "deadline"] == cell["deadlines", r, "deadline"])
        join_terms(cell["deadlines", r - 1, "anchor"] cell["deadlines", r - 1, "offset"], due)
}

# One of the columns to the day, less its steps.
function join_terms(text, day,    count, term, i) {
    count = split_terms(text, term)
    if (day == "" || count == 0 || chance(50))
        return
    i = draw(count) + 1
    if (term[i] != "birth_date")
        put(term[i], retreat(day, term[i, "steps"]) + near())
}

# Every row of every table is aimed at in its turn; what else there is is left to chance.
function person(n,    i, r) {
    for (i = 2; i <= column_count; i++)
        put(column[i], some_value(column[i]))
    for (i = draw(12); i > 0; i--)
        join_dates(draw(rows["deadlines"]) + 1)
    r = n % target_count + 1
    if (chance(40)) # the rest of the person begins no case and ends nothing
        clear()
    if (chance(70))
        aim(target_table[r], target_row[r])
    if (target_table[r] == "deadlines" && chance(60))
        join_dates(target_row[r])
    write_person(n)
}

function clear(    name) {
    for (name in is_date)
        if (name != "birth_date" && (draw(4) || name ~ /^(applied_on|benefit_since)$/))
            put(name, "")
}

function write_person(n,    i, name, text) {
    for (i = 1; i <= column_count; i++) {
        name = column[i]
        text = i == 1 ? sprintf("%s-%03d", substr(today, 1, 4), n) : raw[name]
        if (name in is_date)
            text = spelt_day(text > last_day ? last_day : text)
        else if (i > 1)
            text = spelt(name, text)
        printf "%s%s", text, (i < column_count ? "\t" : "\n")
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
