"""A person's time card: days, shifts, punches with their originals and doubts, ready to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from db.models import PayRate
from db.models.base import tuples
from pettui import clock
from pettui.team.hours import Hours, hours_of
from pettui.team.shop import Shop
from pettui.team.timeclock.counting import Adjustment, DayHours
from pettui.team.timeclock.effective import Effective, Made
from pettui.team.timeclock.hours import PersonHours, hours, kept, of_person
from pettui.team.timeclock.overtime import PLAIN
from pettui.team.timeclock.periods import Period
from pettui.team.timeclock.shifts import NOTABLE, Doubt, Shift, Waiting
from pettui.team.timeclock.totals import Totals, clock_text

WORDS = {"in": "in", "out": "out", "break": "break", "back": "back"}
SOURCES = {
    "pin": "PIN", "badge": "badge", "desk": "at the desk", "command": "command",
    "request": "asked for", "manager": "entered by a manager",
}  # fmt: skip


class PunchLine(NamedTuple):
    """A punch on a card.

    Attributes:
        punch, seen: what `amending` wants: its id, and that of the row that counts.
        time: written, with the day where it is not that of the card's day.
        day, minute: the same on the wall clock, for a form.
        was: the original time and kind, where an amendment changed them, else "".
        void, added: whether it counts for nothing; whether it was entered later.
        doubts: words for what a manager should look at; "" without any.
        history: one line for each row that made it what it is, the original first.
    """

    punch: int
    seen: int
    kind: str
    words: str
    time: str
    at: datetime
    day: date
    minute: int
    was: str
    void: bool
    added: bool
    amended: bool
    doubts: str
    decides: bool
    source: str
    terminal: str
    comment: str
    reason: str
    by: str
    break_kind: int | None
    rate: int | None
    history: tuple[str, ...]


class ShiftLines(NamedTuple):
    """A shift on a card; `doubts` are those of the whole shift, `decides` whether it counts 0."""

    punches: tuple[PunchLine, ...]
    worked: int
    unpaid: int
    paid_breaks: int
    open: bool
    decides: bool
    doubts: str
    gap: int | None
    rate: str
    so_far: int


class RequestLine(NamedTuple):
    """A request that waits; `seen` is its version, `minute` its time on the wall clock of `day`."""

    request: int
    seen: int
    employee: int
    kind: str
    words: str
    day: date
    minute: int
    at: datetime
    comment: str
    asked: str


class AdjustmentLine(NamedTuple):
    """An adjustment; `words` say its hours, `about` the closed day that it corrects, or ""."""

    adjustment: int
    seen: int
    minutes: int
    words: str
    reason: str
    by: str
    about: str
    void: bool
    from_punch: bool
    multiplier: Decimal


class DayCard(NamedTuple):
    """A day of somebody's card; lengths are minutes.

    `planned` is when they were to work ("9:00-17:00", or why not); `missed` says that they were to,
    use the clock otherwise, and there is nothing of that day. `voided` are punches that count
    for nothing.
    """

    day: date
    title: str
    planned: str
    missed: bool
    shifts: tuple[ShiftLines, ...]
    voided: tuple[PunchLine, ...]
    requests: tuple[RequestLine, ...]
    adjustments: tuple[AdjustmentLine, ...]
    hours: DayHours

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show of it."""
        return not (self.shifts or self.voided or self.requests or self.adjustments or self.missed)


class Card(NamedTuple):
    """Somebody's card of a pay period.

    `totals` are what a closed period keeps, else what the days count; `today` is what the
    punches count now, which differs where a closed period was corrected.
    """

    employee: int
    number: int
    name: str
    period: Period
    days: tuple[DayCard, ...]
    carried: tuple[AdjustmentLine, ...]
    totals: Totals
    today: Totals


def cards(shop: Shop, period: Period) -> tuple[Card, ...]:
    """Read the cards of everybody who has anything in a pay period."""
    now = clock.instant()
    found = hours(shop, period.first, period.last, now=now)
    plans = _plans(shop, period, [who.employee for who in found])
    fixed = kept(period)
    return tuple(_card(shop, period, who, plans, fixed, now) for who in found)


def person(shop: Shop, employee: int, period: Period) -> Card:
    """Read somebody's card of a pay period, also where it is empty."""
    now = clock.instant()
    found = of_person(shop, employee, period.first, period.last, now=now)
    plans = _plans(shop, period, [employee])
    return _card(shop, period, found, plans, kept(period), now)


Plans = dict[date, dict[int, Hours]]
"""When people were to work: by day and person."""


def _plans(shop: Shop, period: Period, employees: list[int]) -> Plans:
    return {day: hours_of(shop.branch, day, employees) for day in period.days}


