"""What is filled in of an entry so far. No widget, no database."""

from __future__ import annotations

from dataclasses import dataclass, field

from pettui.book.plan import PlannedRow
from pettui.book.waiting.values import LATER, TODAY, When
from pettui.book.waiting.wanted import DESK, Want, Wanted
from screens.book.form.draft import Draft

LOBBY = "here, in the lobby"


@dataclass
class WaitDraft(Draft):
    """The form's contents. An entry without times is somebody who sits in the lobby."""

    here: bool = True
    windows: tuple[When, ...] = ()
    people: tuple[int, ...] = ()
    own: dict[tuple[int, int | None], tuple[int, ...]] = field(default_factory=dict)
    call: str = ""
    source: str = ""
    moves: int | None = None
    entry: int | None = None
    seen_version: int | None = None

    @property
    def contents(self) -> tuple[object, ...]:
        """What would be lost by leaving."""
        return (
            self.client, self.new_name, self.new_phone, self.chosen, self.rows, self.here,
            self.windows, self.people, tuple(self.own.items()), self.call, self.source, self.note,
        )  # fmt: skip

    def begin_entry(self, wanted: Wanted) -> None:
        """Fill in an entry: one to change, or one that a visit gives."""
        self.rows = tuple(PlannedRow(row.item, row.pet, None) for row in wanted.rows)
        self.own = {(row.item, row.pet): row.employees for row in wanted.rows if row.employees}
        self.here = wanted.kind == TODAY
        self.windows = wanted.windows if not self.here else self._own_times(wanted.windows)
        self.people, self.note = wanted.employees, wanted.comment
        self.call, self.source = wanted.phone, wanted.source
        self.moves, self.entry, self.seen_version = wanted.moves, wanted.entry, wanted.version
        self.command = wanted.command

    def _own_times(self, windows: tuple[When, ...]) -> tuple[When, ...]:
        """Leave out what only says that a walk-in waits today."""
        return tuple(w for w in windows if w != When(w.first, w.last))

    def wanted(self) -> Wanted:
        """Give the entry as far as it is known."""
        return Wanted(
            client=self.client or 0,
            rows=tuple(
                Want(row.item, row.pet, self.own.get((row.item, row.pet), ())) for row in self.rows
            ),
            kind=TODAY if self.here else LATER,
            employees=self.people,
            windows=self.windows,
            comment=self.note,
            source=self.source or ("Walk-in" if self.here else DESK),
            phone=self.call,
            moves=self.moves,
            entry=self.entry,
            version=self.seen_version,
            command=self.command,
        )
