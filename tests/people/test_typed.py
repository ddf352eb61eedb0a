"""Tables of what people type into the fields of a record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.people import typed

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("", None),
        ("4y", date(2022, 11, 23)),
        ("4 years old", date(2022, 11, 23)),
        ("4", date(2022, 11, 23)),
        ("1.5 y", date(2025, 5, 23)),
        ("1y 3m", date(2025, 8, 23)),
        ("7 mo", date(2026, 4, 23)),
        ("18 months", date(2025, 5, 23)),
        ("10 weeks", date(2026, 9, 14)),
        ("8w", date(2026, 9, 28)),
        ("2019", date(2019, 7, 1)),
        ("2026", date(2026, 7, 1)),
        ("3/2019", date(2019, 3, 1)),
        ("3/14/2019", date(2019, 3, 14)),
        ("3/14/19", date(2019, 3, 14)),
        ("2020-02-29", date(2020, 2, 29)),
        ("14 mar 2019", date(2019, 3, 14)),
        ("12/3", date(2025, 12, 3)),
        ("11/20", date(2026, 11, 20)),
    ],
)
def test_ages_and_birthdays(text: str, born: date | None) -> None:
    assert typed.read_born(text, TODAY) == born


@pytest.mark.parametrize("text", ["tomorrow", "2031", "12/3/2031", "soon", "x" * 500, "13/13/2019"])
def test_what_is_no_age_is_said_with_a_hint(text: str) -> None:
    with pytest.raises(ValueError, match="Say it like 4y"):
        typed.read_born(text, TODAY)


def test_a_birthday_in_the_country_s_order() -> None:
    assert typed.read_birthday("14/3/62", TODAY, month_first=False) == date(1962, 3, 14)
    assert typed.read_birthday("3/14/62", TODAY) == date(1962, 3, 14)
    assert typed.read_birthday("3/14/19", TODAY) == date(2019, 3, 14)
    with pytest.raises(ValueError, match="future"):
        typed.read_birthday("12/24/2026", TODAY)


@pytest.mark.parametrize(
    ("text", "region", "grams"),
    [
        ("", "US", None),
        ("11 lb", "US", 4990),
        ("11", "US", 4990),
        ("11", "DE", 11000),
        ("5,2 kg", "US", 5200),
        ("5.2", "GB", 5200),
        ("11 lb 4 oz", "US", 5103),
        ("900 g", "US", 900),
        ("2 lbs", "DE", 907),
        ("30#", "US", 13608),
        ("40 Kilo", "DE", 40000),
    ],
)
def test_weights(text: str, region: str, grams: int | None) -> None:
    assert typed.read_weight(text, region) == grams


@pytest.mark.parametrize("text", ["heavy", "0", "0 kg", "1001 kg", "-5", "5 st", "1e9", "9" * 30])
def test_what_is_no_weight_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="weight"):
        typed.read_weight(text, "US")


@given(st.integers(1, typed.HEAVIEST), st.sampled_from(["US", "DE"]))
def test_a_weight_that_is_shown_and_not_touched_stays_to_the_gram(grams: int, region: str) -> None:
    text = typed.weight_text(grams, region)
    assert typed.read_weight(text, region, grams) == grams


@pytest.mark.parametrize(
    ("text", "value"), [("", "0"), ("10", "10"), ("7,5 %", "7.5"), ("100%", "100")]
)
def test_percentages(text: str, value: str) -> None:
    assert typed.read_percent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["101", "-1", "ten", "NaN", "Infinity", "1e3"])
def test_what_is_no_percentage_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="percentage"):
        typed.read_percent(text)


@pytest.mark.parametrize(("text", "weeks"), [("", None), ("6", 6), ("6w", 6), ("8 weeks", 8)])
def test_weeks(text: str, weeks: int | None) -> None:
    assert typed.read_weeks(text) == weeks


@pytest.mark.parametrize("text", ["0", "105", "often", "6 months"])
def test_what_is_no_number_of_weeks_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="weeks"):
        typed.read_weeks(text)
