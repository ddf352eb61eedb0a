"""The list of employees: made, changed, limited, put away, brought back, removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import BindingType

from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.people.leaving import Concerned
from pettui.team import leaving, staff
from pettui.team.shop import Shop
from pettui.text import capital
from screens.frame.commands import Command, bindings
from screens.stock.form import Fields, Pick, yes_no
from screens.stock.listkinds import Shown
from screens.stock.lists import ListScreen
from screens.stock.removing import delete_or_put_away
from screens.widgets.line import Line
from screens.widgets.menu import Confirm
from screens.widgets.plain import line


class Employees:
    """The employees as a kind of list."""

    title = "Employees"
    empty = "Nobody works here yet. n makes the first one."
    cannot: Mapping[str, str] = {}  # never written

    def load(self, shop: Shop) -> list[Shown]:
        """Read everybody, in the order of the book's columns."""
        return [
            Shown(str(one.id), one.name, line(self._detail(one)), one.active, one)
            for one in staff.staff_lines(shop)
        ]

    @staticmethod
    def _detail(one: staff.StaffLine) -> str:
        parts = (
            "limited" if one.limited else "", "" if one.shown else "hidden in the book",
            one.phone, one.role, f"number {one.number}",
        )  # fmt: skip
        return " · ".join(part for part in parts if part)

    def fields(self, entry: staff.StaffLine | None) -> Fields:
        """Ask for names, what the column says, and how to reach them."""
        now = entry or staff.StaffLine()
        begins: Fields = [("Begins as", Pick("Begins as", [(r, r) for r in staff.ROLES]))]
        return [
            ("First name", Line("First name", now.first)),
            ("Last name", Line("Last name", now.last)),
            ("In the book", Line("In the book", now.label, placeholder="the first name")),
            ("Phone", Line("Phone", now.phone)),
            ("E-mail", Line("E-mail", now.email)),
            ("Comment", Line("Comment", now.comment)),
            ("Has a column", yes_no("Has a column", on=now.shown)),
            *(begins if entry is None else []),
        ]

    def save(
        self, shop: Shop, entry: staff.StaffLine | None, values: Mapping[str, str], by: Actor
    ) -> Any:
        """Make or change an employee."""
        wish = staff.StaffLine(
            first=values["First name"], last=values["Last name"], label=values["In the book"],
            phone=values["Phone"], email=values["E-mail"], comment=values["Comment"],
            shown=bool(values["Has a column"]), role=values.get("Begins as", ""),
            id=entry.id if entry else None, version=entry.version if entry else None,
        )  # fmt: skip
        return staff.save_employee(shop, wish, by)

    def move(self, entry: staff.StaffLine, step: int, by: Actor) -> None:
        """Move a column in the book."""
        raise Refused("Columns are moved from the list alone.")

    def set_active(self, shop: Shop, entry: staff.StaffLine, by: Actor, *, active: bool) -> None:
        """Let somebody work here no more, or again."""
        leaving.set_employee_active(shop, entry.id or 0, active, by)

    def delete(self, entry: staff.StaffLine, by: Actor) -> None:
        """Remove somebody whom nothing refers to."""
        leaving.remove_employee(entry.id or 0, by)


class EmployeesScreen(ListScreen):
    """Who works here; those who left are shown with a key."""

    AREAS = ("stock", "staff")
    CSS_PATH = "../styles/stock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("staff")]

    def __init__(self) -> None:
        super().__init__(Employees())
        self.inactive = False

    def rights_for(self, command: Command) -> tuple[str, ...]:
        """Ask for the right to change employees where a list asks for that of services."""
        rights = super().rights_for(command)
        return ("team.staff",) if rights == ("stock.edit",) else rights

    def action_stock_off(self) -> None:
        """Let somebody work here no more, or again; what is still open is shown before."""
        if self.entry is not None:
            self.work(self._turn(self.entry))

    async def _turn(self, shown: Shown, *, quiet: bool = False) -> None:
        desk, active = self.desk, not shown.active
        key = shown.entry.id
        try:
            await desk.write(leaving.set_employee_active, desk.shop, key, active, desk.actor)
        except Concerned as open_still:
            words = "\n".join(capital(concern) for concern in open_still.concerns)
            stay = "Nothing is moved or cancelled by itself."
            question = Confirm(
                f"{shown.name} works here no more?", f"{words}\n{stay}", yes="put away"
            )
            if not await desk.push_screen_wait(question):
                return
            await desk.write(
                leaving.set_employee_active, desk.shop, key, active, desk.actor, agreed=True
            )
        shows = desk.keys.shown("stock.inactive")
        said = "works here again" if active else f"works here no more; {shows} shows who left"
        desk.say(f"{shown.name} {said}.")

    def action_stock_delete(self) -> None:
        """Remove somebody entered by mistake; whom something refers to is put away instead."""
        if self.entry is not None:
            self.work(self._remove(self.entry))

    async def _remove(self, shown: Shown) -> None:
        desk = self.desk
        await delete_or_put_away(
            desk, shown.name,
            lambda: desk.gateway.run(leaving.words_of_uses, shown.entry.id),
            lambda: desk.write(leaving.remove_employee, shown.entry.id, desk.actor),
            lambda: self._turn(shown), active=shown.active,
            means="no column, not offered; what they did stays",
            nothing="Nothing refers to this record. The regular week and what was agreed for them"
            " go along.",
        )  # fmt: skip

    def action_staff_limits(self) -> None:
        """Mark what somebody may do."""
        if self.entry is not None:
            self.work(self._limit(self.entry.entry.id))

    async def _limit(self, employee: int) -> None:
        from screens.stock.abilities import edit_limits

        await edit_limits(self.desk, employee)

    def _shift(self, step: int) -> None:
        if (shown := self.entry) is not None:
            desk = self.desk
            self.work(desk.write(staff.move_employee, desk.shop, shown.entry.id, step, desk.actor))
