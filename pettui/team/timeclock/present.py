"""How somebody is right now: out, in or on a break, and whether they forgot to clock out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple, get_args

from peewee import Case, fn

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
        ended: the shift that they clocked out of last.
        seen: the id of their newest row, whatever it is: another one means that things changed.
        came: when that shift began, as far as it is known: a clock may have been wrong.
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
    ended: Shift | None
    seen: int
    came: datetime | None = None
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
    good = Case(None, [(Punch.clock == "good", Punch.day)])
    newest = tuples(
        Punch.select(Punch.employee, fn.MAX(Punch.id), fn.MAX(good))
        .where(Punch.employee.in_(employees))
        .group_by(Punch.employee)
    )
    newest_row = {employee: row for employee, row, _ in newest}
    # From the newest trusted day on, whatever the clock says now: what a wrong clock calls the
    # future must not be overlooked, or an out would be read as an in.
    days = [Punch.day.python_value(day) for _, _, day in newest if day]
    first = min([today, max(days)]) if days else today
    read = effective.effective(first, _END, one)
    asked = requests.waiting(shop.branch, one)
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
        ended = shifts[-1] if shifts and last is not None and last.kind == "out" else None
        forgotten, planned = False, None
        came = _came(shift) if shift is not None else None
        if came is not None:
            wall = clock.wall_of(came, shop.zone)
            if wall.date() not in plans:
                plans[wall.date()] = hours_of(shop.branch, wall.date(), employees)
            planned = _planned_end(wall, plans[wall.date()][employee])
            forgotten = is_forgotten(
                wall, now - came, clock.wall_of(now, shop.zone), planned, longest
            )
        found[employee] = Now(
            employee, state, since, last, shift, of_today, ended, newest_row.get(employee) or 0,
            came, forgotten, planned, mine,
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


def _came(shift: Shift) -> datetime | None:
    """Give when a shift began; under a wrong clock, the first certain moment after it."""
    first = shift.punches[0]
    if not first.wrong_clock:
        return first.at
    later = Punch.select(Punch.at).where(
        Punch.id > first.now.id, Punch.clock == "good", Punch.source.not_in(effective.ADDED)
    )
    found = tuples(later.order_by(Punch.id).limit(1))
    return found[0][0] if found else None


def _planned_end(came: datetime, hours: Hours) -> datetime | None:
    """Give when the plan ends the day of a shift, if that lies after its beginning."""
    minute = came.hour * 60 + came.minute
    ends = [end for _, end in hours.ranges if end > minute]
    if not ends:
        return None
    # The day's last one: whoever leaves for a free hour at noon clocks out, or does not leave.
    return datetime.combine(came.date(), datetime.min.time()) + timedelta(minutes=ends[-1])


def is_forgotten(
    came: datetime, gone: timedelta, wall: datetime, planned: datetime | None, longest: int
) -> bool:
    """Tell whether an open shift is one whose end was forgotten; reads nothing.

    Args:
        came: when it began, on the shop's wall clock.
        gone: the real time since then.
        wall: what that clock shows now.
        planned: when the plan ends the shift, on the same clock.
        longest: minutes after which any shift is taken for forgotten.
    """
    length = gone // timedelta(minutes=1)
    if length > longest:
        return True
    if length < 0 or came.date() == wall.date():
        return False
    if planned is None:
        return length > UNPLANNED
    return wall > planned + timedelta(minutes=PLAN_OVER)
