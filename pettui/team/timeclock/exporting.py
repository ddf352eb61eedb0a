"""Hours of a pay period for machines and for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from pettui.exports.values import guarded
from pettui.team.shop import Shop
from pettui.team.timeclock.cards import AdjustmentLine, Card, DayCard, PunchLine
from pettui.team.timeclock.listing import doubts, later_text, shift_text
from pettui.team.timeclock.overtime import PLAIN
from pettui.team.timeclock.periods import Period
from pettui.team.timeclock.totals import Totals, clock_text, decimal_text, factor_text
from pettui.text import safe_line


def as_json(shop: Shop, period: Period, cards: tuple[Card, ...]) -> dict[str, Any]:
    """Give hours for machines; minutes are whole, times have their offset from UTC."""
    return {
        "shop": shop.name,
        "zone": shop.zone,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "closed": period.closed,
        "people": [
            {
                "number": card.number,
                "name": card.name,
                "totals": _totals_json(card.totals),
                "days": [_day_json(day) for day in card.days if not day.empty],
                "carried": [_adjustment_json(row) for row in card.carried],
            }
            for card in cards
        ],
    }


def _length(minutes: int) -> dict[str, Any]:
    return {
        "minutes": minutes, "clock": clock_text(minutes), "decimal": decimal_text(minutes)
    }  # fmt: skip


def _totals_json(totals: Totals) -> dict[str, Any]:
    return {
        "total": _length(totals.total),
        "worked_minutes": totals.worked,
        "paid_break_minutes": totals.paid_breaks,
        "unpaid_break_minutes": totals.unpaid,
        "rounding_gave_minutes": totals.given,
        "rounding_took_minutes": totals.taken,
        "adjusted_minutes": totals.adjusted,
        "carried_minutes": totals.carried,
        "counted": _counted_json(totals.counted),
    }


def _counted_json(counted: Iterable[tuple[Decimal, int]]) -> list[dict[str, Any]]:
    return [{"multiplier": factor_text(factor), **_length(m)} for factor, m in counted]


def _day_json(day: DayCard) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "total": _length(day.hours.total),
        "rounding_minutes": day.hours.rounding,
        "counted": _counted_json(day.hours.counted),
        "planned": day.planned,
        "missed": day.missed,
        "shifts": [
            {
                "worked_minutes": shift.worked,
                "open": shift.open,
                "counts": not (shift.open or shift.decides),
                "doubts": doubts(shift),
                "punches": [_punch_json(punch) for punch in shift.punches],
            }
            for shift in day.shifts
        ],
        "voided": [_punch_json(punch) for punch in day.voided],
        "requests": [asked.words for asked in day.requests],
        "adjustments": [_adjustment_json(row) for row in day.adjustments],
    }


def _punch_json(punch: PunchLine) -> dict[str, Any]:
    wall = datetime.combine(punch.day, datetime.min.time()) + timedelta(minutes=punch.minute)
    seen = punch.at.replace(second=0, microsecond=0, tzinfo=None)
    here = wall.replace(tzinfo=timezone(wall - seen))
    return {
        "id": punch.punch,
        "kind": punch.kind,
        "break": punch.words if punch.kind == "break" else "",
        "at": here.isoformat(timespec="minutes"),
        "was": punch.was,
        "reason": punch.reason,
        "by": punch.by,
        "source": punch.source,
    }


def _adjustment_json(row: AdjustmentLine) -> dict[str, Any]:
    return {
        "minutes": row.minutes, "words": row.words, "reason": row.reason, "by": row.by,
        "about": row.about, "void": row.void,
    }  # fmt: skip


def as_csv(period: Period, cards: tuple[Card, ...]) -> str:
    """Write a row for each day with anything, in hours and minutes and as decimals (DOMAIN 6.1).

    What is carried from closed periods has rows of its own; a closed period that was corrected
    has one that takes the corrections out again, so that its rows add up to what it paid, to the
    minute. Texts cannot become formulas.
    """
    factors = sorted({f for card in cards for f, _ in _all_counted(card) if f != PLAIN})
    head = ["number", "name", "day", "times", "worked", "paid breaks", "unpaid breaks",
            "rounding", "adjusted", "total", "total decimal"]  # fmt: skip
    for what in ("plain", *(f"{factor_text(factor)} x" for factor in factors)):
        head += [what, f"{what} decimal"]
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow([*head, "remarks"])
    for card in cards:
        for day in card.days:
            if not day.empty:
                writer.writerow(_guarded(_day_row(card, day, factors)))
        if later_text(card):
            writer.writerow(_guarded(_later_row(card, period, factors)))
        for row in card.carried:
            if not row.void:
                writer.writerow(_guarded(_carried_row(card, period, row, factors)))
    return sheet.getvalue()


def _all_counted(card: Card) -> list[tuple[Decimal, int]]:
    found = [item for day in card.days for item in day.hours.counted]
    found += [(row.multiplier, row.minutes) for row in card.carried]
    return [*found, *card.totals.counted]


def _day_row(card: Card, day: DayCard, factors: list[Decimal]) -> list[str]:
    hours, counted = day.hours, dict(day.hours.counted)
    lengths = (hours.worked, hours.paid_breaks, hours.unpaid, hours.rounding, hours.adjusted)
    remarks = [doubts(shift) for shift in day.shifts]
    remarks += [f"adjusted {row.words}: {row.reason}" for row in day.adjustments if not row.void]
    remarks += ["planned, no punches"] if day.missed else []
    return [
        str(card.number), card.name, day.day.isoformat(),
        "; ".join(shift_text(shift) for shift in day.shifts),
        *(clock_text(length) for length in (*lengths, hours.total)), decimal_text(hours.total),
        *_by_factor(counted, factors),
        "; ".join(remark for remark in remarks if remark),
    ]  # fmt: skip


def _by_factor(counted: dict[Decimal, int], factors: list[Decimal]) -> list[str]:
    """Give the hours of each multiplier both ways: decimals are rounded, minutes add up."""
    lengths = [counted.get(factor, 0) for factor in (PLAIN, *factors)]
    return [text(minutes) for minutes in lengths for text in (clock_text, decimal_text)]


def _carried_row(
    card: Card, period: Period, row: AdjustmentLine, factors: list[Decimal]
) -> list[str]:
    counted = {row.multiplier: row.minutes}
    return _sum_row(card, period, f"carried for {row.about}", counted, factors, row.reason)


def _later_row(card: Card, period: Period, factors: list[Decimal]) -> list[str]:
    now, paid = dict(card.today.counted), dict(card.totals.counted)
    counted = {factor: paid.get(factor, 0) - now.get(factor, 0) for factor in {*now, *paid}}
    return _sum_row(
        card, period, "corrections after closing", counted, factors, "they count in a later period"
    )


def _sum_row(
    card: Card,
    period: Period,
    what: str,
    counted: dict[Decimal, int],
    factors: list[Decimal],
    remark: str,
) -> list[str]:
    total = sum(counted.values())
    return [
        str(card.number), card.name, period.last.isoformat(), what, *[clock_text(0)] * 5,
        clock_text(total), decimal_text(total),
        *_by_factor(counted, factors), remark,
    ]  # fmt: skip


def _guarded(cells: list[str]) -> list[str]:
    """Make texts harmless to a spreadsheet; a negative decimal stays a number."""
    return [cell if _is_number(cell) else guarded(safe_line(cell)) for cell in cells]


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdigit()
