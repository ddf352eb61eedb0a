"""The lines above and below the grid: which day it is, and what the cursor is on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from pettui.book.day import ENDED, Block, Column, DayView, WeekView
from pettui.dates import distance
from pettui.text import count
from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from pettui.book.summary import Summary
    from pettui.team.shop import Shop
    from screens.book.grid.ghost import Ghost

_NAME = 30  # cells of a name; what follows it matters more than the rest of a long one


class BookLine(Static):
    """One line of the book's frame; painted again only when its text changes, run by a click."""

    def __init__(self, id: str, action: str) -> None:
        super().__init__("", id=id, markup=False)
        self._now = Content("")
        self._action = action

    def say(self, content: Content) -> None:
        """Show a line."""
        if content != self._now:
            self._now = content
            self.update(content)

    def clear(self) -> None:
        """Show nothing."""
        self.say(Content(""))

    async def on_click(self) -> None:
        """Do what the line is about."""
        await self.run_action(self._action)


def day_head(
    shop: Shop,
    view: DayView,
    today: date,
    now: int | None,
    *,
    marked: int = 0,
    ended: bool = False,
    waiting: str = "",
) -> Content:
    """Write the head of a day: the date, how far away it is, what is in it, and who waits."""
    visits = {b.ticket: b for b in view.blocks if b.kind == "visit" and b.status not in ENDED}
    late = len({b.ticket for b in view.blocks if b.is_late(now)})
    gone = len([b for b in visits.values() if b.status == "closed"])
    parts: list[Content | str] = [
        line(shop.day(view.day), "bold"),
        line(f"  {distance(view.day, today)}", "$accent" if view.day == today else "$text-muted"),
    ]
    if view.closed:
        closed = view.closed if view.closed.startswith("closed") else f"closed: {view.closed}"
        parts.append(line(f"  {closed}", "$text-warning bold"))
    if visits:
        done = f", {gone} closed" if gone else ""
        parts.append(line(f"  {count(len(visits), 'visit')}{done}", "$text-muted"))
    if ended:
        over = len({b.ticket for b in view.blocks if b.status in ENDED})
        parts.append(line(f", {over} cancelled or missed", "$text-muted"))
    if late:
        parts.append(line(f"  {late} late", "$text-error bold"))
    if waiting:
        parts.append(line(f"  {waiting}", "$accent"))
    if view.notices and view.day != today:  # today's stand in the line above
        parts.append(line(f"  {' · '.join(view.notices)}", "$text-warning"))
    return assemble(*parts, _marked(marked))


def week_head(shop: Shop, view: WeekView, today: date, *, marked: int = 0) -> Content:
    """Write the head of one employee's week."""
    first, last = view.days[0].day, view.days[-1].day
    visits = {b.ticket for day in view.days for b in day.blocks if b.kind == "visit"}
    far = "this week" if first <= today <= last else distance(first, today)
    return assemble(
        line(view.label, "bold").truncate(_NAME, ellipsis=True),
        line(f", {shop.day(first)} to {shop.day(last)}", "bold"),
        line(f"  {far}", "$accent" if first <= today <= last else "$text-muted"),
        line(f"  {count(len(visits), 'visit')}", "$text-muted"),
        _marked(marked),
    )


def _marked(number: int) -> Content:
    return line(f"  {number} marked" if number else "", "$accent bold")


