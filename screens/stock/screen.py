"""The services of the shop: a list by category that is filtered while one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from pettui.stock import saving, uses
from pettui.stock.catalog import CatalogLine, catalog, filtered
from pettui.stock.sheets import Book, read_book
from pettui.text import count
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.stock.nearby import show_near
from screens.stock.removing import delete_or_put_away
from screens.widgets.line import Field
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows


class ServicesScreen(DeskScreen):
    """Services with lengths and prices; from here to the price list and to all lists."""

    AREAS = ("stock",)
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

    def __init__(self) -> None:
        super().__init__()
        self.inactive = False
        self._lines: list[CatalogLine] = []
        self.head = Static("", id="head", markup=False)
        self.field = Field(placeholder="f filters: part of a name, code or category", id="filter")
        self.rows = Rows(empty="Nothing has these letters.")

    def body(self) -> ComposeResult:
        """Show what it is, the filter and the list."""
        yield self.head
        yield self.field
        yield self.rows

    def on_mount(self) -> None:
        """Read the services."""
        super().on_mount()
        self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Read the services again; the cursor stays."""
        today = self.desk.shop.today()
        self._lines = await self.desk.gateway.run(catalog, inactive=self.inactive, day=today)
        self._show()

    def _show(self) -> None:
        lines = filtered(self._lines, self.field.value)
        rows: list[Row] = []
        category: str | None = None
        for service in lines:
            if service.category != category:
                category = service.category
                title = line(category or "Without a category")
                rows.append(Row(f"heading:{len(rows)}", title, heading=True))
            rows.append(self._row(service))
        self.rows.empty = "Nothing has these letters." if self._lines else (
            "There are no services yet. n makes the first."
        )  # fmt: skip
        show_near(self.rows, rows)
        words = count(len(lines), "service")
        hidden = "" if self.inactive else ", inactive ones are hidden (z)"
        self.head.update(
            assemble(
                line("Services and prices", "bold"), line(f"   {words}{hidden}", "$text-muted")
            )
        )

    def _row(self, service: CatalogLine) -> Row:
        marks = ", ".join(filter(None, (
            "add-on" if service.add_on else "", service.color,
            "" if service.active else "inactive",
        )))  # fmt: skip
        left = assemble(
            line(f"{service.code:<8} ", "$text-muted"),
            line(service.name, "bold" if service.active else "$text-muted"),
            line(f"  {marks}", "$text-muted") if marks else "",
        )
        return Row(str(service.id), left, self._right(service))

    def _right(self, service: CatalogLine) -> Content:
        parts = (service.setup, service.process, service.finish)
        times = " + ".join(str(part) for part in parts) if any(parts[1:]) else str(parts[0])
        return line(f"{times} min  {self.desk.shop.money.number(service.price):>9}")

    @property
    def service(self) -> CatalogLine | None:
        """The service under the cursor."""
        row = self.rows.row
        return next((s for s in self._lines if row is not None and str(s.id) == row.id), None)

    # Moving and filtering

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_back(self) -> None:
        """Leave the filter, then the screen."""
        if self.field.has_focus or self.field.value:
            self.field.value = ""
            self.set_focus(None)
            self._show()
        else:
            self.dismiss()

    def action_stock_filter(self) -> None:
        """Filter the list while one types."""
        self.field.focus()

    @on(Input.Changed)
    def _filtered(self) -> None:
        self._show()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.set_focus(None)
        self.rows.pick()

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_stock_open()

    # Commands

    def action_stock_open(self) -> None:
        """Change the service under the cursor."""
        if self.service is not None:
            self.work(self._edit(self.service.id))

    def action_stock_new(self) -> None:
        """Make a service, in the category of the one under the cursor."""
        self.work(self._edit(None))

    async def _edit(self, item: int | None) -> None:
        from screens.stock.service import open_form

        group = self.service.group if self.service else None
        saved = await open_form(self.desk, item, group)
        if saved is not None:
            await self.shop_changed()
            places = [n for n, row in enumerate(self.rows.rows) if row.id == str(saved)]
            if places:
                self.rows.cursor = places[0]

    def action_stock_off(self) -> None:
        """Offer the service no more, or again."""
        if (service := self.service) is not None:
            self.work(self._set_active(service))

    async def _set_active(self, service: CatalogLine) -> None:
        desk = self.desk
        await desk.write(saving.set_active, service.id, desk.actor, active=not service.active)
        state = "is offered no more; z shows it" if service.active else "is offered again"
        desk.say(f"{service.name} {state}.")

    def action_stock_delete(self) -> None:
        """Delete a service that nothing refers to; undo brings it back."""
        if self.service is not None:
            self.work(self._delete(self.service))

    async def _delete(self, service: CatalogLine) -> None:
        desk = self.desk
        await delete_or_put_away(
            desk, service.name,
            lambda: desk.gateway.run(
                uses.counted, saving.delete_service, service.id, desk.actor
            ),
            lambda: desk.write(saving.delete_service, service.id, desk.actor),
            lambda: desk.write(saving.set_active, service.id, desk.actor, active=False),
            active=service.active,
        )  # fmt: skip

    def action_stock_who(self) -> None:
        """Show who may do the service under the cursor."""
        if (service := self.service) is not None:
            from screens.stock.abilities import edit_doers

            self.work(edit_doers(self.desk, service.id, service.name))

    def action_stock_inactive(self) -> None:
        """Show or hide inactive services."""
        self.inactive = not self.inactive
        self.work(self.shop_changed())

    def action_stock_prices(self) -> None:
        """Open the price list at this service."""
        from screens.stock.prices import PricesScreen

        self.work(self._open(PricesScreen))

    def action_stock_own(self) -> None:
        """Open what employees do differently, at this service."""
        from screens.stock.own import OwnScreen

        self.work(self._open(OwnScreen))

    async def _open(self, screen: Callable[[int | None, Book], Screen[None]]) -> None:
        """Open a sheet once its cells are read: an empty one would be painted for nothing."""
        book = await self.desk.gateway.run(read_book, self.desk.shop)
        await self.app.push_screen(screen(self.service.id if self.service else None, book))

    def action_stock_raise(self) -> None:
        """Raise prices by a percentage."""
        from screens.stock.raising import ask_raise

        self.work(ask_raise(self.desk, self.service.group if self.service else None))

    def action_stock_print(self) -> None:
        """Print or export the price list."""
        from screens.stock.printing import print_list

        self.work(print_list(self.desk, None))

    def action_stock_lists(self) -> None:
        """Choose a list: categories, resources, taxes, coats, and so on."""
        from screens.stock.opening import choose_list

        self.work(choose_list(self.desk))
