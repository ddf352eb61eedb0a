"""The files of a machine: put in place so that what was there before can come back."""

from __future__ import annotations

import os
from pathlib import Path

from pettui.machine.hands import Hands
from pettui.machine.ledger import Entry, Ledger
from pettui.machine.places import LEDGER, LEDGERS

ASIDE = ".before-pettui"
BEGIN, END = "\n# pettui kiosk begins\n", "# pettui kiosk ends\n"


class Tree:
    """A machine's files below a root, with the list of what was put there.

    Attributes:
        root: `/`, or the folder of an image.
        hands: what reaches out of the program.
        ledger: what was put there.
        others: what another installation put there: the clock's, or that of staff over SSH.
    """

    def __init__(self, root: Path, hands: Hands, ledger: Path = LEDGER) -> None:
        self.root = root
        self.hands = hands
        self.ledger = Ledger(self.at(ledger))
        self.others = [Ledger(self.at(each)) for each in LEDGERS if each != ledger]

    def is_shared(self, entry: Entry) -> bool:
        """Tell whether another installation needs a thing as well."""
        return any(entry in other for other in self.others)

    def share(self, entry: Entry) -> None:
        """Note what another installation made and this one needs too: the last takes it away."""
        if self.is_shared(entry):
            self.ledger.add(entry)

    def at(self, path: Path) -> Path:
        """Give where a path of the machine is below the root."""
        return self.root / path.relative_to("/")

    @property
    def is_here(self) -> bool:
        """Whether this is the machine that runs the program."""
        return self.root == Path("/")

    @property
    def is_clock(self) -> bool:
        """Whether it is the clock that is installed or taken away."""
        return self.ledger.path == self.at(LEDGER)

    @property
    def prefix(self) -> list[str]:
        """What tells useradd and its kin that another tree is meant."""
        return [] if self.is_here else ["--prefix", str(self.root)]

    def put(self, path: Path, content: bytes, *, mode: int = 0o644) -> bool:
        """Write a file of root's; tell whether anything changed."""
        place = self.at(path)
        if (
            place.is_file()
            and not place.is_symlink()
            and place.stat().st_mode & 0o7777 == mode
            and place.read_bytes() == content
        ):
            return False
        self._make_way(path)
        draft = place.with_name(place.name + ".part")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(content)
            os.fchmod(handle, mode)
            file.flush()
            os.fsync(handle)
        draft.replace(place)
        return True

    def link(self, path: Path, target: str) -> bool:
        """Make a symbolic link; tell whether anything changed."""
        place = self.at(path)
        if place.is_symlink() and os.readlink(place) == target:
            return False
        self._make_way(path)
        place.unlink(missing_ok=True)
        place.symlink_to(target)
        return True

    def folder(self, path: Path, *, mode: int, owner: tuple[int, int] = (0, 0)) -> bool:
        """Make a folder with its rights and owners; tell whether anything changed."""
        place = self.at(path)
        changed = False
        if not place.is_dir():
            self.parents(path)
            self.ledger.add(Entry("folder", str(path)))
            place.mkdir(mode=0o700, exist_ok=True)
            changed = True
        else:
            self.share(Entry("folder", str(path)))
        return self.rights(path, mode=mode, owner=owner) or changed

    def rights(self, path: Path, *, mode: int, owner: tuple[int, int]) -> bool:
        """Set mode and owners of what is there; tell whether anything changed."""
        place = self.at(path)
        found = place.stat()
        changed = False
        if (found.st_uid, found.st_gid) != owner:
            self.hands.own(place, *owner)
            changed = True
        if found.st_mode & 0o7777 != mode or changed:  # a change of owner takes setgid away
            place.chmod(mode)
            changed = changed or found.st_mode & 0o7777 != mode
        return changed

    def block(self, path: Path, lines: str) -> bool:
        """Add lines of ours at the end of somebody else's file; tell whether anything changed."""
        place = self.at(path)
        text = place.read_text(encoding="utf-8", errors="surrogateescape")
        wanted = f"{without_block(text)}{BEGIN}{lines}{END}"
        if text == wanted:
            return False
        self.ledger.add(Entry("block", str(path)))
        self.rewrite(place, wanted)
        return True

    def _make_way(self, path: Path) -> None:
        """Note a file that is about to be made; what is there and not ours is put aside."""
        entry = Entry("file", str(path))
        place = self.at(path)
        if entry not in self.ledger:
            self.parents(path)
            if os.path.lexists(place):  # before it is noted: cut short here, it still comes back
                place.rename(place.with_name(place.name + ASIDE))
            self.ledger.add(entry)

    def parents(self, path: Path) -> None:
        """Make the folders above a path that are not there."""
        for parent in reversed(path.parents):
            if not self.at(parent).is_dir():
                self.ledger.add(Entry("folder", str(parent)))
                self.at(parent).mkdir(mode=0o755, exist_ok=True)

    def rewrite(self, place: Path, text: str) -> None:
        """Write another text into a file, which keeps its rights."""
        found = place.stat()
        draft = place.with_name(place.name + ".part")
        draft.write_text(text, encoding="utf-8", errors="surrogateescape")
        draft.chmod(found.st_mode & 0o7777)
        draft.replace(place)


def without_block(text: str) -> str:
    """Give a text without the lines of ours."""
    before, begins, rest = text.partition(BEGIN)
    if not begins:
        return text
    _, ends, after = rest.partition(END)
    return before + after if ends else before
