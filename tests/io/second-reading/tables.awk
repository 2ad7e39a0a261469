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
    if (setting["calendar"] != (land == "" ? "BB" : land) || setting["extends"] != "")
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
    if (column ~ /^(age|prognosis_months|grade|areas_open|strength_count)$/ ||
        column ~ /^(needs|score)_/)
        return "number"
    if (column in is_derived || column ~ /^(support|legal_circle|programme|focus)$/ ||
        column ~ /^(school_type|measure_kind|category|block|mark)$/)
        return "code"
    if (column == "needs" || column == "strategies")
        return "list"
    if (column == "strengths")
        return "terms"
    if (column ~ /(_id|_name|_reason|^office|^case_manager|^target_occupation)$/ ||
        column ~ /^(goal|goal_area|subgoals|own_words)$/)
        return "text"
    if (column ~ /_status$/ && substr(column, 1, length(column) - 7) in is_decided)
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
    return column ~ /^(rule|propose|label|source|note|valid_from|valid_to)$/ ||
        column ~ /^(deadline|anchor|offset|not_before|until|roll|done|done_since)$/ ||
        column ~ /^(closed_by|every|repeat|kind|actor|unrecorded|before_case|audit)$/ ||
        column ~ /^(need|binds|client_label|subgoal|by_client|by_office|by_third|about|client_days)$/ ||
        column ~ /^(office_days|check|column|level|before|off)$/
}

# Reads the rows that exist on the day as_of.
function read_rows(folder, table,    file, line, count, i, value, number) {
    file = folder "/" table ".tsv"
    while ((getline line <file) > 0) {
        number++
        if (line == "" || line ~ /^"?#/)
            continue
        count = split(line, value, "\t")
        if (!columns[table]) {
            columns[table] = count
            for (i = 1; i <= count; i++)
                head[table, i] = value[i]
            continue
        }
        rows[table]++
        for (i = 1; i <= columns[table]; i++)
            cell[table, rows[table], head[table, i]] = i <= count ? unquoted(value[i]) : ""
        row_at[table, number] = rows[table]
        line_of[table, rows[table]] = number
        if (!exists(table, rows[table]))
            delete row_at[table, line_of[table, rows[table]--]]
    }
    close(file)
    if (!rows[table] && table !~ /^(columns|parameters|deadlines|strategies|checks)$/)
        fail("no rows in " file)
}

# A cell in quotes, `""` in them is a quote.
function unquoted(text) {
    if (text !~ /^".*"$/ || text == "\"")
        return text
    text = substr(text, 2, length(text) - 2)
    gsub(/""/, "\"", text)
    return text
}

function exists(table, r,    from, to) {
    from = day_from(cell[table, r, "valid_from"])
    to = day_from(cell[table, r, "valid_to"])
    return (from == "" || from <= as_of) && (to == "" || to >= as_of)
}

# Reads a table of rules and compiles what it tests, from left to right.
function read_table(folder, table,    r, i, name, part, at) {
    read_rows(folder, table)
    for (r = 1; r <= rows[table]; r++)
        for (i = 1; i <= columns[table]; i++) {
            name = head[table, i]
            at = table SUBSEP r SUBSEP name
            cell[at] = with_parameters(cell[at])
            if (name ~ /=$/)
                give[table, r] = cell[at]
            else if (name == "when")
                compile_when(table, r, cell[at])
            else if (!is_note(name))
                compile(table, r, name, cell[at])
        }
}

function compile_when(table, r, text,    i, count, part, name) {
    count = split_outside(text, ";", part)
    for (i = 1; i <= count; i++) {
        gsub(/^ +| +$/, "", part[i])
        name = part[i]
        sub(/ .*/, "", name)
        compile(table, r, name, substr(part[i], length(name) + 1))
    }
}

# Splits where `at` stands outside quotes and brackets; the number of pieces.
function split_outside(text, at, piece,    i, c, count, start, depth, quoted) {
    if (text == "")
        return 0
    start = 1
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\"")
            quoted = !quoted
        if (quoted)
            continue
        depth += (c == "(" || c == "[") - (c == ")" || c == "]")
        if (c == at && depth <= 0) {
            piece[++count] = substr(text, start, i - start)
            start = i + 1
        }
    }
    piece[++count] = substr(text, start)
    return count
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

function compile(table, r, column, text,    piece, count, i, at) {
    gsub(/^ +| +$/, "", text)
    if (text == "" || text == "-")
        return
    at = table SUBSEP r SUBSEP (++tests[table, r])
    tested[at] = column
    written[at] = column " " text
    count = split_outside(text, ",", piece)
    for (i = 1; i <= count; i++) {
        if (piece[i] !~ /"/)
            gsub(/ /, "", piece[i])
        gsub(/^ +| +$/, "", piece[i])
        compile_one(at SUBSEP (++alternatives[at]), piece[i], kind_of(column))
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
    } else if (kind == "list" && text ~ /^(has|lacks)\([^()]*\)$/) {
        test[at] = text ~ /^has/ ? "has" : "lacks"
        gsub(/^(has|lacks)\(|\)$/, "", text)
        words[at] = text
    } else if (text ~ /^".*"$/ && kind == "text") {
        test[at] = "is"
        words[at] = "," unquoted(text) ","
    } else if (kind == "number" && text ~ /^[0-9]+$/) {
        test[at] = "interval"
        with_low[at] = with_high[at] = 1
        compile_end(at, "low", text, kind)
        compile_end(at, "high", text, kind)
    } else {
        test[at] = text ~ /^not\(/ ? "not" : "is"
        gsub(/^not\(|\)$/, "", text)
        if (kind !~ /^(code|yes-no|text)$/ || text !~ /^[A-Za-z0-9_,-]+$/)
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
    if (test[at] == "has" || test[at] == "lacks")
        return has_entry(value, words[at]) == (test[at] == "has")
    if (test[at] != "interval")
        return (index(words[at], "," value ",") > 0) == (test[at] == "is")
    return is_beyond(value, at SUBSEP "low", with_low[at], 1) &&
        is_beyond(value, at SUBSEP "high", with_high[at], -1)
}

# Whether a list has an entry of this code; a need that is settled is none.
function has_entry(list, code,    entry, count, i) {
    count = split(list, entry, " ")
    for (i = 1; i <= count; i++)
        if (entry[i] !~ /:erledigt/ && (entry[i] == code || entry[i] ~ ("^" code "[:@]")))
            return 1
    return 0
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
