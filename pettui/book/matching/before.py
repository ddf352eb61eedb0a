"""How rows were before some changes: what is kept of them now, and the old values besides."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from db.models import ChangedRow
from db.models.base import tuples

Values = dict[str, Any]


class Before:
    """The old values of the rows that some changes wrote, whatever the number of changes."""

    def __init__(self, changes: Collection[int], tables: Collection[str]) -> None:
        self._old: dict[str, dict[int, Values | None]] = {table: {} for table in tables}
        query = (
            ChangedRow.select(ChangedRow.table, ChangedRow.key, ChangedRow.old)
            .where(ChangedRow.change.in_(list(changes)), ChangedRow.table.in_(list(tables)))
            .order_by(ChangedRow.id)
        )
        for table, key, old in tuples(query):
            known = self._old[table]
            if key not in known:
                known[key] = None if old is None else dict(old)
                continue
            first = known[key]
            if first is not None:  # the earliest value of a field is the one from before
                known[key] = {**(old or {}), **first}

    def __bool__(self) -> bool:
        return any(self._old.values())

    def keys(self, table: str) -> list[int]:
        """Give the ids of the rows that were written."""
        return list(self._old[table])

    def named(self, table: str, name: str) -> set[Any]:
        """Give the old values of a field, of all rows in which it differed or that are gone."""
        return {old[name] for old in self._old[table].values() if old and old.get(name) is not None}

    def rows(self, table: str, now: Mapping[int, Values]) -> dict[int, Values]:
        """Give the rows of a table as they were: what is new is not there, what is gone is."""
        found = dict(now)
        for key, old in self._old[table].items():
            if old is None:
                found.pop(key, None)
            else:
                found[key] = {**now.get(key, {}), **old}
        return found
