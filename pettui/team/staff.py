"""The employees as a list: who works here, what they are called, how to reach them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.connection import reading
from db.models import Bookable, Employee
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.clients import check_email
from pettui.team.founding import add_employee
from pettui.team.shop import Shop
from pettui.text import clean, clean_note, fold, veiled

ROLES = ("groomer", "bather", "front desk")
"""What somebody begins as. More than that is given where rights are."""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """An employee; `id` is None for a new one. `label` is the head of the column in the book."""

    first: str = ""
    last: str = ""
    label: str = ""
    phone: str = ""
    email: str = ""
    comment: str = ""
    role: str = "groomer"
    shown: bool = True
    active: bool = True
    limited: bool = False
    number: int = 0
    id: int | None = None
    version: int | None = None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


def staff_lines(shop: Shop, *, inactive: bool = True) -> list[StaffLine]:
    """Give the employees in the order of the book's columns."""
    with reading():
        rows = (
            Employee.select(
                Employee.first_name, Employee.last_name, Bookable.label, Employee.phone,
                Employee.email, Employee.comment, Employee.role, Bookable.shown, Bookable.active,
                Employee.limited, Employee.number, Bookable.id, Employee.version,
            )
            .join(Bookable)
            .where(Bookable.branch == shop.branch)
            .order_by(Bookable.position, Bookable.id)
        )  # fmt: skip
        found = [StaffLine(*row) for row in tuples(rows)]
    if not shop.may("people.phones"):
        found = [replace(line, phone=shop.phone_text(line.phone)) for line in found]
    return [line for line in found if line.active or inactive]


def save_employee(shop: Shop, line: StaffLine, by: Actor) -> int:
    """Make or change an employee; gives the id, which is the column's in the book.

    Raises Refused naming the field, and Clash when somebody changed it since it was read.
    """
    first, last = clean(line.first, 60), clean(line.last, 60)
    label = clean(line.label, 40) or first
    with change("", by) as door:
        if not first:
            raise Refused("First name: an employee needs a name.")
        for key, other in tuples(
            Bookable.select(Bookable.id, Bookable.label).where(
                Bookable.branch == shop.branch, Bookable.active
            )
        ):
            if key != line.id and fold(other) == fold(label):
                raise Refused(f"In the book: there is a column {other} already. Say it otherwise.")
        try:
            email = check_email(line.email)
        except Refused as error:
            raise Refused(f"E-mail: {error}") from error
        values = {
            "phone": clean(line.phone, 40), "email": email,
            "comment": clean_note(line.comment, 1000),
        }  # fmt: skip
        name = f"{first} {last}".strip()
        if line.id is None:
            if line.role not in ROLES:
                raise Refused(f"Begins as: choose one of {', '.join(ROLES)}.")
            door.what = f"new employee {name}"
            return add_employee(
                door, shop.branch, first, last, role=line.role, label=label, **values
            )
        row = Employee.get_or_none(Employee.bookable == line.id)
        if row is None:
            raise Refused("This employee is no longer here. Somebody has removed the record.")
        door.refuse_stale(row, line.version)
        door.what = f"changed employee {name}"
        if values["phone"] == veiled(row.phone):
            values["phone"] = row.phone  # whoever saves has not seen it
        door.update(row, first_name=first, last_name=last, **values)
        door.update(Bookable.get_by_id(line.id), label=label, shown=line.shown)
        return line.id


def move_employee(shop: Shop, employee: int, step: int, by: Actor) -> None:
    """Move somebody's column to the left (-1) or right (1) among those of employees."""
    with change("", by) as door:
        rows = list(
            Bookable.select()
            .where(Bookable.branch == shop.branch, Bookable.kind == "employee")
            .order_by(Bookable.position, Bookable.id)
        )
        at = next((place for place, row in enumerate(rows) if row.id == employee), None)
        if at is None:
            raise Refused("This employee is no longer here. Somebody has removed the record.")
        places = sorted(row.position for row in rows)
        if len(set(places)) < len(places):
            places = list(range(len(rows)))
        door.what = f"moved the column of {rows[at].label}"
        rows.insert(max(0, min(len(rows) - 1, at + step)), rows.pop(at))
        for place, row in zip(places, rows, strict=True):
            door.update(row, position=place)
