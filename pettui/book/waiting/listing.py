"""The wait list as screens and commands show it: who waits, how long, and by when they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from db.connection import reading
from db.models import Bookable, Pet, Ticket
from db.models.base import tuples
from pettui import clock
from pettui.book.day import LIVE
from pettui.book.waiting.reading import read
from pettui.book.waiting.values import TODAY, Waiting
from pettui.book.waiting.windows import is_over
from pettui.people import warnings
from pettui.team.shop import Shop
from pettui.till import prices

if TYPE_CHECKING:
    from pettui.book.waiting.estimating import Estimate

ORDERS = ("oldest", "latest", "value")
"""Who waits longest first, who came last first, the dearest visit first (DOMAIN 8.12)."""
LATELY = 7  # days for which it is shown who was booked or left


class Line(NamedTuple):
    """An entry with what is known of it now.

    Attributes:
        waited: minutes since it was added, of a walk-in.
        estimate: by when a walk-in can be taken; None for others.
        alerts: what stands out about the pets: `BITES`.
        over: why it is hidden: its time has passed, the visit that it moves is over; "" while
            it counts.
        value: what its services cost, in the smallest unit; 0 where nobody asked.
    """

    entry: Waiting
    waited: int
    estimate: Estimate | None = None
    alerts: tuple[str, ...] = ()
    over: str = ""
    value: int = 0


class Board(NamedTuple):
    """The whole list. Instants in it are shown by `since`."""

    today: tuple[Line, ...]
    later: tuple[Line, ...]
    over: tuple[Line, ...]  # their time has passed; hidden, and kept (DOMAIN 8.4)
    done: tuple[Line, ...]  # booked, or left, in the last days
    labels: dict[int, str]  # of employees

    @property
    def waiting(self) -> tuple[Line, ...]:
        """Everybody whose time has not passed."""
        return (*self.today, *self.later)


def load(
    shop: Shop, *, order: str = "oldest", over: bool = False, room: bool = False
) -> Board:  # fmt: skip
    """Read the wait list.

    Args:
        shop: the shop.
        order: one of ORDERS, within walk-ins and others.
        over: also who was booked or left in the last days.
        room: only who has a place within the next two weeks, or today for a walk-in.
    """
    now, instant = shop.now(), clock.instant()
    with reading():
        entries = read(shop, ended=over)
        if over:
            since = instant - timedelta(days=LATELY)
            entries = tuple(e for e in entries if e.ended is None or e.ended >= since)
        labels = _labels() if entries else {}
        waiting = [e for e in entries if e.status == "waiting"]
        why = _over(waiting, now)
        live = [e for e in waiting if e.id not in why]
        soon = _estimates(shop, live)
        alerts = _alerts(shop, entries)
        worth = _values(shop, live) if order == "value" else {}
        if room:
            live = _with_room(shop, live, soon)
    lines = {
        e.id: Line(
            e, max(0, int((instant - e.added).total_seconds() // 60)), soon.get(e.id),
            alerts.get(e.id, ()), why.get(e.id, ""), worth.get(e.id, 0),
        )
        for e in entries
    }  # fmt: skip
    ranked = _ordered([lines[e.id] for e in live], order)
    return Board(
        tuple(line for line in ranked if line.entry.kind == TODAY),
        tuple(line for line in ranked if line.entry.kind != TODAY),
        tuple(lines[e.id] for e in waiting if e.id in why),
        tuple(lines[e.id] for e in reversed(entries) if e.status != "waiting"),
        labels,
    )


def _estimates(shop: Shop, entries: list[Waiting]) -> dict[int, Estimate]:
    """Say by when walk-ins can be taken; without any, nothing is loaded for it."""
    if not any(entry.kind == TODAY for entry in entries):
        return {}
    from pettui.book.waiting.estimating import estimates

    return estimates(shop, entries)


def _labels() -> dict[int, str]:
    staff = Bookable.select(Bookable.id, Bookable.label).where(Bookable.kind == "employee")
    return dict(tuples(staff.order_by(Bookable.position, Bookable.id)))


def _ordered(lines: Sequence[Line], order: str) -> list[Line]:
    if order == "latest":
        return sorted(lines, key=lambda line: (line.entry.added, line.entry.id), reverse=True)
    if order == "value":
        return sorted(lines, key=lambda line: -line.value)  # stable: then who waits longest
    return list(lines)


def _over(entries: Iterable[Waiting], now: datetime) -> dict[int, str]:
    """Say why entries are hidden, by id."""
    known = list(entries)
    moved = [e.moves for e in known if e.moves is not None]
    query = Ticket.select(Ticket.id, Ticket.status).where(Ticket.id.in_(moved))
    status = dict(tuples(query)) if moved else {}
    found = {}
    for entry in known:
        state = status.get(entry.moves, "gone") if entry.moves is not None else LIVE[0]
        if state not in LIVE[:2]:
            found[entry.id] = f"the visit is {state}"
        elif is_over(entry, now):
            found[entry.id] = "time has passed"
    return found


def _alerts(shop: Shop, entries: Iterable[Waiting]) -> dict[int, tuple[str, ...]]:
    known = list(entries)
    items: dict[int, set[int]] = {}
    for wish in (wish for entry in known for wish in entry.rows):
        if wish.pet is not None:
            items.setdefault(wish.pet, set()).add(wish.item)
    if not items:
        return {}
    lapsed = warnings.lapsed(items, shop.today(), items)
    rows = tuples(
        Pet.select(Pet.id, Pet.behavior, Pet.medical, Pet.alert).where(Pet.id.in_(list(items)))
    )
    of_pet = {
        key: warnings.in_words(behavior, medical, lapsed.get(key, ()), alert)
        for key, behavior, medical, alert in rows
    }
    return {
        entry.id: tuple(
            dict.fromkeys(
                words for wish in entry.rows if wish.pet for words in of_pet.get(wish.pet, ())
            )
        )
        for entry in known
    }


def value_of(shop: Shop, entry: Waiting) -> tuple[int, int]:
    """Give what the services of an entry cost, and how many minutes they take as listed."""
    money = minutes = 0
    for pet in dict.fromkeys(wish.pet for wish in entry.rows):
        wanted = [wish for wish in entry.rows if wish.pet == pet]
        quotes = prices.quotes(shop, [wish.item for wish in wanted], pet=pet, employee=None)
        for wish in wanted:
            if (quote := quotes.get(wish.item)) is not None:
                money += quote.price
                minutes += quote.minutes
    return money, minutes


def _values(shop: Shop, entries: Iterable[Waiting]) -> dict[int, int]:
    return {entry.id: value_of(shop, entry)[0] for entry in entries}


def _with_room(
    shop: Shop, entries: Sequence[Waiting], soon: dict[int, Estimate]
) -> list[Waiting]:  # fmt: skip
    """Keep who has a place: of walk-ins who can be taken today."""
    from pettui.book.waiting.searching import with_room

    today = {key for key, found in soon.items() if found.start is not None}
    room = today | with_room(shop, [e for e in entries if e.kind != TODAY])
    return [e for e in entries if e.id in room]


def since(shop: Shop, line: Line) -> str:
    """Say how long somebody waits: `34 min` of a walk-in, the day of others (DOMAIN 8)."""
    from pettui.book.waiting.words import waited

    entry = line.entry
    if entry.kind == TODAY and not line.over and entry.status == "waiting":
        return waited(line.waited)[0]
    return shop.short_day(clock.wall_of(entry.added, shop.zone).date())
