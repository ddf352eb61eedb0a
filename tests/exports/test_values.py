"""What spreadsheets would run is disarmed, and can be had back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.exports import values
from pettui.exports.describing import Column
from pettui.exports.values import guarded, unguarded
from pettui.money import MoneyFormat

TEXTS = (
    st.text(st.sampled_from("'=+-@\t\r\n aé\uff1d\uff0b\uff0d\uff20\u200b\ufeff12"), max_size=8)
    | st.text()
)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1 555 0142", "-5", "@SUM(A1)", "\tx", "\rx", "  =1", "\n=1",
     "\uff1d1", "\uff0b1", "\uff0d1",
     "\uff20x", "\u200b=1", "\ufeff=1", "\x01=1", "'=1"],
)  # fmt: skip
def test_formulas_are_disarmed(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["", "Bella", "5 - 3", "a=b", "'s-Gravenhage", "O'Neill", "\u2019tis"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@given(TEXTS)
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("kind", "value", "exact", "sheet"),
    [
        ("money", -123456, -123456, "-1234.56"),
        ("money", 5, 5, "0.05"),
        ("instant", datetime(2026, 11, 23, 14, 5, tzinfo=UTC), "2026-11-23T14:05:00Z",
         "2026-11-23T14:05:00Z"),
        ("day", date(2026, 11, 23), "2026-11-23", "2026-11-23"),
        ("decimal", Decimal("8.250"), "8.25", "8.25"),
        ("decimal", Decimal("-100"), "-100", "-100"),
        ("boolean", False, False, "false"),
        ("integer", -3, -3, "-3"),
        ("json", {"b": 1, "a": None}, {"b": 1, "a": None}, '{"a":null,"b":1}'),
        ("json", -1, -1, "'-1"),
        ("text", "-rf", "-rf", "'-rf"),
        ("text", None, None, ""),
    ],
)  # fmt: skip
def test_each_type_is_exact_in_json_and_readable_in_csv(
    kind: str, value: Any, exact: Any, sheet: str
) -> None:
    column = Column("it", kind, True, "", "")
    assert json.loads(values.json_line([column])([value])) == {"it": exact}
    assert values.csv_row([column], MoneyFormat(), raw=False)([value]) == [sheet]


def test_raw_cells_are_left_alone() -> None:
    columns = [Column("a", "text", True, "", ""), Column("b", "json", True, "", "")]
    assert values.csv_row(columns, MoneyFormat(), raw=True)(["+1 555", -1]) == ["+1 555", "-1"]


def test_a_currency_without_cents_has_none_in_csv() -> None:
    column = Column("it", "money", True, "", "")
    assert values.csv_row([column], MoneyFormat(places=0), raw=False)([1500]) == ["1500"]
