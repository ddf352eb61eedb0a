"""What gives a group of accounts pettui over SSH, step by step: each can be done again."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from pettui.machine import ssh_texts, steps
from pettui.machine.hands import Failed
from pettui.machine.ledger import Entry
from pettui.machine.places import (
    ACCOUNT,
    DATABASE,
    FILES_OVER_SSH,
    PEPPER,
    PROGRAM,
    SETTINGS,
    SSH_DROP_IN,
    SSH_KEYS,
    SSH_SETTINGS,
    STATE,
    WRAPPER,
)
from pettui.machine.ssh_texts import Door
from pettui.machine.steps import Step, owner
from pettui.machine.tree import Tree

SERVICES = ("ssh.service", "sshd.service")
"""sshd's unit: Debian's name, and everybody else's."""

_PRIVATE = Path("/run/sshd")


def all_steps(group: str, accounts: Sequence[str]) -> list[Step]:
    """Give the steps in their order; `accounts` are those beside the one that is made."""
    names = ", ".join((ACCOUNT, *accounts))
    return [
        Step(f"Folder {SETTINGS}: what is installed, settings, keys", steps.settings_folder),
        Step(f"Account {ACCOUNT}: a system user and group without a password", steps.account),
        Step(f"Folder {STATE}: the shop's, shared with the group {ACCOUNT}", steps.state_folder),
        Step(f"Rights of {DATABASE}, if it is there", steps.database_rights),
        Step(f"Secret {PEPPER}: what PINs are hashed with", steps.pepper),
        Step(f"Program {PROGRAM}: this pettui, in an environment of its own", steps.own_program),
        Step(f"Folder {FILES_OVER_SSH}: the only one for files over SSH", files_folder),
        Step(f"Settings {SSH_SETTINGS}: what every session begins with", settings),
        Step(f"Program {WRAPPER}: starts the desk, whatever was asked for", wrapper),
        Step(f"Group {group}: {names}", lambda tree: members(tree, group, accounts)),
        Step(f"Login of the account {ACCOUNT}: {WRAPPER}, no password", login),
        Step(f"Folder {SSH_KEYS}: a file of public keys for each account",
             lambda tree: keys(tree, accounts)),
        Step(f"sshd: {SSH_DROP_IN}, tried before sshd reads it", lambda tree: drop_in(tree, group)),
    ]  # fmt: skip


def files_folder(tree: Tree) -> bool:
    """Make the folder in which people over SSH read and write files."""
    return tree.folder(FILES_OVER_SSH, mode=0o2770, owner=owner(tree))


def settings(tree: Tree) -> bool:
    """Write the settings once; from then on they are the administrator's."""
    is_new = not tree.at(SSH_SETTINGS).exists()
    if is_new:
        tree.put(SSH_SETTINGS, ssh_texts.settings().encode(), mode=0o640)
    return tree.rights(SSH_SETTINGS, mode=0o640, owner=(0, owner(tree)[1])) or is_new


def wrapper(tree: Tree) -> bool:
    """Write what sshd starts."""
    return tree.put(WRAPPER, ssh_texts.wrapper(Door()).encode(), mode=0o755)


def members(tree: Tree, group: str, accounts: Sequence[str]) -> bool:
    """Make the group, and put the accounts into it and into the group that shares the shop."""
    wanted = [(group, each) for each in (ACCOUNT, *accounts)]
    wanted += [(ACCOUNT, each) for each in accounts]
    lines = []
    if steps.number(tree, "group", group) is None:
        tree.ledger.add(Entry("group", f"/{group}"))
        lines.append(f"g {group} -")
    for each, account in wanted:
        if account not in in_group(tree, each):
            tree.ledger.add(Entry("member", f"/{each}/{account}"))
            lines.append(f"m {account} {each}")
    for account in accounts:
        if steps.number(tree, "passwd", account) is None:
            make_account(tree, account)
    if lines:
        steps.sysusers(tree, *lines)
    return bool(lines)


