"""How somebody is right now: out, in or on a break, and whether they forgot to clock out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple, get_args

from peewee import fn

from db.models import Punch
from db.models.base import tuples
from pettui import clock
from pettui.team.hours import Hours, hours_of
from pettui.team.shop import Shop
from pettui.team.timeclock import effective, requests
from pettui.team.timeclock.effective import Effective
from pettui.team.timeclock.facts import Kind, State
from pettui.team.timeclock.pairing import pair
from pettui.team.timeclock.shifts import Shift, Waiting

AFTER: dict[str, State] = {"in": "in", "back": "in", "break": "break", "out": "out"}
"""What somebody is after a punch."""

KINDS: tuple[Kind, ...] = get_args(Kind)

PLAN_OVER = 3 * 60
"""Minutes after the planned end, on a later day, from which on a clock-out was forgotten."""

UNPLANNED = 10 * 60
"""Minutes after which that is so for somebody who was not planned."""

_END = date(9000, 1, 1)


class Now(NamedTuple):
    """How somebody is.

    Attributes:
        state: by the newest punch, with what they asked a manager to add.
        since: the instant of what made it so; None for whoever never punched.
        last: their newest punch that counts.
        shift: the shift that they are in.
        today: the shifts of today.
        seen: the id of their newest row, whatever it is: another one means that things changed.
        forgotten: whether the shift's end was forgotten.
        planned: when the plan has that end, on the shop's wall clock.
        waiting: their requests that nobody decided yet.
    """

    employee: int
    state: State
    since: datetime | None
    last: Effective | None
    shift: Shift | None
    today: tuple[Shift, ...]
    seen: int
    forgotten: bool = False
    planned: datetime | None = None
    waiting: tuple[Waiting, ...] = ()

    @property
    def began(self) -> datetime | None:
        """The instant since which they are on a break, or in; None for whoever is out."""
        if self.state == "out":
            return None
        shift = self.shift.start if self.shift and self.state == "in" else None
        return shift or self.since

    def minutes(self, now: datetime) -> int:
        """Give the minutes of today's shifts, and of the one that is open, up to now."""
        over = sum(shift.worked for shift in self.today if shift != self.shift)
        return over + (self.shift.so_far(now) if self.shift and not self.forgotten else 0)

    def answered(self, *, worked_through: bool) -> Now:
        """Give how somebody is once they have said when the forgotten shift ended."""
        if worked_through:
            return self._replace(forgotten=False)
        return self._replace(forgotten=False, state="out", shift=None)


def of(shop: Shop, employee: int, now: datetime) -> Now:
    """Read how somebody is."""
    return _read(shop, [employee], now)[employee]


def of_all(shop: Shop, employees: list[int], now: datetime) -> dict[int, Now]:
    """Read how many are."""
    return _read(shop, employees, now)


def _read(shop: Shop, employees: list[int], now: datetime) -> dict[int, Now]:
    today = clock.wall_of(now, shop.zone).date()
    one = employees[0] if len(employees) == 1 else None
    # From the newest trusted day on, whatever the clock says now: what a wrong clock calls the
    # future must not be overlooked, or an out would be read as an in.
    good = Punch.select(fn.MAX(Punch.day)).where(
        Punch.clock == "good", Punch.employee.in_(employees)
    )
    newest = good.scalar()
    first = min(today, Punch.day.python_value(newest)) if newest else today
    read = effective.effective(first, _END, one)
    asked = requests.waiting(shop.branch, one)
    newest_row = dict(
        tuples(
            Punch.select(Punch.employee, fn.MAX(Punch.id))
            .where(Punch.employee.in_(employees))
            .group_by(Punch.employee)
        )
    )
    longest = int(shop.setting("hours.longest_shift")) * 60
    plans: dict[date, dict[int, Hours]] = {}
    found = {}
    for employee in employees:
        punches = read.get(employee, ())
        mine = tuple(request for request in asked if request.employee == employee)
        shifts = pair(punches, now, mine, longest=longest)
        state, since, last = _state(punches, mine)
        # The shift that somebody is in is not always one that pairing calls open: it may be too
        # long, or under a wrong clock.
        shift = shifts[-1] if shifts and shifts[-1].end is None and state != "out" else None
        of_today = tuple(s for s in shifts if s.day == today)
        forgotten, planned = False, None
        if shift is not None and shift.day != _END:
            if shift.day not in plans:
                plans[shift.day] = hours_of(shop.branch, shift.day, employees)
            planned = _planned_end(shift, plans[shift.day][employee], shop)
            forgotten = is_forgotten(shift, now, today, planned, longest, shop.zone)
        found[employee] = Now(
            employee, state, since, last, shift, of_today, int(newest_row.get(employee) or 0),
            forgotten, planned, mine,
        )  # fmt: skip
    return found


def _state(
    punches: tuple[Effective, ...], waiting: tuple[Waiting, ...]
) -> tuple[State, datetime | None, Effective | None]:
    """Give the state after the newest punch, and after what was asked for to follow it."""
    last = next((punch for punch in reversed(punches) if not punch.void), None)
    rows = {row.id for row in last.history} if last else set()
    following = [
        request for request in waiting
        if (last is None and request.after is None) or request.after in rows
    ]  # fmt: skip
    if following:
        newest = max(following, key=lambda request: (request.said, request.id))
        return AFTER[newest.kind], newest.said, last
    return (AFTER[last.kind], last.at, last) if last else ("out", None, None)


def _planned_end(shift: Shift, hours: Hours, shop: Shop) -> datetime | None:
    """Give when the plan ends the day of a shift, if that lies after its beginning."""
    if shift.start is None:
        return None
    began = clock.wall_of(shift.start, shop.zone)
    minute = began.hour * 60 + began.minute
    ends = [end for _, end in hours.ranges if end > minute]
    if not ends:
        return None
    midnight = datetime.combine(shift.day, datetime.min.time())
    # The day's last one: whoever leaves for a free hour at noon clocks out, or does not leave.
    return midnight + timedelta(minutes=ends[-1])


def is_forgotten(
    shift: Shift,
    now: datetime,
    today: date,
    planned: datetime | None,
    longest: int,
    zone: str,
) -> bool:
    """Tell whether an open shift is one whose end was forgotten; reads nothing.

    Args:
        shift: the open shift.
        now: the instant, in UTC.
        today: its day on the shop's wall clock.
        planned: when the plan ends the shift, on the wall clock.
        longest: minutes after which any shift is taken for forgotten.
        zone: the shop's.
    """
    began = shift.start or shift.punches[0].at
    length = (now - began) // timedelta(minutes=1)
    if length > longest:
        return True
    if length < 0 or shift.day == today:
        return False
    if planned is None:
        return length > UNPLANNED
    return clock.wall_of(now, zone) > planned + timedelta(minutes=PLAN_OVER)