def visit_lines(
    shop: Shop, block: Block, known: Summary | None, *, late: bool
) -> tuple[Content, Content]:
    """Write about a visit: what must be known first, then the facts.

    Returns:
        Who it is, how the visit stands, and all that is dangerous; then owner, phone, service,
        time, price, breed, past and note.
    """
    from pettui.book.status import WORDS

    state = "late" if late else WORDS[block.status].lower()
    if block.status == "confirmed" and known is not None and known.confirmed_by:
        how = f"by {known.confirmed_by.lower()}"
        state += f", confirmed {how}" if late else f" {how}"
    alerts = f"  ! {', '.join(block.alerts)}" if block.alerts else ""
    missed = f"  {known.no_shows}" if known is not None and known.no_shows else ""
    head = assemble(
        line(block.pet or block.client, "bold").truncate(_NAME, ellipsis=True),
        line(f" {state}", "$text-error bold" if late else "$accent"),
        line(alerts, "$text-error bold"),
        line(missed, "$text-warning bold"),
        line(f"  × {block.double_booked}" if block.double_booked else "", "$text-warning"),  # noqa: RUF001 - the sign of a double booking
    )
    again = f"  {known.series}" if known is not None and known.series else ""
    urgent = known is not None and known.series.endswith("runs out")
    head = assemble(head, line(again, "$text-warning bold" if urgent else "$text-muted"))
    owner = line(block.client if block.pet else "").truncate(_NAME, ellipsis=True)
    facts = [
        assemble(owner, " " if owner and block.phone else "", line(block.phone)),
        line(f"{block.service} {shop.time(block.start)}-{shop.time(block.end)}"),
        line(shop.money.text(block.price)),
        line(f"{block.breed} {block.size}".strip()),
        line(known.last if known is not None else ""),
        line("asked for by name" if block.requested else ""),
        line(block.note, "$text-muted"),
    ]
    return head, line(" · ", "$text-muted").join(fact for fact in facts if fact)


def laid_out(head: Content, facts: Content, width: int) -> tuple[Content, Content]:
    """Put the two on two lines; a head that is too long goes on before the facts.

    What is dangerous is never cut off for the sake of what is pleasant.
    """
    if head.cell_length <= width:
        return head, facts
    first, *rest = head.wrap(max(10, width))
    return first, assemble(Content(" ").join(rest), "  ", facts)


def time_block_line(shop: Shop, block: Block, known: Summary | None = None) -> Content:
    """Write about a time block."""
    return assemble(
        line(block.reason or "blocked", "bold").truncate(_NAME, ellipsis=True),
        line(f" · {shop.time(block.start)}-{shop.time(block.end)}", "$text-muted"),
        line(f" · {known.series}" if known is not None and known.series else "", "$text-muted"),
        line(f" · {block.note}" if block.note else "", "$text-muted"),
    )


def ghost_line(
    shop: Shop, ghost: Ghost, column: str, objections: Iterable[str], day: date | None
) -> Content:
    """Write about what is in the air: where it would come, and what speaks against it."""
    words = "; ".join(objections)
    where = f" {shop.day(day)}" if day is not None else ""
    name = ghost.origin.pet or ghost.origin.client or ghost.origin.reason
    return assemble(
        line(name, "bold").truncate(_NAME, ellipsis=True),
        line(f" {column}{where} {shop.time(ghost.start)}-{shop.time(ghost.end)}"),
        line(f"  ! {words}" if words else "  free", "$text-error bold" if words else "$accent"),
    )


def new_line(key_of: Callable[[str], str]) -> Content:
    """Say in a book without any visit how to begin."""
    return assemble(
        line("No visit is booked yet", "bold"),
        *(
            assemble(line(" · "), line(key_of(command), "$accent"), line(f" {words}"))
            for command, words in (
                ("book.new", "books the first"),
                ("go.stock", "services"),
                ("go.settings", "settings"),
            )
        ),
    )


def free_line(shop: Shop, column: Column | None, minute: int, blocks: Iterable[Block]) -> Content:
    """Write about free time: whose it is, and how long it lasts."""
    if column is None:
        return Content("")
    if column.off:
        return line(f"{column.label} · {column.off}", "$text-muted")
    ends = [end for start, end in column.hours if start <= minute < end]
    starts = [
        b.start for b in blocks
        if b.column == column.id and b.start > minute and b.status not in ENDED
    ]  # fmt: skip
    until = min([*starts, *ends], default=None)
    where = f"{column.label} · {shop.time(minute)}"
    if not ends:
        return line(f"{where} · outside the hours", "$text-muted")
    return line(f"{where} · free until {shop.time(until)}" if until else where, "$text-muted")
