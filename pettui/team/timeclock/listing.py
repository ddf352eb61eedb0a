"""Hours of a pay period as text that reads well aloud."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pettui.team.shop import Shop
from pettui.team.timeclock.cards import AdjustmentLine, Card, PunchLine, ShiftLines, signed
from pettui.team.timeclock.overtime import PLAIN
from pettui.team.timeclock.periods import Period, shown
from pettui.team.timeclock.totals import (
    Totals,
    both_text,
    clock_text,
    factor_text,
)
from pettui.text import count


def shift_text(shift: ShiftLines) -> str:
    """Write a shift on one line: `9:00-17:30, meal 12:00-12:30`; `?` is what is missing."""
    first, last = shift.punches[0], shift.punches[-1]
    begin = first.time if first.kind == "in" else "?"
    end = last.time if last.kind == "out" else ("now" if shift.open else "?")
    parts = [f"{begin}-{end}"]
    begun: PunchLine | None = None
    for punch in shift.punches:
        if begun is not None and punch.kind != "break":
            parts.append(
                f"{begun.words} {begun.time}-{punch.time if punch.kind == 'back' else '?'}"
            )
            begun = None
        if punch.kind == "break":
            begun = punch
    if begun is not None:
        parts.append(f"{begun.words} {begun.time}-{'now' if shift.open else '?'}")
    return ", ".join(parts)


def overtime_text(counted: Iterable[tuple[Decimal, int]]) -> str:
    """Write what hours count: `40:00 plain, 5:00 at 1.5 x`."""
    return ", ".join(
        f"{clock_text(m)} plain"
        if factor == PLAIN
        else f"{clock_text(m)} at {factor_text(factor)} x"
        for factor, m in counted
    )


def extras_text(totals: Totals) -> str:
    """Write what totals are made of beside work: breaks, rounding, adjustments."""
    parts = []
    if totals.paid_breaks or totals.unpaid:
        parts.append(
            f"breaks {clock_text(totals.paid_breaks)} paid, {clock_text(totals.unpaid)} unpaid"
        )
    if totals.given or totals.taken:
        parts.append(
            f"rounding gave {clock_text(totals.given)} and took {clock_text(totals.taken)}"
        )
    if totals.adjusted:
        parts.append(f"adjusted {signed(totals.adjusted)}")
    if totals.carried:
        parts.append(f"corrections of closed periods {signed(totals.carried)}")
    return "; ".join(parts)


def later_text(card: Card) -> str:
    """Say of a closed period what its corrections made of it; "" where there are none."""
    if card.totals.total == card.today.total and card.totals.counted == card.today.counted:
        return ""
    return (
        f"corrected after closing to {both_text(card.today.total)}; the difference counts in a"
        " later period"
    )


def at_work_text(card: Card) -> str:
    """Say since when somebody is at work, and how long that is so far; "" for who is not."""
    now = [(day, shift) for day in card.days for shift in day.shifts if shift.open]
    return "; ".join(
        f"at work since {shift.punches[0].time} on {day.title}: {clock_text(shift.so_far)} so far,"
        " not counted yet"
        for day, shift in now
    )


def as_text(shop: Shop, period: Period, cards: tuple[Card, ...], *, days: bool) -> list[str]:
    """Write hours in lines that read well aloud; `days` says whether with every day."""
    lines = [f"{title(shop, period)}, {shop.name}: {count(len(cards), 'person', 'people')}"]
    for card in cards:
        lines += ["", f"{card.name}: {both_text(card.totals.total)}"]
        if card.totals.overtime:
            lines[-1] += f" = {overtime_text(card.totals.counted)}"
        for line in _days(card) if days else ():
            lines.append(f"  {line}")
        more = (extras_text(card.totals), later_text(card), at_work_text(card))
        lines += [f"  {part}" for part in more if part]
        for row in card.carried:
            lines.append(f"  carried {row.words} for {row.about}: {row.reason}{_void(row)}")
        lines += [f"  TO DECIDE: {matter}" for matter in undecided(card)]
    return lines


def title(shop: Shop, period: Period) -> str:
    """Write a period with its state; a single day is written alone."""
    if period.first == period.last and not period.closed:
        return shop.day(period.first)
    return f"{shown(shop, period)} ({'closed' if period.closed else 'open'})"


def _days(card: Card) -> list[str]:
    found = []
    for day in card.days:
        if day.empty:
            continue
        shifts = "; ".join(shift_text(shift) for shift in day.shifts)
        if day.missed:
            shifts = f"planned {day.planned}, no punches"
        more = "".join(
            f"; adjusted {row.words} ({row.reason}){_void(row)}" for row in day.adjustments
        )
        over = [item for item in day.hours.counted if item[0] != PLAIN]
        above = f", {overtime_text(over)}" if over else ""
        found.append(f"{day.title}: {clock_text(day.hours.total)}{above}  {shifts}{more}")
    return found


def _void(row: AdjustmentLine) -> str:
    return ", void" if row.void else ""


def undecided(card: Card) -> list[str]:
    """Say what counts nothing on a card until somebody has decided."""
    found = []
    for day in card.days:
        for shift in day.shifts:
            if shift.decides:
                found.append(f"{day.title}, {shift_text(shift)}: {doubts(shift)}")
        found += [f"{day.title}: asks for {asked.words}" for asked in day.requests]
    return found


def doubts(shift: ShiftLines) -> str:
    """Say all doubts of a shift and of its punches, each once."""
    said = [shift.doubts, *(punch.doubts for punch in shift.punches)]
    parts = [part for text in said for part in text.split("; ") if part]
    return "; ".join(dict.fromkeys(parts))
