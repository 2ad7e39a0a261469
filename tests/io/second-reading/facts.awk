# What is known of a person and what the tables derive of it, for the second reading.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# raw[] has the person's values, dates as days; fact[] what the rules see.

# A value as it stands in a stream, in the form of raw[].
function value_from(column, text) {
    if (column ~ /(_id|_status|_rule|_name|^office|^case_manager)$/)
        return text
    if (!(column in kind))
        kind[column] = column in is_free ? "text" : kind_of(column)
    if (kind[column] == "date")
        return day_from(text)
    if (kind[column] == "yes-no")
        return text == "" ? "" : tolower(text) ~ /^(yes|y|ja|j|1|true)$/ ? "yes" : "no"
    if (kind[column] == "number")
        return text == "" ? "" : text + 0
    return (column, text) in new_code ? new_code[column, text] : text
}

# Facts from raw[]: what is held on a day to come is not known yet.
function learn(    column, i) {
    for (column in raw)
        if (!(column in is_derived))
            fact[column] = is_date_to_come(column) ? "" : raw[column]
    fact["age"] = raw["birth_date"] == "" ? "" : age_on(as_of, raw["birth_date"])
    for (i = 1; i <= derive_count; i++)
        derive(derive_name[i])
}

function is_date_to_come(column) {
    if (!(column in held))
        held[column] = is_held(column)
    return held[column] && raw[column] != "" && raw[column] > as_of
}

# A decision table; where people decide, what they decided stands.
function derive(table,    r, proposal, said) {
    r = first(table)
    proposal = r == 0 || give[table, r] == "null" ? "" : give[table, r]
    rule_of[table] = r == 0 ? "" : cell[table, r, "rule"]
    if (!(table in is_decided)) {
        fact[table] = proposal
        return
    }
    said = raw[table "_status"] == "proposed" ? "" : raw[table]
    if (said != "")
        status_of[table] = said == proposal ? "confirmed" : "kept"
    else if (proposal == "none")
        status_of[table] = "none"
    else if (proposal == "" || cell[table, r, "propose"] == "no")
        status_of[table] = "underivable"
    else
        status_of[table] = "proposed"
    fact[table] = said != "" ? said : status_of[table] == "proposed" ? proposal : ""
}
