"""What a change was about: one client, pet, ticket, employee, setting, ..., or all of a kind."""

from __future__ import annotations

from typing import Any, NamedTuple

from peewee import Model

from db.models import (
    ALL,
    Category,
    ChangedRow,
    Client,
    Employee,
    Item,
    Pet,
    Role,
    Setting,
    Ticket,
)
from db.models.base import fields_of, key_name, table_of, tuples
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.text import clean, fold

TICKETS = ("ticket", "ticket_row", "ticket_note", "hold", "payment")
CLIENTS = ("client", "phone", "client_alias", "household")
PETS = (
    "pet", "note", "vaccination", "pet_weight", "pet_instruction", "groom_note", "photo",
    "pet_price", "recall_call",
)  # fmt: skip
WAITS = ("wait_entry", "wait_row", "wait_employee", "wait_window")
PLANS = ("shift", "rotation", "day_plan", "opening_hours", "closure")
STAFF = (
    "employee", "bookable", "ability", "right_exception", "override", "credential", "pay_rate",
    "punch", "punch_request", "hour_adjustment", *PLANS[:3],
)  # fmt: skip
GOODS = (
    "item", "price_cell", "future_price", "item_link", "item_exception", "item_need",
    "vaccine_need",
)  # fmt: skip
KINDS: dict[str, tuple[str, ...]] = {
    "ticket": TICKETS,
    "client": (*CLIENTS, *PETS, *WAITS, "series"),
    "pet": PETS,
    "employee": STAFF,
    "service": GOODS,
    "category": ("category",),
    "setting": ("setting", "branch"),
    "schedule": PLANS,
    "role": ("role", "right_exception", "override"),
    "clock": ("punch", "punch_request", "hour_adjustment", "pay_period", "break_kind",
              "overtime_rule", "pay_rate"),
    "notice": ("notice",),
    "resource": ("resource", "bookable"),
    "wait": WAITS,
    "call": ("recall_call",),
    "series": ("series",),
}  # fmt: skip
"""The kinds that can be asked for, and the tables of each."""

_MODELS: dict[str, type[Model]] = {table_of(model): model for model in ALL}


class About(NamedTuple):
    """What is asked for: a kind, and which one ("" for all of the kind)."""

    kind: str
    which: str = ""


def changes_about(shop: Shop, about: About) -> frozenset[int]:
    """Give the changes that wrote something about a thing.

    Raises Refused, in words, for a kind that there is not, and for a thing that nobody has.
    """
    if about.kind not in KINDS:
        raise Refused(f"There is no kind {clean(about.kind, 20)}. There are {', '.join(KINDS)}.")
    if not about.which.strip():
        rows = ChangedRow.select(ChangedRow.change).where(
            ChangedRow.table.in_(list(KINDS[about.kind]))
        )
        return frozenset(change for (change,) in tuples(rows.distinct()))
    one = _ONE.get(about.kind)
    if one is None:
        raise Refused(f"Of {about.kind} all changes can be shown, not those of one.")
    return one(shop, about.which.strip())


def _ticket(shop: Shop, which: str) -> frozenset[int]:
    number = _number(which)
    if number is None:
        raise Refused(f"A ticket is named by its number; {clean(which, 20)} is none.")
    here = Ticket.get_or_none(Ticket.branch == shop.branch, Ticket.number == number)
    keys = {here.id} if here is not None else _gone(number)
    if not keys:
        raise Refused(f"There is no ticket {number}, and there never was.")
    rows = ChangedRow.select(ChangedRow.change).where(ChangedRow.ticket.in_(list(keys)))
    return frozenset(change for (change,) in tuples(rows))


def _gone(number: int) -> set[int]:
    """Find a ticket that was removed, by the number that the history remembers."""
    rows = ChangedRow.select(ChangedRow.key, ChangedRow.old, ChangedRow.new).where(
        ChangedRow.table == "ticket"
    )
    return {key for key, old, new in tuples(rows) if number in _values("number", old, new)}


def _client(shop: Shop, which: str) -> frozenset[int]:
    from pettui.people.find import find
    from pettui.people.merging import numbered

    number = _number(which)
    key = numbered(number) if number is not None else None
    found = {key} if key is not None else {
        each.client for each in find(shop, which) if each.kind == "client" and each.client
    }  # fmt: skip
    rows = ChangedRow.select(ChangedRow.change).where(
        ChangedRow.client == _one_of(found, "client", which, _client_name),
        ChangedRow.table.in_(list(KINDS["client"])),
    )
    return frozenset(change for (change,) in tuples(rows))


def _client_name(key: int) -> str:
    row = Client.get_by_id(key)
    return f"{row.first_name} {row.last_name}".strip() + f" ({row.number})"


