# generate.awk: all small changes to the functions of a C file, one a line.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints lines for tests/mutants/run, which gives `sources`, `proofs`, `share` and, if not all are
# meant, the functions: `only` is a pattern of their names. The name of a
# change is `FILE: FUNCTION: OLD ==> NEW`, with ` (2)` where a function has that line twice: it
# stays the same while lines above come and go.
# Relies on the layout of clang-format: a body is between braces in the first column.
# Not made, because no proof could see them or another change is the same: to free nothing, to
# ask for another amount of memory, to return something else where nobody asks, to go once too
# often through a `for`, `x < N + 1` beside `x <= N`, another negative number, more than the sign
# of what compares for qsort, and the negation of a condition that is one comparison.
# Of the rest `share` of 1000 are taken, chosen by the name, so that a change of the file leaves
# the others as they are.
BEGIN {
    OFS = "\t"
    find_unasked(ARGV[1])
    for (at = 1; at < 256; at++)
        number_of[sprintf("%c", at)] = at
    change["<="] = "<"
    change[">="] = ">"
    change["<"] = "<="
    change[">"] = ">="
    change["=="] = "!="
    change["!="] = "=="
    change["&&"] = "||"
    change["||"] = "&&"
    change["+"] = "-"
    change["-"] = "+"
    change["&"] = "|"
    change["|"] = "&"
    change["<<"] = ">>"
    change[">>"] = "<<"
    change["+="] = "-="
    change["-="] = "+="
    change["|="] = "&="
    change["&="] = "|="
    change["true"] = "false"
    change["false"] = "true"
}

# The functions that are called for what they do: each call is a statement.
function find_unasked(file, line, name) {
    while ((getline line < file) > 0)
        if (match(line, /[a-z_]+\(it[,)]/)) {
            name = substr(line, RSTART, index(substr(line, RSTART), "(") - 1)
            if (line ~ "^ +" name "\\(.*\\);$")
                unasked[name]++
            else if (line ~ /^ / || line ~ /;$/)
                asked[name]++
        }
    close(file)
    for (name in asked)
        delete unasked[name]
}

# The line with letters in place of texts and blanks in place of comments.
function masked(line, at, c, out, quote) {
    for (at = 1; at <= length(line); at++) {
        c = substr(line, at, 1)
        if (in_comment) {
            out = out " "
            if (c == "*" && substr(line, at + 1, 1) == "/") {
                in_comment = 0
                out = out " "
                at++
            }
        } else if (quote != "") {
            out = out "S"
            if (c == "\\") {
                out = out "S"
                at++
            } else if (c == quote) {
                quote = ""
            }
        } else if (c == "/" && substr(line, at + 1, 1) == "*") {
            in_comment = 1
            out = out "  "
            at++
        } else if (c == "\"" || c == "'") {
            quote = c
            out = out "S"
        } else {
            out = out c
        }
    }
    return out
}

function trimmed(text) {
    sub(/^ +/, "", text)
    return text
}

function mutant(changed, name) {
    name = FILENAME ": " in_function ": " trimmed($0) " ==> " trimmed(changed)
    if (++seen[name] > 1)
        name = name " (" seen[name] ")"
    if (hash(name) % 1000 < share)
        print "line", FILENAME, FNR, changed, sources, proofs, "-", name
}

function hash(text, at, sum) {
    for (at = 1; at <= length(text); at++)
        sum = (sum * 31 + number_of[substr(text, at, 1)]) % 1000003
    return sum
}

function replace(at, len, text) {
    mutant(substr($0, 1, at - 1) text substr($0, at + len))
}

