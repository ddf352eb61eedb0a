"""The rows of a person's card: days, punches with what they were before, doubts, adjustments."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from pettui.team.shop import Shop
from pettui.team.timeclock.cards import (
    AdjustmentLine,
    Card,
    DayCard,
    PunchLine,
    RequestLine,
    ShiftLines,
    signed,
)
from pettui.team.timeclock.listing import overtime_text
from pettui.team.timeclock.overtime import PLAIN
from pettui.team.timeclock.totals import both_text, clock_text
from pettui.text import count
from screens.team.timeclock.target import Target
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

_QUIET = "$text-muted not bold"
Entry = tuple[Row, Target | None]
"""A row, and what the cursor is on there."""


def entries_of(shop: Shop, card: Card, *, every_day: bool) -> list[Entry]:
    """Give the rows of a card; days with nothing only when they are wanted."""
    found: list[Entry] = []
    for day in card.days:
        if not day.empty or (every_day and day.day <= shop.today()):
            found += _day(card, day)
    if card.carried:
        found.append(_heading("#carried", "Corrections of closed periods, counted here"))
        found += [entry for row in card.carried for entry in _adjustment(card, None, row)]
    return found


def _heading(key: str, words: str) -> Entry:
    return Row(key, line(words), heading=True), None


def _note(key: str, words: Content) -> Entry:
    """Give a line that the cursor passes over."""
    return Row(key, words, heading=True), None


def _day(card: Card, day: DayCard) -> Iterator[Entry]:
    yield Row(f"#{day.day}", _day_title(day), heading=True), None
    who = card.employee
    if day.missed:
        target = Target("missed", who, day.day, words=f"planned {day.planned}, no punches")
        words = assemble(("  ? ", "$text-warning"), line(target.words))
        yield Row(f"missed:{day.day}", words, line("Enter enters them")), target
    for number, shift in enumerate(day.shifts):
        yield from _shift(card, day, shift, number)
    for asked in day.requests:
        yield _request(card, day, asked)
    for row in day.adjustments:
        yield from _adjustment(card, day, row)
    for punch in day.voided:
        yield from _punch(card, day, punch)
    if day.empty:
        target = Target("missed", who, day.day)
        yield Row(f"missed:{day.day}", line("    nothing", "$text-muted")), target


def _day_title(day: DayCard) -> Content:
    hours = day.hours
    over = [item for item in hours.counted if item[0] != PLAIN]
    parts = [both_text(hours.total)]
    parts += [overtime_text(over)] if over else []
    if hours.rounding:
        what = "gave" if hours.rounding > 0 else "took"
        parts.append(f"rounding {what} {clock_text(abs(hours.rounding))}")
    parts += [f"adjusted {signed(hours.adjusted)}"] if hours.adjusted else []
    timed = day.planned[:1].isdigit()
    planned = f"   {'planned ' if timed else ''}{day.planned}" if day.planned else ""
    return assemble(
        line(f"{day.title}   "), line(", ".join(parts), "$foreground"), line(planned, _QUIET)
    )


def _shift(card: Card, day: DayCard, shift: ShiftLines, number: int) -> Iterator[Entry]:
    first = shift.punches[0]
    if number and shift.gap is not None:
        words = f"      {clock_text(shift.gap)} after the shift before"
        yield _note(f"#gap:{first.punch}", line(words, _QUIET))
    for punch in shift.punches:
        yield from _punch(card, day, punch)
    if shift.open:
        words = f"      at work: {clock_text(shift.so_far)} so far, not counted yet"
        yield _note(f"#open:{first.punch}", line(words, "$text-success not bold"))
    if shift.doubts:
        words = shift.doubts + (": counts nothing until it is decided" if shift.decides else "")
        mark = ("  ! ", "$text-error") if shift.decides else ("  ? ", "$text-warning")
        target = Target("punch", card.employee, day.day, first.punch, first.seen, shift.doubts)
        yield Row(f"shift:{first.punch}", assemble(mark, line(words))), target
    elif shift.rate and not shift.open:
        yield _note(f"#rate:{first.punch}", line(f"      as {shift.rate}", _QUIET))


def _punch(card: Card, day: DayCard, punch: PunchLine) -> Iterator[Entry]:
    mark = "    "
    if punch.doubts:
        mark = "  ! " if punch.decides else "  ? "
    marks = []
    if punch.void:
        marks.append("VOID")
    if punch.added:
        marks.append(f"added by {punch.by}" if punch.by else "added")
    elif punch.amended and not punch.void:
        marks.append(("amended" if punch.was else "confirmed") + _by(punch))
    elif punch.void:
        marks[0] += _by(punch)
    if punch.reason and marks:
        marks[-1] += f": {punch.reason}"
    style = "$text-muted" if punch.void else ""
    left = assemble(
        line(mark, "$text-error" if punch.decides else "$text-warning"),
        line(punch.words, style).truncate(10, ellipsis=True, pad=True),
        line(f" {punch.time:<7}", style if punch.void else "bold"),
        line("  " + "; ".join(marks), style or "$text-accent") if marks else "",
        line(f"  {punch.doubts}", "$text-error" if punch.decides else "$text-warning"),
        line(f"  “{punch.comment}”", "$text-muted") if punch.comment else "",
    )
    target = Target(
        "punch", card.employee, day.day, punch.punch, punch.seen, punch.doubts, void=punch.void
    )
    where = "" if punch.source == "entered by a manager" else f"{punch.source}, {punch.terminal}"
    yield Row(f"punch:{punch.punch}", left, line(where)), target
    for place, words in enumerate(punch.history[:-1]):
        yield _note(f"#was:{punch.punch}:{place}", line(f"      was {words}", _QUIET))


def _by(punch: PunchLine) -> str:
    return f" by {punch.by}" if punch.by else ""


def _request(card: Card, day: DayCard, asked: RequestLine) -> Entry:
    comment = f": {asked.comment}" if asked.comment else ""
    words = f"asks for {asked.words}{comment}"
    left = assemble(("  ! ", "$text-error"), line(words))
    target = Target(
        "request", card.employee, day.day, asked.request, asked.seen, f"asks for {asked.words}"
    )
    return Row(f"request:{asked.request}", left, line(f"asked {asked.asked}")), target


def _adjustment(card: Card, day: DayCard | None, row: AdjustmentLine) -> Iterator[Entry]:
    about = f" for {row.about}" if row.about else ""
    void = "VOID  " if row.void else ""
    style = "$text-muted" if row.void else ""
    left = assemble(
        line("    adjust    ", style), line(f"{void}{row.words}{about}", style or "bold"),
        line(f"  {row.reason}", style),
    )  # fmt: skip
    where = day.day if day is not None else card.period.last
    target = Target(
        "adjustment", card.employee, where, row.adjustment, row.seen,
        f"{row.words}{about}: {row.reason}", void=row.void or row.from_punch,
    )  # fmt: skip
    yield Row(f"adjustment:{row.adjustment}", left, line(f"by {row.by}" if row.by else "")), target


def sums(card: Card, extras: str, later: str) -> Content:
    """Give what stands above the days: what is paid, and what it is made of."""
    totals = card.totals
    over = f" = {overtime_text(totals.counted)}" if totals.overtime else ""
    worked = sum(1 for day in card.days if day.hours.total)
    parts: list[Content] = [
        assemble(
            line(both_text(totals.total), "bold"),
            line(over),
            line(f"   {count(worked, 'day')}", "$text-muted"),
        )
    ]
    parts += [line(text, "$text-muted") for text in (extras,) if text]
    parts += [line(text, "$text-warning") for text in (later,) if text]
    return Content("\n").join(parts)
