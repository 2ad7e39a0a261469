# wiedervorlage-nightly-config.sh: the configuration of a run
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2015,SC2034,SC2154 # keys become conf_KEY, read elsewhere
#
# Part of wiedervorlage-nightly, which sources it and has `fail` and the name of the file in
# `config`. Lines are KEY=VALUE, and a value is taken as it stands, never run.

paths='export mapping needs output ready_file calendar_key'
words='kind concept keep_columns lists_within calendar_within calendar_kind calendar_alarm'
words="$words calendar_client_id weekdays stale_export mail_to mail_spool sendmail"
numbers='settle_seconds export_days min_percent max_refused_percent makeup_nights'
numbers="$numbers keep_nights print_width print_lines"
known=" $paths $words $numbers "

defaults() {
    for key in $paths $words; do
        eval "conf_$key="
    done
    conf_kind=raw conf_concept=uckermark conf_calendar_kind=event conf_calendar_client_id=no
    conf_weekdays=1234567 conf_stale_export=refuse conf_sendmail=/usr/sbin/sendmail
    conf_settle_seconds=60 conf_export_days=1 conf_min_percent=90
    conf_max_refused_percent=10 conf_makeup_nights=7 conf_keep_nights=0
    conf_print_width=80 conf_print_lines=60
}

read_config() {
    [ -f "$config" ] && [ -r "$config" ] || fail "$config: cannot open"
    number=0 seen=' '
    while IFS= read -r line || [ -n "$line" ]; do
        number=$((number + 1))
        trim "$line"
        case $trimmed in
        '' | '#'*) continue ;;
        *=*) ;;
        *) fail "$config:$number: expected KEY=VALUE" ;;
        esac
        value=${trimmed#*=}
        trim "${trimmed%%=*}"
        key=$trimmed
        trim "$value"
        case $key in
        '' | *[!a-z_]*) fail "$config:$number: unknown key" ;;
        esac
        case $known in
        *" $key "*) ;;
        *) fail "$config:$number: unknown key $key" ;;
        esac
        case $seen in
        *" $key "*) fail "$config:$number: $key stands there twice" ;;
        esac
        seen="$seen$key "
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
        '' | *[!0-9]* | 0?* | ???????*) fail "$config: $key: expected a number" ;;
        esac
    done
    expect kind "$conf_kind" raw stream
    expect stale_export "$conf_stale_export" refuse warn
    expect calendar_kind "$conf_calendar_kind" event todo
    expect calendar_client_id "$conf_calendar_client_id" yes no
    case $conf_weekdays in
    '' | *[!1-7]*) fail "$config: weekdays: expected digits 1 (Monday) to 7" ;;
    esac
    [ -n "$conf_export" ] || fail "$config: export is not set"
    [ -n "$conf_output" ] || fail "$config: output is not set"
    # Below the folder of the configuration, that is /etc, the unit of the mail may not write.
    case $conf_mail_spool in
    '' | /*) ;;
    *) fail "$config: mail_spool: expected a path that begins with /" ;;
    esac
    folder=$(dirname "$(readlink -f "$config")")
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

expect() { # KEY VALUE ALLOWED...
    [ "$2" != "$3" ] && [ "$2" != "$4" ] && fail "$config: $1: expected $3 or $4"
    return 0
}
