"""A regular week that changes leaves what was planned before as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import travel

from db.models import DayPlan
from pettui.history.door import Refused
from pettui.history.undo import undo
from pettui.team import hours
from pettui.team.schedule.closing import CloseWish, close_days
from pettui.team.schedule.painting import Target, paint
from pettui.team.schedule.reading import read_grid
from pettui.team.schedule.regular import paint_regular, set_rotation
from pettui.team.schedule.words import parse_entry
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA, DAY

LATER = "2026-12-09 13:00"  # a Wednesday, sixteen days after Kim's first visit
NINE_TO_FIVE = ((540, 1020),)


def weeks(shop: Shop, label: str = "Kim") -> dict[str, tuple[tuple[int, int], ...]]:
    """Give somebody's hours from the first visit on, by date."""
    who = steps.column(label)
    days = [DAY + timedelta(n) for n in range(35)]
    return {str(d): hours.hours_of(shop.branch, d, [who])[who].ranges for d in days}


@travel(LATER, tick=False)
def test_the_past_keeps_its_hours_and_undo_takes_it_along(shop: Shop) -> None:
    kim, before = steps.column("Kim"), weeks(shop)
    done = paint_regular(shop, kim, [(0, 0), (0, 2)], parse_entry("12-20"), DANA)
    assert done.words == (
        "regular week of Kim, Mon, Wed: 12:00-20:00 (5 days before it as planned)"
    )
    after = weeks(shop)
    assert {d for d in after if after[d] != before[d]} == {
        "2026-12-09", "2026-12-14", "2026-12-16", "2026-12-21", "2026-12-23",
    }  # fmt: skip
    assert after["2026-12-07"] == NINE_TO_FIVE and after["2026-12-14"] == ((720, 1200),)
    undo(DANA)
    assert weeks(shop) == before and not DayPlan.select().exists()


@travel(LATER, tick=False)
def test_a_second_change_keeps_only_what_came_between(shop: Shop) -> None:
    kim = steps.column("Kim")
    paint_regular(shop, kim, [(0, 0)], parse_entry("12-20"), DANA)
    kept = DayPlan.select().count()
    paint_regular(shop, kim, [(0, 0)], parse_entry("8-12"), DANA)
    assert DayPlan.select().count() == kept
    with travel("2026-12-15 13:00", tick=False):
        paint_regular(shop, kim, [(0, 0)], parse_entry("off"), DANA)
    found = weeks(shop)
    assert (found["2026-12-07"], found["2026-12-14"], found["2026-12-21"]) == (
        NINE_TO_FIVE, ((480, 720),), (),
    )  # fmt: skip


@travel(LATER, tick=False)
def test_a_day_without_hours_is_kept_as_one(shop: Shop) -> None:
    kim = steps.column("Kim")
    paint_regular(shop, kim, [(0, 6)], parse_entry("10-14"), DANA)
    sunday = DAY + timedelta(6)
    assert hours.hours_of(shop.branch, sunday, [kim])[kim] == hours.Hours((), "not scheduled")
    grid = read_grid(shop, [sunday])
    cell = next(line.cells[0] for line in grid.people if line.label == "Kim")
    assert cell.hours.ranges == ()


@travel(LATER, tick=False)
def test_from_a_day_on(shop: Shop) -> None:
    kim, before = steps.column("Kim"), weeks(shop)
    since = DAY + timedelta(25)  # Friday, 18 December
    done = paint_regular(shop, kim, [(0, 4)], parse_entry("off"), DANA, since=since)
    assert "Fri from Fri 18 Dec on: does not work (" in done.words
    after = weeks(shop)
    assert {d for d in after if after[d] != before[d]} == {"2026-12-18", "2026-12-25"}
    with pytest.raises(Refused, match="is over, and what was planned then stays"):
        paint_regular(shop, kim, [(0, 4)], parse_entry("off"), DANA, since=DAY)


@travel(LATER, tick=False)
def test_a_rotation_leaves_the_past_too(shop: Shop) -> None:
    kim, before = steps.column("Kim"), weeks(shop)
    set_rotation(shop, kim, 2, DAY + timedelta(14), DANA)
    assert weeks(shop) == before  # a new week begins as a copy
    paint_regular(shop, kim, [(1, n) for n in range(6)], parse_entry("12-20"), DANA)
    after = weeks(shop)
    assert {d for d in after if after[d] != before[d]} == {
        f"2026-12-{n}" for n in range(14, 20)
    }  # fmt: skip


@travel(LATER, tick=False)
def test_exceptions_and_closed_days_stay_what_they_are(shop: Shop) -> None:
    kim = steps.column("Kim")
    with travel("2026-11-24 13:00", tick=False):
        close_days(shop, [CloseWish(DAY + timedelta(7), "inventory")], DANA)
        paint(shop, [Target(kim, DAY + timedelta(14))], parse_entry("vac Rome"), DANA)
    paint_regular(shop, kim, [(0, 0)], parse_entry("12-20"), DANA)
    rows = {str(plan.day): plan.off_kind for plan in DayPlan.select()}
    assert rows == {"2026-11-23": "", "2026-12-07": "vacation"}
    found = hours.hours_of(shop.branch, DAY + timedelta(7), [kim])[kim]
    assert found == hours.Hours((), "closed: inventory")


@travel(LATER, tick=False)
def test_who_is_new_has_nothing_to_keep(shop: Shop) -> None:
    ana = steps.column("Ana")  # no visit and no punch so far
    paint_regular(shop, ana, [(0, 0)], parse_entry("12-20"), DANA)
    assert not DayPlan.select().exists()
