"""Reads a whole table in order of its key, a few thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from peewee import Model
from peewee import Tuple as RowValue

from db.models.base import fields_of, tuples

AT_ONCE = 2000


def rows(model: type[Model], at_once: int = AT_ONCE) -> Iterator[list[tuple[Any, ...]]]:
    """Give all rows of a table in parts, as tuples in the order of the model's fields.

    No cursor stays open between the parts: each begins after the last key of the one before.
    """
    fields = fields_of(model)
    keys = cast("Any", model)._meta.primary_key
    names = list(getattr(keys, "field_names", ())) or [keys.name]
    chosen = [fields[name] for name in names]
    places = [list(fields).index(name) for name in names]
    last: tuple[Any, ...] = ()
    while True:
        query = model.select(*fields.values()).order_by(*chosen).limit(at_once)
        if len(names) == 1 and last:
            query = query.where(chosen[0] > last[0])
        elif last:
            query = query.where(RowValue(*chosen) > RowValue(*last))
        part = tuples(query)
        if part:
            yield part
            last = tuple(part[-1][at] for at in places)
        if len(part) < at_once:
            return
