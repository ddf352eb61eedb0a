"""The dates of a rule: the tables of DOMAIN 7, and a slow, obvious reference beside them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.book.series.rule import LAST, Rule, comes_on, dates, further, shifted
from pettui.history.door import Refused

MON, TUE, WED, THU, FRI = range(5)


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


TABLE = [
    ("every 3 days", Rule("D", date(2026, 11, 24), 3, visits=3),
     days("2026-11-24", "2026-11-27", "2026-11-30")),
    ("every 6 weeks", Rule("W", date(2026, 11, 24), 6, visits=3),
     days("2026-11-24", "2027-01-05", "2027-02-16")),
    ("visits are counted, not weeks",
     Rule("W", date(2026, 11, 24), 1, (TUE, THU), visits=5),
     days("2026-11-24", "2026-11-26", "2026-12-01", "2026-12-03", "2026-12-08")),
    ("two weekdays every other week",
     Rule("W", date(2026, 11, 23), 2, (MON, FRI), visits=4),
     days("2026-11-23", "2026-11-27", "2026-12-07", "2026-12-11")),
    ("a start that does not match begins at the first that does",
     Rule("W", date(2026, 11, 25), 2, (TUE,), visits=2), days("2026-12-01", "2026-12-15")),
    ("day 31 falls on the last day of a short month",
     Rule("M", date(2026, 12, 31), visits=5),
     days("2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30")),
    ("or such months are skipped",
     Rule("M", date(2026, 12, 31), short_month="skip", visits=4),
     days("2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31")),
    ("day 30 only misses in February",
     Rule("M", date(2027, 1, 30), visits=3), days("2027-01-30", "2027-02-28", "2027-03-30")),
    ("29 February, a day earlier in other years",
     Rule("M", date(2028, 2, 29), 12, visits=5),
     days("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29")),
    ("29 February, in leap years alone",
     Rule("M", date(2028, 2, 29), 12, short_month="skip", visits=2),
     days("2028-02-29", "2032-02-29")),
    ("the third Friday",
     Rule("M", date(2026, 11, 24), 1, (FRI,), 3, visits=3),
     days("2026-12-18", "2027-01-15", "2027-02-19")),
    ("the last Friday every 2 months",
     Rule("M", date(2026, 11, 27), 2, (FRI,), LAST, visits=3),
     days("2026-11-27", "2027-01-29", "2027-03-26")),
    ("a fifth Monday, where there is one",
     Rule("M", date(2026, 11, 30), 1, (MON,), 5, visits=3),
     days("2026-11-30", "2027-03-29", "2027-05-31")),
    ("until a date, that date too",
     Rule("W", date(2026, 11, 24), 1, until=date(2026, 12, 8)),
     days("2026-11-24", "2026-12-01", "2026-12-08")),
    ("over a year's end with 53 weeks",
     Rule("W", date(2026, 12, 28), 2, (MON,), visits=2), days("2026-12-28", "2027-01-11")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "wanted"), [t[1:] for t in TABLE], ids=[t[0] for t in TABLE])
def test_dates(rule: Rule, wanted: tuple[date, ...]) -> None:
    assert dates(rule) == wanted


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule("W", date(2026, 11, 24)), "Say when the series ends"),
        (Rule("W", date(2026, 11, 24), visits=3, until=date(2027, 1, 1)), "Say when the series"),
        (Rule("W", date(2026, 11, 24), until=date(2026, 11, 1)), "end before it begins"),
        (Rule("W", date(2026, 11, 24), until=date(2046, 11, 1)), "ten years ahead"),
        (Rule("D", date(2026, 11, 24), visits=400), "1 to 366 visits"),
        (Rule("D", date(2026, 11, 24), until=date(2028, 11, 24)), "more than 366 visits"),
        (Rule("D", date(2026, 11, 24), 0, visits=4), "every 1 to 366"),
        (Rule("Y", date(2026, 11, 24), visits=4), "days, weeks or months"),
        (Rule("M", date(2026, 11, 24), 1, (MON,), 6, visits=4), "first to fifth"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(rule: Rule, words: str) -> None:
    with pytest.raises(Refused, match=words):
        dates(rule)


rules = st.builds(
    Rule,
    st.sampled_from("DWM"),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.integers(1, 9),
    st.sets(st.integers(0, 6), max_size=3).map(lambda found: tuple(sorted(found))),
    st.sampled_from((0, 0, 1, 2, 3, 4, LAST)),
    st.sampled_from(("last", "skip")),
    st.integers(1, 12),
    st.none(),
)


def matches(rule: Rule, day: date, first: date) -> bool:
    """Say day by day what a rule means, given its first date."""
    months = (day.year - first.year) * 12 + day.month - first.month
    if rule.unit == "D":
        return (day - rule.start).days % rule.every == 0
    if rule.unit == "W":
        monday, begin = (d - timedelta(days=d.weekday()) for d in (day, first))
        wanted = rule.weekdays or (rule.start.weekday(),)
        return day.weekday() in wanted and (monday - begin).days // 7 % rule.every == 0
    if months % rule.every:
        return False
    length = monthrange(day.year, day.month)[1]
    if rule.ordinal:
        weekday = rule.weekdays[0] if len(rule.weekdays) == 1 else rule.start.weekday()
        last = day.day + 7 > length
        nth = (day.day - 1) // 7 + 1
        return day.weekday() == weekday and (last if rule.ordinal == LAST else nth == rule.ordinal)
    if rule.short_month == "last":
        return day.day == min(rule.start.day, length)
    return day.day == rule.start.day


@given(rules)
def test_every_date_and_no_other_is_found(rule: Rule) -> None:
    found = dates(rule)
    assert found
    assert all(one < other for one, other in pairwise(found))
    every = [
        found[0] + timedelta(days=n)
        for n in range((found[-1] - found[0]).days + 1)
        if matches(rule, found[0] + timedelta(days=n), found[0])
    ]
    assert list(found) == every
    assert len(found) == rule.visits or found[-1] > rule.start + timedelta(days=3000)
    before = [rule.start + timedelta(days=n) for n in range((found[0] - rule.start).days)]
    assert not any(matches(rule, day, day) for day in before)


@given(rules, st.integers(1, 5))
def test_further_dates_go_on_where_the_rule_ends(rule: Rule, number: int) -> None:
    found = dates(rule)
    longer = dates(rule._replace(visits=(rule.visits or 0) + number))
    if len(longer) == (rule.visits or 0) + number:
        assert further(rule, found[-1], number) == longer[len(found) :]
    assert comes_on(rule, found[-1])


@given(rules, st.integers(-6, 6))
def test_a_shifted_rule_comes_on_the_date_to_which_a_visit_was_moved(rule: Rule, by: int) -> None:
    found = dates(rule)
    onto = found[0] + timedelta(days=by)
    moved = shifted(rule._replace(start=found[0]), by, onto)
    if not rule.weekdays or rule.unit != "M":
        assert comes_on(moved, onto)
