"""Time sheets to print and sign: a PDF with a page for everybody."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pettui.printing.letters import SANS, Letters, page_size
from pettui.team.shop import Shop
from pettui.team.timeclock.cards import Card, DayCard, PunchLine
from pettui.team.timeclock.listing import (
    doubts,
    extras_text,
    later_text,
    overtime_text,
    shift_text,
    title,
    undecided,
)
from pettui.team.timeclock.overtime import PLAIN
from pettui.team.timeclock.periods import Period
from pettui.team.timeclock.totals import both_text, clock_text, decimal_text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

MARGIN = 42.0  # points, 15 mm
_FRAME = 6.0  # what a page keeps clear inside its margins


def write(shop: Shop, period: Period, cards: tuple[Card, ...], file: str) -> list[str]:
    """Write everybody's time sheet into one file, `-` for standard output.

    Gives what a person should know before printing: letters for which there is no font. Raises
    OSError when the file cannot be written.
    """
    pages, notes = render(shop, period, cards)
    if file == "-":
        sys.stdout.buffer.write(pages)
        return notes
    with open(os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
        out.write(pages)
    return notes


def render(shop: Shop, period: Period, cards: tuple[Card, ...]) -> tuple[bytes, list[str]]:
    """Give the time sheets as PDF, and what a person should know before printing."""
    from reportlab.platypus import PageBreak, SimpleDocTemplate

    letters = Letters(shop.locale)
    draft = BytesIO()
    size = page_size(f"{shop.locale}" if "_" in shop.locale else f"_{shop.region}")
    document = SimpleDocTemplate(
        draft, pagesize=size, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN, title=f"Time sheets {title(shop, period)}", author=shop.name,
        subject="Hours worked",
    )  # fmt: skip
    story: list[Flowable] = []
    for card in cards:
        if story:
            story.append(PageBreak())
        story += _Sheet(shop, letters, size[0] - 2 * MARGIN - 2 * _FRAME).of(period, card)
    printed = f"printed {shop.day(shop.today())}"

    def foot(canvas: Any, made: Any) -> None:
        canvas.setFont(SANS, 7)
        canvas.drawString(MARGIN + _FRAME, MARGIN / 2, f"{title(shop, period)} · {printed}")
        canvas.drawRightString(size[0] - MARGIN - _FRAME, MARGIN / 2, f"page {made.page}")

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return draft.getvalue(), letters.notes()


def _was(punch: PunchLine) -> str:
    return f" (punched {punch.was})" if punch.was else ""


class _Sheet:
    """Lays out one person's sheet on paper of a width."""

    def __init__(self, shop: Shop, letters: Letters, width: float) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.shop, self.letters, self.width = shop, letters, width
        self.plain = ParagraphStyle("plain", fontName=SANS, fontSize=8, leading=10)
        self.right = ParagraphStyle("right", parent=self.plain, alignment=2)
        self.small = ParagraphStyle("small", parent=self.plain, fontSize=7, leading=9)
        self.head = ParagraphStyle("head", fontName=SANS, fontSize=15, leading=19)
        self.large = ParagraphStyle("large", fontName=SANS, fontSize=10, leading=14)

    def of(self, period: Period, card: Card) -> list[Flowable]:
        """Give the parts of the sheet, from its head to the lines for signatures."""
        from reportlab.platypus import KeepTogether, Spacer

        story: list[Flowable] = [
            self._text(self.shop.name, self.large),
            self._text(f"Time sheet: {card.name}", self.head),
            self._text(f"Number {card.number} · {title(self.shop, period)}", self.large),
            Spacer(0, 8),
            self._days(card),
            Spacer(0, 8),
            self._text(f"Total {both_text(card.totals.total)}", self.large),
        ]
        lines = [overtime_text(card.totals.counted), extras_text(card.totals), later_text(card)]
        lines += [
            f"Carried {row.words} for {row.about}: {row.reason}"
            for row in card.carried
            if not row.void
        ]
        lines += [f"To decide, counts nothing yet: {matter}" for matter in undecided(card)]
        story += [self._text(line, self.plain) for line in lines if line]
        return [*story, KeepTogether([Spacer(0, 30), self._signatures()])]

    def _text(self, text: str, style: Any) -> Flowable:
        from reportlab.platypus import Paragraph

        return Paragraph(self.letters.marked(text), style)

    def _days(self, card: Card) -> Flowable:
        from reportlab.lib import colors
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Table

        head = ("Day", "In and out, breaks", "Unpaid", "Hours", "Decimal", "Overtime", "Remarks")
        shares = (0.16, 0.27, 0.075, 0.075, 0.09, 0.13, 0.20)
        right = ParagraphStyle("numbers", parent=self.small, alignment=2)
        numbers = ("Unpaid", "Hours", "Decimal")
        rows = [[self._text(word, right if word in numbers else self.small) for word in head]]
        rows += [self._day(day) for day in card.days if not day.empty]
        if len(rows) == 1:
            rows.append([self._text("nothing", self.plain), *[""] * (len(head) - 1)])
        grey = colors.Color(0.6, 0.6, 0.6)
        return Table(
            rows, colWidths=[share * self.width for share in shares], repeatRows=1,
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6), ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
                ("LINEBELOW", (0, 1), (-1, -1), 0.25, grey),
            ],
        )  # fmt: skip

    def _day(self, day: DayCard) -> list[Flowable]:
        hours = day.hours
        times = "; ".join(shift_text(shift) for shift in day.shifts)
        if day.missed:
            times = f"planned {day.planned}, no punches"
        remarks = [doubts(shift) for shift in day.shifts]
        remarks += [f"{row.words} {row.reason}" for row in day.adjustments if not row.void]
        remarks += [
            f"{punch.words} {punch.time}{_was(punch)}: {punch.reason}"
            for shift in day.shifts
            for punch in shift.punches
            if punch.reason
        ]
        over = overtime_text(item for item in hours.counted if item[0] != PLAIN)
        return [
            self._text(day.title, self.plain), self._text(times, self.plain),
            self._text(clock_text(hours.unpaid) if hours.unpaid else "", self.right),
            self._text(clock_text(hours.total), self.right),
            self._text(decimal_text(hours.total), self.right),
            self._text(over, self.plain),
            self._text("; ".join(remark for remark in remarks if remark), self.small),
        ]  # fmt: skip

    def _signatures(self) -> Flowable:
        from reportlab.lib import colors
        from reportlab.platypus import Table

        cells = ["Date, employee's signature", "", "Date, manager's signature"]
        return Table(
            [[self._text(cell, self.small) if cell else "" for cell in cells]],
            colWidths=[0.45 * self.width, 0.1 * self.width, 0.45 * self.width],
            style=[
                ("LINEABOVE", (0, 0), (0, 0), 0.8, colors.black),
                ("LINEABOVE", (2, 0), (2, 0), 0.8, colors.black),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ],
        )  # fmt: skip
