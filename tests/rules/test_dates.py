"""Dates, times and lengths as people say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui import dates
from pettui.dates import (
    add_months,
    day_text,
    distance,
    end_of_month,
    parse_day,
    parse_length,
    parse_time,
    parse_when,
)

TODAY = date(2026, 11, 23)  # a Monday
days = st.dates(date(1980, 1, 1), date(2199, 1, 1))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-11-23"), ("now", "2026-11-23"), ("tom", "2026-11-24"),
        ("Tomorrow", "2026-11-24"), ("yest", "2026-11-22"), ("yesterday", "2026-11-22"),
        ("mon", "2026-11-23"), ("fri", "2026-11-27"), ("Fri.", "2026-11-27"),
        ("su", "2026-11-29"), ("thurs", "2026-11-26"), ("weds", "2026-11-25"),
        ("next mon", "2026-11-30"), ("next fri", "2026-11-27"), ("next week", "2026-11-30"),
        ("next month", "2026-12-23"), ("+3", "2026-11-26"), ("+6w", "2027-01-04"),
        ("+ 6 w", "2027-01-04"), ("-1m", "2026-10-23"), ("+1y", "2027-11-23"),
        ("in 6 weeks", "2027-01-04"), ("2 days", "2026-11-25"), ("eom", "2026-11-30"),
        ("12/3", "2026-12-03"), ("12/3/27", "2027-12-03"), ("12/3/2027", "2027-12-03"),
        ("11/20", "2026-11-20"), ("10/23", "2026-10-23"), ("10/22", "2027-10-22"),
        ("1/5", "2027-01-05"), ("2/29", "2028-02-29"), ("3 dec", "2026-12-03"),
        ("dec 3", "2026-12-03"), ("3rd december", "2026-12-03"), ("Dec. 3", "2026-12-03"),
        ("dec 3, 2027", "2027-12-03"), ("3 dec 27", "2027-12-03"), ("sept 1", "2027-09-01"),
        ("2026-12-03", "2026-12-03"), ("2026-1-5", "2026-01-05"),
        ("Fri 27 Nov 2026", "2026-11-27"), ("fri 27 nov", "2026-11-27"),
    ],
)  # fmt: skip
def test_days(said: str, day: str) -> None:
    assert parse_day(said, TODAY) == date.fromisoformat(day)


def test_a_date_of_the_last_weeks_is_not_next_years() -> None:
    assert parse_day("12/28", date(2027, 1, 10)) == date(2026, 12, 28)
    assert parse_day("2/29", date(2028, 6, 1)) == date(2032, 2, 29)
    assert parse_day("2/29", date(2097, 1, 1)) == date(2104, 2, 29)  # 2100 is no leap year


def test_a_country_may_write_the_day_first() -> None:
    assert parse_day("3/12", TODAY, month_first=False) == date(2026, 12, 3)
    assert parse_day("3.12.", TODAY, month_first=False) == date(2026, 12, 3)
    assert parse_when("3.12. 9", TODAY, month_first=False) == (date(2026, 12, 3), 540)


@pytest.mark.parametrize(
    "said",
    [
        "", "  ", "4/31", "2/30", "13/1", "31 jun", "2026-02-29", "2026-13-01", "+9999y",
        "-9999y", "xyz", "t", "mon tue", "next", "dec", "dec 32", "dec 3 1430", "2e5", "[/]",
        "\x1b[31m", "fri\x00", "9" * 100_000, "fri " * 50_000,
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_a_hint(said: str) -> None:
    with pytest.raises(ValueError, match="Say it like today, fri") as refused:
        parse_day(said, TODAY)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 160


@given(days, st.sampled_from(dates.WEEKDAYS), st.integers(2, 9))
def test_a_weekday_is_the_next_one_and_never_past(today: date, name: str, length: int) -> None:
    found = parse_day(name[: max(length, 2)], today)
    assert 0 <= (found - today).days < 7
    assert f"{found:%A}".lower() == name
    assert 1 <= (parse_day(f"next {name}", today) - today).days <= 7


@given(days, days)
def test_what_is_echoed_is_understood(day: date, today: date) -> None:
    assert parse_day(day_text(day), today) == day
    assert parse_day(day.isoformat(), today) == day


@given(days, st.integers(-600, 600))
def test_months_keep_the_day_or_take_the_last(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and found == end_of_month(found))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)), (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)), (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)  # fmt: skip
def test_month_ends(day: date, months: int, found: date) -> None:
    assert add_months(day, months) == found


@pytest.mark.parametrize(
    ("said", "minute"),
    [
        ("9", 540), ("930", 570), ("9:30", 570), ("9.30", 570), ("9h30", 570), ("9h", 540),
        ("1430", 870), ("14:30", 870), ("2p", 840), ("2 pm", 840), ("2:30p.m.", 870),
        ("9am", 540), ("12", 720), ("12a", 0), ("12p", 720), ("12:15am", 15), ("0", 0),
        ("1", 780), ("6", 1080), ("630", 1110), ("7", 420), ("0630", 390), ("06:30", 390),
        ("6a", 360), ("23:59", 1439), ("noon", 720), ("morning", 540), ("PM", 780),
    ],
)  # fmt: skip
def test_times(said: str, minute: int) -> None:
    assert parse_time(said) == minute


@pytest.mark.parametrize(
    "said",
    ["", "24", "24:00", "9:60", "975", "13p", "0a", "9m", "9:3", "nine", "9-10", "-9", "9 9"],
)
def test_what_is_no_time_is_refused_with_a_hint(said: str) -> None:
    with pytest.raises(ValueError, match=r"Say it like 9, 930, 2p or 14:30\."):
        parse_time(said)


@pytest.mark.parametrize(
    ("said", "day", "minute"),
    [
        ("fri 2p", date(2026, 11, 27), 840), ("tom 9", date(2026, 11, 24), 540),
        ("12/3 930", date(2026, 12, 3), 570), ("+6w", date(2027, 1, 4), None),
        ("+6w 9", date(2027, 1, 4), 540), ("+3 9", date(2026, 11, 26), 540),
        ("eom", date(2026, 11, 30), None), ("9", None, 540), ("2 pm", None, 840),
        ("9.30", None, 570), ("3 dec 9", date(2026, 12, 3), 540),
        ("dec 3 10", date(2026, 12, 3), 600), ("dec 3 1430", date(2026, 12, 3), 870),
        ("dec 3 2027", date(2027, 12, 3), None), ("next fri 2 pm", date(2026, 11, 27), 840),
        ("Fri 27 Nov 2026 14:00", date(2026, 11, 27), 840), ("today noon", TODAY, 720),
    ],
)  # fmt: skip
def test_a_day_with_a_time(said: str, day: date | None, minute: int | None) -> None:
    assert parse_when(said, TODAY) == (day, minute)


@pytest.mark.parametrize("said", ["", "fri xx", "xx 9", "4/31 9", "a b " * 20_000, "9" * 99_999])
def test_what_is_neither_is_refused_with_a_hint(said: str) -> None:
    with pytest.raises(ValueError, match="Say it like") as refused:
        parse_when(said, TODAY)
    assert len(str(refused.value)) < 160


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("90", 90), ("90m", 90), ("90 min", 90), ("1:30", 90), ("1h30", 90), ("1h", 60),
        ("1.5h", 90), ("1,5 h", 90), ("5", 5), ("12h", 720), ("1:05", 65),
    ],
)  # fmt: skip
def test_lengths(said: str, minutes: int) -> None:
    assert parse_length(said) == minutes


@pytest.mark.parametrize("said", ["", "0", "4", "721", "13h", "1:75", "1h99", "x", "-5", "999999"])
def test_what_is_no_length_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"not a length|out of range"):
        parse_length(said)


@pytest.mark.parametrize(
    ("days_away", "words"),
    [
        (0, "today"), (1, "tomorrow"), (-1, "yesterday"), (4, "in 4 days"), (13, "in 13 days"),
        (14, "in 2 weeks"), (-20, "2 weeks ago"), (69, "in 9 weeks"), (70, "in 2 months"),
        (-365, "12 months ago"), (731, "in 2 years"), (-3653, "10 years ago"),
    ],
)  # fmt: skip
def test_how_far_away(days_away: int, words: str) -> None:
    assert distance(TODAY + timedelta(days=days_away), TODAY) == words
