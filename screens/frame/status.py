"""The line on top: the shop, the day and time, who is here, and what there is to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pettui.history.actor import Actor
    from pettui.team.shop import Shop


_SHOP = 12  # cells that are left to the shop's name
_NOTICE = 12  # cells below which the beginning of a notice says nothing
_ROOMY = 30  # cells of a notice that are worth more than the names of who is in


class StatusLine(Widget):
    """One line; it is painted again when the minute or a notice changes, and only then."""

    DEFAULT_CSS = "StatusLine { height: 1; width: 1fr; padding: 0 1; dock: top; }"

    now: reactive[datetime | None] = reactive(None, always_update=False)
    urgent: reactive[str] = reactive("")
    inside: reactive[tuple[str, ...]] = reactive(())
    notices: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, shop: Shop, actor: Actor) -> None:
        super().__init__()
        self.shop = shop
        self.actor = actor

    def render(self) -> Content:
        """Write as much as fits; the shop's name gives way first, then notices, then names."""
        width = self.content_size.width
        shop = line(self.shop.name, "bold")
        when = self._when()
        room = width - len(when) - 3 - 2
        right = self._right(max(0, room - _SHOP))
        shop = shop.truncate(max(0, room - right.cell_length), ellipsis=True)
        left = assemble(shop, (f" · {when}", "$text-muted") if shop else (when, "$text-muted"))
        return Content.assemble(
            left, " " * max(1, width - left.cell_length - right.cell_length), right
        )

    def _right(self, room: int) -> Content:
        """Write what there is to know, who is in, and who sits here."""
        here = f"{self.actor.name} · {self.actor.terminal}"
        urgent = (self.urgent,) if self.urgent else ()
        names = (f"{', '.join(self.inside)} in",) if self.inside else ()
        number = (f"{len(self.inside)} in",) if self.inside else ()
        if (whole := _joined((*urgent, *self.notices, *names, here))).cell_length <= room:
            return whole
        rest = _joined((*urgent, *names, here))
        if rest.cell_length > room - (_ROOMY if self.notices else 0):
            rest = _joined((*urgent, *number, here))
        left = room - rest.cell_length - 3
        if not self.notices or left < _NOTICE:
            return rest.truncate(min(rest.cell_length, room), ellipsis=True)
        told = _joined(self.notices)
        told = told.truncate(min(told.cell_length, left), ellipsis=True)
        return assemble(told, (" · ", "$text-muted"), rest)

    def _when(self) -> str:
        moment = self.now or self.shop.now()
        return (
            f"{self.shop.day(moment.date())} · {self.shop.time(moment.hour * 60 + moment.minute)}"
        )


def _joined(parts: Iterable[str]) -> Content:
    return line(" · ".join(parts), "$text-muted")
