"""The table that `make bench` prints."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure, what it should be, and whether it is."""

    what: str
    figure: str
    target: str
    ok: bool | None  # None where nothing is asked for


def median(values: Sequence[float]) -> float:
    """Give the median."""
    return statistics.median(values)


def high(values: Sequence[float]) -> float:
    """Give the 95th percentile (the highest of fewer than twenty)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def ratio(values: Sequence[float], yardstick: Sequence[float], limit: float, what: str) -> Row:
    """Compare two things that were measured in turns: the median of their ratios, and its range."""
    each = [value / unit for value, unit in zip(values, yardstick, strict=True)]
    shown = (
        f"{median(each):.2f} x ({min(each):.2f}-{max(each):.2f}),"
        f" {1000 * median(values):.0f} of {1000 * median(yardstick):.0f} ms"
    )
    return Row(what, shown, f"{limit:g} x", median(each) <= limit)


def table(rows: Sequence[Row]) -> str:
    """Lay the rows out."""
    width = max((len(row.what) for row in rows), default=0)
    figures = max((len(row.figure) for row in rows), default=0)
    targets = max((len(row.target) for row in rows), default=0)
    lines = []
    for row in rows:
        verdict = {True: "ok", False: "OVER", None: ""}[row.ok]
        line = f"{row.what:<{width}}  {row.figure:<{figures}}  {row.target:<{targets}}  {verdict}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def guarded(what: str, measure: Callable[[], list[Row]]) -> list[Row]:
    """Measure; what could not be measured says so in its row instead of ending the run."""
    try:
        return measure()
    except Exception as error:  # noqa: BLE001  # one broken row must not hide the others
        return [Row(what, f"not measured: {type(error).__name__}: {str(error)[:300]}", "", None)]
