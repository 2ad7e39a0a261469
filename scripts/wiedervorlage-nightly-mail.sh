# wiedervorlage-nightly-mail.sh: the mail of counts
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154 # what wiedervorlage-nightly and its configuration set
#
# Part of wiedervorlage-nightly, which sources it and has `fail`. A run that systemd calls
# failed is never mailed as another one that was done.

# What systemd says of the run decides: the report may be that of another one.
send_report() {
    report=$output/report.txt
    if [ -n "$config_fault" ]; then
        report_fault
        return
    fi
    case ${MONITOR_SERVICE_RESULT-success}/${MONITOR_EXIT_STATUS-} in
    success/*) read_report ;;
    */3)
        subject="$name: nothing done"
        text='Another run was at work, so this one did nothing (status 3).' ;;
    *)
        read_report
        case $subject in
        *' failed' | *'not ended') ;;
        *)
            subject="$name: failed: ${MONITOR_EXIT_CODE-} ${MONITOR_EXIT_STATUS-}"
            subject="$subject, see the journal"
            text="The run wrote no report.${text:+" The last one says:
$text"}" ;;
        esac ;;
    esac
    deliver
}

# A run with a fault in its configuration ends before its report. By hand, the fault is said.
report_fault() {
    [ -n "${MONITOR_SERVICE_RESULT-}" ] || fail "$config_fault"
    [ -n "$conf_mail_to$conf_mail_spool" ] || fail "$config_fault"
    subject="$name: failed"
    text="failed: $(show "$config_fault")"
    deliver
}

# Each of both is tried, whatever becomes of the other.
deliver() {
    delivered=yes
    [ -z "$conf_mail_spool" ] || append_mail 2>/dev/null ||
        { warn 'mail_spool: cannot write' && delivered=no; }
    [ -z "$conf_mail_to" ] || mail_text | "$conf_sendmail" -i -t ||
        { warn 'mail_to: sendmail failed' && delivered=no; }
    [ "$delivered" = yes ] || exit 2
}

read_report() {
    if [ -r "$report" ]; then
        text=$(cat "$report")
        IFS= read -r subject <"$report"
    else
        [ "${MONITOR_SERVICE_RESULT-success}" != success ] || fail 'no report of a run'
        text='' subject=''
    fi
}

append_mail() {
    printf 'From %s %s\nSubject: %s\n\n%s\n\n' "$name" "$(date -u '+%a %b %e %T %Y')" \
        "$subject" "$text" >>"$conf_mail_spool"
}

mail_text() {
    printf 'To: %s\nSubject: %s\nAuto-Submitted: auto-generated\n' "$conf_mail_to" "$subject"
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s\n' "$text"
}
