# vierphasen.jq: small functions for analysts who read record streams with jq
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For jq 1.6 and later. A program reads what `stream-convert --to=json` writes: an object for
# each record, every value a string, an empty one unknown. With -n and `records` it holds the
# groups that it counts, never the records:
#
#     stream-convert --to=json planned.tsv |
#         jq -n -r -L scripts 'include "vierphasen";
#             group_count(records(["team"]); .team)[] | [.key, .count] | @tsv'
#
# @tsv writes a row as the toolkit does: TAB, LF, CR and backslash as \t \n \r \\, null as an
# empty cell. Errors name no value, which may be personal.

# Reading

# The records of the input, one after the other. The program ends at once, without output,
# with status 2 where a record lacks one of the columns $names; and where a number stands
# among the records, with that: the reports append the status of a stream-convert that failed.
def records($names):
    inputs
    | if type == "number" then . as $status | "" | halt_error($status) else . end
    | ($names - keys_unsorted) as $missing
    | if $missing == [] then .
      else "vierphasen.jq: the stream has no column \($missing[0])\n" | halt_error(2) end;

def records: records([]);

# Values

# Is the value known? An empty one isn't, nor is that of a column that isn't there.
def known: . != null and . != "";

# The value, or $default where it is unknown.
def known_or($default): if known then . else $default end;

# A whole number, null where it is unknown.
def number:
    if known | not then null
    elif test("^-?[0-9]+$") then tonumber
    else error("not a whole number") end;

# Days from 1970-01-01 to a date, null where it is unknown. The difference of two of them is
# the number of days between the dates.
def day_number:
    if known | not then null
    elif test("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") then strptime("%Y-%m-%d") | mktime / 86400
    else error("not a date") end;

# The month of a date as YYYY-MM, null where the date is unknown.
def month: if known then .[:7] else null end;

# Lists: arrays, empty where the cell is

# A cell of terms, such as strengths.
def terms: known_or("") | split("|");

# A list of codes, such as profile_gaps.
def codes: known_or("") | split(" ");

# A list of needs as objects {code, status, grade, rank}. Parts that are left out: status
# "erkannt", grade 1, rank null.
def needs:
    codes | map(split(":") | {
        code: .[0],
        status: .[1] | known_or("erkannt"),
        grade: .[2] | known_or("1") | number,
        rank: .[3] | number
    });

# The needs that are open: all but those with status "erledigt".
def open_needs: needs | map(select(.status != "erledigt"));

# A list of strategies as objects {code, need}; need is null for a cross-cutting one.
def strategies: codes | map(split("@") | {code: .[0], need: .[1]});

# Groups

# One value for each group of the records of `stream`, as an array of {key, value}, ordered
# by key. `key` takes a record and gives any value. The value of a group begins as $start;
# `step` takes {value, record} and gives the new value, which should be small: jq 1.6 copies
# an object that it changes by += or |= (a longer key makes more groups, at no such cost).
def group_reduce(stream; key; $start; step):
    reduce stream as $record ({};
        ($record | key | tojson) as $key
        | .[$key] = ({value: (if has($key) then .[$key] else $start end), $record} | step))
    | to_entries | map(.key |= fromjson) | sort_by(.key);

# The number of records in each group, as an array of {key, count}, ordered by key.
def group_count(stream; key):
    group_reduce(stream; key; 0; .value + 1) | map({key, count: .value});

# Figures

# The median of the numbers that are the keys of an object; each value says how often. In
# the middle between two where their count is even, null where there are none.
def median:
    (to_entries | map([(.key | tonumber), .value]) | sort) as $pairs
    | ($pairs | map(.[1]) | add // 0) as $count
    | def at($rank):
          first(foreach $pairs[] as [$number, $times] (0; . + $times;
              select(. > $rank) | $number));
      if $count == 0 then null
      else (at(($count - 1) / 2 | floor) + at($count / 2 | floor)) / 2 end;

# $sum / $count as text with two decimals, half up, for whole numbers from 0 on. null where
# $count is 0.
def mean($sum; $count):
    if $count == 0 then null
    else ((200 * $sum + $count) / (2 * $count) | floor) as $hundredths
        | "\($hundredths / 100 | floor).\($hundredths % 100 + 100 | tostring[1:])" end;

# Tables

# The lines of a TSV table: the header $names and a line for each object of `rows`; none
# before the last row is there.
def table($names; rows): [rows | [.[$names[]]]] as $lines | $names, $lines[] | @tsv;

# Rows of counts (arrays of $width numbers) with one more column, the sum of its row, and
# one more row, the sum of its column.
def with_totals($width):
    map(. + [add]) | . + [[range($width + 1) as $i | map(.[$i]) | add // 0]];

# Statistical secrecy: 1 and 2 are shown as ".", 0 is shown.
def suppress: if . == 1 or . == 2 then "." else . end;

# The same for rows as with_totals gives them. No total tells what is hidden: where a line
# (a row or a column with its total) has a single hidden number, or hidden numbers that can
# only be 1 each, the smallest other one but 0 is hidden too. Each line is seen by itself;
# whether several lines together tell a number isn't examined.
def suppress_table:
    def tells:
        (map(select(.hidden)) | length) as $hidden
        | (.[:-1] | map(select(.hidden).count)) as $parts
        | $hidden == 1
            or ($parts != [] and (.[-1].hidden | not) and ($parts | add == length));
    def protect:
        if tells | not then .
        else ([range(length) as $i | .[$i] | select(.count > 0 and (.hidden | not))
                | [.count, $i]] | min) as $smallest
            | if $smallest == null then .
              else .[$smallest[1]].hidden = true | protect end
        end;
    def settle:
        (map(protect) | transpose | map(protect) | transpose) as $next
        | if $next == . then . else $next | settle end;
    map(map({count: ., hidden: (. == 1 or . == 2)}))
    | settle | map(map(if .hidden then "." else .count end));
