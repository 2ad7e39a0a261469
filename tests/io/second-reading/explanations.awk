# Replays explanations: whether each row does what explain-case --to=tsv says of it, on the
# values that it told and nothing else, and whether no row was passed over.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f days.awk -f tables.awk -f facts.awk -f obligations.awk -f explanations.awk
#     -v concept=FOLDER -v today=YYYY-MM-DD [-v land=LAND] EXPLANATIONS
# writes a line for each difference, at most 20, then how many explanations there were. The
# rows are read from the folder by the place that an explanation names; tests are evaluated
# as they are written, days are counted anew.

BEGIN {
    FS = "\t"
    if (land == "")
        land = "BB"
    open_calendar()
    as_of = day_of_tests = day_from(today)
    read_concept(concept)
    read_table(concept, "strategies")
    read_table(concept, "checks")
    split_cells("not_before")
    split_cells("done")
    split_cells("closed_by")
    fields = split("client_id phase table subject outcome value status rule place test " \
        "failing values parameters anchor_on due_on work_on until_on label source", field, " ")
}

NR == 1 {
    if (NF != fields)
        fail("no stream of explain-case")
    for (i = 1; i <= NF; i++)
        if ($i != field[i])
            fail("a column that this reading doesn't know: " $i)
    next
}

# The same row on the same values says the same of everybody: what agreed once is known by its
# number, and its line is not taken to pieces again.
{
    at = index($0, "\t")
    key = substr($0, at)
    if (key in known)
        number = known[key]
    else
        number = take_up()
    if (group_of[number] != group || substr($0, 1, at - 1) != client)
        begin_group(number)
    if (is_counted)
        places = places " " place[number]
}

END {
    if (failed)
        exit 2
    end_group()
    print NR - 1 " explanations, " differences + 0 " differences"
    exit differences > 0
}

# Replays a line that is not known yet; its number.
function take_up(    differing) {
    if (count == 300000) {
        split("", known)
        count = 0
    }
    group_of[++count] = $3 SUBSEP $4
    place[count] = $9
    hit[count] = $8 == "" ? 0 : row_at[$3, line_told($9)]
    table = $3
    subject = $4
    differing = differences
    replay()
    if (differing == differences)
        known[key] = count
    return count
}

function differ(what) {
    if (++differences <= 20)
        print "line " NR ": " table " " subject " " $8 ": " what
}

# --- One explanation ---

function replay(    r, failing) {
    if (table == "" && subject !~ /^(age|needs_open|score_total)$/)
        return
    learn_told($12)
    if (table == "") {
        replay_fact()
        return
    }
    r = 0
    if ($8 != "") {
        r = row_told(r)
        if (!r)
            return
        failing = first_failing(table, r)
    }
    if (table == "strategies")
        replay_strategy(r, failing)
    else if (table == "deadlines")
        replay_deadline(r, failing)
    else if (table == "checks")
        replay_check(r, failing)
    else
        replay_decision(r, failing)
}

# COLUMN=VALUE; COLUMN=VALUE to fact[]; nothing else is known.
function learn_told(text,    piece, count, i, at, column, value) {
    split("", fact)
    split("", told)
    if (index(text, "\\")) {
        gsub(/\\t/, "\t", text)
        gsub(/\\[nr]/, " ", text)
        gsub(/\\\\/, "\\", text)
    }
    count = split_values(text, piece)
    for (i = 1; i <= count; i++) {
        at = index(piece[i], "=")
        column = substr(piece[i], 1, at - 1)
        value = substr(piece[i], at + 1)
        told[column] = 1
        # A list that is known and empty is not unknown.
        fact[column] = value == "\"\"" ? " " : typed(column, unquoted(value))
    }
}

