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
    case ${MONITOR_SERVICE_RESULT-success}/${MONITOR_EXIT_STATUS-} in
    success/*) read_report ;;
    */3)
        subject="$name: nothing done"
        text='Another run was at work, so this one did nothing (status 3).' ;;
    *)
        read_report
        case $subject in
        *': failed' | *'not ended') ;;
        *)
            subject="$name: failed: ${MONITOR_EXIT_CODE-} ${MONITOR_EXIT_STATUS-}"
            subject="$subject, see the journal" ;;
        esac ;;
    esac
    [ -z "$conf_mail_spool" ] || append_mail 2>/dev/null || fail 'mail_spool: cannot write'
    [ -z "$conf_mail_to" ] || mail_text | "$conf_sendmail" -i -t ||
        fail 'mail_to: sendmail failed'
}

read_report() {
    [ -r "$report" ] || fail 'no report of a run'
    text=$(cat "$report")
    IFS= read -r subject <"$report"
}

append_mail() {
    printf 'From %s %s\nSubject: %s\n\n%s\n\n' "$name" "$(date -u '+%a %b %e %T %Y')" \
        "$subject" "$text" >>"$conf_mail_spool"
}

mail_text() {
    printf 'To: %s\nSubject: %s\nAuto-Submitted: auto-generated\n' "$conf_mail_to" "$subject"
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s\n' "$text"
}
