"""The path of a visit, and the ways in which it ends otherwise (DOMAIN 17)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from db.models import Ticket
from pettui.book import blocks, status
from pettui.book.slots import Taken
from pettui.history.door import Refused
from pettui.history.undo import undo
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY, book, row, seen, ticket
from tests.small_shop import DANA

NINE = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # 9:00 in New York, when visits begin


def stamps(kept: Ticket) -> tuple[Any, ...]:
    return kept.arrived, kept.started, kept.ready, kept.ended


def test_the_path_leads_to_closed() -> None:
    step: str | None = "booked"
    walked = []
    while step is not None:
        walked.append(step)
        step = status.next_of(step)
    assert walked == ["booked", "confirmed", "arrived", "in progress", "ready", "closed"]
    assert status.next_of("no-show") is None


def test_each_step_is_stamped_and_going_back_wipes_what_came_later(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    for hours, to in enumerate(("confirmed", "arrived", "in progress", "ready")):
        with time_machine.travel(NINE + timedelta(hours=hours), tick=False):
            status.advance(shop, [seen(done)], to, DANA, how="E-mail" if hours == 0 else "")
    kept = ticket(done)
    assert kept.confirmed_by == "E-mail"
    assert (kept.arrived, kept.started, kept.ready) == tuple(
        NINE + timedelta(hours=h) for h in (1, 2, 3)
    )
    status.advance(shop, [seen(done)], "arrived", DANA)
    kept = ticket(done)
    assert kept.arrived is not None
    assert stamps(kept)[1:] == (None, None, None)
    assert kept.confirmed_by == "E-mail"
    status.advance(shop, [seen(done)], "booked", DANA)
    assert stamps(ticket(done))[0] is None
    assert ticket(done).confirmed_by == ""


def test_setting_what_is_set_already_keeps_its_time(shop: Shop) -> None:
    first, second = book(shop, row("BATH")), book(shop, row("BATH", "Luis", of="Coco"))
    with time_machine.travel(NINE, tick=False):
        status.advance(shop, [seen(first)], "arrived", DANA)
    with time_machine.travel(NINE + timedelta(hours=1), tick=False):
        words = status.advance(shop, [seen(first), seen(second)], "arrived", DANA)
    assert words == "Bella, Coco: arrived"
    assert ticket(first).arrived == NINE
    assert ticket(second).arrived == NINE + timedelta(hours=1)


def test_what_is_no_status_is_refused(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    block = blocks.add(shop, [steps.column("Luis")], TUESDAY, 720, 30, "Lunch", DANA)
    with pytest.raises(Refused, match="not a status"):
        status.advance(shop, [seen(done)], "no-show", DANA)
    with pytest.raises(Refused, match="not a way to end"):
        status.end(shop, [seen(done)], "closed", DANA)
    with pytest.raises(Refused, match="A time block has no status"):
        status.advance(shop, [seen(block)], "arrived", DANA)
    with pytest.raises(Refused, match="no longer there"):
        status.advance(shop, [(999, 1)], "arrived", DANA)


@pytest.mark.parametrize("how", ["cancelled", "late cancel", "void"])
def test_an_ended_visit_frees_its_slots_and_can_come_back(shop: Shop, how: str) -> None:
    done = book(shop, row("BATH"))
    words = status.end(shop, [seen(done)], how, DANA, reason="has a cold")
    assert words.endswith("(has a cold)")
    assert steps.minutes_held("Kim") == []
    assert (ticket(done).reason, ticket(done).ended is not None) == ("has a cold", True)
    status.advance(shop, [seen(done)], "booked", DANA)
    assert ticket(done).reason == ""
    assert stamps(ticket(done))[3] is None
    assert len(steps.minutes_held("Kim")) == 9


def test_a_visit_cannot_come_back_to_a_slot_that_was_given_away(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    status.end(shop, [seen(done)], "cancelled", DANA)
    book(shop, row("BATH", of="Coco"), by=steps.LUIS_DESK)
    for again in (
        lambda: status.advance(shop, [seen(done)], "booked", DANA),
        lambda: undo(DANA),
    ):
        with pytest.raises(Taken, match=r"Kim is taken at 9:00 on Tue 24 Nov by Coco \(Li Chen\)"):
            again()
        assert ticket(done).status == "cancelled"
    assert steps.kept_slots() == steps.expected_slots()


def test_a_no_show_is_not_known_before_the_visit_begins(shop: Shop) -> None:
    done = book(shop, row("BATH"), row("NAILS", "Luis"))
    with (
        time_machine.travel(NINE - timedelta(minutes=1), tick=False),
        pytest.raises(Refused, match="Bella is not due yet"),
    ):
        status.end(shop, [seen(done)], "no-show", DANA)
    with time_machine.travel(NINE, tick=False):
        assert status.end(shop, [seen(done)], "no-show", DANA) == "Bella: no-show"
    assert steps.minutes_held("Kim") == []


def test_one_that_is_refused_stops_them_all(shop: Shop) -> None:
    first, second = book(shop, row("BATH")), book(shop, row("BATH", "Luis", of="Coco"))
    status.advance(shop, [seen(second)], "closed", DANA)
    with pytest.raises(Refused, match=f"Ticket {second.number} is closed"):
        status.end(shop, [seen(first), seen(second)], "cancelled", DANA)
    assert ticket(first).status == "booked"


def test_blocks_are_removed_whatever_the_ending(shop: Shop) -> None:
    block = blocks.add(shop, [steps.column("Kim")], TUESDAY, 720, 30, "Lunch", DANA)
    assert status.end(shop, [seen(block)], "no-show", DANA) == "Lunch: removed"
    assert (ticket(block).status, ticket(block).reason) == ("void", "Lunch")


@pytest.mark.parametrize(("before", "late"), [(24 * 60, False), (24 * 60 - 1, True), (-5, True)])
def test_a_day_before_is_late(shop: Shop, before: int, late: bool) -> None:
    visit = datetime.fromisoformat("2026-11-24T09:00")
    assert status.is_late_cancel(shop, visit, visit - timedelta(minutes=before)) is late
