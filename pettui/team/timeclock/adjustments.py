"""Reads the hours that managers added by hand, and the corrections of closed periods."""

from __future__ import annotations

from datetime import date

from db.models import HourAdjustment
from db.models.base import tuples
from pettui.team.timeclock.counting import Adjustment


def adjustments(
    branch: int, first: date, last: date, employee: int | None = None
) -> tuple[Adjustment, ...]:
    """Read the adjustments that count on some days or are about them, void ones too."""
    row = HourAdjustment
    here = (row.branch == branch) & (row.day.between(first, last) | row.about.between(first, last))
    if employee is not None:
        here &= row.employee == employee
    rows = row.select(
        row.id, row.employee, row.day, row.minutes, row.reason, row.at, row.account_name,
        row.about, row.multiplier, row.punch, row.void, row.version,
    ).where(here)  # fmt: skip
    return tuple(Adjustment(*found) for found in tuples(rows.order_by(row.day, row.id)))
