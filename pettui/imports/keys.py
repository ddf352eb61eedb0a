"""Keys and numbers for rows that are written in bulk."""

from __future__ import annotations

from peewee import Model, fn

from db.models import ChangedRow, Client, Counter, Row
from db.models.base import fields_of, table_of
from pettui.history.door import Door


class Keys:
    """Gives the next keys of tables, never one that a removed row had: its history stays."""

    def __init__(self) -> None:
        self._next: dict[type[Model], int] = {}

    def new(self, model: type[Row]) -> int:
        """Give the next key of a table."""
        if model not in self._next:
            found = model.select(fn.MAX(fields_of(model)["id"])).scalar()
            known = ChangedRow.select(fn.MAX(ChangedRow.key)).where(
                ChangedRow.table == table_of(model)
            )
            self._next[model] = max(int(found or 0), int(known.scalar() or 0))
        self._next[model] += 1
        return self._next[model]


def client_numbers(door: Door, branch: int, count: int) -> range:
    """Take as many client numbers at once as are needed."""
    counter = Counter.get_or_none(Counter.branch == branch, Counter.name == "client")
    taken = int(Client.select(fn.MAX(Client.number)).scalar() or 999)
    first = max(taken + 1, counter.next_value if counter else 1000)
    if counter is None:
        door.insert(Counter, branch=branch, name="client", next_value=first + count)
    else:
        door.update(counter, next_value=first + count)
    return range(first, first + count)
