"""What is filled in of a search so far. No widget, no database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from pettui.book.search.asking import APART, Order, Search, lasting
from pettui.book.waiting.values import When
from screens.book.waiting.draft import WaitDraft


@dataclass
class SearchDraft(WaitDraft):
    """The panel's contents; of a wait list entry it has times and ranked people."""

    others: bool = True
    order: str = "soonest"
    covered: bool = False
    minutes: int | None = None  # all of it; None as the price list says

    def search(self) -> Search:
        """Give the search as far as it is known."""
        plan = self.plan()
        if self.employee is not None:  # a visit that is booked: with whom it is, until said
            rows = tuple(
                row if row.employee is not None else replace(row, employee=self.employee)
                for row in plan.rows
            )
            plan = replace(plan, rows=rows)
        if self.minutes is not None and plan.rows:
            plan = lasting(plan, self.minutes)
        return Search(
            plan,
            employees=self.people,
            others=self.others or not self.people,
            windows=self.windows or (When(),),
            order=cast("Order", self.order),
            covered=self.covered,
            apart=APART,
        )

    def choose_people(self, people: tuple[int, ...], *, others: bool) -> None:
        """Take who is wanted; whom the client asked for by name does it all the same."""
        self.people, self.others = people, others or not people
        self.employee = None
        self.rows = tuple(
            row if row.requested else replace(row, employee=None) for row in self.rows
        )
