"""What a change of hours leaves outside: shown before it is saved, each visit a key away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from pettui.team.schedule.outside import LeavesOutside, Outside, find, outside_words, rows_of
from pettui.team.schedule.painting import Done
from pettui.text import capital, count
from screens.widgets.listed import Listed
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.desk import Desk

SAVE = "save"


class VisitList(Listed[str]):
    """Visits that stand outside hours. Enter goes to one in the book; `s` saves what is asked.

    Args:
        title: what it is about.
        visits: the visits.
        words: a line above them.
        asks: whether a change waits to be saved; else `s` shares the visits out.
    """

    CSS_PATH = "../../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "save", show=False)]

    def __init__(
        self, shop: Shop, title: str, visits: Sequence[Outside], *, words: str, asks: bool
    ) -> None:
        super().__init__(title, [_row(shop, visit) for visit in visits], words=words)
        self.HINT = (
            "s saves it · Enter looks at the visit first · Esc leaves all as it is"
            if asks
            else "s shares them out · Enter goes to the visit in the book · Esc back"
        )

    def action_save(self) -> None:
        """Save the change, and the visits stay where they are; or share them out."""
        self.dismiss(SAVE)

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        self.dismiss(event.row.id)


def _row(shop: Shop, visit: Outside) -> Row:
    left = assemble(
        line(f"{shop.short_day(visit.day)} {shop.time(visit.start):>6}  ", "bold"),
        line(visit.pet or visit.service, "bold"),
        line(f"  {visit.client}  "),
        line(visit.phone, "$accent"),
        line(f"  {visit.service}", "$text-muted"),
        line("  standing" if visit.again else "", "$text-warning"),
    )
    works = visit.why[:1].isdigit()  # then the grid shows the hours
    return Row(str(visit.ticket), left, line(visit.who if works else f"{visit.who}: {visit.why}"))


async def save(
    desk: Desk,
    attempt: Callable[[frozenset[int]], Awaitable[Done]],
    tell: Callable[[str], None] | None = None,
) -> Done | None:
    """Try a change; show what it would leave outside hours, and let the person decide.

    Once it is saved the same visits are shown to be moved, each a key away; nothing moves by
    itself. Gives None when the person leaves it, or looks at a visit first. `tell` says what was
    done; without it a message does.
    """
    agreed: frozenset[int] = frozenset()
    while True:
        try:
            done = await attempt(agreed)
        except LeavesOutside as told:
            words = f"{outside_words(len(told.visits))}. Nothing is saved yet, and nothing moves."
            asked = VisitList(desk.shop, "Save this?", told.visits, words=words, asks=True)
            chosen = await desk.push_screen_wait(asked)
            if chosen != SAVE:
                await _look_at(desk, chosen)
                return None
            agreed |= rows_of(told.visits)
            continue
        if done.left:
            words = f"Saved. {count(len(done.left), 'visit')} to move, cancel or keep:"
            await show(desk, done.left, words)
        elif done.cells or done.words:
            (tell or desk.say)(f"{capital(done.words)}. u takes it back.")
        return done


async def show(desk: Desk, visits: Sequence[Outside], words: str) -> None:
    """Show visits outside hours and go to the one that is chosen."""
    shown = VisitList(desk.shop, "Outside hours", visits, words=words, asks=False)
    chosen = await desk.push_screen_wait(shown)
    if chosen == SAVE:
        from screens.book.away.opening import share_out

        await share_out(desk, visits)
        return
    await _look_at(desk, chosen)


async def show_all(desk: Desk) -> None:
    """Show every visit from today on that stands outside the hours of whoever does it."""
    found = await desk.gateway.run(find, desk.shop)
    if not found:
        desk.say("Every appointment from today on is within hours.")
        return
    stand = "stands" if len(found) == 1 else "stand"
    await show(desk, found, f"{count(len(found), 'appointment')} {stand} outside hours:")


async def _look_at(desk: Desk, ticket: str | None) -> None:
    if ticket is not None:
        go_to_visit(desk, int(ticket))


def go_to_visit(desk: Desk, ticket: int) -> None:
    """Go to a visit in the book; the schedule closes with it, so that the work is the desk's."""
    from screens.frame.working import work_safely
    from screens.people.finding import show_in_book

    work_safely(desk, show_in_book(desk, ticket))
