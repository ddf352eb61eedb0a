"""Which right each written row needs: asked by the door of every change, whoever made it.

A rule may ask for more (`having.require`). This is what nothing gets around: a command, a screen
that is out of date, an undo, and a rule that somebody forgot to protect.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from db.models import Bookable, Employee, Override, Ticket, TicketRow
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused
from pettui.team.access import having
from pettui.team.access.roles import OWNER

FREE = ""
"""What everybody may write; its rules look whose it is themselves."""

TABLES = {
    "branch": "shop.settings", "setting": "shop.settings", "counter": FREE,
    "bookable": "team.staff", "employee": "team.staff", "resource": "stock.edit",
    "opening_hours": "team.schedule", "closure": "team.schedule", "shift": "team.schedule",
    "rotation": "team.schedule", "day_plan": "team.schedule",
    "role": "shop.access", "right_exception": "shop.access", "override": "shop.access",
    "tax": "stock.edit", "category": "stock.edit", "item": "stock.edit",
    "price_cell": "stock.edit", "future_price": "stock.edit", "item_link": "stock.edit",
    "item_exception": "stock.edit", "item_need": "stock.edit", "ability": "team.staff",
    "choice": "stock.edit", "breed": "stock.edit", "vaccine": "stock.edit",
    "vaccine_need": "stock.edit",
    "household": "people.edit", "client": "people.edit", "phone": "people.edit",
    "client_alias": "people.merge", "not_same": "people.edit",
    "vet": "people.edit", "pet": "people.edit", "pet_instruction": "people.edit",
    "vaccination": "people.edit", "pet_price": "price.override",
    "pet_weight": "book.own", "groom_note": "book.own", "photo": "book.own", "note": "book.own",
    "search_line": FREE, "ticket": "book.own", "ticket_row": "book.own", "hold": "book.own",
    "series": "book.own", "wait_entry": "book.own", "wait_row": "book.own",
    "wait_employee": "book.own", "wait_window": "book.own", "recall_call": "book.own",
    "slot": FREE, "ticket_note": "book.own", "tender": "shop.settings", "payment": "till.payment",
    "credential": FREE, "pin_failure": FREE, "break_kind": "team.hours", "pay_rate": "team.payroll",
    "punch": "team.hours", "punch_request": "team.hours", "hour_adjustment": "team.hours",
    "pay_period": "team.payroll", "overtime_rule": "team.hours", "notice": "team.notices",
    "change": FREE, "changed_row": FREE, "old_history": "shop.import",
}  # fmt: skip
"""The right that a row of each table needs, where `_right` does not know better."""

LISTS = frozenset({"choice", "breed", "vaccine"})
"""Lists that grow by themselves while somebody writes down a client or a pet."""

BY_HAND = "set by hand"


class Written(NamedTuple):
    """One row of a change: its old values (None for a new row) and its new ones (None for none)."""

    table: str
    key: int
    old: dict[str, Any] | None
    new: dict[str, Any] | None

    def value(self, name: str) -> Any:
        """Give a value as it is now, or as it was in a row that is gone."""
        values = self.new if self.new is not None else self.old
        return (values or {}).get(name)

    def both(self, name: str) -> set[Any]:
        """Give a value before and after."""
        return {values[name] for values in (self.old, self.new) if values and name in values}


class Held(NamedTuple):
    """The rights of an author as a change begins: their own, and what somebody lends them."""

    by: Actor
    own: frozenset[str]
    lent: frozenset[str]


def held(by: Actor) -> Held | None:
    """Read the rights with which a change begins; None where nobody signs in."""
    if not having.sign_in_is_on():
        return None
    lender = having.standing(by.lent.employee) if by.lent is not None else None
    return Held(by, having.rights_of(by), lender.rights if lender else frozenset())


def check(door: Door, before: Held | None) -> None:
    """Raise Forbidden unless the author may write all that a change wrote.

    What somebody else lent (`Actor.lent`) is written down in the same change.

    Args:
        door: the change, with all its rows.
        before: the author's rights as it began.
    """
    rows = [Written(*row) for row in door.written]
    _refuse_without_owner(rows)
    if before is None:
        return
    if door.by.account != before.by.account:  # the clock learnt who stands there
        before = held(door.by) or before
    needed = needs(rows, door.by.account, undoing=door.reverses is not None)
    needed |= door.takes
    if door.poured:
        needed.add("shop.import")
    missing = sorted(needed - before.own)
    for right in missing:
        if right not in before.lent:
            raise having.refusal(right, door.by)
    for right in missing:
        _note(door, right)


def needs(rows: list[Written], account: int | None, *, undoing: bool = False) -> set[str]:
    """Give the rights that the rows of a change need.

    Args:
        rows: what was written.
        account: whose own appointments and punches need less.
        undoing: whether rows go because their making is undone; that deletes nothing.
    """
    found = {_right(row, account, undoing=undoing) for row in rows}
    found |= _more(rows)
    if "people.merge" in found:
        return {"people.merge"}  # it covers all that a merge moves; who goes in it is not lost
    if account is not None and "book.own" in found and _others(rows, account):
        found.add("book.others")
    return found - {FREE}


def _right(row: Written, account: int | None, *, undoing: bool) -> str:
    table = row.table
    gone = row.new is None and not undoing
    if table in ("punch", "punch_request") and account is not None:
        mine = row.old is None and row.value("employee") == account and not row.value("amends")
        return FREE if mine else TABLES[table]
    if table == "setting":
        name = row.value("name") or _name_of_setting(row.key)
        return "shop.access" if str(name).startswith("access.") else "shop.settings"
    if table == "employee" and row.old is not None and row.both("role"):
        return "shop.access"
    if table == "bookable" and _kind_of(row) == "resource":
        return "stock.edit"
    if table in ("client", "pet") and gone:
        return "people.delete"
    if table == "payment" and row.old is not None and not undoing:
        return "till.void"
    if table in LISTS and (row.old is None or undoing):
        return "people.edit"
    return TABLES[table]


def _more(rows: list[Written]) -> set[str]:
    """Give the rights that are needed besides: for what a row became."""
    found = set()
    for row in rows:
        new = row.new or {}
        if row.table == "ticket":
            if new.get("status") == "void" and _is_visit(row):
                found.add("book.void")
        elif row.table == "ticket_row" and "price" in new:
            price_from = new.get("price_from") or _price_from(row.key)
            if price_from == BY_HAND:
                found.add("price.override")
    return found


def _others(rows: list[Written], account: int) -> bool:
    """Tell whether appointments of other people are among what was written."""
    touched = [row for row in rows if row.table == "ticket_row"]
    stayed = [row.key for row in touched if not row.both("employee")]
    whose = set().union(*(row.both("employee") for row in touched))
    whose |= {
        employee
        for (employee,) in tuples(
            TicketRow.select(TicketRow.employee).where(TicketRow.id << stayed)
        )
    }
    if whose - {account, None}:
        return True
    with_rows = {row.value("ticket") for row in touched}
    tickets = [
        row.key for row in rows
        if row.table == "ticket" and row.key not in with_rows and row.old is not None
        and row.old.keys() - {"note"}  # a word about a dog is everybody's
    ]  # fmt: skip
    if touched or not tickets:
        return False
    query = TicketRow.select(TicketRow.ticket, TicketRow.employee)
    own: dict[int, bool] = {}
    for ticket, employee in tuples(query.where(TicketRow.ticket << tickets)):
        own[ticket] = own.get(ticket, False) or employee in (account, None)
    return not all(own.values())


def _is_visit(row: Written) -> bool:
    found = tuples(Ticket.select(Ticket.kind).where(Ticket.id == row.key))
    return bool(found) and found[0][0] == "visit"


def _price_from(key: int) -> str:
    found = tuples(TicketRow.select(TicketRow.price_from).where(TicketRow.id == key))
    return str(found[0][0]) if found else ""


def _kind_of(row: Written) -> str:
    if kind := row.value("kind"):
        return str(kind)
    found = tuples(Bookable.select(Bookable.kind).where(Bookable.id == row.key))
    return str(found[0][0]) if found else ""


def _name_of_setting(key: int) -> str:
    from db.models import Setting

    found = tuples(Setting.select(Setting.name).where(Setting.id == key))
    return str(found[0][0]) if found else ""


def _refuse_without_owner(rows: list[Written]) -> None:
    """Refuse a change after which nobody who works here is an owner, where somebody was."""
    was = any(
        (row.table == "employee" and (row.old or {}).get("role") == OWNER)
        or (row.table == "bookable" and (row.old or {}).get("active"))
        for row in rows
        if row.old is not None
    )
    if not was or owners():
        return
    if any(row.table == "employee" for row in rows) or _an_owner_left(rows):
        raise Refused(
            "That would leave the shop without an owner. Make somebody else an owner first"
            " (roles and rights: g a)."
        )


def _an_owner_left(rows: list[Written]) -> bool:
    keys = [row.key for row in rows if row.table == "bookable"]
    query = Employee.select().where(Employee.bookable << keys, Employee.role == OWNER)
    return bool(query.exists())


def owners() -> list[int]:
    """Give the owners who work here."""
    query = Employee.select(Employee.bookable).join(Bookable)
    return [k for (k,) in tuples(query.where(Employee.role == OWNER, Bookable.active))]


def _note(door: Door, right: str) -> None:
    """Write down who lent a right to this change, and why."""
    lent = door.by.lent
    if lent is None:
        return
    door.insert(
        Override, right=right, by=lent.employee, by_name=lent.name, asked_by=door.by.account,
        asked_name=door.by.name, reason=lent.reason, at=door.at, terminal=door.by.terminal,
    )  # fmt: skip
    words = f" (allowed by {lent.name}: {lent.reason})"
    if words not in door.what:
        door.what = door.what[: 255 - len(words)] + words
