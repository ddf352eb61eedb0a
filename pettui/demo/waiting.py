"""Makes up a wait list: walk-ins, people who want a full day, one who wants to be earlier."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from db.models import (
    Bookable,
    Client,
    Item,
    Pet,
    Ticket,
    TicketRow,
    WaitEmployee,
    WaitEntry,
    WaitRow,
    WaitWindow,
)
from pettui.book.waiting.values import LATER, TODAY, When
from pettui.book.waiting.visits import wanted_of_visit
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team import hours
from pettui.team.shop import Shop

THU_FRI, WEEKEND = 0b0011000, 0b1100000


class Made(NamedTuple):
    """One who waits: since how many minutes, for what, whom (of the book's columns) and when."""

    since: int
    item: str
    who: tuple[int, ...] = ()
    windows: tuple[When, ...] = ()
    comment: str = ""
    answer: str = ""


LOBBY = (
    Made(44, "NAILS", comment="Waits outside with the dog."),
    Made(23, "FACE"),
    Made(6, "BATH"),
)
_DAY = 24 * 60


def _later(today: date) -> tuple[Made, ...]:
    soon = today + timedelta(days=3)
    return (
        Made(11 * _DAY, "FULL", (0,), (When(weekdays=THU_FRI, latest=719),), "Only mornings."),
        Made(6 * _DAY, "FULL", (1, 0), (When(today, today + timedelta(days=9)),), "", "no answer"),
        Made(4 * _DAY, "BATH", (), (When(soon, soon), When(weekdays=WEEKEND))),
        Made(2 * _DAY, "FULL", (), (), "Any day will do."),
        Made(20 * _DAY, "BATH", (), (When(None, today - timedelta(days=6)),)),  # it is too late
    )


def write(shop: Shop, today: date, now: datetime, by: Actor) -> int:
    """Put some clients without a visit to come on the list; gives how many."""
    taken: set[int] = set()
    minute = now.hour * 60 + now.minute
    opening, _ = hours.opening(shop.branch, today)
    is_open = any(start + 60 <= minute < end - 30 for start, end in opening)
    staff = Bookable.select(Bookable.id).where(Bookable.kind == "employee", Bookable.active)
    people = [row.id for row in staff.order_by(Bookable.position, Bookable.id)]
    made = 0
    with change("made up a wait list", by, undoable=False, keep_empty=True) as door:
        pets = iter(_without_visit(today))
        for kind, entries in ((TODAY, LOBBY if is_open else ()), (LATER, _later(today))):
            for entry in entries:
                pet = next((p for p in pets if p.__data__["client"] not in taken), None)
                item = _item(entry.item)
                if pet is None or item is None:
                    continue
                taken.add(pet.__data__["client"])
                _put(door, shop, kind, entry, pet, item, people, now)
                made += 1
        made += _earlier(door, shop, today, now)
    return made


def _without_visit(today: date) -> list[Pet]:
    """Give pets, one a client, whose owners have been here and have nothing booked."""
    coming = Ticket.select(Ticket.client).where(Ticket.day >= today, Ticket.client.is_null(False))
    pets = (
        Pet.select()
        .join(Client)
        .where(
            Client.active, ~Client.anonymous, Pet.active, ~Pet.deceased,
            Client.id.not_in(coming), Pet.species == "Dog",
        )
        .order_by(Client.id.desc(), Pet.id)
        .limit(60)
    )  # fmt: skip
    return list(pets)


def _item(code: str) -> Item | None:
    """Give a service by its code, else by what its name begins with, else any."""
    here = Item.select().where(Item.kind == "S", Item.active, ~Item.reserved)
    found: Item | None = here.where(Item.code == code).first()
    named = here.where(Item.name.startswith(code.capitalize())).order_by(Item.position).first()
    return found or named or here.order_by(Item.position, Item.id).first()


def _put(
    door: Door,
    shop: Shop,
    kind: str,
    made: Made,
    pet: Pet,
    item: Item,
    people: list[int],
    now: datetime,
) -> None:
    added = _instant(shop, now - timedelta(minutes=made.since))
    entry = door.insert(
        WaitEntry, branch=shop.branch, client=pet.__data__["client"], kind=kind,
        comment=made.comment, added=added, source="Walk-in" if kind == TODAY else "Phone In",
        answer=made.answer, calls=1 if made.answer else 0,
        tried=_instant(shop, now - timedelta(hours=20)) if made.answer else None,
    )  # fmt: skip
    door.insert(WaitRow, entry=entry, pet=pet, item=item)
    for place, column in enumerate(made.who):
        if column < len(people):
            door.insert(WaitEmployee, entry=entry, position=place, employee=people[column])
    day = now.date()
    for window in made.windows or ((When(day, day),) if kind == TODAY else ()):
        door.insert(WaitWindow, entry=entry, **window._asdict())


def _earlier(door: Door, shop: Shop, today: date, now: datetime) -> int:
    """Let a visit of the next weeks wait for an earlier time."""
    visits = (
        Ticket.select()
        .where(
            Ticket.kind == "visit", Ticket.status == "booked",
            Ticket.day.between(today + timedelta(days=6), today + timedelta(days=28)),
        )
        .order_by(Ticket.day, Ticket.id)
        .limit(5)
    )  # fmt: skip
    for ticket in list(visits):
        try:
            wanted = wanted_of_visit(shop, ticket.id)
        except Refused:
            continue
        if not wanted.rows:
            continue
        last = ticket.day - timedelta(days=1)
        entry = door.insert(
            WaitEntry, branch=shop.branch, client=wanted.client, kind=LATER, moves=ticket,
            added=_instant(shop, now - timedelta(days=3)), source="Phone In",
        )  # fmt: skip
        rows = TicketRow.select().where(TicketRow.ticket == ticket).order_by(TicketRow.position)
        for place, row in enumerate(row for row in rows if row.kind == "S"):
            door.insert(WaitRow, entry=entry, position=place, pet=row.pet, item=row.item)
        door.insert(WaitWindow, entry=entry, first=today, last=last)
        return 1
    return 0


def _instant(shop: Shop, wall: datetime) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(shop.zone)).astimezone(UTC)
