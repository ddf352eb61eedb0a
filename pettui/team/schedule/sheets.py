"""The schedule on paper and for machines: everybody's week, or one person's weeks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pettui.team.schedule.reading import Cell, Grid, Line, read_grid, week
from pettui.team.shop import Shop

WEEKS = 4
"""Weeks of one person that are printed."""


def weeks_of(shop: Shop, employee: int, day: date, weeks: int = WEEKS) -> Grid:
    """Read so many weeks of one person, from the week of a day on."""
    first = week(shop, day)[0]
    return read_grid(shop, [first + timedelta(days=n) for n in range(7 * weeks)], [employee])


def cell_words(shop: Shop, cell: Cell, *, reasons: bool = True) -> str:
    """Write what somebody has on a day: `9:00-12:00, 13:00-17:00`, `vacation`."""
    ranges = ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in cell.hours.ranges)
    if ranges or reasons or cell.source != "dated" or not cell.employee:
        return ranges or cell.hours.off
    return cell.entry.kind


def hours_words(minutes: int) -> str:
    """Write minutes as hours: `38:30 h`."""
    return f"{minutes // 60}:{minutes % 60:02d} h"


def week_text(shop: Shop, grid: Grid) -> list[str]:
    """Write everybody's days in lines that read well aloud; reasons of time off stay inside."""
    lines = [f"{shop.name}, {shop.day(grid.days[0])} to {shop.day(grid.days[-1])}"]
    for each in grid.lines:
        worked = f" ({hours_words(each.minutes)})" if each.employee else ""
        turn = f", {each.turn}" if each.turn else ""
        name = each.label if each.employee else "Opening hours"
        lines += ["", f"{name}{worked}{turn}"]
        for day, cell in zip(grid.days, each.cells, strict=True):
            words = cell_words(shop, cell, reasons=not each.employee)
            lines.append(f"  {shop.short_day(day)}: {words}")
    return lines


def person_text(shop: Shop, grid: Grid) -> list[str]:
    """Write one person's weeks as a page to hand out."""
    who = grid.people[0]
    lines = [f"{shop.name}: schedule of {who.label}", ""]
    for start in range(0, len(grid.days), 7):
        cells = who.cells[start : start + 7]
        worked = sum(b - a for cell in cells for a, b in cell.hours.ranges)
        lines.append(f"Week of {shop.day(cells[0].day)}, {hours_words(worked)}")
        lines += [f"  {shop.short_day(cell.day):<12} {cell_words(shop, cell)}" for cell in cells]
        lines.append("")
    return lines


def as_json(shop: Shop, grid: Grid) -> dict[str, Any]:
    """Give the grid for machines; times are `HH:MM` on the shop's wall clock."""
    return {
        "shop": shop.name,
        "zone": shop.zone,
        "days": [day.isoformat() for day in grid.days],
        "opening": _days(grid.lines[0]),
        "people": [{"name": each.label, "days": _days(each)} for each in grid.people],
    }


def _days(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "day": cell.day.isoformat(),
            "hours": [[_clock(start), _clock(end)] for start, end in cell.hours.ranges],
            "off": cell.hours.off,
            "from": cell.source,
        }
        for cell in line.cells
    ]


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def pdf(shop: Shop, grid: Grid) -> bytes:
    """Give one person's weeks, or everybody's week, as a PDF of one table a week."""
    from io import BytesIO

    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    from pettui.printing.letters import SANS, Letters, page_size

    letters = Letters(shop.locale)
    size = page_size(f"{shop.locale}" if "_" in shop.locale else f"_{shop.region}")
    wide = (size[1], size[0])
    plain = ParagraphStyle("plain", fontName=SANS, fontSize=8, leading=10)
    head = ParagraphStyle("head", fontName=SANS, fontSize=14, leading=20)

    def text(words: str, style: ParagraphStyle = plain) -> Paragraph:
        return Paragraph(letters.marked(words), style)

    story: list[Any] = [text(f"{shop.name}: schedule", head)]
    own = len(grid.people) == 1
    for start in range(0, len(grid.days), 7):
        days = grid.days[start : start + 7]
        rows: list[Sequence[Any]] = [["", *(text(shop.short_day(day)) for day in days)]]
        for each in grid.lines:
            cells = [
                text(cell_words(shop, cell, reasons=own or not each.employee))
                for cell in each.cells[start : start + 7]
            ]
            rows.append([text(each.label), *cells])
        story += [
            Spacer(0, 10),
            Table(
                rows, colWidths=[(wide[0] - 84) / (len(days) + 1)] * (len(days) + 1),
                style=[
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
                ],
            ),
        ]  # fmt: skip
    draft = BytesIO()
    SimpleDocTemplate(
        draft, pagesize=wide, leftMargin=36, rightMargin=36, topMargin=36, bottomMargin=36,
        title="Schedule", author=shop.name,
    ).build(story)  # fmt: skip
    return draft.getvalue()


def save(content: bytes, name: str, ending: str, folder: Path) -> Path:
    """Write into a new file of a folder and give its path; never over another. Raises OSError."""
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        path = folder / f"schedule-{name}{again}.{ending}"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            handle = os.open(path, flags, 0o600)
        except FileExistsError:
            number += 1
            continue
        with open(handle, "wb") as file:
            file.write(content)
        return path
