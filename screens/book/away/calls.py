"""Whom to phone because a visit was given to somebody else, moved, or waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from pettui.book.spreading.calling import Call, called, to_call
from pettui.text import count
from screens.widgets.listed import Listed
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.desk import Desk

ANSWERS = {"1": "reached", "2": "voicemail", "3": "no answer"}


class CallList(Listed[tuple[str, str]]):
    """Clients to phone. A digit notes what the call came to, Enter goes to the visit.

    It gives what was pressed ("" for Enter) and the ticket.
    """

    CSS_PATH = "../../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"note('{key}')", show=False) for key in ANSWERS
    ]
    TITLE = "Clients to phone"
    HINT = "1 reached · 2 voicemail · 3 no answer · Enter goes to the visit · Esc later"

    def __init__(self, shop: Shop, calls: tuple[Call, ...]) -> None:
        words = (
            f"{count(len(calls), 'client')} to phone. Whoever is reached is confirmed;"
            " C in the book shows the list again."
        )
        days = {call.day for call in calls}
        title = f"Clients to phone, {shop.day(calls[0].day)}" if len(days) == 1 else self.TITLE
        rows = [_row(shop, call, dated=len(days) > 1) for call in calls]
        super().__init__(title, rows, words=words)

    def action_note(self, key: str) -> None:
        """Note what the call under the cursor came to."""
        if self.rows.row is not None:
            self.dismiss((key, self.rows.row.id))

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        self.dismiss(("", event.row.id))


def _row(shop: Shop, call: Call, *, dated: bool) -> Row:
    left = assemble(
        line(call.phone or "no phone", "bold $accent"),
        line(f"  {call.tried}" if call.tried else "", "$text-warning"),
        line(f"  {call.name}", "bold"),
        line(f"  {call.client}" if call.client != call.name else ""),
    )
    day = f"{shop.short_day(call.day)} " if dated else ""
    return Row(str(call.ticket), left, line(f"{day}{call.was} → {call.now}"))


async def phone(desk: Desk) -> None:
    """Show whom to phone, and note what the calls come to, until nobody is left."""
    at = 0
    while True:
        calls = await desk.gateway.run(to_call, desk.shop)
        if not calls:
            desk.say("Nobody needs to be phoned about a moved visit.")
            return
        asked = CallList(desk.shop, calls)
        asked.rows.cursor = min(at, len(calls) - 1)
        answer = await desk.push_screen_wait(asked)
        if answer is None:
            return
        key, ticket = answer
        if not key:
            from screens.team.schedule.leaving import go_to_visit

            go_to_visit(desk, int(ticket))
            return
        at = next(place for place, call in enumerate(calls) if str(call.ticket) == ticket)
        await desk.write(called, desk.shop, calls[at], ANSWERS[key], desk.actor)
        at += ANSWERS[key] != "reached"
