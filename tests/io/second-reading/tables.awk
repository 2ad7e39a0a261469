# The tables of a concept, for the second reading of the rules: rows and unary tests.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Row r of a table has cell[table, r, COLUMN]. What it tests is compiled for the day as_of:
# tests[table, r] columns, each with alternatives of which one must hold.

function kind_of(column) {
    if (column ~ /(_on|_since|_until|_from)$/ || column == "birth_date")
        return "date"
    if (column ~ /^(moved_in|first_market|self_reliant|self_employed|employed)$/ ||
        column ~ /^(single_parent|foreign_degree|vocational_degree|school_degree)$/ ||
        column ~ /^(pupil|training_ready|training_seeking|external_training|new_case)$/)
        return "yes-no"
    if (column ~ /^(age|prognosis_months|grade)$/)
        return "number"
    if (column ~ /^(age_group|prognosis|category|u25_group|team)$/ ||
        column ~ /^(legal_circle|programme|support|block|mark|school_type|measure_kind)$/)
        return "code"
    fail("a column that this reading doesn't know: " column)
}

function is_derived(column) {
    return column ~ /^(age|age_group|new_case|prognosis|team)$/
}

function is_test(column) {
    return column !~ /^=/ &&
        column !~ /^(deadline|rule|anchor|offset|not_before|roll|done|done_since)$/ &&
        column !~ /^(repeat|kind|label|source|note|valid_from|valid_to)$/
}

# Reads the rows that exist on the day as_of.
function read_table(folder, table,    file, line, count, i, name, value) {
    file = folder "/" table ".tsv"
    while ((getline line <file) > 0) {
        if (line == "" || line ~ /^#/)
            continue
        count = split(line, value, "\t")
        if (!columns[table]) {
            columns[table] = split(line, name, "\t")
            continue
        }
        rows[table]++
        for (i = 1; i <= columns[table]; i++)
            cell[table, rows[table], name[i]] = i <= count ? value[i] : ""
        if (!exists(table, rows[table]))
            rows[table]--
        else
            for (i = 1; i <= columns[table]; i++)
                if (is_test(name[i]))
                    compile(table, rows[table], name[i])
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

function compile(table, r, column,    text, part, at) {
    text = cell[table, r, column]
    gsub(/ /, "", text)
    at = table SUBSEP r SUBSEP tests[table, r] + 1
    alternatives[at] = 0
    if (text == "" || text == "-")
        return
    kind_of(column)
    tests[table, r]++
    tested[at] = column
    while (match(text, /^(not\([^)]*\)|[^,]*)/)) {
        part = substr(text, 1, RLENGTH)
        text = substr(text, RLENGTH + 2)
        alternatives[at]++
        compile_one(at SUBSEP alternatives[at], part)
        if (text == "")
            break
    }
}

# One unary test: its kind, and the words or the ends of the interval.
function compile_one(at, text,    end, count, i, word) {
    if (text == "null" || text == "not(null)") {
        test[at] = text
    } else if (text ~ /^[<>]/) {
        test[at] = "interval"
        low[at] = -1e9
        high[at] = 1e9
        with_low[at] = with_high[at] = text ~ /=/
        if (text ~ /^</)
            high[at] = operand(substr(text, 2 + with_high[at]))
        else
            low[at] = operand(substr(text, 2 + with_low[at]))
    } else if (text ~ /^[[(].*\.\..*[])]$/) {
        test[at] = "interval"
        with_low[at] = text ~ /^\[/
        with_high[at] = text ~ /\]$/
        end = index(text, "..")
        low[at] = operand(substr(text, 2, end - 2))
        high[at] = operand(substr(text, end + 2, length(text) - end - 2))
    } else {
        test[at] = text ~ /^not\(/ ? "not" : "is"
        if (text ~ /^(has|lacks)\(/)
            fail("a test that this reading doesn't know: " text)
        gsub(/^not\(|\)$/, "", text)
        words[at] = ","
        count = split(text, word, ",")
        for (i = 1; i <= count; i++)
            words[at] = words[at] (is_day(word[i]) ? operand(word[i]) : word[i]) ","
    }
}

function is_day(text) { return text ~ /^as_of/ || text ~ /^[0-9]+-[0-9]+-[0-9]+$/ }

function operand(text) {
    if (text ~ /^as_of/)
        return advance(as_of, substr(text, 6))
    return is_day(text) ? day_from(text) : text + 0
}

# Whether all tests of the row hold for the person with these facts.
function holds(table, r, fact,    i) {
    for (i = 1; i <= tests[table, r]; i++)
        if (!holds_test(table, r, i, fact))
            return 0
    return 1
}

function holds_test(table, r, i, fact,    j, at) {
    at = table SUBSEP r SUBSEP i
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
    value += 0
    return (value > low[at] || (with_low[at] && value == low[at])) &&
        (value < high[at] || (with_high[at] && value == high[at]))
}

# What the first row that holds gives; a gap on purpose gives nothing.
function first(table, output, fact,    r) {
    for (r = 1; r <= rows[table]; r++)
        if (holds(table, r, fact))
            return cell[table, r, output] == "null" ? "" : cell[table, r, output]
    return ""
}
