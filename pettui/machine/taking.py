"""Takes away what an installation put there; what was there before comes back."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from pettui.machine import font
from pettui.machine.hands import Failed
from pettui.machine.ledger import Entry
from pettui.machine.places import ACCOUNT, ENVIRONMENT, PEPPER, SETTINGS, STATE
from pettui.machine.tree import ASIDE, Tree, without_block


def take_away(tree: Tree, entry: Entry) -> str:
    """Take away one thing; give words about what stays, "" when it is gone."""
    if tree.is_shared(entry):
        if entry.where == str(SETTINGS):
            tree.ledger.forget()
        return "stays, for " + ("staff over SSH need it" if tree.is_clock else "the clock needs it")
    return _WAYS[entry.kind](tree, Path(entry.where))


def _file(tree: Tree, path: Path) -> str:
    place = tree.at(path)
    place.unlink(missing_ok=True)
    aside = place.with_name(place.name + ASIDE)
    if os.path.lexists(aside):
        aside.rename(place)
        return "as it was before"
    return ""


def _tree(tree: Tree, path: Path) -> str:
    if tree.at(path).exists():
        shutil.rmtree(tree.at(path))
    return ""


def _block(tree: Tree, path: Path) -> str:
    place = tree.at(path)
    if place.exists():
        text = place.read_text(encoding="utf-8", errors="surrogateescape")
        tree.rewrite(place, without_block(text))
        font.load(tree)
    return ""


def _folder(tree: Tree, path: Path) -> str:
    place = tree.at(path)
    if path == SETTINGS and place.is_dir():
        tree.ledger.forget()
        if not _is_used(tree):
            tree.at(PEPPER).unlink(missing_ok=True)
    if place.is_dir():
        if any(place.iterdir()):
            return "stays, for it is not empty" + (
                " (the shop's data)" if path in (STATE, SETTINGS) else ""
            )
        place.rmdir()
    return ""


def _account(tree: Tree, path: Path) -> str:
    if path.name == ACCOUNT and tree.at(STATE).exists():
        return "stays, for the shop's data belongs to it"
    tree.hands.run(["userdel", *tree.prefix, path.name])
    return ""


def _group(tree: Tree, path: Path) -> str:
    tree.hands.run(["groupdel", *tree.prefix, path.name])
    return ""


def _member(tree: Tree, path: Path) -> str:
    """Take an account out of a group that it was put into."""
    group, account = path.parent.name, path.name
    root = [] if tree.is_here else ["--root", str(tree.root)]
    with contextlib.suppress(Failed):  # the account, or its membership, is gone already
        tree.hands.run(["gpasswd", *root, "--delete", account, group])
    return ""


def _shell(tree: Tree, path: Path) -> str:
    """Give an account the shell back that it had: `/account/the/shell`."""
    _, account, *rest = path.parts
    with contextlib.suppress(Failed):  # the account is gone already
        tree.hands.run(
            ["usermod", *tree.prefix, "--shell", "/" + "/".join(rest), "--lock", account]
        )
    return ""


def _kept(tree: Tree, path: Path) -> str:
    """Take away a file of the administrator's own, unless something was written into it."""
    place = tree.at(path)
    if place.exists() and any(line and line[0] != "#" for line in place.read_text().splitlines()):
        return "stays, for it holds what you wrote"
    place.unlink(missing_ok=True)
    return ""


def _is_used(tree: Tree) -> bool:
    """Tell whether a shop's PINs may need the pepper: here, or in a database elsewhere."""
    return tree.at(STATE).exists() or tree.at(ENVIRONMENT).exists()


_WAYS = {
    "file": _file, "tree": _tree, "block": _block, "folder": _folder, "account": _account,
    "group": _group, "member": _member, "shell": _shell, "kept": _kept,
}  # fmt: skip