def _pet(shop: Shop, which: str) -> frozenset[int]:
    from pettui.people.find import find
    from pettui.people.story import rows_of_pet

    found = {each.id for each in find(shop, which) if each.kind == "pet"}
    key = _one_of(found, "pet", which, _pet_name)
    return frozenset(row.__data__["change"] for row in rows_of_pet(key))


def _pet_name(key: int) -> str:
    row = Pet.get_by_id(key)
    return f"{row.name} of {_client_name(row.__data__['client'])}"


def _employee(shop: Shop, which: str) -> frozenset[int]:
    said = fold(which)
    people = tuples(
        Employee.select(Employee.bookable, Employee.number, Employee.first_name, Employee.last_name)
    )
    names = {key: f"{first} {last}".strip() for key, _, first, last in people}
    found = {key for key, number, *_ in people if str(number) == said}
    found = found or {key for key, name in names.items() if fold(name) == said}
    found = found or {key for key, name in names.items() if fold(name).startswith(said)}
    key = _one_of(found, "employee", which, lambda one: names[one])
    return _tracked(STAFF, "employee", key) | _of_rows(("employee", "bookable"), key)


def _service(shop: Shop, which: str) -> frozenset[int]:
    said = fold(which)
    items = tuples(Item.select(Item.id, Item.code, Item.name))
    found = {key for key, code, name in items if said in (fold(code), fold(name))}
    found = found or {key for key, _, name in items if fold(name).startswith(said)}
    names = {key: name for key, _, name in items}
    key = _one_of(found, "service", which, lambda one: str(names[one]))
    return _tracked(GOODS[1:], "item", key) | _of_rows(("item",), key)


def _setting(shop: Shop, which: str) -> frozenset[int]:
    from pettui.team.facts import FACTS
    from pettui.team.options import OPTIONS

    if which not in OPTIONS and which not in FACTS:
        raise Refused(f"There is no setting {clean(which, 40)}. `pettui settings list` has all.")
    if which in FACTS:
        return _tracked(("branch",), None, None)  # it stands in the shop's own row
    return _tracked((table_of(Setting),), "name", which)


def _role(shop: Shop, which: str) -> frozenset[int]:
    return _tracked((table_of(Role),), "key", fold(which))


def _category(shop: Shop, which: str) -> frozenset[int]:
    found = {k for k, n in tuples(Category.select(Category.id, Category.name))
             if fold(n) == fold(which)}  # fmt: skip
    key = _one_of(found, "category", which, lambda one: str(Category.get_by_id(one).name))
    return _of_rows(("category",), key)


_ONE = {
    "ticket": _ticket, "client": _client, "pet": _pet, "employee": _employee,
    "service": _service, "setting": _setting, "role": _role, "category": _category,
}  # fmt: skip


def _number(which: str) -> int | None:
    said = which.lstrip("#")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def _one_of(found: set[int], kind: str, which: str, name: Any) -> int:
    if not found:
        raise Refused(f"No {kind} is called “{clean(which, 60)}”.")
    if len(found) > 1:
        names = ", ".join(sorted(name(key) for key in list(found)[:6]))
        raise Refused(f"More than one {kind} is called “{clean(which, 60)}”: {names}.")
    return next(iter(found))


def _values(field: str, *sides: dict[str, Any] | None) -> set[Any]:
    return {side[field] for side in sides if side and field in side}


def _of_rows(tables: tuple[str, ...], key: int) -> frozenset[int]:
    rows = ChangedRow.select(ChangedRow.change).where(
        ChangedRow.table.in_(list(tables)), ChangedRow.key == key
    )
    return frozenset(change for (change,) in tuples(rows))


def _tracked(tables: tuple[str, ...], field: str | None, value: Any) -> frozenset[int]:
    """Give the changes of rows whose field has a value, now or when they were made or removed."""
    known: set[tuple[str, int]] = set()
    for table in tables:
        model = _MODELS[table]
        if field is not None and field in fields_of(model):
            keys = model.select(fields_of(model)[key_name(model)])
            rows = tuples(keys.where(fields_of(model)[field] == value))
            known |= {(table, key) for (key,) in rows}
    query = ChangedRow.select(
        ChangedRow.change, ChangedRow.table, ChangedRow.key, ChangedRow.old, ChangedRow.new
    )
    rows = tuples(query.where(ChangedRow.table.in_(list(tables))).order_by(ChangedRow.id))
    for _, table, key, old, new in rows:
        if field is None or value in _values(field, old, new):
            known.add((table, key))
    return frozenset(change for change, table, key, _, _ in rows if (table, key) in known)
