# Days, working days of a Land (BB if none is set) and steps, for the second reading of the rules; by the
# texts of vierphasen-concept(5) and vierphasen-calendar(5), with nothing of lib/.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A day is a number, 0 is Monday, 1 January 1900; no day is the empty string. A month is a
# number too, 0 is January 1900; begins[] has its first day.

function open_calendar(    month, year) {
    split("31 28 31 30 31 30 31 31 30 31 30 31", month_days, " ")
    for (month = begins[0] = 0; month < 12 * 350; month++) {
        year = 1900 + int(month / 12)
        begins[month + 1] = begins[month] + month_days[month % 12 + 1] + \
            (month % 12 == 1 && (year % 4 == 0 && year % 100 || year % 400 == 0))
    }
    for (year = 1900; year < 2230; year++)
        add_holidays(year, easter(year))
    last_day = day_of(2199, 12, 31)
}

# Easter Sundays and Whit Sundays are holidays as well; no rule sees a Sunday that is one.
function add_holidays(year, sunday) {
    free_day[sunday - 2] = free_day[sunday + 1] = 1
    free_day[sunday + 39] = free_day[sunday + 50] = 1
    free_day[day_of(year, 1, 1)] = free_day[day_of(year, 5, 1)] = 1
    free_day[day_of(year, 10, 3)] = 1
    free_day[day_of(year, 12, 25)] = free_day[day_of(year, 12, 26)] = 1
    if (land == "" || land == "BB" || year == 2017)
        free_day[day_of(year, 10, 31)] = 1
    if (land == "NW" || land == "BW")
        free_day[sunday + 60] = free_day[day_of(year, 11, 1)] = 1
    if (land == "BW")
        free_day[day_of(year, 1, 6)] = 1
}

# Gauss's rule as Lichtenberg completed it.
function easter(year,    century, moon, sun, full, sunday) {
    century = int(year / 100)
    sun = 2 - int((3 * century + 3) / 4)
    moon = (19 * (year % 19) + 17 - sun - int((8 * century + 13) / 25)) % 30
    full = 21 + moon - int((moon + int(year % 19 / 11)) / 29)
    sunday = 7 - (year + int(year / 4) + sun) % 7
    return day_of(year, 3, 1) + full + 6 - (full - sunday) % 7
}

function day_of(year, month, day) { return begins[12 * (year - 1900) + month - 1] + day - 1 }

function month_of(day,    month) {
    month = int(day / 30.436875)
    while (begins[month] > day)
        month--
    while (begins[month + 1] <= day)
        month++
    return month
}

function days_in(month) { return begins[month + 1] - begins[month] }

function day_from(text) {
    if (text ~ /^[0-9][0-9]\.[0-9][0-9]\.[0-9][0-9][0-9][0-9]$/)
        return day_of(substr(text, 7), substr(text, 4, 2), substr(text, 1, 2))
    return text == "" ? "" : day_of(substr(text, 1, 4), substr(text, 6, 2), substr(text, 9))
}

function iso(day,    month) {
    if (day == "")
        return ""
    month = month_of(day)
    return sprintf("%04d-%02d-%02d", 1900 + int(month / 12), month % 12 + 1, \
        day - begins[month] + 1)
}

function works(day) { return day % 7 < 5 && !(day in free_day) }

# The working day on or after the day, or on or before it (direction -1).
function roll(day, direction) {
    while (!works(day))
        day += direction
    return day
}

# The n-th working day after the day, or before it.
function working_days(day, n, direction) {
    if (n == 0)
        return roll(day, direction)
    for (; n != 0; n -= direction)
        day = roll(day + direction, direction)
    return day
}

# n months on; a day that the month lacks is its last, or the first of the next.
function months_on(day, n, to_next,    month, rest) {
    month = month_of(day)
    rest = day - begins[month]
    month += n
    if (rest < days_in(month))
        return begins[month] + rest
    return to_next ? begins[month + 1] : begins[month + 1] - 1
}

# The years that are complete; born on 29 February, in a common year on 1 March.
function age_on(day, birth,    months) {
    months = month_of(day) - month_of(birth)
    if (day - begins[month_of(day)] < birth - begins[month_of(birth)])
        months--
    return int(months / 12)
}

function next_month_day(day, month_day, which,    month) {
    month = month_of(day)
    month += (month_day + 11 - month % 12) % 12
    while (which > days_in(month) || begins[month] + which - 1 < day)
        month += 12
    return begins[month] + which - 1
}

function one_step(day, step,    n, unit) {
    if (step ~ /^>/)
        return next_month_day(day, substr(step, 2, 2) + 0, substr(step, 5, 2) + 0)
    unit = step
    sub(/^[-+][0-9]+/, "", unit)
    n = substr(step, 1, length(step) - length(unit)) + 0
    if (unit == "d" || unit == "w")
        return day + (unit == "w" ? 7 : 1) * n
    if (unit == "b")
        return working_days(day, n, step ~ /^-/ ? -1 : 1)
    if (unit == "mo")
        return months_on(day, n, 0)
    if (unit == "y" || unit == "age")
        return months_on(day, 12 * n, unit == "age")
    fail("a step that this reading doesn't know: " step)
}

# The steps from left to right; no day from no day. What was worked out once is remembered.
function advance(day, steps,    count, i, step, to) {
    if (day == "" || steps == "")
        return day
    if ((day, steps) in advanced)
        return advanced[day, steps]
    count = split_steps(steps, step)
    to = day
    for (i = 1; i <= count; i++)
        to = one_step(to, step[i])
    return advanced[day, steps] = to
}

function split_steps(steps, step,    count) {
    while (match(steps, /^ *([-+][0-9]+[a-z]+|>[0-9][0-9]-[0-9][0-9])/)) {
        step[++count] = substr(steps, 1, RLENGTH)
        gsub(/ /, "", step[count])
        steps = substr(steps, RLENGTH + 1)
    }
    if (steps !~ /^ *$/)
        fail("steps that this reading doesn't know: " steps)
    return count + 0
}

function fail(what) {
    print "second reading: " what >"/dev/stderr"
    failed = 1
    exit 2
}
