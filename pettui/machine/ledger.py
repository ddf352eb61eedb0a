"""What an installation put on the machine, so that exactly that can be taken away."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """One thing that was put there, and where.

    The kinds are `file`, `folder`, `tree`, `block`, `account`, `group`, `member` of a group
    (/group/account), `shell` (/account/and/its/former/shell) and `kept`, a file of ours that the
    administrator writes into.
    """

    kind: str
    where: str


class Ledger:
    """The list of what was put there, a line each, in the order in which it was."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self) -> list[Entry]:
        """Give what was put there; nothing where no installation began."""
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [Entry(*line.split(" ", 1)) for line in lines if " " in line]

    def __contains__(self, entry: Entry) -> bool:
        return entry in self.entries()

    def add(self, entry: Entry) -> None:
        """Note what is about to be made: an installation that is cut short can be undone too."""
        if entry in self:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{entry.kind} {entry.where}\n")
            file.flush()
            os.fsync(file.fileno())

    def forget(self) -> None:
        """Remove the list: nothing is there any more."""
        self.path.unlink(missing_ok=True)
