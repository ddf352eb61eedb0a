"""How values are written: exact in JSON Lines, readable and harmless in CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pettui.exports.describing import Column
from pettui.money import MoneyFormat

Writer = Callable[[Any], Any]

# What makes a spreadsheet take a text for a formula: also after blanks, and in the wide forms
# that some of them read as the plain ones.
_LEAD = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
_FORMULA = re.compile(f"'*(?:[\\t\\r]|[\\s\\x00-\\x1f\u200b-\u200f\ufeff]*[{_LEAD}])")


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe of `guarded` away again; other text stays as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def instant(value: datetime) -> str:
    """Write an instant: `2026-11-23T14:05:00Z`."""
    return value.isoformat().replace("+00:00", "Z")


def decimal(value: Decimal) -> str:
    """Write an exact decimal: no exponent, no needless zeros."""
    text = format(value, "f")  # `normalize` would round what is longer than 28 digits
    return text.rstrip("0").rstrip(".") if "." in text else text


def compact(value: Any) -> str:
    """Write a structure as one line of JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_EXACT: dict[str, Writer] = {"instant": instant, "day": date.isoformat, "decimal": decimal}
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_line(columns: Sequence[Column]) -> Callable[[Sequence[Any]], str]:
    """Give what writes a row as a line of JSON Lines."""
    names = [column.name for column in columns]
    writers = [(at, _EXACT[c.kind]) for at, c in enumerate(columns) if c.kind in _EXACT]

    def write(row: Sequence[Any]) -> str:
        values = list(row)
        for at, writer in writers:
            if values[at] is not None:
                values[at] = writer(values[at])
        return encode(dict(zip(names, values, strict=True))) + "\n"

    return write


def csv_row(
    columns: Sequence[Column], money: MoneyFormat, *, raw: bool
) -> Callable[[Sequence[Any]], list[str]]:
    """Give what writes a row as the cells of a CSV file; `raw` leaves texts as they are."""
    writers: list[Writer] = []
    for column in columns:
        if column.kind == "text":
            writers.append(str if raw else guarded)
        elif column.kind == "json":
            writers.append(compact if raw else lambda value: guarded(compact(value)))
        elif column.kind == "money":
            writers.append(money.plain)
        elif column.kind == "boolean":
            writers.append(lambda value: "true" if value else "false")
        else:
            writers.append(_EXACT.get(column.kind, str))

    def write(row: Sequence[Any]) -> list[str]:
        return [
            "" if value is None else writer(value)
            for writer, value in zip(writers, row, strict=True)
        ]

    return write
