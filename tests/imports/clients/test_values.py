"""Dates, sizes and sexes as lists of clients have them."""

from __future__ import annotations

from datetime import date

import pytest

from pettui.imports.clients.values import Order, read_date, read_sex, read_size, read_yes

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "month_first", "wanted"),
    [
        ("3/4/2019", True, date(2019, 3, 4)),
        ("3/4/2019", False, date(2019, 4, 3)),
        ("14.03.2019", False, date(2019, 3, 14)),
        ("14/3/2019", True, date(2019, 3, 14)),
        ("2019-03-04", False, date(2019, 3, 4)),
        ("2019-03-04 00:00:00", True, date(2019, 3, 4)),
        ("3/4/19", True, date(2019, 3, 4)),
        ("3/4/62", True, date(1962, 3, 4)),
        ("30/2/2019", True, None),
        ("spring", True, None),
        ("0/0/0000", True, None),
    ],
)
def test_dates(text: str, month_first: bool, wanted: date | None) -> None:
    assert read_date(text, TODAY, month_first=month_first) == wanted


@pytest.mark.parametrize(
    ("texts", "home", "order", "ambiguous"),
    [
        (["3/4/2019", "3/14/2019"], False, "mdy", 0),
        (["3/4/2019", "14/3/2019"], True, "dmy", 0),
        (["3/4/2019", "5/6/2019"], True, "mdy", 2),
        (["3/4/2019", "5/6/2019"], False, "dmy", 2),
        (["3/3/2019", "2019-01-02"], True, "mdy", 0),
        (["3/14/2019", "14/3/2019", "15/3/2019", "3/4/2019"], True, "dmy", 1),
    ],
)
def test_the_order_is_the_one_that_fits_the_whole_file(
    texts: list[str], home: bool, order: str, ambiguous: int
) -> None:
    found = Order(texts, month_first=home)
    assert (found.order, found.ambiguous) == (order, ambiguous)
    assert Order(texts, "dmy", month_first=home).ambiguous == 0


def test_sizes_in_several_languages() -> None:
    texts = ("XS", "toy", "klein", "Medium", "grande", "extra large", "riesig", "8")
    assert [read_size(t) for t in texts] == ["XS", "XS", "S", "M", "L", "XL", "XL", None]


@pytest.mark.parametrize(
    ("text", "sex", "neutered"),
    [
        ("M", "male", None), ("MN", "male", True), ("F/S", "female", True), ("FS", "female", True),
        ("Spayed female", "female", True), ("Male (neutered)", "male", True),
        ("intact male", "male", False), ("weiblich", "female", None), ("?", "", None),
        ("Neutered", "male", True),
    ],
)  # fmt: skip
def test_sexes(text: str, sex: str, neutered: bool | None) -> None:
    assert read_sex(text) == (sex, neutered)


def test_yes_and_no() -> None:
    assert [read_yes(t) for t in ("Yes", "x", "Nein", "opted out", "maybe")] == [
        True, True, False, False, None,
    ]  # fmt: skip
