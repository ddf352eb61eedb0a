"""What is searched for, and what is found: plain frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from pettui.book.plan import Plan
from pettui.book.slots import STEP
from pettui.book.waiting.values import When

AHEAD = 28
"""Days that are searched where no last one is named; as many as a wish in the form looks ahead."""
FARTHEST = 366
"""Days ahead that a search goes at most, whatever last day is named."""

APART = 60
"""Minutes of a day for which a list for people has one answer."""

Order = Literal["soonest", "gap", "groomer"]
ORDERS: dict[str, str] = {
    "soonest": "soonest first",
    "gap": "least gap left first, week by week",
    "groomer": "preferred groomer first",
}
"""The orders in which answers come, with their words."""


@dataclass(frozen=True, slots=True)
class Search:
    """A visit that looks for a place.

    Attributes:
        plan: what is to be booked. Its own day and start do not matter; the slots of its ticket,
            when it has one, count as free. A row with an employee is done by that one; a row with
            lengths keeps them, one without takes them from the price list for each employee.
        employees: who may do the rows without an employee, the dearest first.
        others: whether anybody else may as well, after these.
        choices: for each row its own ranked employees, () where `employees` hold; nobody else
            does a row that has its own.
        windows: when it may start, any of them; their latest start is included.
        ahead: days from the first on, where a window names no last one.
        order: which answers come first.
        split: let each row go to a different employee at once; otherwise that is tried only
            where nobody can do all of them on any of the days.
        covered: leave out days on which a needed vaccination will have lapsed.
        every: minutes from one start that is offered to the next.
        apart: one answer for so many minutes of a day, the dearest groomer's that leaves least
            beside it: a list of few lines then shows a day and not an hour. 0 gives every start.
    """

    plan: Plan
    employees: tuple[int, ...] = ()
    others: bool = True
    choices: tuple[tuple[int, ...], ...] = ()
    windows: tuple[When, ...] = (When(),)
    ahead: int = AHEAD
    order: Order = "soonest"
    split: bool = False
    covered: bool = False
    every: int = 15
    apart: int = 0


class Answer(NamedTuple):
    """A place at which a visit can be booked without anything to agree to.

    Attributes:
        start: minutes since midnight, and `end` when the last row ends.
        employees: who does each row, in the rows' order; `labels` are their names.
        scrap: minutes beside it that are too short for anything else.
        why: why it comes where it does, in words.
        alerts: what will not be in order by then: `Bella: Rabies lapsed`.
        split: whether several do what one could have been asked for.
    """

    day: date
    start: int
    end: int
    employees: tuple[int, ...]
    labels: tuple[str, ...]
    scrap: int
    why: str
    alerts: tuple[str, ...] = ()
    split: bool = False

    @property
    def who(self) -> str:
        """The names of those who do it, each once: `Kim, Luis`."""
        return ", ".join(dict.fromkeys(self.labels))


def planned(plan: Plan, day: date, start: int, employees: Sequence[int | None]) -> Plan:
    """Give a plan at another time, its rows with these employees."""
    rows = tuple(
        replace(
            row,
            start=None if row.start is None else row.start + start - plan.start,
            employee=employee,
        )
        for row, employee in zip(plan.rows, employees, strict=True)
    )
    return replace(plan, day=day, start=start, rows=rows)


def taking(search: Search, answer: Answer) -> Plan:
    """Give the plan that books an answer."""
    return planned(search.plan, answer.day, answer.start, answer.employees)


def anybody(plan: Plan, *, keep: Sequence[int] = ()) -> Plan:
    """Let anybody do a plan's rows, but for those whose employee was asked for by the client.

    The rows at the places in `keep` stay with whom they have as well.
    """
    rows = tuple(
        row if row.requested or place in keep else replace(row, employee=None)
        for place, row in enumerate(plan.rows)
    )
    return replace(plan, rows=rows)


def lasting(plan: Plan, minutes: int) -> Plan:
    """Let all of a visit take so many minutes, shared among its rows; nobody is free in between.

    Raises ValueError in words for a length that cannot be shared.
    """
    share = minutes // len(plan.rows) // STEP * STEP
    if share < STEP or minutes % STEP:
        raise ValueError("A length is in steps of 5 minutes, and 5 at least for each service.")
    lengths = [share] * (len(plan.rows) - 1) + [minutes - share * (len(plan.rows) - 1)]
    rows = zip(plan.rows, lengths, strict=True)
    return replace(
        plan, rows=tuple(replace(row, setup=length, process=0, finish=0) for row, length in rows)
    )
