"""The texts that sshd and its sessions read: drop-in, wrapper, settings, an empty key file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pettui.machine.places import DATABASE, FILES_OVER_SSH, PROGRAM, SSH_KEYS, SSH_SETTINGS, WRAPPER


class Door(NamedTuple):
    """Where everything is that a session over SSH goes through.

    Attributes:
        python: the interpreter of the program's own environment.
        wrapper: what sshd starts instead of a shell.
        keys: the folder of the public keys, a file an account.
        settings: the configuration of all sessions.
        files: the one folder in which people read and write files.
    """

    python: Path = PROGRAM / "bin" / "python"
    wrapper: Path = WRAPPER
    keys: Path = SSH_KEYS
    settings: Path = SSH_SETTINGS
    files: Path = FILES_OVER_SSH


def drop_in(group: str, door: Door) -> str:
    """Write what sshd must know: the group's accounts get the program, and nothing else."""
    return f"""\
# pettui ssh-setup wrote this file, and writes it again; docs/ssh.md tells about every line.
Match Group {group}
    # The program, whatever the client asks for: a shell, a command, scp, sftp.
    ForceCommand {door.wrapper}
    # DisableForwarding says all of the six lines below it, and what later versions add.
    DisableForwarding yes
    AllowTcpForwarding no
    AllowStreamLocalForwarding no
    AllowAgentForwarding no
    X11Forwarding no
    GatewayPorts no
    PermitTunnel no
    PermitUserRC no
    # Nothing of the client's environment: the one name that is let through means nothing.
    AcceptEnv PETTUI_NOTHING
    # Keys that only root can add; the session learns which of them it was, and whose that is.
    AuthorizedKeysFile {door.keys}/%u
    AuthenticationMethods publickey
    ExposeAuthInfo yes
    # A line that is gone is noticed within a minute, and its session ends.
    ClientAliveInterval 15
    ClientAliveCountMax 4
    MaxSessions 4
Match all
"""


def wrapper(door: Door) -> str:
    """Write what sshd starts: it hands on a few harmless facts and nothing that was sent."""
    return f"""\
#!/bin/sh
# pettui ssh-setup wrote this file. sshd starts it for every session of staff, and it is the login
# shell of the account pettui: whatever was asked for (its arguments, SSH_ORIGINAL_COMMAND), the
# program starts, with an environment of its own.
umask 007
cd / || exit 1
exec /usr/bin/env -i \\
    PATH=/usr/bin:/bin \\
    LANG=C.UTF-8 \\
    HOME="$HOME" \\
    USER="$USER" \\
    LOGNAME="$LOGNAME" \\
    TERM="$TERM" \\
    SSH_CONNECTION="$SSH_CONNECTION" \\
    SSH_USER_AUTH="$SSH_USER_AUTH" \\
    PETTUI_CONFIG={door.settings} \\
    PETTUI_FILES={door.files} \\
    PETTUI_KEYS={door.keys} \\
    {door.python} -I -m pettui.cli.ssh_desk
"""


def settings() -> str:
    """Write the settings that a new installation begins with."""
    return f"""\
# The settings of everybody who comes over SSH. It is a configuration file of pettui: theme, mouse
# and keys may stand here too. A database elsewhere is named by its postgresql:// URL; the file is
# readable for root and the group pettui alone, because a URL may hold a password.
database = "{DATABASE}"

# What slow lines get (16 colours, only what changes): true for everybody, false for nobody.
# Without this line it is decided at each start, by how long the line takes for a round trip.
# slow = true
"""


def no_keys(account: str) -> str:
    """Write the file of an account's keys, before there are any."""
    return f"""\
# The public keys that sign in as {account}@ this machine, one a line. A key that begins as in the
# example signs in the employee with that number; without it, the desk asks who it is.
# command="pettui --as 1002" ssh-ed25519 AAAA... dana's laptop
"""
