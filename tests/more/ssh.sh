# Sourced by the tests that go over ssh; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# begin_ssh BIN: a server of this user's own on loopback, which is server1 and server2 to
# `ssh -F $ssh_config`; there the programs in BIN are in PATH, as if they were installed. Its keys
# are made for it and go with it. The test is skipped where there is no sshd. The caller calls
# end_ssh when it ends. $ssh_folder is an empty folder that the caller gives.
# shellcheck shell=bash disable=SC2154 # ssh_folder is the caller's
set -u

begin_ssh() {
    local sshd port
    sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd)
    if [ -z "$sshd" ] || ! command -v ssh ssh-keygen >/dev/null; then
        echo 'skip: sshd is not installed'
        exit 77
    fi
    # A server of root wants this folder.
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$ssh_folder/host" || exit 2
    ssh-keygen -q -t ed25519 -N '' -f "$ssh_folder/user" || exit 2
    ssh_config=$ssh_folder/config
    for port in $(shuf -i 20000-60000 -n 20); do
        cat >"$ssh_folder/sshd" <<END
ListenAddress 127.0.0.1
Port $port
HostKey $ssh_folder/host
PidFile $ssh_folder/pid
AuthorizedKeysFile $ssh_folder/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
MaxSessions 100
SetEnv PATH=$1:/usr/bin:/bin
END
        cat >"$ssh_config" <<END
Host server1 server2
HostName 127.0.0.1
Port $port
User $(id -un)
IdentityFile $ssh_folder/user
IdentitiesOnly yes
UserKnownHostsFile $ssh_folder/known
StrictHostKeyChecking no
LogLevel ERROR
END
        "$sshd" -f "$ssh_folder/sshd" -E "$ssh_folder/log" || continue
        ssh -F "$ssh_config" server1 true && return
        end_ssh
    done
    cat "$ssh_folder/log"
    exit 2
}

end_ssh() {
    [ ! -e "$ssh_folder/pid" ] || kill "$(<"$ssh_folder/pid")"
}
