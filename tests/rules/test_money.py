"""Money: whole cents, rounded half up, written and read as the locale does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from pettui.money import Money, MoneyFormat, rounded

US = MoneyFormat.for_shop("USD", "en_US")
DE = MoneyFormat.for_shop("EUR", "de_DE")
JP = MoneyFormat.for_shop("JPY", "ja_JP")
LOCALES = (
    ("USD", "en_US"), ("EUR", "de_DE"), ("EUR", "fr_FR"), ("JPY", "ja_JP"), ("CHF", "de_CH"),
    ("INR", "en_IN"), ("KWD", "en_US"), ("BRL", "pt_BR"), ("SEK", "sv_SE"), ("PLN", "pl_PL"),
    ("EUR", "es_ES"), ("CAD", "fr_CA"), ("MXN", "es_MX"), ("GBP", "en_GB"), ("AED", "ar_AE"),
)  # fmt: skip
FORMATS = {pair: MoneyFormat.for_shop(*pair) for pair in LOCALES}


@pytest.mark.parametrize(
    ("shown", "amount", "money"),
    [
        ("$1,234.50", 123450, US), ("$0.05", 5, US), ("-$45.00", -4500, US), ("$0.00", 0, US),
        ("1.234,50\u00a0€", 123450, DE), ("¥1,235", 1235, JP.__class__(0, ".", ",", "¥")),
        ("₹12,34,567.89", 123456789, FORMATS["INR", "en_IN"]),
    ],
)  # fmt: skip
def test_amounts_are_written_as_the_locale_does(
    shown: str, amount: int, money: MoneyFormat
) -> None:
    assert money.text(amount) == shown


@given(st.sampled_from(LOCALES), st.integers(0, 99_999_999))
def test_babel_writes_the_same_and_it_is_read_back(pair: tuple[str, str], amount: int) -> None:
    money = FORMATS[pair]
    whole = Decimal(amount).scaleb(-money.places)
    with_marks = str(format_currency(whole, pair[0], locale=pair[1]))
    assert money.text(amount) == with_marks.replace("\u200f", "")
    assert money.parse(with_marks) == amount
    assert money.parse(money.number(amount)) == amount
    assert money.parse(money.text(-amount)) == -amount
    assert MoneyFormat(**money.as_json()) == money


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("45", 4500), ("45.5", 4550), ("45.", 4500), (".5", 50), ("$ 45", 4500), ("45,00", 4500),
        ("1,234", 123400), ("1 234.50", 123450), ("1'234.50", 123450), ("-5", -500),
        ("$-5", -500), ("\u221245", -4500), ("\uff14\uff15", 4500), ("  45.00  ", 4500),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed: str, cents: int) -> None:
    assert US.parse(typed) == cents


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("45.00", 4500), ("45,5", 4550), ("1.234", 123400), ("1.234,5", 123450), ("45 €", 4500)],
)
def test_a_german_types_a_point_for_cents_now_and_then(typed: str, cents: int) -> None:
    assert DE.parse(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "-", "$", "abc", "nan", "inf", "1e3", "4.999", "1,2,3", "1.234,50", "1,23.4.5",
        "99999999999", str(2**63), "[/]", "\x1b[31m", "4 5 x", "45€", "9" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Write it like 45\.00|too large") as refused:
        US.parse(typed)
    assert len(str(refused.value)) < 120
    assert str(refused.value).isprintable()


def test_yen_have_no_decimals() -> None:
    assert JP.parse("1,234") == 1234
    with pytest.raises(ValueError, match="too many decimals"):
        JP.parse("45.50")


def test_arithmetic_stays_money() -> None:
    one, two = Money(1050), Money(250)
    for result in (one + two, one - two, -one, sum([one, two]), one + 5):
        assert isinstance(result, Money)
    assert sum([one, two]) == 1300
    assert Money(5) + Decimal("0.5") == Decimal("5.5")  # nothing is cut off in passing
    assert Money(5) - Decimal("0.5") == Decimal("4.5")
    assert Money(1999).percent(Decimal("8.25")) == Decimal("164.9175")


@pytest.mark.parametrize(
    ("exact", "cents"), [("0.5", 1), ("1.5", 2), ("2.4999", 2), ("-0.5", -1), ("-1.4", -1)]
)
def test_halves_go_away_from_zero(exact: str, cents: int) -> None:
    assert rounded(Decimal(exact)) == cents


@pytest.mark.parametrize(("currency", "locale"), [("XXZ", "en_US"), ("USD", "xx_YY"), ("USD", "")])
def test_unknown_currencies_and_locales_are_refused(currency: str, locale: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        MoneyFormat.for_shop(currency, locale)
