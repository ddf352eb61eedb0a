"""The keys of the form that look for another time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from pettui.book.booking import Booked
from screens.frame.working import work_safely

if TYPE_CHECKING:
    from screens.book.form.screen import BookingForm


class OtherTimes(ModalScreen[Booked | None]):
    """Steps through the times that the visit fits into, and opens the search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "fit(1)", show=False, priority=True),
        Binding("ctrl+r", "fit(-1)", show=False, priority=True),
        Binding("ctrl+t", "times", show=False, priority=True),
        Binding("f3", "to_list", show=False, priority=True),
    ]

    def booking(self) -> BookingForm | None:
        """Give the form; None while it saves, or takes something over."""
        raise NotImplementedError

    def action_fit(self, by: int) -> None:
        """Fill in the next time that the visit fits into, or the one before."""
        from screens.book.search import fromform

        if (form := self.booking()) is not None:
            work_safely(self, fromform.step(form, by))

    def action_times(self) -> None:
        """Search for a time with what is filled in."""
        from screens.book.search import fromform

        if (form := self.booking()) is not None:
            work_safely(self, fromform.search(form))

    def action_to_list(self) -> None:
        """Put what is filled in on the wait list: no time suits."""
        from screens.book.waiting import fromform

        if (form := self.booking()) is not None:
            work_safely(self, fromform.to_list(form))
