"""The line on top: the shop, the day and time, who is here, and what there is to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from datetime import datetime

    from pettui.history.actor import Actor
    from pettui.team.shop import Shop


class StatusLine(Widget):
    """One line; it is painted again when the minute or a notice changes, and only then."""

    DEFAULT_CSS = "StatusLine { height: 1; width: 1fr; padding: 0 1; dock: top; }"

    now: reactive[datetime | None] = reactive(None, always_update=False)
    notices: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, shop: Shop, actor: Actor) -> None:
        super().__init__()
        self.shop = shop
        self.actor = actor

    def render(self) -> Content:
        """Write as much as fits; the shop's name gives way first, then notices."""
        width = self.content_size.width
        shop = line(self.shop.name, "bold")
        when = self._when()
        who = f"{self.actor.name} · {self.actor.terminal}"
        right = line(" · ".join((*self.notices, who)), "$text-muted")
        room = width - len(when) - 3 - 2
        right = right.truncate(max(0, min(right.cell_length, room - 12)), ellipsis=True)
        shop = shop.truncate(max(0, room - right.cell_length), ellipsis=True)
        left = assemble(shop, (f" · {when}", "$text-muted") if shop else (when, "$text-muted"))
        return Content.assemble(
            left, " " * max(1, width - left.cell_length - right.cell_length), right
        )

    def _when(self) -> str:
        moment = self.now or self.shop.now()
        return (
            f"{self.shop.day(moment.date())} · {self.shop.time(moment.hour * 60 + moment.minute)}"
        )
