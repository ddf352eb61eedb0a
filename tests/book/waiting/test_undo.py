"""Whatever is done to the list, undo takes all of it back, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import Ticket, TicketRow
from pettui.book import booking
from pettui.book.booking import NeedsConsent
from pettui.book.waiting import marking, reading
from pettui.book.waiting.planning import plan_for
from pettui.book.waiting.saving import save
from pettui.book.waiting.values import LATER, TODAY, When
from pettui.book.waiting.wanted import Want, wanted_of
from pettui.history import undo
from pettui.history.door import Refused
from pettui.team.shop import Shop
from tests.book.waiting.steps import DANA, item, wanted, who
from tests.small_shop import DAY

PETS, CODES, STAFF = ("Rex", "Bella", "Coco"), ("BATH", "NAILS", "TEETH"), ("Kim", "Luis", "Ana")

Act = tuple[str, int, int]


def state(shop: Shop) -> tuple[Any, ...]:
    """Read all that matters of the list and the book; versions only grow."""
    entries = tuple(e._replace(version=0) for e in reading.read(shop, ended=True))
    tickets = tuple((t.id, t.status, t.day, t.total) for t in Ticket.select().order_by(Ticket.id))
    rows = tuple(
        (r.id, r.start, r.__data__["employee"]) for r in TicketRow.select().order_by(TicketRow.id)
    )
    return entries, tickets, rows


def add(shop: Shop, one: int, other: int) -> None:
    pet = PETS[one % 3]
    codes = dict.fromkeys((CODES[other % 3], CODES[one * other % 3]))
    wish = wanted(
        pet, *codes, kind=TODAY if other % 2 else LATER,
        employees=tuple(who(label) for label in STAFF[: other % 4]),
        windows=(When(weekdays=other % 127 + 1),) * (one % 2),
    )  # fmt: skip
    try:
        save(shop, wish, DANA)
    except NeedsConsent as asked:
        save(shop, wish, DANA, agreed=[problem.words for problem in asked.problems])


def change(shop: Shop, one: int, other: int) -> None:
    if not (entries := reading.read(shop)):
        return
    entry = entries[one % len(entries)]
    pet = next(wish.pet for wish in entry.rows)
    rows = tuple(
        Want(item(CODES[(other + n) % 3]), pet, (who(STAFF[n]),) * (other % 2))
        for n in range(other % 3 + 1)
    )
    windows = (When(DAY, DAY + timedelta(days=other)), When(latest=600))[: other % 3]
    wish = replace(wanted_of(entry), rows=rows, windows=windows, comment=f"{other}")
    try:
        save(shop, wish, DANA)
    except NeedsConsent as asked:
        save(shop, wish, DANA, agreed=[problem.words for problem in asked.problems])


def mark(shop: Shop, one: int, other: int) -> None:
    if entries := reading.read(shop):
        entry = entries[one % len(entries)]
        marking.called(entry.id, marking.ANSWERS[other % 3], DANA)


def leave(shop: Shop, one: int, other: int) -> None:
    if entries := reading.read(shop):
        entry = entries[one % len(entries)]
        marking.leave(((entry.id, entry.version),), f"reason {other}", DANA)


def come_back(shop: Shop, one: int, other: int) -> None:
    left = [e for e in reading.read(shop, ended=True) if e.status == "left"]
    if left:
        entry = left[one % len(left)]
        marking.come_back(entry.id, entry.version, DANA)


def take(shop: Shop, one: int, other: int) -> None:
    if entries := reading.read(shop):
        entry = entries[one % len(entries)]
        people = tuple(who(STAFF[other % 2]) for _ in entry.rows)
        plan = plan_for(entry, DAY + timedelta(days=1 + one), 540 + 15 * other, employees=people)
        booking.save(shop, plan, DANA)


ACTS: dict[str, Callable[[Shop, int, int], None]] = {
    "add": add, "change": change, "mark": mark, "leave": leave, "back": come_back, "take": take,
}  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 3), st.integers(0, 20)), max_size=9
    )
)
def test_undo_takes_everything_back(shop: Shop, acts: list[Act]) -> None:
    begun = state(shop)
    states = []
    for name, one, other in [("add", 0, 0), ("add", 1, 1), *acts]:
        before = state(shop)
        try:
            ACTS[name](shop, one, other)
        except Refused:
            assert state(shop) == before  # what is refused changes nothing
        if state(shop) != before:
            states.append(before)
    for before in reversed(states):
        after = state(shop)
        undo.undo(DANA)
        assert state(shop) == before
        undo.redo(DANA)
        assert state(shop) == after
        undo.undo(DANA)
    assert state(shop) == begun
