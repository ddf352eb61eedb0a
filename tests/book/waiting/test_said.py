"""When it would suit, as people say it: understood, written again, and never wrong in silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pettui.book.waiting.said import read
from pettui.book.waiting.values import When
from pettui.book.waiting.words import waited, windows_text
from pettui.team.shop import Shop
from tests.small_shop import DAY

FRI, SAT, SUN = DAY + timedelta(4), DAY + timedelta(5), DAY + timedelta(6)
THU_FRI = 0b0011000


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("", ()),
        ("any time", ()),
        ("whenever", ()),
        ("fri", (When(FRI, FRI),)),  # one weekday is the coming one
        ("today", (When(DAY, DAY),)),
        ("fridays", (When(weekdays=0b0010000),)),
        ("every fri", (When(weekdays=0b0010000),)),
        ("thu fri", (When(weekdays=THU_FRI),)),
        ("Thu, Fri", (When(weekdays=THU_FRI),)),
        ("thu and fri am", (When(weekdays=THU_FRI, earliest=0, latest=719),)),
        ("mon-wed", (When(weekdays=0b0000111),)),
        ("sat-mon", (When(weekdays=0b1100001),)),  # it wraps
        ("weekdays before 11", (When(weekdays=0b0011111, latest=655),)),
        ("weekend", (When(weekdays=0b1100000),)),
        ("fri until 11", (When(FRI, FRI, latest=660),)),  # the bound is a start
        ("fri after 3", (When(FRI, FRI, earliest=900),)),
        ("fri 9-11", (When(FRI, FRI, 127, 540, 660),)),
        ("fri 2p", (When(FRI, FRI, 127, 840, 840),)),
        ("after 3", (When(earliest=900),)),
        ("pm", (When(earliest=720),)),
        ("12/3 - 12/10", (When(date(2026, 12, 3), date(2026, 12, 10)),)),
        ("12/3-12/10", (When(date(2026, 12, 3), date(2026, 12, 10)),)),
        ("3 dec to 10 dec sat", None),
        ("3 dec to 10 dec sat sun", (When(date(2026, 12, 3), date(2026, 12, 10), 0b1100000),)),
        ("by 12/24", (When(None, date(2026, 12, 24)),)),
        ("before 12/24 morning", (When(None, date(2026, 12, 23), 127, 0, 719),)),
        ("this week", (When(DAY, SUN),)),
        ("next week after 3", (When(DAY + timedelta(7), DAY + timedelta(13), 127, 900),)),
        ("fri am; sat 9-11 or sun", (
            When(FRI, FRI, 127, 0, 719), When(SAT, SAT, 127, 540, 660), When(SUN, SUN),
        )),
        ("fri; fri", (When(FRI, FRI),)),
        ("whatever", None),
        ("fri 11-9", None),
        ("12/10 - 12/3", None),
        ("fri 25:00", None),
        ("x" * 700, None),
    ],
)  # fmt: skip
def test_it_is_understood(shop: Shop, text: str, windows: tuple[When, ...] | None) -> None:
    if windows is None:
        with pytest.raises(ValueError, match=r"."):
            read(shop, text)
    else:
        assert read(shop, text) == windows


@pytest.mark.parametrize(
    ("windows", "text"),
    [
        ((), "any time"),
        ((When(FRI, FRI),), "Fri 27 Nov"),
        ((When(weekdays=THU_FRI, earliest=540),), "Thu, Fri from 9:00"),
        ((When(weekdays=0b0010000),), "every Fri"),
        ((When(FRI, SUN, 0b1010000, 540, 660),), "Fri 27 Nov - Sun 29 Nov Fri, Sun 9:00-11:00"),
        ((When(None, FRI), When(latest=719)), "by Fri 27 Nov; morning"),
        ((When(date(2027, 1, 8), date(2027, 1, 8), 127, 600, 600),), "Fri 8 Jan 2027 at 10:00"),
    ],
)
def test_it_is_written(shop: Shop, windows: tuple[When, ...], text: str) -> None:
    assert windows_text(shop, windows) == text


day = st.integers(0, 300).map(lambda ahead: DAY + timedelta(ahead))
span = st.one_of(
    st.just((None, None)), day.map(lambda d: (d, d)), day.map(lambda d: (d, None)),
    day.map(lambda d: (None, d)),
    st.tuples(day, st.integers(1, 40)).map(lambda s: (s[0], s[0] + timedelta(s[1]))),
)  # fmt: skip


@st.composite
def windows(draw: st.DrawFn) -> When:
    first, last = draw(span)
    alone = first is not None and first == last
    weekdays = 127 if alone else draw(st.integers(1, 127))
    one, other = draw(st.integers(0, 287)) * 5, draw(st.integers(0, 287)) * 5
    return When(first, last, weekdays, min(one, other), max(one, other))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(windows(), max_size=3, unique=True))
def test_what_is_written_is_read_again(shop: Shop, found: list[When]) -> None:
    assert read(shop, windows_text(shop, found)) == tuple(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_does_anything_but_mean_something_or_say_why(shop: Shop, text: str) -> None:
    try:
        read(shop, text)
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, ("0 min", "")),
        (19, ("19 min", "")),
        (20, ("20 min", "long")),
        (39, ("39 min", "long")),
        (40, ("40 min", "too long")),
        (125, ("2 h 05", "too long")),
    ],
)
def test_waiting_has_a_word_at_20_and_at_40_minutes(minutes: int, words: tuple[str, str]) -> None:
    assert waited(minutes) == words
