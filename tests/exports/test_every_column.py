"""Any value of any column of any table goes out and comes back, also of tables yet to come."""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pettui.exports import values
from pettui.exports.describing import KINDS, Column, Table, tables
from pettui.imports.plain.manifest import Part
from pettui.imports.plain.rows import rows
from pettui.money import MoneyFormat
from tests.examples import few
from tests.ui.helpers import HOSTILE

WHOLE = st.integers(-(2**63), 2**63 - 1)
TEXT = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
MADE: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "day": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    "decimal": st.decimals(allow_nan=False, allow_infinity=False, places=6),
    "instant": st.datetimes(
        datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)  # noqa: DTZ001  # the zone is beside it
    ),
    "integer": WHOLE, "minutes": WHOLE, "money": WHOLE, "reference": WHOLE,
    "json": JSON,
    "text": TEXT,
}  # fmt: skip


def row_of(columns: tuple[Column, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Make rows of a table, with missing values where it allows them."""
    return st.tuples(*(MADE[c.kind] if not c.null else st.none() | MADE[c.kind] for c in columns))


def test_every_kind_of_column_is_tried() -> None:
    assert MADE.keys() == KINDS.keys()
    assert {column.kind for table in tables() for column in table.columns} <= MADE.keys()


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
@settings(max_examples=few(12), deadline=None)
@given(st.data())
def test_what_is_written_is_what_is_read(table: Table, data: st.DataObject) -> None:
    wanted = data.draw(st.lists(row_of(table.columns), max_size=3))
    write = values.json_line(table.columns)
    text = "".join(write(row) for row in wanted).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "it.jsonl"
        path.write_bytes(text)
        part = Part(table, path, len(wanted), len(text), hashlib.sha256(text).hexdigest())
        assert list(rows(part)) == wanted


@given(JSON)
def test_a_structure_in_csv_is_its_json(value: Any) -> None:
    column = Column("it", "json", True, "", "")
    (cell,) = values.csv_row([column], MoneyFormat(), raw=False)([value])
    assert value is None or json.loads(values.unguarded(cell)) == value


def test_a_decimal_keeps_its_value() -> None:
    column = Column("it", "decimal", False, "", "")
    assert json.loads(values.json_line([column])([Decimal("8.2500")])) == {"it": "8.25"}
