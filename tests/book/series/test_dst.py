"""Whatever the rule and the zone, visits of a series stand at one time of the shop's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pettui.book.plan import NO_GOODS, Plan, PlannedRow
from pettui.book.series.copying import Original, Pick, plan_at
from pettui.book.series.rule import Rule, dates

ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago")
rules = st.builds(
    Rule, st.sampled_from("DWM"), st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(1, 60),
    weekdays=st.just(()), ordinal=st.just(0), short_month=st.sampled_from(("last", "skip")),
    visits=st.integers(2, 30), until=st.none(),
)  # fmt: skip


@given(rules, st.sampled_from(ZONES), st.integers(6 * 12, 20 * 12))
def test_the_wall_clock_holds(rule: Rule, zone: str, slot: int) -> None:
    start = 5 * slot
    row = PlannedRow(1, 1, 1, start=start, setup=45)
    source = Original(1, 1, Plan(1, rule.start, start, (row,)), (), NO_GOODS, {}, "", "", "", "")
    walls = set()
    for day in dates(rule):
        plan = plan_at(source, Pick(day, day, start))
        minute = plan.rows[0].start or 0
        wall = datetime.combine(plan.day, time(minute // 60, minute % 60), ZoneInfo(zone))
        back = wall.astimezone(UTC).astimezone(ZoneInfo(zone))
        assert back.date() == day
        walls.add(back.time())
    assert walls == {time(start // 60, start % 60)}