def make_account(tree: Tree, name: str) -> None:
    """Make an account of a person: a home, the desk for a shell, and no password."""
    tree.ledger.add(Entry("account", f"/{name}"))
    tree.hands.run(
        ["useradd", *tree.prefix, "--create-home", "--shell", str(WRAPPER), "--password", "*", name]
    )


def in_group(tree: Tree, group: str) -> list[str]:
    """Give who is listed as a member of a group."""
    return next((row[3].split(",") for row in _rows(tree, "group") if row[0] == group), [])


def login(tree: Tree) -> bool:
    """Give the account the desk for a shell: sshd starts what it must through the shell.

    The password becomes one that nothing fits: sshd without PAM lets no locked account in.
    """
    found = next((row[6] for row in _rows(tree, "passwd") if row[0] == ACCOUNT), "")
    if found == str(WRAPPER):
        return False
    tree.ledger.add(Entry("shell", f"/{ACCOUNT}{found or '/usr/sbin/nologin'}"))
    tree.hands.run(["usermod", *tree.prefix, "--shell", str(WRAPPER), "--password", "*", ACCOUNT])
    return True


def _rows(tree: Tree, name: str) -> list[list[str]]:
    text = tree.at(Path("/etc") / name).read_text(encoding="utf-8")
    return [row for line in text.splitlines() if len(row := line.split(":")) >= 4]


def keys(tree: Tree, accounts: Sequence[str]) -> bool:
    """Make the files of keys, which only root writes; those that are there stay."""
    changed = tree.folder(SSH_KEYS, mode=0o755)
    for account in (ACCOUNT, *accounts):
        path = SSH_KEYS / account
        if not tree.at(path).exists():
            tree.ledger.add(Entry("kept", str(path)))
            tree.at(path).write_text(ssh_texts.no_keys(account), encoding="utf-8")
            changed = True
        changed |= tree.rights(path, mode=0o644, owner=(0, 0))
    return changed


def drop_in(tree: Tree, group: str) -> bool:
    """Write what sshd must know and let it read that; what sshd refuses is taken back at once."""
    place = tree.at(SSH_DROP_IN)
    is_ours = Entry("file", str(SSH_DROP_IN)) in tree.ledger and place.exists()
    before = place.read_bytes() if is_ours else None
    changed = tree.put(SSH_DROP_IN, ssh_texts.drop_in(group, Door()).encode())
    try:
        check(tree)
    except Failed:
        if before is not None:
            tree.put(SSH_DROP_IN, before)
        else:
            place.unlink(missing_ok=True)
        raise
    reload(tree)
    return changed


def check(tree: Tree) -> None:
    """Raise Failed unless sshd takes its configuration, and gives the account the desk alone."""
    here = [] if tree.is_here else ["chroot", str(tree.root)]
    with contextlib.suppress(FileExistsError):  # a socket's sshd has it only while somebody is in
        tree.at(_PRIVATE).mkdir(mode=0o755, parents=True)
    tree.hands.run([*here, "/usr/sbin/sshd", "-t"])
    who = f"user={ACCOUNT},host=localhost,addr=127.0.0.1"
    said = tree.hands.run([*here, "/usr/sbin/sshd", "-T", "-C", who]).lower().splitlines()
    for line in (f"forcecommand {WRAPPER}", "disableforwarding yes", "permituserrc no"):
        if line not in said:
            raise Failed(
                f"sshd does not obey {SSH_DROP_IN} for the account {ACCOUNT} ({line.split()[0]})."
                f" The line `Include {SSH_DROP_IN.parent}/*.conf` must stand at the top of"
                " /etc/ssh/sshd_config, and no earlier Match may say something else"
            )


def reload(tree: Tree) -> None:
    """Let an sshd that runs read its configuration; sessions that are open stay."""
    if tree.is_here and tree.hands.is_running():
        for service in SERVICES:
            with contextlib.suppress(Failed):  # it has the other name, or does not run
                tree.hands.run(["systemctl", "try-reload-or-restart", service])
