"""Two records side by side: what differs is chosen field by field, then they become one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.people import merging, merging_pets
from pettui.people.merging_fields import Field
from screens.people.finding import ask_for
from screens.widgets.dialog import Dialog
from screens.widgets.menu import Choice, Confirm, Menu
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from screens.desk import Desk

_WORDS, _VALUE = 20, 26  # cells


class MergeDialog(Dialog[merging.Preview]):
    """A preview of a merge: gives it back as it was chosen, or None when it is not to be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("space,enter", "turn(1)", show=False),
        Binding("left", "take('keep')", show=False),
        Binding("right", "take('gone')", show=False),
        Binding("ctrl+s", "merge", show=False),
    ]
    HINT = "Left Right choose the value · Space turns · Ctrl+S merges · Esc back"

    def __init__(self, preview: merging.Preview, owed: str) -> None:
        super().__init__(f"Merge {preview.gone_name} into {preview.keep_name}")
        self.add_class("-wide")
        self.preview = preview
        self._fields = {field.name: field for field in preview.fields}
        self._pets = {pet[0]: pet for pet in preview.pets}
        self._same = set(self._pets)
        self._owed = owed
        self.rows = Rows(self._rows(), empty="Both say the same.")

    def contents(self) -> ComposeResult:
        """Show what moves, and below it what differs."""
        moves = f"{self.preview.moves} move." if self.preview.moves else "Nothing has to move."
        yield Static(line(f"{moves}{self._owed} The older first visit is kept."), id="words")
        yield Static(
            assemble(
                line(" " * _WORDS),
                line("  stays".ljust(_VALUE + 2), "bold"),
                line("  goes", "bold"),
            )
        )
        yield self.rows

    def _rows(self) -> list[Row]:
        rows = [Row(f"field:{field.name}", self._field(field)) for field in self._fields.values()]
        rows += [
            Row(
                f"pet:{key}",
                assemble(
                    line("pets".ljust(_WORDS)),
                    line(f"{name}: {'one and the same' if key in self._same else 'two pets'}"),
                ),
            )
            for key, (_, _, name) in self._pets.items()
        ]
        return rows

    @staticmethod
    def _field(field: Field) -> Content:
        def side(which: str, value: str) -> Content:
            taken = field.take in (which, "both")
            shown = line(value or "nothing", "bold" if taken else "$text-muted")
            return assemble(
                ("> " if taken else "  ", "$accent"),
                shown.truncate(_VALUE, ellipsis=True, pad=True),
            )

        words = line(field.words).truncate(_WORDS - 1, ellipsis=True, pad=True)
        return assemble(words, " ", side("keep", field.keep), side("gone", field.gone))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_turn(self, by: int) -> None:
        """Take the next way: who stays, who goes, both."""
        kind, _, key = self.rows.row.id.partition(":") if self.rows.row else ("", "", "")
        if kind == "pet":
            self._same ^= {int(key)}
        elif kind == "field":
            field = self._fields[key]
            place = field.ways.index(field.take) + by
            self._fields[key] = replace(field, take=field.ways[place % len(field.ways)])
        self.rows.show(self._rows(), keep=True)

    def action_take(self, which: str) -> None:
        """Take one side's value."""
        kind, _, key = self.rows.row.id.partition(":") if self.rows.row else ("", "", "")
        if kind == "field" and which in self._fields[key].ways:
            self._fields[key] = replace(self._fields[key], take=which)
            self.rows.show(self._rows(), keep=True)

    def action_merge(self) -> None:
        """Close with what was chosen."""
        self.dismiss(
            replace(
                self.preview, fields=tuple(self._fields.values()),
                pets=tuple(pet for key, pet in self._pets.items() if key in self._same),
            )
        )  # fmt: skip


async def merge_two(desk: Desk, one: int, other: int) -> int | None:
    """Ask which of two clients stays, show what a merge comes to, and merge; gives who stays."""
    told = await desk.gateway.run(merging.preview, desk.shop, one, other)
    which = Menu(
        "Which record stays?",
        (
            Choice("one", told.keep_name, "its number stays"),
            Choice("other", told.gone_name, "its number stays"),
        ),
        words="Visits, pets and notes of both come together. The number of the other one still"
        " finds who stays.",
    )
    stays = await desk.push_screen_wait(which)
    if stays is None:
        return None
    if stays == "other":
        told = await desk.gateway.run(merging.preview, desk.shop, other, one)
    owed = f" Together {desk.shop.money.text(told.balance)} are owed." if told.balance else ""
    chosen = await desk.push_screen_wait(MergeDialog(told, owed))
    if chosen is None:
        return None
    await desk.write(
        merging.merge_clients, desk.shop, chosen.keep, chosen.gone, desk.actor,
        choices={field.name: field.take for field in chosen.fields},
        pets={gone: kept for gone, kept, _ in chosen.pets}, seen=chosen.seen,
    )  # fmt: skip
    desk.say(
        f"{chosen.gone_name} and {chosen.keep_name} are one now."
        f" {desk.keys.shown('desk.undo')} takes them apart again."
    )
    return chosen.keep


async def merge_with(desk: Desk, client: int) -> int | None:
    """Ask who is the same person, and merge; gives who stays."""
    other = await ask_for(desk, "Who is the same person?")
    kind, _, key = (other or "").partition(":")
    if kind == "client":
        return await merge_two(desk, client, int(key))
    if kind:
        desk.say("Choose a client: two records of one person are merged.", "warning")
    return None


async def merge_pets(desk: Desk, one: int, other: int, name: str) -> bool:
    """Merge two pets of one owner once that is sure; gives whether it was done."""
    words = (
        "Visits, weights, notes, photographs and vaccinations come together; of two vaccinations"
        " the one that counts for longer is kept, and every danger of both."
    )
    sure = Confirm(f"Is {name} one and the same pet?", words, yes="merge them")
    if not await desk.push_screen_wait(sure):
        return False
    choices: dict[str, str] = {}
    both = await desk.gateway.run(merging_pets.pictures, desk.shop, one, other)
    if both is not None:
        take = await desk.push_screen_wait(
            Menu(
                f"Which picture stands for {name}?",
                [Choice("keep", both.keep), Choice("gone", both.gone)],
                words="The other one stays among the photographs.",
            )
        )
        if take is None:
            return False
        choices["primary_photo"] = take
    await desk.write(merging.merge_pets, desk.shop, one, other, desk.actor, choices=choices)
    desk.say(f"{name} is one pet now. {desk.keys.shown('desk.undo')} makes it two again.")
    return True
