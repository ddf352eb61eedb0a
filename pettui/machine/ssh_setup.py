"""Gives staff the desk over SSH, and takes everything away again: both can be repeated."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from pettui.machine import doing, ssh_keys, ssh_steps
from pettui.machine.doing import Say, Unfit
from pettui.machine.hands import Hands
from pettui.machine.ledger import Entry
from pettui.machine.places import ACCOUNT, DATABASE, SSH_DROP_IN, SSH_GROUP, SSH_KEYS, SSH_LEDGER
from pettui.machine.steps import number
from pettui.machine.tree import Tree

COMMAND = "pettui ssh-setup"
_NAME = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
ADMINISTRATORS = ("sudo", "wheel", "admin")
"""Groups whose members look after the machine: they keep their shell."""


def install(
    root: Path = Path("/"),
    *,
    group: str = "",
    accounts: Sequence[str] = (),
    dry_run: bool = False,
    say: Say = print,
    hands: Hands | None = None,
) -> None:
    """Put group, accounts, program, wrapper, keys' files and sshd's drop-in in place.

    Args:
        root: where the machine's files are; another tree than `/` is prepared.
        group: whose accounts get the desk alone; "" for the one that is there, or the usual one.
        accounts: people's own, beside the one that they share; those that are not there are made.
        dry_run: say every step and change nothing.
        say: says what is done.
        hands: what reaches out of the program.

    Raises:
        Unfit: nothing was changed.
        StepFailed: the text names the step, and how to go on.
    """
    tree = Tree(root, hands or Hands(), SSH_LEDGER)
    known = [e.where.strip("/") for e in tree.ledger.entries() if e.kind == "group"]
    group = group or (known[0] if known else SSH_GROUP)
    all_accounts = list(dict.fromkeys(each for each in accounts if each != ACCOUNT))
    steps = ssh_steps.all_steps(group, all_accounts)
    if dry_run:
        doing.tell(steps, say)
        _check(tree, group, known, all_accounts)
        return
    _check(tree, group, known, all_accounts)
    doing.check_person(tree, COMMAND)
    doing.carry_out(tree, steps, say)
    if not tree.at(DATABASE).exists():
        say(
            f"There is no shop at {DATABASE} yet: pettui --database {DATABASE} init makes it, and"
            f" `{COMMAND}` once more gives it the right owner."
        )
    if not any(_has_keys(tree, each) for each in (ACCOUNT, *all_accounts)):
        say(
            f"Nobody has a key yet: sudo {COMMAND} --key dana.pub --for 1002 lets in whoever has"
            " that key, as the employee with that number."
        )


def uninstall(
    root: Path = Path("/"),
    *,
    dry_run: bool = False,
    say: Say = print,
    hands: Hands | None = None,
) -> None:
    """Take away what `install` put there, never the shop's data; raises Unfit or StepFailed."""
    tree = Tree(root, hands or Hands(), SSH_LEDGER)
    if not dry_run:
        doing.check_person(tree, COMMAND)
    entries = doing.in_order(tree)
    if not entries:
        say("Nothing is set up for SSH here; nothing was changed.")
        return
    if dry_run:
        doing.tell_what_goes(entries, say)
        return
    first = [entry for entry in entries if entry.where == str(SSH_DROP_IN)]
    doing.take_all(tree, first, say)
    with doing.part("Letting sshd read its configuration"):
        ssh_steps.reload(tree)  # before the rest goes: nobody gets a shell meanwhile
    doing.take_all(tree, [entry for entry in entries if entry not in first], say)


def add_key(
    public: Path,
    employee: str = "",
    *,
    account: str = ACCOUNT,
    root: Path = Path("/"),
    say: Say = print,
    hands: Hands | None = None,
) -> None:
    """Let a public key in, as the employee with a number; raises Unfit and changes nothing then.

    A key that is there already is given to that employee from now on.
    """
    tree = Tree(root, hands or Hands(), SSH_LEDGER)
    doing.check_person(tree, COMMAND)
    place = tree.at(SSH_KEYS / account)
    if not place.exists():
        raise Unfit(f"{SSH_KEYS / account} is not there: run `sudo {COMMAND}` first.")
    if employee and not employee.isdecimal():
        raise Unfit(f"{employee!r} is not an employee's number, such as 1002.")
    try:
        line = ssh_keys.line(public.read_text(encoding="utf-8"), employee)
    except OSError as error:
        raise Unfit(f"{public} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Unfit(
            f"{public} holds no public key. It is the file that ends in .pub; a private one stays"
            " with its owner."
        ) from error
    blob = next(word for word in line.split() if word.startswith("AAAA"))
    rest = [each for each in place.read_text("utf-8").splitlines() if blob not in each.split()]
    tree.rewrite(place, "\n".join([*rest, line, ""]))
    who = f"the employee with the number {employee}" if employee else "whoever signs in"
    say(f"This key opens the desk now, for {who}: ssh {account}@{os.uname().nodename}")


def _has_keys(tree: Tree, account: str) -> bool:
    place = tree.at(SSH_KEYS / account)
    lines = place.read_text("utf-8").splitlines() if place.exists() else []
    return any(line.strip() and not line.startswith("#") for line in lines)


def _check(tree: Tree, group: str, known: Sequence[str], accounts: Sequence[str]) -> None:
    """Refuse before anything is changed where it cannot end well, or would lock somebody out."""
    doing.check_copy(tree)
    if not tree.at(Path("/usr/sbin/sshd")).exists():
        raise Unfit("There is no SSH server here. Install one (openssh-server) and try again.")
    for name in (group, *accounts):
        if not _NAME.fullmatch(name):
            raise Unfit(f"{name!r} cannot be the name of an account or a group.")
    if known and group not in known:
        raise Unfit(
            f"The group here is {known[0]}. To have another one, first run"
            f" `sudo {COMMAND} --uninstall`."
        )
    if Entry("group", f"/{group}") not in tree.ledger and number(tree, "group", group) is not None:
        listed = ", ".join(filter(None, ssh_steps.in_group(tree, group)))
        raise Unfit(
            f"A group {group} is there already{f' ({listed})' if listed else ''}, and all its"
            " members would lose their shell. Name another one with --group."
        )
    for name in accounts:
        admin = [each for each in ADMINISTRATORS if name in ssh_steps.in_group(tree, each)]
        if number(tree, "passwd", name) == 0 or admin:
            raise Unfit(
                f"{name} looks after this machine ({admin[0] if admin else 'root'}), and would get"
                " nothing but the desk over SSH. Give that person another account for it."
            )
