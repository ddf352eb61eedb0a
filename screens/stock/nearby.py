"""Keeps the cursor of a list where it was, even when its row has gone."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.rows import Row, Rows


def show_near(rows: Rows, now: Sequence[Row]) -> None:
    """Show other rows; the cursor stays on its row, or else at its place."""
    before, place = rows.row, rows.cursor
    rows.show(now, keep=True)
    if before is not None and all(row.id != before.id for row in now) and now:
        rows.cursor = 0
        rows.move(min(place, len(now) - 1))
