# The tables of a concept, for the second reading of the rules: rows, parameters, unary tests.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Row r of a table has cell[table, r, COLUMN]. What it tests, in `when` and in columns of its
# own, is tests[table, r] columns, each with alternatives of which one must hold for fact[].
# What this reading doesn't know ends it: it never passes over a row.

function read_concept(folder,    i, count) {
    refuse_file(folder "/calendar.tsv")
    refuse_file(folder "/calendars.tsv")
    read_rows(folder, "concept")
    for (i = 1; i <= rows["concept"]; i++)
        setting[cell["concept", i, "key"]] = cell["concept", i, "value"]
    if (setting["calendar"] != "BB" || setting["extends"] != "")
        fail("a concept of another Land, or one that extends another")
    read_own_columns(folder)
    read_rows(folder, "parameters")
    for (i = 1; i <= rows["parameters"]; i++)
        parameter[cell["parameters", i, "name"]] = cell["parameters", i, "value"]
    begin_count = split(setting["case_begins"], begin_column, ",")
    derive_count = split(setting["derive"], derive_name, " ")
    for (i = 1; i <= derive_count; i++)
        is_derived[derive_name[i]] = 1
    is_derived["age"] = 1
    count = split(setting["decided"], word, " ")
    for (i = 1; i <= count; i++)
        is_decided[word[i]] = 1
    for (i = 1; i <= derive_count; i++)
        read_table(folder, derive_name[i])
    read_table(folder, "deadlines")
}

function refuse_file(file,    line) {
    if ((getline line <file) >= 0)
        fail("a table that this reading doesn't know: " file)
}

function read_own_columns(folder,    i, j, count, name, kind, code, pair) {
    read_rows(folder, "columns")
    for (i = 1; i <= rows["columns"]; i++) {
        name = cell["columns", i, "column"]
        kind = cell["columns", i, "kind"]
        own_kind[name] = kind == "yesno" ? "yes-no" : kind
        if (cell["columns", i, "held"] == "yes")
            own_held[name] = 1
        count = split(cell["columns", i, "codes"], code, /\|/)
        for (j = 1; j <= count; j++)
            if (split(code[j], pair, "=") == 2)
                new_code[name, pair[2]] = pair[1]
    }
}

function kind_of(column) {
    if (column in own_kind)
        return own_kind[column]
    if (column ~ /(_on|_since|_until|_from)$/ || column == "birth_date")
        return "date"
    if (column ~ /^(moved_in|first_market|self_reliant|self_employed|employed)$/ ||
        column ~ /^(single_parent|foreign_degree|vocational_degree|school_degree)$/ ||
        column ~ /^(pupil|training_ready|training_seeking|external_training)$/)
        return "yes-no"
    if (column ~ /^(age|prognosis_months|grade)$/)
        return "number"
    if (column in is_derived || column == "support")
        return "code"
    if (column == "goal")
        return "text"
    fail("a column that this reading doesn't know: " column)
}

# The date says that something took place.
function is_held(column) {
    return column in own_held ||
        column ~ /^(esb|first_talk|last_contact|reviewed|invited|handover|u25_handover)_on$/
}

# Columns of a rule table that are neither tests nor an output.
function is_note(column) {
    return column ~ /^(rule|when|propose|label|source|note|valid_from|valid_to)$/ ||
        column ~ /^(deadline|anchor|offset|not_before|until|roll|done|done_since)$/ ||
        column ~ /^(closed_by|every|repeat|kind|actor|unrecorded|before_case|audit)$/
}

