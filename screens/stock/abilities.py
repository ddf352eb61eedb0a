"""What an employee may do, and who may do a service: lists to mark, seen from both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.stock.abilities import (
    Doer,
    Left,
    Limits,
    NothingLeft,
    Offered,
    doers,
    limits_of,
    offered,
    save_limits,
    set_doer,
)
from pettui.text import count
from screens.widgets.dialog import Dialog
from screens.widgets.menu import Choice, Confirm, Menu
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.desk import Desk

MARK = {"yes": "x ", "covered": "+ ", "no": "- "}
"""Marked itself, covered by its category, not allowed: a letter, for colour alone says nothing."""
_SHOWN = 9  # tickets that can be chosen by their number


class LimitsDialog(Dialog[Limits]):
    """Services and categories to mark; gives the list as it was marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("space,enter", "mark", show=False),
        Binding("ctrl+s", "save", show=False),
    ]
    HINT = "Space marks · Ctrl+S saves · Esc back   x marked  + by its category  - no"

    def __init__(self, limits: Limits, services: Sequence[Offered]) -> None:
        super().__init__(f"What {limits.name} may do")
        self.add_class("-wide")
        self.limits = limits
        self._services = services
        self.rows = Rows(self._rows(), most=18)

    def contents(self) -> ComposeResult:
        """Show the list; whole categories cover what is added to them later."""
        words = "A marked category covers every service that is added to it later."
        yield Static(line(words), id="words")
        yield self.rows

    def _rows(self) -> list[Row]:
        limits = self.limits
        mode = "only what is marked below" if limits.limited else "everything"
        rows = [Row("mode", assemble(line("May do  "), line(mode, "bold")), line("Space turns"))]
        group: int | None = -1
        for service in self._services:
            if service.category != group:
                group = service.category
                if group is None:
                    rows.append(Row("heading:none", line("Without a category"), heading=True))
                else:
                    rows.append(self._group(group, service.category_name))
            covered = service.category in limits.categories
            state = "covered" if covered else "yes" if service.item in limits.items else "no"
            style = "" if limits.limited else "$text-muted"
            rows.append(
                Row(f"item:{service.item}", line(f"    {MARK[state]}{service.name}", style))
            )
        return rows

    def _group(self, group: int, name: str) -> Row:
        state = "yes" if group in self.limits.categories else "no"
        style = "bold" if self.limits.limited else "$text-muted"
        return Row(f"group:{group}", line(f"{MARK[state]}{name}", style), line("all of it"))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_mark(self) -> None:
        """Mark what the cursor is on, or take the mark away; marking begins a list."""
        kind, _, key = self.rows.row.id.partition(":") if self.rows.row else ("", "", "")
        now = self.limits
        if kind == "mode":
            self.limits = replace(now, limited=not now.limited)
        elif kind == "group":
            self.limits = replace(now, limited=True, categories=now.categories ^ {int(key)})
        elif kind == "item":
            self.limits = replace(now, limited=True, items=now.items ^ {int(key)})
        self.rows.show(self._rows(), keep=True)

    def action_save(self) -> None:
        """Close with the list."""
        self.dismiss(self.limits)


async def edit_limits(desk: Desk, employee: int) -> bool:
    """Let somebody mark what an employee may do; what is left behind is listed afterwards."""
    limits = await desk.gateway.run(limits_of, employee)
    wish = await desk.push_screen_wait(LimitsDialog(limits, await desk.gateway.run(offered)))
    if wish is None or wish == limits:
        return False
    try:
        left = await desk.write(save_limits, desk.shop, wish, desk.actor)
    except NothingLeft as nothing:
        sure = Confirm(f"{limits.name} may do nothing?", str(nothing), yes="that is meant")
        if not await desk.push_screen_wait(sure):
            return False
        left = await desk.write(save_limits, desk.shop, wish, desk.actor, agreed=True)
    desk.say(f"Saved what {limits.name} may do. {desk.keys.shown('desk.undo')} takes it back.")
    await show_left(desk, limits.name, left)
    return True


async def show_left(desk: Desk, name: str, left: Sequence[Left]) -> None:
    """List the visits that a change left behind; the chosen one is shown in the book."""
    if not left:
        return
    more = f" The first {_SHOWN} are listed." if len(left) > _SHOWN else ""
    menu = Menu(
        f"{count(len(left), 'visit')} to come that {name} may not do",
        [Choice(str(one.ticket), one.words, f"ticket {one.number}") for one in left[:_SHOWN]],
        words=f"They stay as they are booked until somebody moves them.{more} A number goes there.",
    )
    menu.add_class("-wide")
    chosen = await desk.push_screen_wait(menu)
    if chosen is not None:
        from screens.people.finding import go_to

        await go_to(desk, f"ticket:{chosen}")


class DoersDialog(Dialog[int]):
    """Who may do a service; gives the employee whose mark is to be turned."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("space,enter", "turn", show=False),
    ]
    HINT = "Space lets somebody do it, or no more · Esc back"

    def __init__(self, name: str, found: Sequence[Doer], mark: str = "") -> None:
        super().__init__(f"Who does {name}?")
        rows = [
            Row(
                str(doer.employee),
                line(f"{MARK['yes' if doer.can else 'no']}{doer.name}", "" if doer.can else "dim"),
                line(doer.how or "does not"),
            )
            for doer in found
        ]
        self.rows = Rows(rows, empty="Nobody works here yet.", mark=mark)

    def contents(self) -> ComposeResult:
        """Show everybody who works here."""
        yield self.rows

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_turn(self) -> None:
        """Turn the mark of whoever the cursor is on."""
        if self.rows.row is not None:
            self.dismiss(int(self.rows.row.id))


async def edit_doers(desk: Desk, item: int, name: str) -> None:
    """Show who does a service, and let marks be turned one by one."""
    from pettui.history.door import Refused

    mark = ""
    while True:
        found = await desk.gateway.run(doers, desk.shop, item)
        chosen = await desk.push_screen_wait(DoersDialog(name, found, mark))
        if chosen is None:
            return
        doer = next(one for one in found if one.employee == chosen)
        mark = str(chosen)
        try:
            left = await desk.write(set_doer, desk.shop, item, chosen, not doer.can, desk.actor)
        except Refused as refused:
            desk.say(str(refused), "warning")
            continue
        if left:
            await show_left(desk, doer.name, left)
            return
