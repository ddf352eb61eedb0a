"""What a merge and its undo are looked at with: every table, row by row."""

from __future__ import annotations

from typing import Any

from db.models import ALL, Change, ChangedRow, Counter, SearchLine
from db.models.base import fields_of, table_of, tuples

Tables = dict[str, list[tuple[Any, ...]]]
_OTHERS = (Change, ChangedRow, Counter)


def tables() -> Tables:
    """Read the whole shop, without the history and without versions, which only ever grow."""
    found: Tables = {}
    for model in ALL:
        if model in _OTHERS:
            continue
        fields = [field for name, field in fields_of(model).items() if name != "version"]
        rows = [tuple(map(str, row)) for row in tuples(model.select(*fields))]
        found[table_of(model)] = sorted(rows)
    return found


def found_by(word: str) -> set[int]:
    """Give the clients whose search line holds a word."""
    query = SearchLine.select(SearchLine.client).where(SearchLine.text.contains(word))
    return {client for (client,) in tuples(query)}
