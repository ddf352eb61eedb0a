"""The manual, README.txt and schema.json are made from the models."""

from __future__ import annotations

from db.models import ALL, Slot
from pettui.exports import readme, streaming
from pettui.exports.describing import DERIVED, WITHHELD, describe, tables
from pettui.team.shop import Shop
from tests.exports.docs import PAGE


def test_the_manual_describes_these_very_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == readme.page(), (
        "the models changed: run python -m tests.exports.docs"
    )


def test_every_table_is_exported_but_the_derived_and_the_secret_ones() -> None:
    assert {table.model for table in tables()} == set(ALL) - set(DERIVED) - set(WITHHELD)


def test_a_table_comes_after_those_that_it_refers_to() -> None:
    seen: set[str] = set()
    for table in tables():
        others = {column.refers_to for column in table.columns} - {"", table.name}
        assert others <= seen, table.name
        seen.add(table.name)


def test_units_and_meanings_come_from_the_models() -> None:
    by_name = {table.name: {c.name: c for c in table.columns} for table in tables()}
    assert by_name["pet"]["weight"].about == "grams"
    assert by_name["ticket_row"]["start"].kind == "minutes"
    assert by_name["payment"]["amount"].kind == "money"
    assert by_name["employee"]["bookable"].refers_to == "bookable"
    client = next(table for table in tables() if table.name == "client")
    assert ("number",) in client.unique


def test_parts_of_a_table_with_a_key_of_several_columns_join_up(shop: Shop) -> None:
    whole = [row for part in streaming.rows(Slot) for row in part]
    parts = list(streaming.rows(Slot, at_once=3))
    assert len(whole) == Slot.select().count() > 3
    assert [row for part in parts for row in part] == whole
    assert describe(Slot).key == ("who", "slot", "lane")
