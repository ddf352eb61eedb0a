"""Takes visits along their path, and ends those that do not come to be."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from pettui.book import status
from pettui.history.door import Refused
from pettui.text import capital, count
from screens.book.breaks_off import DONE, take_off
from screens.widgets.menu import Choice, Menu

_NEARLY_OVER = ("ready", "closed")  # the owner is here, or about to come: the time to rebook

if TYPE_CHECKING:
    from pettui.book.day import Block
    from pettui.team.shop import Shop
    from screens.book.showing import Showing


async def advance(book: Showing) -> None:
    """Take the visits one step on: of several, those that stand where the first one does.

    The others stay marked, so that the next press takes them on.
    """
    desk = book.desk
    visits = [b for b in book.targets() if b.kind == "visit"]
    first = next((b for b in visits if status.next_of(b.status)), None)
    if first is None:
        raise Refused("This visit is at the end of its path.")
    to = status.next_of(first.status) or ""
    same = [b for b in visits if b.status == first.status]
    pairs = [(b.ticket, b.version) for b in same]
    words = capital(await book.change(status.advance, desk.shop, pairs, to, desk.actor))
    rest = frozenset(b.ticket for b in visits if b.status != first.status)
    if rest:
        words += f". {count(len(rest), 'visit stays', 'visits stay')} marked; s takes the next on."
    elif len(pairs) == 1 and to in _NEARLY_OVER:
        words += await _and_again(book, pairs[0][0])
    desk.say(words)
    book.mark(rest)


async def _and_again(book: Showing, ticket: int) -> str:
    """Say when the pet comes again, or when it should, and that a series runs out."""
    from pettui.book.series.record import member_of
    from pettui.people.recall.saying import at_the_end

    desk = book.desk
    again = await desk.gateway.run(at_the_end, desk.shop, ticket)
    again = again.replace("{key}", desk.keys.shown("book.rebook"))
    member = await desk.gateway.run(member_of, desk.shop, ticket)
    if member is not None and member.runs_out:
        again += f" Its series runs out: {desk.keys.shown('book.series')} extends it."
    return again


async def end(book: Showing) -> None:
    """Ask how the visits end, and end them; of a break that comes again, ask which of them go."""
    desk, targets = book.desk, book.targets()
    how: str | None = "void"
    asked = ""
    if len(targets) == 1 and targets[0].kind == "block":
        asked = await take_off(book, targets[0])
    if asked == DONE:
        return
    if any(b.kind == "visit" for b in targets):
        names = ", ".join(b.pet or b.client or b.reason for b in targets)
        how = await desk.push_screen_wait(
            Menu(f"How does it end for {names}?", endings(desk.shop, late=_is_late(book, targets)))
        )
    if how is None or not targets:
        return
    if len(targets) == 1 and how != "no-show" and not asked:
        from screens.book.series.ending import end_in_series

        if await end_in_series(book, targets[0], how):
            return
    pairs = [(b.ticket, b.version) for b in targets]
    desk.say(capital(await book.change(status.end, desk.shop, pairs, how, desk.actor)))
    book.mark(frozenset())


def endings(shop: Shop, *, late: bool) -> list[Choice]:
    """Give the endings to choose from; where it is late for a cancellation, they say so."""
    hours = shop.setting("visit.late_cancel_hours")
    hints = {
        "cancelled": "forgiven: does not count",
        "late cancel": f"less than {hours} h before: counts",
    }
    return [Choice(e.id, e.words, hints.get(e.id, e.hint) if late else e.hint)
            for e in status.ENDINGS]  # fmt: skip


def _is_late(book: Showing, targets: list[Block]) -> bool:
    shop = book.desk.shop
    starts = [(book.day_of(b), time(b.start // 60, b.start % 60)) for b in targets]
    now = shop.now()
    return any(status.is_late_cancel(shop, datetime.combine(*start), now) for start in starts)
