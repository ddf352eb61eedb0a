"""The line at the bottom: the keys that matter for what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.plain import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.frame.keymap import Offer

MOST = 8
FEWEST = 6


class Hint(NamedTuple):
    """A key in the footer: where it stands and what it runs."""

    start: int
    end: int
    command: str


def choose(offers: Sequence[Offer], width: int) -> list[Offer]:
    """Choose the keys that are shown: six to eight, in the table's order, as many as fit.

    What applies comes first; what does not fills up to six and is shown dimmed.
    """
    ranked = sorted(
        (offer for offer in offers if offer.command.footer and offer.key),
        key=lambda offer: offer.command.footer,
    )
    apply = [offer for offer in ranked if not offer.why_not]
    must = [offer for offer in apply if offer.command.area not in ("book",)]
    own = [offer for offer in apply if offer not in must]
    dimmed = [offer for offer in ranked if offer.why_not]
    wanted = (own[: MOST - len(must)] + must)[:MOST]
    wanted += dimmed[: max(0, FEWEST - len(wanted))]
    while wanted and sum(_width(offer) + 2 for offer in wanted) - 2 > width:
        spare = [offer for offer in wanted if offer.command.id != "desk.help"] or wanted
        wanted.remove(max(spare, key=lambda o: (o in own or o in dimmed, o.command.footer)))
    order = {id(offer): place for place, offer in enumerate(offers)}
    return sorted(wanted, key=lambda offer: order[id(offer)])


def _width(offer: Offer) -> int:
    return cell_len(offer.key) + 1 + cell_len(offer.command.words)


class CommandBar(Widget):
    """The footer. It shows `hint` instead of keys while a first key waits for its second."""

    DEFAULT_CSS = "CommandBar { height: 1; width: 1fr; padding: 0 1; dock: bottom; }"

    offers: reactive[tuple[Offer, ...]] = reactive(())
    hint: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__()
        self._hints: list[Hint] = []

    def watch_hint(self, hint: str) -> None:
        """Take a second line for a hint that needs it."""
        height = hint.count("\n") + 1
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def render(self) -> Content:
        """Write the keys with their labels."""
        self._hints = []
        if self.hint:
            width = self.content_size.width
            lines = [assemble((one, "$accent")) for one in self.hint.split("\n")]
            return Content("\n").join([one.truncate(width, ellipsis=True) for one in lines])
        parts: list[str | tuple[str, str]] = []
        place = 0
        for offer in choose(self.offers, self.content_size.width):
            if parts:
                parts.append("  ")
                place += 2
            strong, weak = ("$accent", "") if not offer.why_not else ("$text-disabled",) * 2
            parts += [(offer.key, strong), (f" {offer.command.words}", weak)]
            self._hints.append(Hint(place, place + _width(offer), offer.command.id))
            place += _width(offer)
        return assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Run the command that was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        for hint in self._hints:
            if hint.start <= place.x < hint.end:
                event.stop()
                await self.run_action(f"app.command('{hint.command}')")
                return
