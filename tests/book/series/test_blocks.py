"""Time blocks that come again: made, moved, ended and extended like visits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from db.models import DayPlan, Series
from pettui.book import blocks as time_blocks
from pettui.book.booking import NeedsConsent
from pettui.book.moving import Move
from pettui.book.series import blocks, ending, extending, listing, moves, record
from pettui.book.series.changing import InTheWay
from pettui.book.series.scope import ALL, FOLLOWING, THIS
from pettui.book.series.typed import understand
from pettui.history.door import Refused, change
from pettui.history.undo import undo
from pettui.team.schedule import breaks
from pettui.team.schedule.breaks import BreakWish
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.series.steps import NOON, days, stands, visit, weeks
from tests.book.steps import TUESDAY
from tests.small_shop import DANA


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def block(shop: Shop, at: int = 720) -> int:
    who = [steps.column("Luis")]
    return time_blocks.add(shop, who, TUESDAY, at, 30, "Meeting", DANA).ticket


def repeat(shop: Shop, words: str) -> int:
    ticket = block(shop)
    found = blocks.preview(shop, ticket, understand(shop, words, TUESDAY))
    picks = [line.pick for line in found.lines]
    return blocks.make(shop, ticket, None, found.rule, picks, DANA).series


def where(series: int, place: int, **more: Any) -> Move:
    ticket = record.tickets_of(series)[place]
    return Move(steps.rows_of(ticket.id)[0].id, ticket.version, **more)


def starts(series: int) -> list[int]:
    return [start for _, start, _, _ in stands(series)]


def test_a_block_comes_again_and_goes_as_it_came(shop: Shop) -> None:
    ticket = block(shop)
    before = steps.contents()
    found = blocks.preview(shop, ticket, understand(shop, "weekly, 4 times", TUESDAY))
    picks = [line.pick for line in found.lines]
    made = blocks.make(shop, ticket, None, found.rule, picks, DANA)
    assert made.words == "Meeting comes again, every week on Tue, 4 times (4 time blocks)"
    assert stands(made.series) == [(day, 720, "Luis", "booked") for day in weeks(4)]
    member = record.member_of(shop, ticket)
    assert member is not None
    assert member.words() == "every week, 1 of 4"
    (listed,) = listing.listed(shop)
    assert (listed.pets, listed.client) == ("Meeting", "Luis")
    assert steps.kept_slots() == steps.expected_slots()
    undo(DANA)
    assert steps.contents() == before


def test_what_stands_there_and_who_is_off_is_said(shop: Shop) -> None:
    second, third = weeks(3)[1:]
    visit(shop, at=705, day=second)
    with change("", DANA) as door:
        door.insert(DayPlan, employee=steps.column("Luis"), day=third, off=True, off_kind="sick")
    ticket = block(shop)
    found = blocks.preview(shop, ticket, understand(shop, "weekly, 3 times", TUESDAY))
    assert [line.words for line in found.lines] == [
        "", "Luis has Bella (Maria Ortega) at 11:45", "Luis: sick",
    ]  # fmt: skip
    picks = [line.pick for line in found.lines]
    with pytest.raises(NeedsConsent, match="Tue 1 Dec: Luis has Bella"):
        blocks.make(shop, ticket, None, found.rule, picks, DANA)
    agreed = {line.pick.due: line.asks for line in found.lines}
    made = blocks.make(shop, ticket, None, found.rule, picks, DANA, agreed=agreed)
    assert record.tickets_of(made.series)[1].double_booked == "on purpose"


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [(THIS, [720, 780, 720]), (FOLLOWING, [720, 780, 780]), (ALL, [780, 780, 780])],
)
def test_blocks_move_together_as_far_as_is_said(shop: Shop, scope: str, wanted: list[int]) -> None:
    series = repeat(shop, "weekly, 3 times")
    before = steps.contents()
    moves.move(shop, where(series, 1, start=780), scope, DANA)
    assert starts(series) == wanted
    assert steps.kept_slots() == steps.expected_slots()
    undo(DANA)
    assert steps.contents() == before


def test_a_block_in_whose_way_a_visit_stands_can_be_left(shop: Shop) -> None:
    series = repeat(shop, "daily, 3 times")
    visit(shop, at=840, day=TUESDAY + timedelta(days=2))
    move = where(series, 0, start=840, length=60, column=steps.column("Luis"))
    with pytest.raises(InTheWay, match="Thu 26 Nov: Luis has Bella") as met:
        moves.move(shop, move, ALL, DANA)
    moves.move(shop, move, ALL, DANA, left=met.value.tickets)
    assert starts(series) == [840, 840, 720]
    moves.move(shop, where(series, 2, start=840), ALL, DANA, agreed=_words(met.value))
    assert starts(series) == [840, 840, 840]


def _words(met: InTheWay) -> list[str]:
    return [problem.words for problem in met.problems]


def test_blocks_end_and_go_on(shop: Shop) -> None:
    series = repeat(shop, "weekly, 3 times")
    more = extending.preview(shop, series, 2)
    extending.extend(shop, series, [line.pick for line in more.lines], DANA)
    assert days(series) == weeks(5)
    third = record.tickets_of(series)[2]
    words = ending.end(shop, third.id, third.version, "void", FOLLOWING, DANA)
    assert words == "Meeting: removed, from here on (3 dates)"
    assert days(series) == weeks(2)
    assert not record.the(series).active


def test_breaks_of_the_schedule_are_series_too(shop: Shop) -> None:
    staff = (steps.column("Kim"), steps.column("Luis"))
    wish = BreakWish(staff, (1, 3), 720, 30, "Lunch", TUESDAY, weeks(3)[2])
    seen = breaks.preview(shop, wish)
    before = steps.contents()
    breaks.add(shop, wish, DANA, seen=seen)
    kim, luis = Series.select().order_by(Series.id)
    assert record.rule_of(kim).weekdays == (1, 3)
    assert len(days(luis.id)) == 5
    second = record.tickets_of(luis.id)[1]
    ending.end(shop, second.id, second.version, "void", FOLLOWING, DANA)
    assert (len(days(kim.id)), len(days(luis.id))) == (5, 1)
    undo(DANA)
    undo(DANA)
    assert steps.contents() == before


def test_a_block_alone_is_no_series(shop: Shop) -> None:
    ticket = block(shop)
    found = blocks.preview(shop, ticket, understand(shop, "weekly, 2 times", TUESDAY))
    with pytest.raises(Refused, match="No date is chosen"):
        blocks.make(shop, ticket, None, found.rule, [found.lines[0].pick], DANA)
