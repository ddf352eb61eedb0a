"""Requests that wait for a manager: punches that somebody says were missed (DOMAIN 6.2)."""

from __future__ import annotations

from peewee import JOIN

from db.models import BreakKind, PunchRequest
from db.models.base import tuples
from pettui.team.timeclock.shifts import Waiting


def waiting(branch: int, employee: int | None = None) -> tuple[Waiting, ...]:
    """Read the requests that nobody has decided yet, of one person or of everybody."""
    ask = PunchRequest
    here = (ask.branch == branch) & (ask.state == "waiting")
    if employee is not None:
        here &= ask.employee == employee
    rows = ask.select(
        ask.id, ask.employee, ask.after, ask.kind, ask.said, ask.day, ask.scheduled,
        ask.comment, ask.asked_at, ask.version, BreakKind.name,
    ).join(BreakKind, JOIN.LEFT_OUTER).where(here)  # fmt: skip
    return tuple(Waiting(*row) for row in tuples(rows.order_by(ask.said, ask.id)))