# Each operator, number and truth value of the line.
function change_tokens(code, at, token, rest) {
    while (at <= length(code)) {
        rest = substr(code, at)
        if (match(rest, /^[A-Za-z_][A-Za-z_0-9]*/)) {
            token = substr(rest, 1, RLENGTH)
            if (token in change)
                replace(at, RLENGTH, change[token])
            at += RLENGTH
        } else if (match(rest, /^[0-9][0-9A-Za-z]*/)) {
            token = substr(rest, 1, RLENGTH)
            if (token ~ /^[0-9]+$/ && substr(code, at - 1, 3) != "{0}" &&
                substr(code, 1, at - 1) !~ /((<|>=) |[ (]-)$/ && in_function !~ /^compare_/)
                replace(at, RLENGTH, token + 1)
            at += RLENGTH
        } else if (match(rest, /^(<<|>>|<=|>=|==|!=|&&|\|\||[-+|&]=|[-+|&<>]) /) &&
                   substr(code, at - 1, 1) == " ") {
            token = substr(rest, 1, RLENGTH - 1)
            if (in_function ~ /^compare_/ && token ~ /^[<>]=?$/)
                replace(at, length(token), token ~ /</ ? ">" : "<")
            else if (code ~ /^ *for \(/ && (token == "<" || token == "<="))
                replace(at, length(token), ">")
            else
                replace(at, length(token), change[token])
            at += RLENGTH
        } else if (rest ~ /^![a-z(]/) {
            replace(at, 1, "")
            at++
        } else {
            at++
        }
    }
}

# Whether the negation is what a change of the only operator makes.
function is_one_comparison(code) {
    return code !~ /&&|\|\|/ && code ~ / (==|!=) |^!/
}

# Whether the line is one that another one begins or goes on.
function is_whole(code) {
    return code ~ /;$/ && (previous ~ /[;{}:]$/ ||
        previous ~ /^ *(if|for|while|else)/ && is_closed(previous))
}

function is_closed(code, opened, closed) {
    opened = gsub(/\(/, "(", code)
    closed = gsub(/\)/, ")", code)
    return opened == closed
}

function is_declaration(code) {
    return code ~ /^ *(static|const|struct|enum|union|unsigned|bool|int|char|s?size_t|u?int[0-9]+_t|va_list) /
}

function changes_nothing(code) {
    return code ~ /(free|_close|mem_grow|mem_array|arena_alloc|buffer_room)\(|csv_set_(blk|realloc)/ ||
        code ~ /room = |_SLACK|most( [-+]?=|;)|size_t rows = |\[[^]]*\] = \{/
}

function change_line(code, at, text) {
    if (in_function in unasked && code ~ /return|good [|&]=/)
        return
    if (changes_nothing(code) || code ~ /^ *enum /)
        return
    if (is_whole(code) && !is_declaration(code) && code !~ /^ *return/ && code !~ /while \(/)
        mutant(substr($0, 1, match(code, /[^ ]/) - 1) ";")
    if (is_whole(code) && returns_bool && code ~ /^ *return / && code !~ /^ *return (true|false);/) {
        text = substr(trimmed($0), 8)
        if (!is_one_comparison(substr(trimmed(code), 8)))
            mutant(substr($0, 1, index(code, "return ") - 1) \
                "return !(" substr(text, 1, length(text) - 1) ");")
    }
    if (match(code, /(if|while) \(.*\)( \{)?$/) && is_closed(code)) {
        at = index(code, "(")
        text = substr($0, at)
        if (!is_one_comparison(substr(code, at + 1)))
            mutant(substr($0, 1, at) "!" (code ~ / \{$/ ? \
                substr(text, 1, length(text) - 2) ") {" : text ")"))
    }
    change_tokens(code, is_declaration(code) && code !~ / = / ? length(code) + 1 : 1)
}

{
    code = masked($0)
    sub(/ +$/, "", code)
}
code ~ /^#if HAVE_/ { is_elsewhere = 1 }
code ~ /^#(else|endif)/ { is_elsewhere = 0 }
in_macro || code ~ /^#/ {
    in_macro = code ~ /\\$/
    next
}
is_elsewhere || code == "" { next }
code ~ /^[A-Za-z]/ && code ~ /\(/ && code !~ /;$/ {
    head = code
    sub(/\(.*/, "", head)
    returns_bool = head ~ /bool /
    sub(/.*[ *]/, "", head)
}
code == "{" {
    in_function = head
    previous = code
    next
}
code == "}" { in_function = "" }
in_function != "" && (only == "" || in_function ~ "^(" only ")$") { change_line(code) }
{ previous = code }
