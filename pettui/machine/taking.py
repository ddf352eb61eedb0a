"""Takes away what an installation put there; what was there before comes back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pettui.machine import font
from pettui.machine.ledger import Entry
from pettui.machine.places import ACCOUNT, ENVIRONMENT, PEPPER, SETTINGS, STATE
from pettui.machine.tree import ASIDE, Tree, without_block


def take_away(tree: Tree, entry: Entry) -> str:
    """Take away one thing; give words about what stays, "" when it is gone."""
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


def _account(tree: Tree, _path: Path) -> str:
    if tree.at(STATE).exists():
        return "stays, for the shop's data belongs to it"
    where = [] if tree.is_here else ["--prefix", str(tree.root)]
    tree.hands.run(["userdel", *where, ACCOUNT])
    return ""


def _is_used(tree: Tree) -> bool:
    """Tell whether a shop's PINs may need the pepper: here, or in a database elsewhere."""
    return tree.at(STATE).exists() or tree.at(ENVIRONMENT).exists()


_WAYS = {"file": _file, "tree": _tree, "block": _block, "folder": _folder, "account": _account}
