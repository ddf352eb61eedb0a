"""Two hundred phrases of dates and times, in both orders of day and month, at several nows.

Among them is what calendars get wrong: a weekday's name on that day, "next" at a weekend, 12a,
midnight, the end of a month and of a year, 29 February, and weekdays whose time is over.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.dates import WEEKDAYS, Window, day_text, parse_day, parse_time, parse_when, parse_window
from pettui.spoken import days
from pettui.spoken.days import Sight

MON = date(2026, 11, 23)
FRI = date(2026, 11, 27)
SAT = date(2026, 11, 28)
SUN = date(2026, 11, 29)
EOM = date(2026, 1, 31)  # a Saturday, and the month after is short
NYE = date(2026, 12, 31)  # a Thursday
LEAP = date(2028, 2, 29)  # a Tuesday
YEAR = date(2027, 1, 1)  # a Friday

PHRASES: tuple[tuple[date, str, str], ...] = (
    # today and around it
    (MON, "today", "2026-11-23"), (MON, "tod", "2026-11-23"), (MON, "now", "2026-11-23"),
    (MON, "tom", "2026-11-24"), (MON, "tmrw", "2026-11-24"), (MON, "tomorrow", "2026-11-24"),
    (MON, "day after tomorrow", "2026-11-25"), (MON, "the day after tomorrow", "2026-11-25"),
    (MON, "yesterday", "2026-11-22"), (MON, "day before yesterday", "2026-11-21"),
    (NYE, "tom", "2027-01-01"), (EOM, "tomorrow", "2026-02-01"), (LEAP, "tom", "2028-03-01"),
    (date(2027, 2, 28), "tom", "2027-03-01"), (YEAR, "yesterday", "2026-12-31"),
    # weekdays: never in the past, and the name of today is today
    (MON, "mon", "2026-11-23"), (MON, "this mon", "2026-11-23"), (MON, "next mon", "2026-11-30"),
    (MON, "tue", "2026-11-24"), (MON, "sun", "2026-11-29"), (MON, "fri", "2026-11-27"),
    (MON, "this fri", "2026-11-27"), (MON, "on fri", "2026-11-27"), (MON, "FRI.", "2026-11-27"),
    (MON, "coming fri", "2026-11-27"), (MON, "next fri", "2026-11-27"),
    (MON, "nxt fri", "2026-11-27"), (MON, "last fri", "2026-11-20"),
    (MON, "last mon", "2026-11-16"),
    (FRI, "fri", "2026-11-27"), (FRI, "this friday", "2026-11-27"),
    (FRI, "next fri", "2026-12-04"), (FRI, "last fri", "2026-11-20"), (FRI, "thu", "2026-12-03"),
    (FRI, "sat", "2026-11-28"), (FRI, "next sat", "2026-11-28"),
    (SAT, "fri", "2026-12-04"), (SAT, "next fri", "2026-12-04"), (SAT, "sat", "2026-11-28"),
    (SAT, "next sat", "2026-12-05"), (SAT, "sun", "2026-11-29"), (SAT, "next sun", "2026-11-29"),
    (SAT, "next mon", "2026-11-30"), (SAT, "last sat", "2026-11-21"),
    (SUN, "sun", "2026-11-29"), (SUN, "next sun", "2026-12-06"), (SUN, "mon", "2026-11-30"),
    (SUN, "next mon", "2026-11-30"), (SUN, "sat", "2026-12-05"), (SUN, "last sun", "2026-11-22"),
    (NYE, "thu", "2026-12-31"), (NYE, "fri", "2027-01-01"), (NYE, "wed", "2027-01-06"),
    # weekdays of calendar weeks
    (MON, "fri next week", "2026-12-04"), (MON, "next week fri", "2026-12-04"),
    (MON, "mon next week", "2026-11-30"), (MON, "fri this week", "2026-11-27"),
    (SAT, "fri next week", "2026-12-04"), (SUN, "fri next week", "2026-12-04"),
    (SUN, "sun next week", "2026-12-06"), (NYE, "mon next week", "2027-01-04"),
    # so far from today
    (MON, "+3", "2026-11-26"), (MON, "+0", "2026-11-23"), (MON, "+6w", "2027-01-04"),
    (MON, "+ 6 w", "2027-01-04"), (MON, "+6 weeks", "2027-01-04"), (MON, "6w", "2027-01-04"),
    (MON, "6wks", "2027-01-04"), (MON, "in 6 weeks", "2027-01-04"), (MON, "in 6w", "2027-01-04"),
    (MON, "6 weeks", "2027-01-04"), (MON, "in six weeks", "2027-01-04"),
    (MON, "in a week", "2026-11-30"), (MON, "a week", "2026-11-30"),
    (MON, "in a fortnight", "2026-12-07"), (MON, "in a couple of weeks", "2026-12-07"),
    (MON, "in two weeks' time", "2026-12-07"), (MON, "10d", "2026-12-03"),
    (MON, "+10d", "2026-12-03"), (MON, "in 10 days", "2026-12-03"), (MON, "+1m", "2026-12-23"),
    (MON, "in 3 months", "2027-02-23"), (MON, "+1y", "2027-11-23"), (MON, "-1m", "2026-10-23"),
    (MON, "2 weeks ago", "2026-11-09"), (MON, "next week", "2026-11-30"),
    (MON, "last week", "2026-11-16"), (MON, "next month", "2026-12-23"),
    (MON, "next year", "2027-11-23"), (EOM, "+1m", "2026-02-28"), (EOM, "next month", "2026-02-28"),
    (EOM, "+1w", "2026-02-07"), (LEAP, "+1y", "2029-02-28"), (LEAP, "+4y", "2032-02-29"),
    (NYE, "+1", "2027-01-01"), (NYE, "+6w", "2027-02-11"), (NYE, "+2m", "2027-02-28"),
    # so far from another day
    (MON, "a week from fri", "2026-12-04"), (MON, "week from tomorrow", "2026-12-01"),
    (MON, "2 weeks from fri", "2026-12-11"), (MON, "6 weeks from tue", "2027-01-05"),
    (MON, "2 weeks after dec 3", "2026-12-17"), (MON, "fri week", "2026-12-04"),
    (MON, "fri in 2 weeks", "2026-12-11"), (MON, "fri +2w", "2026-12-11"),
    (MON, "+2w fri", "2026-12-11"), (SAT, "a week from fri", "2026-12-11"),
    (FRI, "a week from today", "2026-12-04"), (FRI, "fri week", "2026-12-04"),
    # ends and beginnings
    (MON, "eom", "2026-11-30"), (MON, "end of month", "2026-11-30"),
    (MON, "end of the month", "2026-11-30"), (MON, "month end", "2026-11-30"),
    (MON, "last day of the month", "2026-11-30"), (MON, "eom dec", "2026-12-31"),
    (MON, "end of dec", "2026-12-31"), (MON, "end of february", "2027-02-28"),
    (MON, "end of feb 2028", "2028-02-29"), (MON, "end of next month", "2026-12-31"),
    (MON, "eoy", "2026-12-31"), (MON, "end of the year", "2026-12-31"),
    (MON, "year end", "2026-12-31"), (MON, "bom", "2026-12-01"),
    (MON, "first of next month", "2026-12-01"), (MON, "1st of the month", "2026-12-01"),
    (EOM, "eom", "2026-01-31"), (EOM, "end of next month", "2026-02-28"),
    (EOM, "bom", "2026-02-01"),
    (date(2028, 2, 1), "eom", "2028-02-29"), (NYE, "eom", "2026-12-31"), (NYE, "eoy", "2026-12-31"),
    (NYE, "end of jan", "2027-01-31"), (date(2026, 11, 30), "eom", "2026-11-30"),
    # the nth weekday of a month
    (MON, "first mon of dec", "2026-12-07"), (MON, "1st mon of dec", "2026-12-07"),
    (MON, "2nd tue of next month", "2026-12-08"), (MON, "last fri of the month", "2026-11-27"),
    (MON, "the last fri of november", "2026-11-27"), (MON, "first mon of the month", "2026-12-07"),
    (MON, "third thu of nov", "2027-11-18"), (SAT, "last fri of november", "2027-11-26"),
    # the day of a month
    (MON, "27th", "2026-11-27"), (MON, "the 27th", "2026-11-27"), (MON, "the 23rd", "2026-11-23"),
    (MON, "the 1st", "2026-12-01"), (MON, "the 22nd", "2026-12-22"), (MON, "31st", "2026-12-31"),
    (EOM, "the 30th", "2026-03-30"), (EOM, "31st", "2026-01-31"), (EOM, "29th", "2026-03-29"),
    (MON, "15th of next month", "2026-12-15"), (NYE, "the 2nd", "2027-01-02"),
    (MON, "fri 27", "2026-11-27"), (MON, "fri 27th", "2026-11-27"),
    (MON, "fri the 27th", "2026-11-27"),
    (MON, "fri the 4th", "2026-12-04"), (date(2026, 11, 1), "fri the 13th", "2026-11-13"),
    # months by name
    (MON, "dec 3", "2026-12-03"), (MON, "3 dec", "2026-12-03"), (MON, "3dec", "2026-12-03"),
    (MON, "dec3", "2026-12-03"), (MON, "3rd of december", "2026-12-03"),
    (MON, "the 3rd of dec", "2026-12-03"), (MON, "December 3rd", "2026-12-03"),
    (MON, "Dec. 3", "2026-12-03"), (MON, "dec 3, 2027", "2027-12-03"),
    (MON, "3 dec 27", "2027-12-03"),
    (MON, "thu 3 dec", "2026-12-03"), (MON, "thursday, dec 3rd", "2026-12-03"),
    (MON, "jan 5", "2027-01-05"), (MON, "sept 1", "2027-09-01"), (MON, "may 1", "2027-05-01"),
    (MON, "nov 20", "2026-11-20"), (MON, "oct 20", "2027-10-20"), (MON, "29 feb", "2028-02-29"),
    (NYE, "dec 31", "2026-12-31"), (NYE, "jan 1", "2027-01-01"), (YEAR, "dec 31", "2026-12-31"),
    (YEAR, "dec 24", "2026-12-24"), (YEAR, "dec 24 2027", "2027-12-24"),
    (MON, "Fri 27 Nov 2026", "2026-11-27"), (MON, "2026-12-03", "2026-12-03"),
    (MON, "2026/12/3", "2026-12-03"), (MON, "2026-1-5", "2026-01-05"),
)  # fmt: skip

SLASHES: tuple[tuple[date, str, str | None, str | None], ...] = (
    (MON, "12/3", "2026-12-03", "2027-03-12"), (MON, "3/12", "2027-03-12", "2026-12-03"),
    (MON, "12/3/27", "2027-12-03", "2027-03-12"), (MON, "12/3/2027", "2027-12-03", "2027-03-12"),
    (MON, "12-3-2027", "2027-12-03", "2027-03-12"), (MON, "3.12.", "2027-03-12", "2026-12-03"),
    (MON, "12.3.2027", "2027-12-03", "2027-03-12"), (MON, "11/12", "2026-11-12", "2026-12-11"),
    (MON, "11/11", "2026-11-11", "2026-11-11"), (MON, "1/2", "2027-01-02", "2027-02-01"),
    (MON, "13/1", None, "2027-01-13"), (MON, "1/13", "2027-01-13", None),
    (MON, "2/29", "2028-02-29", None), (MON, "29/2", None, "2028-02-29"), (MON, "2/30", None, None),
    (MON, "thu 12/3", "2026-12-03", None), (MON, "fri 12/3", None, "2027-03-12"),
    (NYE, "1/1", "2027-01-01", "2027-01-01"), (YEAR, "31/12", None, "2026-12-31"),
    (YEAR, "12/31", "2026-12-31", None), (EOM, "2/1", "2026-02-01", "2026-01-02"),
)  # fmt: skip

TIMES: tuple[tuple[str, str], ...] = (
    ("12a", "0:00"), ("12am", "0:00"), ("midnight", "0:00"), ("12 midnight", "0:00"),
    ("0:00", "0:00"), ("12:30a", "0:30"), ("12p", "12:00"), ("12", "12:00"), ("12:15", "12:15"),
    ("noon", "12:00"), ("12 noon", "12:00"), ("1", "13:00"), ("6", "18:00"), ("7", "7:00"),
    ("11a", "11:00"), ("11p", "23:00"), ("2p", "14:00"), ("2 p.m.", "14:00"), ("@2p", "14:00"),
    ("930", "9:30"), ("9.30", "9:30"), ("9h30", "9:30"), ("1430", "14:30"), ("0145", "1:45"),
    ("half past 9", "9:30"), ("half past two", "14:30"), ("quarter past 10", "10:15"),
    ("a quarter to 3", "14:45"), ("ten to three", "14:50"), ("20 past 4", "16:20"),
    ("quarter to 12a", "23:45"), ("9 o'clock", "9:00"), ("23:59", "23:59"),
)  # fmt: skip

SPANS: tuple[tuple[date, str, str, str, str], ...] = (
    (MON, "fri am", "2026-11-27", "0:00", "12:00"),
    (MON, "fri morning", "2026-11-27", "0:00", "12:00"),
    (MON, "morning of 12/3", "2026-12-03", "0:00", "12:00"),
    (MON, "am fri", "2026-11-27", "0:00", "12:00"),
    (MON, "fri pm", "2026-11-27", "12:00", "24:00"),
    (MON, "fri eve", "2026-11-27", "17:00", "24:00"),
    (MON, "fri afternoon", "2026-11-27", "12:00", "18:00"),
    (MON, "fri after 3", "2026-11-27", "15:00", "24:00"),
    (MON, "after 3 on fri", "2026-11-27", "15:00", "24:00"),
    (MON, "fri before 11", "2026-11-27", "0:00", "11:00"),
    (MON, "fri by 11", "2026-11-27", "0:00", "11:01"),
    (MON, "fri 9-11", "2026-11-27", "9:00", "11:00"),
    (MON, "fri 9 to 11", "2026-11-27", "9:00", "11:00"),
    (MON, "fri between 2 and 4", "2026-11-27", "14:00", "16:00"),
    (MON, "fri 2-4p", "2026-11-27", "14:00", "16:00"),
    (MON, "fri 9-1p", "2026-11-27", "9:00", "13:00"),
    (MON, "fri from 9 to noon", "2026-11-27", "9:00", "12:00"),
    (MON, "fri 10-midnight", "2026-11-27", "10:00", "24:00"),
    (MON, "fri around 2", "2026-11-27", "13:30", "14:31"),
    (MON, "fri 2ish", "2026-11-27", "13:30", "14:31"),
    (MON, "fri 3 or later", "2026-11-27", "15:00", "24:00"),
    (MON, "fri first thing", "2026-11-27", "0:00", "10:00"),
    (MON, "fri after lunch", "2026-11-27", "13:00", "24:00"),
    (MON, "fri late morning", "2026-11-27", "10:00", "12:00"),
    (MON, "this afternoon", "2026-11-23", "12:00", "18:00"),
    (MON, "tonight", "2026-11-23", "17:00", "24:00"),
    (MON, "tomorrow in the morning", "2026-11-24", "0:00", "12:00"),
    (MON, "eom am", "2026-11-30", "0:00", "12:00"),
    (MON, "next fri pm", "2026-11-27", "12:00", "24:00"),
    (MON, "+6w after 3", "2027-01-04", "15:00", "24:00"),
    (MON, "12/3 930", "2026-12-03", "9:30", ""),
    (MON, "tom 9", "2026-11-24", "9:00", ""), (MON, "fri 2p", "2026-11-27", "14:00", ""),
    (MON, "2p fri", "2026-11-27", "14:00", ""), (MON, "9 on 12/3", "2026-12-03", "9:00", ""),
    (MON, "fri 12a", "2026-11-27", "0:00", ""), (MON, "fri midnight", "2026-11-27", "0:00", ""),
    (MON, "fri noon", "2026-11-27", "11:30", "13:30"), (MON, "fri 14", "2026-11-27", "14:00", ""),
    (MON, "3 dec 9", "2026-12-03", "9:00", ""), (MON, "dec 3 10", "2026-12-03", "10:00", ""),
    (MON, "fri at half past 2", "2026-11-27", "14:30", ""),
    (NYE, "fri 9", "2027-01-01", "9:00", ""),
    (MON, "fri 27 nov at 2", "2026-11-27", "14:00", ""),
    (MON, "the 3rd 9", "2026-12-03", "9:00", ""),
)  # fmt: skip


def minute(text: str) -> int:
    hour, _, rest = text.partition(":")
    return int(hour) * 60 + int(rest)


def test_there_are_two_hundred_of_them() -> None:
    table = {*PHRASES, *SLASHES, *TIMES, *SPANS}
    assert len(table) == len(PHRASES) + len(SLASHES) + len(TIMES) + len(SPANS) >= 200


@pytest.mark.parametrize("month_first", [True, False])
@pytest.mark.parametrize(("today", "said", "day"), PHRASES)
def test_a_day(today: date, said: str, day: str, month_first: bool) -> None:
    assert parse_day(said, today, month_first=month_first) == date.fromisoformat(day)


@pytest.mark.parametrize(("today", "said", "us", "eu"), SLASHES)
def test_a_date_of_numbers_in_both_orders(
    today: date, said: str, us: str | None, eu: str | None
) -> None:
    for month_first, day in ((True, us), (False, eu)):
        if day is None:
            with pytest.raises(ValueError, match="Say it like"):
                parse_day(said, today, month_first=month_first)
        else:
            assert parse_day(said, today, month_first=month_first) == date.fromisoformat(day)


@pytest.mark.parametrize(("said", "at"), TIMES)
def test_a_time(said: str, at: str) -> None:
    assert parse_time(said) == minute(at)


@pytest.mark.parametrize(("today", "said", "day", "start", "end"), SPANS)
def test_a_part_of_a_day(today: date, said: str, day: str, start: str, end: str) -> None:
    found = parse_window(said, today)
    expected = minute(end) if end else minute(start) + 1
    assert found == Window(date.fromisoformat(day), minute(start), expected, exact=not end)


@pytest.mark.parametrize(
    ("today", "week_start", "said", "other"),
    [
        (MON, 0, "next fri", "2026-12-04"), (MON, 6, "next fri", "2026-12-04"),
        (MON, 0, "next mon", None), (SAT, 0, "next fri", "2026-12-11"),
        (SUN, 0, "next mon", "2026-12-07"), (SUN, 6, "next fri", "2026-12-11"),
        (FRI, 0, "next thu", None), (MON, 0, "fri", None), (MON, 0, "fri next week", None),
    ],
)  # fmt: skip
def test_next_may_mean_one_of_two_days(
    today: date, week_start: int, said: str, other: str | None
) -> None:
    found = days.read(said.split(), Sight(today, True, week_start))
    assert found is not None
    assert found.other == (date.fromisoformat(other) if other else None)


def test_a_week_begins_where_the_shop_says() -> None:
    assert parse_day("fri next week", SUN, week_start=0) == date(2026, 12, 4)
    assert parse_day("fri next week", SUN, week_start=6) == date(2026, 12, 11)


@pytest.mark.parametrize(
    ("said", "now", "day"),
    [
        ("mon 9", 8 * 60, "2026-11-23"), ("mon 9", 9 * 60 + 14, "2026-11-23"),
        ("mon 9", 9 * 60 + 15, "2026-11-30"), ("mon am", 11 * 60, "2026-11-23"),
        ("mon am", 12 * 60, "2026-11-30"), ("mon", 23 * 60, "2026-11-23"),
        ("this mon 9", 14 * 60, "2026-11-30"), ("today 9", 14 * 60, "2026-11-23"),
        ("tue 9", 14 * 60, "2026-11-24"), ("11/23 9", 14 * 60, "2026-11-23"),
    ],
)  # fmt: skip
def test_a_weekday_whose_time_is_over_is_the_one_in_a_week(said: str, now: int, day: str) -> None:
    assert parse_window(said, MON, now=now).day == date.fromisoformat(day)


@pytest.mark.parametrize(
    "said",
    [
        "fri 28 nov", "thu the 27th", "mon 11/24", "tue 27th", "31 june", "31st of feb",
        "5th mon of dec 2028", "sun this week x", "mon this week 2", "32nd", "the 0th", "next",
        "last", "first", "fifth", "in", "+w", "6q", "of", "on", "the", "week", "from fri",
        "a week from", "end", "end of", "eom x", "fri fri", "tom tom", "next next fri",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_words(said: str) -> None:
    with pytest.raises(ValueError, match="Say it like today, fri") as refused:
        parse_day(said, MON)
    assert str(refused.value).isprintable() and len(str(refused.value)) < 160


def test_a_weekday_and_a_date_that_differ_are_told() -> None:
    with pytest.raises(ValueError, match=r"“12/3” is a Thursday, not a Friday\."):
        parse_day("fri 12/3", MON)
    with pytest.raises(ValueError, match="is over"):
        parse_day("mon this week", FRI)


somewhen = st.dates(date(1980, 1, 1), date(2199, 1, 1))
_WORDS = (
    "fri sat sunday tom today next last this week weeks month from in of the 1st 27th 31 29 feb "
    "dec may 12/3 3/12 2026-02-29 eom end +6w + 6 w a first mon at 2p 12a noon 9-11 after before "
    "or later 930 midnight half past quarter to 24:00 , . - / “x” İ ß ٣ 31-12-2026"
)


@given(
    somewhen,
    st.sampled_from(WEEKDAYS),
    st.integers(2, 9),
    st.sampled_from(("", "this ", "next ")),
    st.integers(0, 1439),
    st.sampled_from(("", " 9", " am", " 12a", " 2p", " after 5")),
)
def test_a_weekday_is_never_in_the_past(
    today: date, name: str, letters: int, before: str, now: int, at: str
) -> None:
    found = parse_window(f"{before}{name[:letters]}{at}", today, now=now)
    assert found.day is not None and 0 <= (found.day - today).days <= 7
    assert found.day.weekday() == WEEKDAYS.index(name)
    if found.day == today:
        assert (found.start + 15 if found.exact else found.end) > now


@given(somewhen, somewhen, st.integers(0, 95), st.booleans())
def test_what_is_written_is_read_again(
    day: date, today: date, quarter: int, month_first: bool
) -> None:
    at = quarter * 15
    written = f"{day_text(day)} {at // 60:02d}:{at % 60:02d}"
    window = parse_window(written, today, month_first=month_first, now=600)
    assert window == Window(day, at, at + 1, exact=True)
    assert parse_when(written, today, month_first=month_first) == (day, at)


@given(somewhen, st.booleans(), st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(_WORDS.split()), max_size=8).map(" ".join)
))  # fmt: skip
def test_no_text_breaks_it(today: date, month_first: bool, said: str) -> None:
    for read in (parse_day, parse_when, parse_window):
        try:
            read(said, today, month_first=month_first)
        except ValueError as refused:
            assert "Say it like" in str(refused)
            assert len(str(refused)) < 200 and not set(str(refused)) & set("\x1b\n\x00\u202e")


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_an_end_of_month_is_followed_by_a_first(today: date) -> None:
    found = parse_day("eom", today)
    assert found >= today and (found + timedelta(days=1)).day == 1
    assert parse_day("end of next month", today) > found


@pytest.mark.parametrize(
    ("today", "said", "day"),
    [
        (MON, "fri", "2026-11-20"), (MON, "mon", "2026-11-23"), (MON, "last fri", "2026-11-20"),
        (MON, "24 dec", "2025-12-24"), (MON, "11/23", "2026-11-23"), (MON, "11/24", "2025-11-24"),
        (MON, "the 15th", "2026-11-15"), (MON, "the 30th", "2026-10-30"),
        (date(2026, 3, 1), "the 31st", "2026-01-31"), (MON, "29 feb", "2024-02-29"),
        (MON, "fri 2 oct", "2026-10-02"), (MON, "yesterday", "2026-11-22"),
        (MON, "2 weeks ago", "2026-11-09"), (MON, "24 dec 2026", "2026-12-24"),
        (MON, "tom", "2026-11-24"),
    ],
)  # fmt: skip
def test_what_was_is_read_as_past(today: date, said: str, day: str) -> None:
    assert parse_day(said, today, past=True) == date.fromisoformat(day)
