"""Reads the rows of one table of an export, checked value by value."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pettui.exports.describing import Column
from pettui.imports.plain.manifest import Part, opened
from pettui.imports.report import Unreadable

MAX_LINE = 64_000_000  # bytes
_WHOLE = 2**63


def _integer(value: Any) -> int:
    if type(value) is not int or not -_WHOLE <= value < _WHOLE:
        raise ValueError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    value.encode()  # half a character has no place in a database
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _instant(value: Any) -> datetime:
    made = datetime.fromisoformat(_text(value))
    if made.tzinfo is None:
        raise ValueError
    return made


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _decimal(value: Any) -> Decimal:
    made = Decimal(_text(value))
    if not made.is_finite():
        raise ValueError
    return made


_READERS: dict[str, Callable[[Any], Any]] = {
    "integer": _integer, "minutes": _integer, "money": _integer, "reference": _integer,
    "text": _text, "boolean": _boolean, "instant": _instant, "day": _day, "decimal": _decimal,
    "json": lambda value: value,
}  # fmt: skip


def rows(part: Part) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a table in the order of its columns; raises Unreadable in words.

    The size and the checksum of the file are compared at its end: what was read before must
    be dropped when they do not fit.
    """
    path = part.path
    readers = [(c, c.name, _READERS[c.kind]) for c in part.table.columns]
    digest = hashlib.sha256()
    size = number = 0
    with os.fdopen(opened(path), "rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_LINE), b""), start=1):
            digest.update(line)
            size += len(line)
            try:
                fields = json.loads(line)
                if len(fields) != len(readers):
                    raise ValueError
                yield tuple(_value(c, fields[name], read) for c, name, read in readers)
            except (ValueError, TypeError, KeyError, RecursionError, InvalidOperation) as error:
                raise Unreadable(f"{path} is damaged in line {number}.") from error
    if number != part.rows:
        raise Unreadable(
            f"{path} has {number} rows, and {part.rows} were written: it was cut or changed."
        )
    if size != part.size or digest.hexdigest() != part.digest:
        raise Unreadable(f"{path} was changed after the export: its checksum does not fit.")


def _value(column: Column, value: Any, read: Callable[[Any], Any]) -> Any:
    if value is None:
        if not column.null:
            raise ValueError
        return None
    return read(value)