def _card(
    shop: Shop,
    period: Period,
    found: PersonHours,
    plans: Plans,
    fixed: dict[int, Totals],
    now: datetime,
) -> Card:
    rates = _rates(found.employee)
    days: list[DayCard] = []
    uses_it = any(day.shifts for day in found.days)
    for day in found.days:
        plan = plans[day.day][found.employee]
        asked = [w for w in found.waiting if w.day == day.day]
        gone = [p for p in found.voided if p.day == day.day]
        nothing = uses_it and not (day.shifts or asked or day.adjustments)
        days.append(
            DayCard(
                day.day,
                shop.day(day.day),
                _planned(shop, plan),
                bool(plan.ranges) and nothing and day.day < shop.today(),
                tuple(_shift_lines(shop, shift, rates, now) for shift in day.shifts),
                tuple(punch_line(shop, p, day.day) for p in gone),
                tuple(request_line(shop, w) for w in asked),
                tuple(adjustment_line(shop, a) for a in day.adjustments),
                day,
            )
        )
    paid = fixed.get(found.employee, Totals()) if period.closed else found.totals
    carried = tuple(adjustment_line(shop, a) for a in found.carried)
    return Card(
        found.employee, found.number, found.name, period, tuple(days), carried, paid, found.totals
    )


def _rates(employee: int) -> dict[int, str]:
    rows = PayRate.select(PayRate.id, PayRate.name).where(PayRate.employee == employee)
    return dict(tuples(rows))


def _planned(shop: Shop, plan: Hours) -> str:
    return ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in plan.ranges) or plan.off


def _shift_lines(shop: Shop, shift: Shift, rates: dict[int, str], now: datetime) -> ShiftLines:
    whole = [d for d in shift.doubts if d.kind not in NOTABLE or d.kind in ("gap", "waiting")]
    return ShiftLines(
        tuple(punch_line(shop, p, shift.day, shift.doubts) for p in shift.punches),
        shift.worked, shift.unpaid, shift.paid_breaks, shift.open,
        any(d.decides for d in shift.doubts), said(whole), shift.gap,
        rates.get(shift.rate or 0, ""), shift.so_far(now),
    )  # fmt: skip


def said(doubts: Iterable[Doubt]) -> str:
    """Say doubts in words, each once."""
    return "; ".join(dict.fromkeys(doubt.words for doubt in doubts))


def punch_line(shop: Shop, punch: Effective, day: date, doubts: Iterable[Doubt] = ()) -> PunchLine:
    """Give a punch as a card of a day shows it."""
    wall, mine = punch.now.wall, [d for d in doubts if d.punch == punch.id]
    row = punch.now
    changed = (punch.made.at, punch.made.kind) != (row.at, row.kind)
    return PunchLine(
        punch.id, row.id, punch.kind, _words(punch), _time(shop, wall, day), punch.at,
        wall.date(), wall.hour * 60 + wall.minute,
        f"{WORDS[punch.made.kind]} {_time(shop, punch.made.wall, day)}" if changed else "",
        punch.void, punch.made.added, punch.now is not punch.made, said(mine),
        any(d.decides for d in mine), SOURCES.get(row.source, row.source), punch.made.terminal,
        row.comment, row.reason, row.account_name, row.break_kind, row.rate,
        tuple(_row_words(shop, made, day) for made in punch.history),
    )  # fmt: skip


def _words(punch: Effective) -> str:
    if punch.kind == "break":
        return (punch.break_name or "break").lower() if punch.break_name else "break"
    return WORDS[punch.kind]


def _time(shop: Shop, wall: datetime, day: date) -> str:
    time = shop.time(wall.hour * 60 + wall.minute)
    if wall.date() == day:
        return time
    return f"{time} {shop.short_day(wall.date())}"


def _row_words(shop: Shop, row: Made, day: date) -> str:
    what = "void" if row.void else f"{WORDS[row.kind]} {_time(shop, row.wall, day)}"
    how = SOURCES.get(row.source, row.source)
    who = f" by {row.account_name}" if row.account_name else ""
    why = f": {row.reason}" if row.reason else ""
    return f"{what}, {how} ({row.terminal}){who}{why}"


def request_line(shop: Shop, asked: Waiting) -> RequestLine:
    """Give a request as lists show it."""
    wall = clock.wall_of(asked.said, shop.zone)
    when = clock.wall_of(asked.asked_at, shop.zone)
    planned = ", as planned" if asked.scheduled else ""
    return RequestLine(
        asked.id, asked.version, asked.employee, asked.kind,
        f"{WORDS[asked.kind]} {_time(shop, wall, asked.day)}{planned}", wall.date(),
        wall.hour * 60 + wall.minute, asked.said, asked.comment,
        f"{shop.short_day(when.date())} {shop.time(when.hour * 60 + when.minute)}",
    )  # fmt: skip


def adjustment_line(shop: Shop, row: Adjustment) -> AdjustmentLine:
    """Give an adjustment as lists show it."""
    factor = "" if row.multiplier in (None, 1) else f" at {row.multiplier} x"
    return AdjustmentLine(
        row.id, row.version, row.minutes, f"{signed(row.minutes)}{factor}", row.reason, row.by,
        shop.short_day(row.about) if row.about else "", row.void, row.punch is not None,
        row.multiplier or PLAIN,
    )  # fmt: skip


def signed(minutes: int) -> str:
    """Write signed minutes: `+0:30`, `-1:00`."""
    return ("+" if minutes > 0 else "") + clock_text(minutes)
