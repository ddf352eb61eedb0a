"""Mine and theirs, where two people wrote different things into one field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.people.clashing import Conflict
from pettui.text import pad
from screens.widgets.dialog import Dialog
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row, Rows


class Clashes(Dialog[frozenset[str]]):
    """Shows both values of every field; gives the fields that take theirs, None to look again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter,space", "turn", show=False),
        Binding("ctrl+s", "save", show=False),
    ]
    HINT = "Enter turns mine and theirs · ctrl+s saves · Esc back to the form, with mine"

    def __init__(self, words: str, conflicts: Sequence[Conflict]) -> None:
        super().__init__("Somebody changed the same fields")
        self.add_class("-wide")
        self._words = words
        self._conflicts = list(conflicts)
        self._theirs: set[str] = set()
        self._rows = Rows(self._lines())

    def contents(self) -> ComposeResult:
        """Show who it was, and the fields."""
        yield Static(plain(self._words), id="words")
        yield self._rows

    def _lines(self) -> list[Row]:
        rows = []
        for conflict in self._conflicts:
            theirs = conflict.field in self._theirs
            rows.append(Row(f"heading:{conflict.field}", line(conflict.words), heading=True))
            for kind, text, chosen in (
                ("mine", conflict.mine, not theirs), ("theirs", conflict.theirs, theirs),
            ):  # fmt: skip
                mark = ("(•) " if chosen else "( ) ", "$accent" if chosen else "")
                said = line(text or "(empty)", "" if chosen else "dim")
                rows.append(Row(f"{kind}:{conflict.field}", assemble(mark, pad(kind, 8), said)))
        return rows

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._rows.move(by)

    def action_turn(self) -> None:
        """Take what the cursor is on."""
        self._rows.pick()

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        kind, _, field = event.row.id.partition(":")
        (self._theirs.add if kind == "theirs" else self._theirs.discard)(field)
        self._rows.show(self._lines(), keep=True)

    def action_save(self) -> None:
        """Close with the choice."""
        self.dismiss(frozenset(self._theirs))