# Reads the rows that exist on the day as_of.
function read_rows(folder, table,    file, line, count, i, value) {
    file = folder "/" table ".tsv"
    while ((getline line <file) > 0) {
        if (line == "" || line ~ /^#/)
            continue
        if (line ~ /"/)
            fail("quotes, which this reading doesn't know: " file)
        count = split(line, value, "\t")
        if (!columns[table]) {
            columns[table] = count
            for (i = 1; i <= count; i++)
                head[table, i] = value[i]
            continue
        }
        rows[table]++
        for (i = 1; i <= columns[table]; i++)
            cell[table, rows[table], head[table, i]] = i <= count ? value[i] : ""
        if (!exists(table, rows[table]))
            rows[table]--
    }
    close(file)
    if (!rows[table])
        fail("no rows in " file)
}

function exists(table, r,    from, to) {
    from = day_from(cell[table, r, "valid_from"])
    to = day_from(cell[table, r, "valid_to"])
    return (from == "" || from <= as_of) && (to == "" || to >= as_of)
}

# Reads a table of rules and compiles what it tests.
function read_table(folder, table,    r, i, name, part, count, at) {
    read_rows(folder, table)
    for (r = 1; r <= rows[table]; r++) {
        for (i = 1; i <= columns[table]; i++) {
            name = head[table, i]
            at = table SUBSEP r SUBSEP name
            cell[at] = with_parameters(cell[at])
            if (name ~ /=$/)
                give[table, r] = cell[at]
            else if (!is_note(name))
                compile(table, r, name, cell[at])
        }
        count = split(cell[table, r, "when"], part, ";")
        for (i = 1; i <= count; i++) {
            gsub(/^ +| +$/, "", part[i])
            name = part[i]
            sub(/ .*/, "", name)
            compile(table, r, name, substr(part[i], length(name) + 1))
        }
    }
}

# $name stands for the value of a parameter.
function with_parameters(text,    before, name) {
    while (match(text, /\$[a-z0-9_]+/)) {
        name = substr(text, RSTART + 1, RLENGTH - 1)
        if (!(name in parameter))
            fail("no parameter " name)
        before = substr(text, 1, RSTART - 1)
        text = before parameter[name] substr(text, RSTART + RLENGTH)
    }
    return text
}

function compile(table, r, column, text,    part, at) {
    gsub(/ /, "", text)
    if (text == "" || text == "-")
        return
    at = table SUBSEP r SUBSEP (++tests[table, r])
    tested[at] = column
    while (match(text, /^(not\([^)]*\)|[^,]*)/)) {
        part = substr(text, 1, RLENGTH)
        text = substr(text, RLENGTH + 2)
        compile_one(at SUBSEP (++alternatives[at]), part, kind_of(column))
        if (text == "")
            break
    }
}

# One unary test: its kind, and the words or the ends of the interval.
function compile_one(at, text, kind,    end) {
    if (text == "null" || text == "not(null)")
        test[at] = text
    else if (text ~ /^[<>]/) {
        test[at] = "interval"
        with_low[at] = with_high[at] = text ~ /=/
        end = text ~ /^</ ? "high" : "low"
        compile_end(at, end, substr(text, 2 + with_low[at]), kind)
    } else if (text ~ /^[[(].*\.\..*[])]$/) {
        test[at] = "interval"
        with_low[at] = text ~ /^\[/
        with_high[at] = text ~ /\]$/
        end = index(text, "..")
        compile_end(at, "low", substr(text, 2, end - 2), kind)
        compile_end(at, "high", substr(text, end + 2, length(text) - end - 2), kind)
    } else if (kind == "number" && text ~ /^[0-9]+$/) {
        test[at] = "interval"
        with_low[at] = with_high[at] = 1
        compile_end(at, "low", text, kind)
        compile_end(at, "high", text, kind)
    } else {
        test[at] = text ~ /^not\(/ ? "not" : "is"
        gsub(/^not\(|\)$/, "", text)
        if ((kind != "code" && kind != "yes-no") || text !~ /^[A-Za-z0-9_,-]+$/)
            fail("a test that this reading doesn't know: " text)
        words[at] = "," text ","
    }
}

# An operand: a number, a date, as_of or a column, the last three with steps.
function compile_end(at, end, text, kind,    base) {
    at = at SUBSEP end
    base = text
    sub(/[-+>].*/, "", base)
    if (kind == "number" && text ~ /^[0-9]+$/)
        constant[at] = text + 0
    else if (kind == "date" && text ~ /^[0-9]+-[0-9]+-[0-9]+$/)
        constant[at] = day_from(text)
    else if (kind == (base == "as_of" ? "date" : kind_of(base))) {
        operand[at] = base
        steps_of[at] = substr(text, length(base) + 1)
    } else
        fail("an operand that this reading doesn't know: " text)
}

# Of one of the alternatives; empty if it has no such end, or if its column is not known.
function end_of(at) {
    if (at in constant)
        return constant[at]
    if (!(at in operand))
        return ""
    return advance(operand[at] == "as_of" ? day_of_tests : fact[operand[at]], steps_of[at])
}

# Whether all tests of the row hold for the person with these facts.
function holds(table, r,    i) {
    for (i = 1; i <= tests[table, r]; i++)
        if (!holds_test(table SUBSEP r SUBSEP i))
            return 0
    return 1
}

function holds_test(at,    j) {
    for (j = 1; j <= alternatives[at]; j++)
        if (holds_one(at SUBSEP j, fact[tested[at]]))
            return 1
    return 0
}

function holds_one(at, value) {
    if (test[at] == "null")
        return value == ""
    if (value == "" || test[at] == "not(null)")
        return value != ""
    if (test[at] != "interval")
        return (index(words[at], "," value ",") > 0) == (test[at] == "is")
    return is_beyond(value, at SUBSEP "low", with_low[at], 1) &&
        is_beyond(value, at SUBSEP "high", with_high[at], -1)
}

# Whether the value lies beyond the end of the interval, seen in that direction.
function is_beyond(value, at, with_end, direction,    end, distance) {
    if (!(at in constant) && !(at in operand))
        return 1
    end = end_of(at)
    if (end == "")
        return 0
    distance = (value - end) * direction
    return distance > 0 || (distance == 0 && with_end)
}

# The first row that holds, or 0.
function first(table,    r) {
    for (r = 1; r <= rows[table]; r++)
        if (holds(table, r))
            return r
    return 0
}
