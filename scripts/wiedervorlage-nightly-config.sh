# wiedervorlage-nightly-config.sh: the configuration of a run
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2015,SC2034,SC2154 # keys become conf_KEY, read elsewhere
#
# Part of wiedervorlage-nightly, which sources it and has `fail`, `show`, `mail` and the name
# of the file in `config`. Lines are KEY=VALUE, and a value is taken as it stands, never run.

paths='export mapping needs output ready_file calendar_key'
words='kind concept keep_columns lists_within calendar_within calendar_kind calendar_alarm'
words="$words list_formats readable_names manifest after_good_night"
words="$words calendar_client_id calendar_names calendar_description"
words="$words weekdays stale_export mail_to mail_spool sendmail"
numbers='settle_seconds export_days min_percent min_percent_due max_percent max_refused_percent'
numbers="$numbers makeup_nights keep_nights print_width print_lines"
known=" $paths $words $numbers "

defaults() {
    for key in $paths $words; do
        eval "conf_$key="
    done
    conf_kind=raw conf_concept=uckermark conf_calendar_kind=event
    conf_calendar_client_id=yes conf_calendar_names=no conf_calendar_description=date
    conf_list_formats='tsv txt ics' conf_readable_names=no conf_manifest=no
    conf_weekdays=1234567 conf_stale_export=refuse conf_sendmail=/usr/sbin/sendmail
    conf_settle_seconds=60 conf_export_days=1 conf_min_percent=90 conf_min_percent_due=50
    conf_max_percent=150 conf_max_refused_percent=10 conf_makeup_nights=7 conf_keep_nights=0
    conf_print_width=80 conf_print_lines=60
}

# A fault ends a run; a mail of it needs the keys that are right, and tells the first fault.
fault() { # MESSAGE
    [ "$mail" = yes ] || fail "$1"
    config_fault=${config_fault:-$(show "$1")}
}

read_config() {
    [ -f "$config" ] && [ -r "$config" ] || fail "$config: cannot open"
    number=0 seen=' ' config_fault=''
    while IFS= read -r line || [ -n "$line" ]; do
        number=$((number + 1))
        trim "$line"
        case $trimmed in
        '' | '#'*) continue ;;
        *=*) ;;
        *) fault "$config:$number: expected KEY=VALUE"; continue ;;
        esac
        value=${trimmed#*=}
        trim "${trimmed%%=*}"
        key=$trimmed
        trim "$value"
        case $key in
        '' | *[!a-z_]*) fault "$config:$number: unknown key"; continue ;;
        esac
        case $known in
        *" $key "*) ;;
        *) fault "$config:$number: unknown key $key"; continue ;;
        esac
        case $seen in
        *" $key "*) fault "$config:$number: $key stands there twice"; continue ;;
        esac
        seen="$seen$key "
        eval "line_$key=:$number"
        eval "conf_$key=\$trimmed" # a key that is known, and a value that isn't looked at
    done <"$config"
}

trim() {
    trimmed=${1#"${1%%[![:space:]]*}"}
    trimmed=${trimmed%"${trimmed##*[![:space:]]}"}
}

check_config() {
    for key in $numbers; do
        eval "value=\$conf_$key"
        case $value in
        '' | *[!0-9]* | 0?* | ???????*) fault "$config: $key: expected a number" ;;
        esac
    done
    expect kind "$conf_kind" raw stream
    expect stale_export "$conf_stale_export" refuse warn
    expect calendar_kind "$conf_calendar_kind" event todo
    expect readable_names "$conf_readable_names" yes no
    expect manifest "$conf_manifest" yes no
    check_list_formats
    expect calendar_client_id "$conf_calendar_client_id" yes no
    expect calendar_names "$conf_calendar_names" yes no
    expect calendar_description "$conf_calendar_description" date none
    case $conf_weekdays in
    '' | *[!1-7]*) fault "$config: weekdays: expected digits 1 (Monday) to 7" ;;
    esac
    [ -n "$conf_export" ] || fault "$config: export is not set"
    [ -n "$conf_output" ] || fault "$config: output is not set"
    # Below the folder of the configuration, that is /etc, the unit of the mail may not write.
    case $conf_mail_spool in
    '' | /*) ;;
    *)
        fault "$config: mail_spool: expected a path that begins with /"
        conf_mail_spool='' ;;
    esac
    folder=$(readlink -f "$config")
    folder=${folder%/*}
    for key in $paths; do
        eval "value=\$conf_$key"
        case $value in
        '' | /*) ;;
        *) eval "conf_$key=\$folder/\$value" ;;
        esac
    done
    case $conf_concept in
    /*) ;;
    */*) conf_concept=$folder/$conf_concept ;;
    esac
    output=$conf_output building=$conf_output/.building work=$conf_output/.work
    export TMPDIR="$work" # of sort
}

check_list_formats() {
    chosen=
    set -f
    for word in $conf_list_formats; do
        case $word in
        *[!a-z]*) word= ;;
        esac
        case " $formats " in
        *" ${word:-?} "*) chosen="$chosen $word" ;;
        *) fault "$config: list_formats: unknown format${word:+ $word}, expected some of $formats" ;;
        esac
    done
    set +f
    [ -n "$chosen" ] || fault "$config: list_formats: expected some of $formats"
    conf_list_formats=$chosen
}

# Values that the programs judge, before a night begins: in the report of the run, with their
# line.
check_values() {
    [ "$conf_print_width" -ge 72 ] || wrong print_width 'expected at least 72'
    [ "$conf_print_lines" -eq 0 ] || [ "$conf_print_lines" -ge 20 ] ||
        wrong print_lines 'expected 0 or at least 20'
    try_value concept
    try_tables
    [ -z "$conf_lists_within" ] || try_value lists_within "--within=$conf_lists_within"
    [ -z "$conf_calendar_within" ] || try_value calendar_within "--within=$conf_calendar_within"
    [ -z "$conf_calendar_alarm" ] ||
        try_value calendar_alarm --to=ics "--alarm=$conf_calendar_alarm"
    [ -z "$conf_calendar_key" ] || try_value calendar_key --to=ics "--uid-key=$conf_calendar_key"
    check_formats
}

# What followup-due says of an option, with a case stream of no persons.
try_value() { # KEY OPTION...
    key=$1
    shift
    said=$(printf 'client_id\n' | followup-due -q --as-of="$as_of" --concept="$conf_concept" \
        "$@" 2>&1 >/dev/null) && return
    said=$(printf '%s\n' "$said" | sed -n '1{s/^followup-due: //;s/^--[a-z-]*: //;p;}')
    wrong "$key" "$said"
}

# Faults of tables that no list needs: a night is made with a concept that is sound as a whole.
try_tables() {
    said=$(concept-check --to=tsv --as-of="$as_of" "$conf_concept" 2>/dev/null |
        awk -F '\t' '$1 == "fault" {
            print $2 ($3 == "" ? "" : ":" $3) ($4 == "" ? "" : ": " $4) ": " $6
            exit
        }')
    [ -z "$said" ] || wrong concept "$said"
}

wrong() { # KEY MESSAGE
    eval "line=\${line_$1-}"
    fail "$config$line: $1: $2"
}

expect() { # KEY VALUE ALLOWED...
    [ "$2" != "$3" ] && [ "$2" != "$4" ] && fault "$config: $1: expected $3 or $4"
    return 0
}