# At `; ` outside quotes.
function split_values(text, piece,    part, parts_there, i, count) {
    if (text !~ /"/)
        return split(text, piece, /; /)
    parts_there = split(text, part, /; /)
    for (i = 1; i <= parts_there; i++)
        if (count > 0 && quotes_in(piece[count]) % 2)
            piece[count] = piece[count] "; " part[i]
        else
            piece[++count] = part[i]
    return count
}

function quotes_in(text) { return gsub(/"/, "\"", text) }

function typed(column, value,    kind) {
    if (value == "")
        return ""
    if (!(column in kind_told))
        kind_told[column] = kind_of(column)
    kind = kind_told[column]
    if (kind == "number")
        return value + 0
    if (kind != "date")
        return value
    if (!(value in day_told))
        day_told[value] = day_from(value)
    return day_told[value]
}

# The row at the place that is told, which must be the one that it calls itself; or 0.
function row_told(r,    at, file, key) {
    at = match($9, /:[0-9]+$/)
    file = substr($9, 1, at - 1)
    sub(/^.*\//, "", file)
    r = row_at[table, substr($9, at + 1)]
    key = table == "checks" ? "check" : "rule"
    if (file != table ".tsv" || !r)
        differ("no such place: " $9)
    else if (cell[table, r, key] != $8 || cell[table, r, "label"] != $18 ||
        cell[table, r, "source"] != $19)
        differ("another rule, label or source at its place")
    else if (!parameters_told(table, r))
        differ("other parameters: " $13)
    else
        return r
    return 0
}

function parameters_told(table, r,    piece, count, i, pair) {
    count = split($13, piece, /; /)
    for (i = 1; i <= count; i++)
        if (split(piece[i], pair, "=") != 2 || parameter[pair[1]] != pair[2])
            return 0
    return 1
}

# The number of the first test that doesn't hold on what was told, or 0.
function first_failing(table, r,    i, at) {
    for (i = 1; i <= tests[table, r]; i++) {
        at = table SUBSEP r SUBSEP i
        if (!(tested[at] in told))
            differ("a value that was looked at is not told: " tested[at])
        if (!holds_test(at))
            return i
    }
    return 0
}

# Whether the row says that its tests hold, or names the first that doesn't.
function agrees(r, failing, says_failed) {
    if (!says_failed && failing)
        differ("it doesn't hold: " written[table, r, failing])
    else if (says_failed && !failing)
        differ("it holds, and is told not to")
    else if (says_failed && with_parameters($10) != written[table, r, failing])
        differ("it fails another test first: " written[table, r, failing])
    else if (says_failed ? $11 < 1 : $11 != 0)
        differ("it fails another number of tests")
    else
        return 1
    return 0
}

# --- What is derived without a table ---

function replay_fact(    entry, count, i, part, open, sum) {
    if (subject == "age") {
        if ($6 != (fact["birth_date"] == "" ? "" : age_on(as_of, fact["birth_date"])))
            differ("another age")
        return
    }
    count = split(fact["needs"], entry, " ")
    for (i = 1; i <= count; i++) {
        split(entry[i] ":::", part, ":")
        if (part[2] == "erledigt")
            continue
        open++
        sum += part[3] == "" ? 1 : part[3]
    }
    if (("needs" in told) && fact["needs"] != "" &&
        $6 != (subject == "needs_open" ? open : sum) + 0)
        differ("another count of needs")
}

# --- Decisions ---

function replay_decision(r, failing,    proposal, is_people, status) {
    if ($5 == "failed") {
        agrees(r, failing, 1)
        if ($6 != give[table, r])
            differ("another output")
        return
    }
    if (r && !agrees(r, failing, 0))
        return
    if ($5 == "next") {
        if ($6 != give[table, r])
            differ("another output")
        return
    }
    proposal = r == 0 || give[table, r] == "null" ? "" : give[table, r]
    if (!(table in is_decided)) {
        if ($6 != proposal || $7 != "")
            differ("another value: " proposal)
        return
    }
    is_people = $7 == "confirmed" || $7 == "kept"
    if (is_people)
        status = $6 == proposal ? "confirmed" : "kept"
    else if (proposal == "none")
        status = "none"
    else if (proposal == "" || cell[table, r, "propose"] == "no")
        status = "underivable"
    else
        status = "proposed"
    if ($7 != status)
        differ("another status: " status)
    if (!is_people && $6 != (status == "proposed" ? proposal : ""))
        differ("another value: " proposal)
}

# --- Strategies ---

function replay_strategy(r, failing,    propose) {
    if (r == 0)
        return
    propose = cell[table, r, "propose"]
    if (subject != "-" &&
        index("," compact(cell[table, r, "need"]) ",", "," subject ",") == 0)
        differ("a row of another need")
    if (subject == "-" && cell[table, r, "need"] != "-" && cell[table, r, "need"] != "")
        differ("a row of a need")
    if ($6 != give[table, r])
        differ("another strategy")
    if ($7 != (is_bound(r) ? "barred" : "allowed"))
        differ("it is not " $7 " to people")
    if ($5 == "chosen")
        return
    if (agrees(r, failing, $5 == "failed") && $5 != "failed" &&
        ($5 == "withheld") != (propose == "no"))
        differ("it is not " $5)
}

function compact(text) {
    gsub(/ /, "", text)
    return text
}

# Whether a test of the row keeps people from it.
function is_bound(r,    i, binds, at) {
    binds = compact(cell["strategies", r, "binds"])
    binds = "," (binds == "" ? "programme" : binds) ","
    for (i = 1; i <= tests["strategies", r]; i++) {
        at = "strategies" SUBSEP r SUBSEP i
        if (index(binds, "," tested[at] ",") > 0 && !holds_test(at))
            return 1
    }
    return 0
}

# --- Deadlines ---

function replay_deadline(r, failing,    due, is_open, state) {
    state = $5 == "result" ? $7 : $5
    if (r == 0) {
        if (state != "none" || $6 != "")
            differ("a deadline without a row is " state)
        return
    }
    if (cell[table, r, "deadline"] != subject)
        differ("a row of another deadline")
    if (!agrees(r, failing, state == "failed") || state == "failed")
        return
    is_open = state ~ /^(upcoming|due|overdue|later)$/
    if ((fact[deadline_cell(r, "anchor")] == "") != (state == "unknown") &&
        state != "left-out")
        differ("its anchor is known or not")
    if (state == "unknown" || state == "left-out") {
        if (state == "left-out" && deadline_cell(r, "unrecorded") != "skip")
            differ("it is not left out")
        return
    }
    case_begin = find_begin()
    due = candidate(r)
    if (iso(due) != $15 || (due == "") == is_open)
        differ("another day: " iso(due))
    else if (is_open)
        replay_days(r, due, state)
    else
        replay_end(r, state)
}

function replay_days(r, due, state,    work, last, begins, status) {
    work = work_day(r, due)
    last = last_day_of(r, due, work)
    begins = deadline_cell(r, "until") != "" || due < work ? due : work
    status = as_of < begins ? "upcoming" : last != "" && as_of > last ? "overdue" : "due"
    if ($6 != $15 || $14 != iso(fact[deadline_cell(r, "anchor")]) || $16 != iso(work) ||
        $17 != iso(last))
        differ("other days: " iso(work) " " iso(last))
    if (state != "later" && state != status)
        differ("another status: " status)
}

# Why a row gives no day: what met or closed it, and when.
function replay_end(r, state,    since, met, closed, truth) {
    since = counts_since(r)
    met = earliest_of("done", r, since)
    closed = earliest_of("closed_by", r, since)
    if (closed != "" && (met == "" || deadline_cell(r, "repeat") != "" || closed < met))
        truth = "closed"
    else if (met != "" && deadline_cell(r, "repeat") == "")
        truth = "met"
    else if (case_begin != "" && deadline_cell(r, "before_case") != "yes" &&
        later(advance(fact[deadline_cell(r, "anchor")], deadline_cell(r, "offset")), \
            earliest_day(r)) < case_begin)
        truth = "fenced"
    else
        truth = "never"
    if (state != truth)
        differ("it is " truth)
    if ($6 != (truth == "closed" ? iso(closed) : truth == "met" ? iso(met) : ""))
        differ("another day that ended it")
}

function earliest_of(column, r, since,    i, day, earliest) {
    for (i = 1; i <= parts[column, r]; i++) {
        day = fact[part[column, r, i]]
        if (day != "" && (since == "" || day >= since) && (earliest == "" || day < earliest))
            earliest = day
    }
    return earliest
}

# --- Checks ---

function replay_check(r, failing) {
    if (r == 0) {
        if (!((subject == "no-date" && $7 == "warning") ||
              (subject == "duty-without-day" && $7 == "warning") ||
              (subject ~ /^(need-without-strategy|duty-without-support)$/ && $7 == "error")))
            differ("a finding without a row")
        return
    }
    agrees(r, failing, 0)
    if ($7 != cell[table, r, "level"] || $6 != cell[table, r, "column"] || subject != $8)
        differ("another finding")
}

# --- All rows of a subject ---

function begin_group(number,    part) {
    end_group()
    client = substr($0, 1, at - 1)
    group = group_of[number]
    row_hit = hit[number]
    places = ""
    split(group, part, SUBSEP)
    is_counted = part[1] != "" && part[1] != "checks" && \
        !(part[1] == "strategies" && part[2] == "strategies")
}

# Whether each row that there is to tell of a subject was told once.
function end_group(    part) {
    if (!is_counted || ((group, row_hit, places) in whole))
        return
    split(group, part, SUBSEP)
    if (is_whole(part[1], part[2], row_hit))
        whole[group, row_hit, places]
}

function line_told(place) {
    sub(/^.*:/, "", place)
    return place
}

function is_whole(table, subject, last,    r, told_of, pieces, i, seen, expected) {
    pieces = split(places, told_of, " ")
    for (i = 1; i <= pieces; i++)
        if (told_of[i] ~ /:[0-9]+$/)
            seen[row_at[table, line_told(told_of[i])]]++
    for (r = 1; r <= rows[table]; r++) {
        if (table == "deadlines")
            expected = cell[table, r, "deadline"] == subject
        else if (table == "strategies")
            expected = subject == "-" ? cell[table, r, "need"] ~ /^-?$/ : \
                index("," compact(cell[table, r, "need"]) ",", "," subject ",") > 0
        else
            expected = last == 0 || r <= last
        if (expected && seen[r] != 1) {
            if (++differences <= 20)
                print "before line " NR ": " table " " subject ": the row in line " \
                    line_of[table, r] " was passed over, or told twice"
            return 0
        }
    }
    return 1
}
