"""Steps through the places that a visit of the book fits into; Enter moves it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screens.book.grid.daygrid import DayGrid
from screens.book.showing import Showing
from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from pettui.book.search.asking import Answer, Search

HINT = "Enter moves it here  f F other times  Esc leaves it where it is"


class Place(NamedTuple):
    """A place that the cursor stands on: of which visit, and what it is like."""

    search: Search
    name: str
    ticket: int
    answer: Answer


class Seeking(Showing):
    """The commands of the book that look for free time.

    Attributes:
        place: the place that was stepped to; None while nothing is looked for.
    """

    place: Place | None = None

    def action_book_free(self) -> None:
        """Step to the next place of the visit under the cursor; on free time, search for one."""
        from screens.book.search import stepping

        block = self.current()
        if self.place is None and (block is None or block.kind != "visit"):
            self.work(stepping.search_here(self))
        else:
            self.work(stepping.step(self, 1))

    def action_book_free_before(self) -> None:
        """Step back to the place before."""
        from screens.book.search import stepping

        block = self.current()
        if self.place is None and (block is None or block.kind != "visit"):
            self.desk.say("Put the cursor on a visit: f and F step through the times it fits into.")
        else:
            self.work(stepping.step(self, -1))

    def take_place(self) -> bool:
        """Move the visit to the place under the cursor; False when there is none."""
        place = self.place
        if place is None:
            return False
        from screens.book.search import stepping

        self.work(stepping.take(self, place))
        return True

    def leave_place(self) -> bool:
        """Go back to where the visit stands; False when nothing was looked for."""
        place, self.place = self.place, None
        if place is None:
            return False
        self.show_hint("")
        self.work(self.show_ticket(place.ticket))
        return True

    def follow_place(self) -> None:
        """Look for nothing any more once the cursor leaves the place."""
        if self.place is not None and not self.is_at(self.place.answer):
            self.place = None
            self.show_hint("")

    def is_at(self, answer: Answer) -> bool:
        """Tell whether the cursor stands on a place."""
        page, column = self.page, self.page.cursor_column
        if column is None or not isinstance(page, DayGrid):
            return False
        return (
            (page.cursor_day or self.day) == answer.day
            and column.id in answer.employees
            and 0 <= answer.start - page.cursor_minute < page.step
        )

    def say_place(self) -> bool:
        """Say what the place under the cursor is like; False when there is none."""
        place = self.place
        if place is None:
            return False
        from pettui.book.search.saying import when_text, who_text

        answer = place.answer
        alerts = f"  ! {'; '.join(answer.alerts)}" if answer.alerts else ""
        self.detail.say(
            assemble(
                line(place.name, "bold").truncate(30, ellipsis=True),
                line(f" fits {when_text(self.desk.shop, answer)} {who_text(answer)}", "$accent"),
                line(alerts, "$text-error bold"),
            )
        )
        self.more.say(line(answer.why, "$text-muted"))
        self.show_hint(HINT)
        return True
