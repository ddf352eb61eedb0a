"""How days are written and read where the shop is."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.dates import parse_day, parse_window
from pettui.formats import FORMS, DayFormat

DAY = date(2026, 11, 23)  # a Monday
LOCALES = ("en_US", "en_GB", "de_DE", "fr_CA", "nl_NL", "ja_JP", "ar", "ar_EG", "es_MX", "ko_KR")
FORMATS = {locale: DayFormat.for_locale(locale) for locale in LOCALES}


@pytest.mark.parametrize(
    ("locale", "whole", "short", "first", "hours", "month_first"),
    [
        ("en_US", "Mon 23 Nov 2026", "Mon 23 Nov", 6, 12, True),
        ("en_GB", "Mon 23 Nov 2026", "Mon 23 Nov", 0, 24, False),
        ("de_DE", "Mo 23. Nov. 2026", "Mo 23. Nov.", 0, 24, False),
        ("fr_CA", "lun 23 nov. 2026", "lun 23 nov.", 6, 24, True),
        ("nl_NL", "ma 23 nov 2026", "ma 23 nov", 0, 24, False),
        ("ja_JP", "2026年11月23日(月)", "11月23日(月)", 6, 24, True),
        ("ar", "الاثنين 23 نوفمبر 2026", "الاثنين 23 نوفمبر", 0, 12, False),
        ("ar_EG", "الاثنين 23 نوفمبر 2026", "الاثنين 23 نوفمبر", 5, 12, False),
    ],
)
def test_a_day_is_written_as_it_is_where_the_shop_is(
    locale: str, whole: str, short: str, first: int, hours: int, month_first: bool
) -> None:
    found = FORMATS[locale]
    assert (found.day(DAY), found.short_day(DAY)) == (whole, short)
    assert (found.first_weekday, found.hours, found.month_first) == (first, hours, month_first)


@given(st.sampled_from(LOCALES), st.integers(-30, 700), st.sampled_from(("", *FORMS)))
def test_what_is_written_is_understood_again(locale: str, ahead: int, form: str) -> None:
    formats, day = FORMATS[locale], DAY + timedelta(days=ahead)
    written = formats.day(day, form)
    assert parse_day(formats.english(written), DAY) == day
    window = parse_window(formats.english(f"{written} 2p"), DAY)
    assert (window.day, window.start) == (day, 14 * 60)


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_that_turns_a_line_of_text_around_is_written(locale: str) -> None:
    for ahead in range(0, 360, 3):
        written = FORMATS[locale].day(DAY + timedelta(days=ahead))
        assert not set(written) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069")
        assert all(not letter.isdigit() or letter.isascii() for letter in written)


@pytest.mark.parametrize(
    ("locale", "said", "day"),
    [
        ("de_DE", "di", "2026-11-24"),
        ("de_DE", "Donnerstag", "2026-11-26"),
        ("de_DE", "3. dez", "2026-12-03"),
        ("de_DE", "3.12.", "2026-12-03"),
        ("de_DE", "fri", "2026-11-27"),  # English is understood everywhere
        ("de_DE", "+6w", "2027-01-04"),
        ("fr_CA", "mar", "2026-11-24"),  # mardi
        ("fr_CA", "3 mars", "2027-03-03"),
        ("fr_CA", "3 mar", "2027-03-03"),  # beside a number it is the month
        ("nl_NL", "ma", "2026-11-23"),
        ("nl_NL", "3-12-2026", "2026-12-03"),
        ("ja_JP", "2026/12/3", "2026-12-03"),
        ("ja_JP", "12月3日", "2026-12-03"),
        ("ar", "٣ ديسمبر", "2026-12-03"),
        ("en_US", "tue", "2026-11-24"),
    ],
)
def test_days_are_said_in_the_locales_words_or_in_english(locale: str, said: str, day: str) -> None:
    formats = FORMATS[locale]
    found = parse_day(formats.english(said), DAY, month_first=bool(formats.month_first))
    assert found == date.fromisoformat(day)


def test_what_is_kept_is_the_same_and_what_is_not_known_is_english() -> None:
    for formats in FORMATS.values():
        assert DayFormat.from_json(formats.as_json()) == formats
    assert DayFormat.from_json(None).day(DAY) == "Mon 23 Nov 2026"
    assert DayFormat.from_json({"hours": 12, "of the future": 1}).hours == 12


def test_a_locale_that_does_not_exist_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="en_US"):
        DayFormat.for_locale("xx_YY")


@pytest.mark.parametrize("first", [0, 5, 6])
def test_a_week_begins_with_the_weekday_that_is_usual(first: int) -> None:
    for ahead in range(14):
        day = DAY + timedelta(days=ahead)
        begin = DayFormat(first_weekday=first).week_begin(day)
        assert begin.weekday() == first and 0 <= (day - begin).days <= 6


def test_writing_days_loads_no_babel() -> None:
    script = (
        "import sys; from datetime import date; from pettui.formats import DayFormat;"
        "DayFormat.from_json({}).day(date.today()); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
