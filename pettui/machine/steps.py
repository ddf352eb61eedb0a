"""What makes a machine a kiosk, step by step: each can be done again, and says what it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pettui.machine import font, program
from pettui.machine.hands import Failed
from pettui.machine.ledger import Entry
from pettui.machine.places import (
    ACCOUNT,
    DATABASE,
    FILES,
    MASKED,
    PEPPER,
    PROGRAM,
    SETTINGS,
    STATE,
    UNIT,
    UNITS,
    carried,
)
from pettui.machine.tree import Tree
from pettui.team.timeclock.pepper import make as make_pepper


class Step(NamedTuple):
    """One step: what it does in words, and the function that does it and tells if it changed."""

    words: str
    do: Callable[[Tree], bool]


def account(tree: Tree) -> bool:
    """Make the system account and its group, unless they are there."""
    made = Entry("account", f"/{ACCOUNT}")
    if number(tree, "passwd", ACCOUNT) is not None:
        tree.share(made)
        return False
    tree.ledger.add(made)
    sysusers(tree, f'u {ACCOUNT} - "pettui time clock" {STATE}')
    if number(tree, "passwd", ACCOUNT) is None:
        raise Failed(f"systemd-sysusers made no account {ACCOUNT}")
    return True


def sysusers(tree: Tree, *lines: str) -> None:
    """Make accounts and groups that are not there, as lines of sysusers.d name them.

    It knows each distribution's range of numbers and their shells.
    """
    draft = tree.at(SETTINGS / "account.sysusers")
    draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    root = [] if tree.is_here else [f"--root={tree.root}"]
    try:
        tree.hands.run(["systemd-sysusers", *root, str(draft)])
    finally:
        draft.unlink()


def number(tree: Tree, file: str, name: str) -> int | None:
    """Read the number of an account or group from the machine's own list."""
    try:
        lines = tree.at(Path("/etc") / file).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    fields = (line.split(":") for line in lines)
    return next((int(found[2]) for found in fields if found[0] == name), None)


def owner(tree: Tree) -> tuple[int, int]:
    """Give the numbers of the account and its group; raises Failed without them."""
    user, group = number(tree, "passwd", ACCOUNT), number(tree, "group", ACCOUNT)
    if user is None or group is None:
        raise Failed(f"there is no account and group {ACCOUNT}")
    return user, group


def settings_folder(tree: Tree) -> bool:
    """Make the folder of the list of what was installed, of the pepper and the environment."""
    found = tree.at(SETTINGS).is_dir()
    tree.ledger.add(Entry("folder", str(SETTINGS)))  # the list itself lies in it
    return tree.folder(SETTINGS, mode=0o755) or not found


def state_folder(tree: Tree) -> bool:
    """Make the shop's folder, which gives what is made in it to the group."""
    return tree.folder(STATE, mode=0o2770, owner=owner(tree))


def database_rights(tree: Tree) -> bool:
    """Give a database that is there to the account: one first touched by root would belong to it.

    Everything beside it counts: the log, the gate, copies from before a migration.
    """
    changed = False
    for path in sorted(tree.at(STATE).glob(f"{DATABASE.stem}*")):
        if path.is_file() and not path.is_symlink():
            place = STATE / path.name
            changed |= tree.rights(place, mode=0o660, owner=owner(tree))
    return changed


def pepper(tree: Tree) -> bool:
    """Make the secret without which the PINs' hashes are worth nothing; never a second one."""
    is_new = not tree.at(PEPPER).exists()
    if is_new:
        make_pepper(tree.at(PEPPER))
    return tree.rights(PEPPER, mode=0o640, owner=owner(tree)) or is_new


def own_program(tree: Tree) -> bool:
    """Copy the program that runs into an environment of its own."""
    tree.parents(PROGRAM)
    tree.ledger.add(Entry("tree", str(PROGRAM)))
    return program.copy(tree)


def unit(tree: Tree) -> bool:
    """Put the unit in place and let it start with the machine."""
    changed = tree.put(UNITS / UNIT, carried(UNIT).read_bytes())
    wanted = UNITS / "multi-user.target.wants" / UNIT
    return tree.link(wanted, str(UNITS / UNIT)) or changed


def locked_keys(tree: Tree) -> bool:
    """Take away what a key could do to the machine."""
    changed = False
    for name, place in FILES.items():
        changed |= tree.put(place, carried(name).read_bytes())
    return changed


def masks(tree: Tree) -> bool:
    """Let no login prompt start, and Ctrl+Alt+Del do nothing."""
    changed = False
    for name in MASKED:
        changed |= tree.link(UNITS / name, "/dev/null")
    return changed


STEPS = (
    Step(f"Folder {SETTINGS}: what is installed, and the kiosk's own settings", settings_folder),
    Step(f"Account {ACCOUNT}: a system user and group without a password or a shell", account),
    Step(f"Folder {STATE}: the shop's, shared with the group {ACCOUNT} (2770)", state_folder),
    Step(f"Rights of {DATABASE}, if it is there: the account's and the group's", database_rights),
    Step(f"Secret {PEPPER}: what PINs are hashed with, outside the database", pepper),
    Step(f"Program {PROGRAM}: this pettui, in an environment of its own, compiled", own_program),
    Step(f"Unit {UNITS / UNIT}: starts with the machine", unit),
    Step(f"Keys: {', '.join(str(place) for place in FILES.values())}", locked_keys),
    Step(f"No login prompts, no restart by keys: {', '.join(MASKED)} masked", masks),
    Step(f"Font {font.FOLDER / font.LARGE} (or the small one) for the console", font.put),
)
