"""A list that the shop keeps, edited in place: categories, resources, taxes, coats, and so on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from pettui.history.door import Refused
from pettui.stock import uses
from pettui.text import fold
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.stock.form import Fields, Form
from screens.stock.listkinds import Kind, Shown
from screens.stock.nearby import show_near
from screens.stock.removing import delete_or_put_away
from screens.widgets.line import Field
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows


class ListScreen(DeskScreen):
    """The entries of one list; a kind says what it shows and does."""

    AREAS: ClassVar[tuple[str, ...]] = ("stock",)
    CSS_PATH = "../styles/stock.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("stock"),
        Binding("escape", "back", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.inactive = True
        self._shown: list[Shown] = []
        self.head = Static("", id="head", markup=False)
        self.field = Field(placeholder="part of a name, or of what stands beside it", id="filter")
        self.field.display = False
        self.rows = Rows(empty=kind.empty)

    def body(self) -> ComposeResult:
        """Show what it is, and the entries."""
        yield self.head
        yield self.field
        yield self.rows

    def on_mount(self) -> None:
        """Read the entries."""
        super().on_mount()
        self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Read the entries again; the cursor stays."""
        self._shown = await self.desk.gateway.run(self.kind.load, self.desk.shop)
        self._show()

    def _show(self) -> None:
        words = fold(self.field.value).split()
        rows = [
            self._row(shown)
            for shown in self._shown
            if (shown.active or self.inactive)
            and all(word in fold(f"{shown.name} {shown.detail.plain}") for word in words)
        ]
        self.rows.empty = "Nothing has these letters." if self._shown else self.kind.empty
        show_near(self.rows, rows)
        self.head.update(line(self.kind.title, "bold"))

    @staticmethod
    def _row(shown: Shown) -> Row:
        left = assemble(
            line(shown.name, "" if shown.active else "$text-muted"),
            line("" if shown.active else "   not in use", "$text-warning"),
        )
        return Row(shown.id, left, shown.detail)

    @property
    def entry(self) -> Shown | None:
        """The entry under the cursor."""
        row = self.rows.row
        return next((s for s in self._shown if row is not None and s.id == row.id), None)

    def why_not(self, command: Command) -> str:
        """Say what this list cannot do."""
        verb = command.id.partition(".")[2]
        return self.kind.cannot.get("move" if verb in ("up", "down") else verb, "")

    def rights_for(self, command: Command) -> tuple[str, ...]:
        """Let whoever writes down clients and pets add to the lists that grow with them."""
        if command.id == "stock.new" and getattr(self.kind, "grows", False):
            return ("people.edit",)
        return super().rights_for(command)

    def action_back(self) -> None:
        """Leave the filter, then the list."""
        if self.field.display:
            self.field.value = ""
            self.set_focus(None)
            self.field.display = False
            self._show()
        else:
            self.dismiss()

    def action_stock_filter(self) -> None:
        """Filter the entries while one types."""
        self.field.display = True
        self.field.focus()

    @on(Input.Changed)
    def _filtered(self) -> None:
        self._show()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.set_focus(None)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_stock_open()

    def action_stock_open(self) -> None:
        """Change the entry under the cursor."""
        if self.entry is not None:
            self.work(self._edit(self.entry))

    def action_stock_new(self) -> None:
        """Add an entry."""
        self.work(self._edit(None))

    async def _edit(self, shown: Shown | None) -> None:
        desk, kind = self.desk, self.kind
        entry = shown.entry if shown else None

        async def save(values: Mapping[str, str]) -> Any:
            await desk.write(kind.save, desk.shop, entry, values, desk.actor)
            return True

        async def again() -> Fields:
            nonlocal entry
            found = await desk.gateway.run(kind.load, desk.shop)
            now = next((one for one in found if shown is not None and one.id == shown.id), None)
            if now is None:
                raise Refused("Somebody else has deleted this meanwhile.")
            entry = now.entry
            return kind.fields(entry)

        title = shown.name if shown else f"{kind.title}: new"
        await desk.push_screen_wait(
            Form(
                title, kind.fields(entry), save,
                record=f"{kind.title}:{shown.id if shown else 'new'}",
                again=again if shown else None,
            )
        )  # fmt: skip

    def action_stock_off(self) -> None:
        """Put the entry out of use, or into it."""
        if (shown := self.entry) is not None:
            desk = self.desk
            self.work(desk.write(
                self.kind.set_active, desk.shop, shown.entry, desk.actor, active=not shown.active
            ))  # fmt: skip

    def action_stock_delete(self) -> None:
        """Delete the entry if nothing refers to it."""
        if self.entry is not None:
            self.work(self._delete(self.entry))

    async def _delete(self, shown: Shown) -> None:
        desk, kind = self.desk, self.kind
        await delete_or_put_away(
            desk, shown.name,
            lambda: desk.gateway.run(uses.counted, kind.delete, shown.entry, desk.actor),
            lambda: desk.write(kind.delete, shown.entry, desk.actor),
            lambda: desk.write(kind.set_active, desk.shop, shown.entry, desk.actor, active=False),
            active=shown.active,
        )  # fmt: skip

    def action_stock_inactive(self) -> None:
        """Show or hide what is not in use."""
        self.inactive = not self.inactive
        self.work(self.shop_changed())

    def action_stock_up(self) -> None:
        """Move the entry up."""
        self._shift(-1)

    def action_stock_down(self) -> None:
        """Move the entry down."""
        self._shift(1)

    def _shift(self, step: int) -> None:
        if (shown := self.entry) is not None:
            self.work(self.desk.write(self.kind.move, shown.entry, step, self.desk.actor))
