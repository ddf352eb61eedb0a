"""Closed days, their notices, the holidays that are offered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from time_machine import travel

from db.models import Closure, TicketRow
from pettui.book.loading import load_day, load_week
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused
from pettui.history.undo import undo
from pettui.team import hours
from pettui.team.schedule import holidays
from pettui.team.schedule.closing import (
    CloseWish,
    change_notice,
    close_days,
    closures,
    notice_words,
    reopen,
)
from pettui.team.schedule.outside import LeavesOutside, rows_of
from pettui.team.schedule.painting import Target, paint
from pettui.team.schedule.words import parse_entry
from pettui.team.shop import Shop
from pettui.team.timeclock import notices
from tests.book import steps
from tests.small_shop import DANA, DAY

EVE, CHRISTMAS, NEW_YEAR = date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)
DAYS = [CloseWish(EVE, "Christmas Eve"), CloseWish(CHRISTMAS, "Christmas"), CloseWish(NEW_YEAR)]
WORDS = "Closed December 24th, 25th and January 1st"
OTHER = Actor(None, "Luis", "tablet")
pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture
def morning() -> object:
    with travel("2026-11-23 13:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([EVE, CHRISTMAS, NEW_YEAR], WORDS),
        ([EVE], "Closed December 24th"),
        ([date(2026, 12, n) for n in (1, 2, 3, 11, 12, 13, 21, 22, 23)],
         "Closed December 1st, 2nd, 3rd, 11th, 12th, 13th, 21st, 22nd and 23rd"),
        ([], ""),
    ],
)  # fmt: skip
def test_a_notice_names_its_days(days: list[date], words: str) -> None:
    assert notice_words(days) == words


def test_the_shop_closes_for_days_in_one_change(shop: Shop) -> None:
    close_days(shop, DAYS, DANA)
    kim = steps.column("Kim")
    assert hours.hours_of(shop.branch, EVE, [kim])[kim].off == "closed: Christmas Eve"
    assert hours.hours_of(shop.branch, NEW_YEAR, [kim])[kim].off == "closed"
    undo(DANA)
    assert hours.hours_of(shop.branch, EVE, [kim])[kim].ranges == ((540, 1020),)


def test_closing_tells_of_visits_and_moves_none(shop: Shop) -> None:
    with pytest.raises(LeavesOutside, match="3 appointments now fall outside hours") as told:
        close_days(shop, [CloseWish(DAY, "Burst pipe")], DANA)
    assert Closure.select().count() == 0
    assert {visit.why for visit in told.value.visits} == {"closed: Burst pipe"}
    rows = rows_of(told.value.visits)
    places = list(TicketRow.select(TicketRow.id, TicketRow.day, TicketRow.start).tuples())
    close_days(shop, [CloseWish(DAY, "Burst pipe")], DANA, agreed=rows)
    assert list(TicketRow.select(TicketRow.id, TicketRow.day, TicketRow.start).tuples()) == places


def test_whoever_has_hours_of_their_own_still_works(shop: Shop) -> None:
    paint(shop, [Target(steps.column("Kim"), EVE)], parse_entry("9-12"), DANA)
    done = close_days(shop, DAYS, DANA)
    assert done.words.endswith(". Kim still works by hours of their own")


def test_a_closed_day_is_not_closed_twice_and_the_past_not_at_all(shop: Shop) -> None:
    close_days(shop, DAYS[:1], DANA)
    assert close_days(shop, DAYS, DANA).cells == 2
    with pytest.raises(Refused, match="closed already"):
        close_days(shop, DAYS, DANA)
    with pytest.raises(Refused, match="is over"):
        close_days(shop, [CloseWish(DAY - timedelta(1))], DANA)
    with pytest.raises(Refused, match="begin after"):
        close_days(shop, [CloseWish(DAY)], DANA, notice="x", notice_from=EVE)


def test_a_notice_shows_from_its_day_until_the_last_closed_one(shop: Shop) -> None:
    first = date(2026, 12, 10)
    close_days(shop, DAYS, DANA, notice=WORDS, notice_from=first)
    for day, shows in (
        (first - timedelta(1), False), (first, True), (EVE, True), (date(2026, 12, 31), True),
        (NEW_YEAR, True), (NEW_YEAR + timedelta(1), False),
    ):  # fmt: skip
        assert (WORDS in load_day(shop, day).notices) is shows
        at_clock = [told.text for told in notices.of_day(shop, day)]
        assert at_clock.count(WORDS) == (1 if shows else 0)
    assert "Closed today: Christmas Eve" in [t.text for t in notices.of_day(shop, EVE)]
    assert "Closed tomorrow: Christmas Eve" not in [
        t.text for t in notices.of_day(shop, EVE - timedelta(1))
    ]


def test_the_book_shows_closures_in_the_day_and_in_the_week(shop: Shop) -> None:
    close_days(shop, DAYS, DANA)
    assert load_day(shop, EVE).closed == "Christmas Eve"
    view = load_week(shop, steps.column("Kim"), date(2026, 12, 21))
    assert [day.closed for day in view.days[3:5]] == ["Christmas Eve", "Christmas"]
    assert view.days[3].columns[0].off == "closed: Christmas Eve"


def test_a_notice_is_changed_and_taken_away(shop: Shop) -> None:
    close_days(shop, DAYS, DANA, notice=WORDS)
    known = closures(shop, DAY)
    change_notice(shop, known, "Closed over Christmas", None, DANA)
    assert load_day(shop, DAY).notices == ("Closed over Christmas",)
    with pytest.raises(Clash, match="Dana at desk"):
        change_notice(shop, known, "", None, OTHER)
    change_notice(shop, closures(shop, DAY), "", None, OTHER)
    assert load_day(shop, DAY).notices == ()


def test_the_shop_opens_again(shop: Shop) -> None:
    close_days(shop, DAYS, DANA)
    known = closures(shop, DAY)
    reopen(shop, [each.id for each in known[:2]], DANA, seen=[each.seen for each in known[:2]])
    assert [each.day for each in closures(shop, DAY)] == [NEW_YEAR]
    undo(DANA)
    assert len(closures(shop, DAY)) == 3


def test_some_days_close_and_others_open_in_one_change(shop: Shop) -> None:
    close_days(shop, DAYS[:2], DANA)
    known = closures(shop, DAY)
    done = close_days(shop, DAYS[2:], DANA, opens=known[:1])
    assert done.words == "closed the shop Fri 1 Jan, open again Thu 24 Dec"
    assert [each.day for each in closures(shop, DAY)] == [CHRISTMAS, NEW_YEAR]
    undo(DANA)
    assert [each.day for each in closures(shop, DAY)] == [EVE, CHRISTMAS]
    reopen(shop, [known[0].id], OTHER)
    with pytest.raises(Clash, match="Luis at tablet changed the hours of the closed days"):
        close_days(shop, DAYS[2:], DANA, opens=known[:1])


def test_holidays_are_those_of_the_country_and_the_part_that_is_chosen(shop: Shop) -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)
    whole = {each.day: each.name for each in holidays.offered(shop, *year)}
    assert whole[date(2026, 11, 26)] == "Thanksgiving Day"
    assert date(2026, 2, 12) not in whole
    holidays.choose_part(shop, "NY", DANA)
    from pettui.team.shop import load_shop

    here = load_shop()
    assert holidays.part_of(here) == "NY"
    assert "Lincoln's Birthday" in [each.name for each in holidays.offered(here, *year)]
    german = here._replace(region="DE", settings={})
    assert "Good Friday" in [each.name for each in holidays.offered(german, *year)]
    assert "BY" in [part.code for part in holidays.parts(german)]
    nowhere = here._replace(region="XX", settings={})
    assert holidays.offered(nowhere, *year) == ()
    assert holidays.parts(nowhere) == ()
    with pytest.raises(Refused, match="has no part QQ"):
        holidays.choose_part(here, "QQ", DANA)
    holidays.choose_part(here, "", DANA)
    assert holidays.part_of(load_shop()) == ""
