"""A menu of numbered choices, and the question that asks before what cannot be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from screens.widgets.dialog import Dialog
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row, Rows


@dataclass(frozen=True)
class Choice:
    """A choice: what it gives, its label, a hint, and why it cannot be chosen ("" if it can)."""

    id: str
    label: str
    hint: str = ""
    why_not: str = ""


class Menu(Dialog[str]):
    """Numbered choices: 1 to 9, arrows and Enter, or the mouse. Gives the choice's id.

    The cursor begins on the choice whose id is `mark`, else on the first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "pick", show=False),
    ]
    HINT = "1-9 or Enter choose · Esc back"

    def __init__(
        self, title: str, choices: Sequence[Choice], *, words: str = "", mark: str = ""
    ) -> None:
        super().__init__(title)
        self._words = words
        self._choices = list(choices)
        rows = [
            Row(
                choice.id,
                assemble((f"{number if number < 10 else ' '} ", "$accent"), line(choice.label)),
                line(choice.hint),
                choice.why_not,
            )
            for number, choice in enumerate(self._choices, 1)
        ]
        self.rows = Rows(rows, empty="There is nothing to choose.", mark=mark)

    def contents(self) -> ComposeResult:
        """Show the words and the choices."""
        if self._words:
            yield Static(plain(self._words), id="words")
        yield self.rows
        yield Static("", id="error", markup=False)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_pick(self) -> None:
        """Choose the row under the cursor."""
        self.rows.pick()

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        if event.character and event.character in "123456789":
            event.stop()
            place = int(event.character) - 1
            if place < len(self._choices):
                self.rows.cursor = place
                self.rows.pick()

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        if event.row.why_not:
            error = self.query_one("#error", Static)
            error.update(line(event.row.why_not))
            error.add_class("-shown")
        else:
            self.dismiss(event.row.id)


class Confirm(Dialog[bool]):
    """Asks before what undo cannot bring back. Gives True, or None when it is not to be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,enter", "answer(False)", show=False),
    ]

    def __init__(self, question: str, words: str = "", *, yes: str = "do it") -> None:
        super().__init__(question)
        self._words = words
        self._rows = Rows(
            [
                Row("no", assemble(("n ", "$accent"), "no, leave it")),
                Row("yes", assemble(("y ", "$accent"), "yes, ", line(yes))),
            ]
        )

    def contents(self) -> ComposeResult:
        """Show what will happen, and the two answers."""
        if self._words:
            yield Static(plain(self._words), id="words")
        yield self._rows

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(True if yes else None)

    def on_key(self, event: events.Key) -> None:
        """Move between the answers; Enter takes the one under the cursor."""
        if event.key in ("up", "down"):
            event.stop()
            self._rows.move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._rows.pick()

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        self.action_answer(event.row.id == "yes")
