"""What becomes of the visits of somebody who is away, shown before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.book.spreading.proposing import left_alone, waiting_instead
from pettui.book.spreading.values import MOVED, SAME, STAY, WAIT, Away, Step
from pettui.team.schedule.words import listed
from pettui.text import capital, count
from screens.widgets.listed import Listed
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pettui.team.shop import Shop

KINDS = ("sick", "personal", "off")
"""Kinds of time off that come without a plan, in the order in which `t` turns them."""


class Chosen(NamedTuple):
    """What was decided: the steps, and whose absence goes with them."""

    steps: tuple[Step, ...]
    away: Away | None


class SharingOut(Listed[Chosen]):
    """Each visit with what is proposed for it; Enter does all of it, Space goes another way.

    Args:
        shop: the shop.
        steps: what is proposed.
        away: somebody whose absence is not in the schedule yet.
    """

    CSS_PATH = "../../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "other_way", show=False),
        Binding("t", "other_kind", show=False),
    ]

    def __init__(self, shop: Shop, steps: Sequence[Step], away: Away | None) -> None:
        self.shop, self.away = shop, away
        self._proposed = {step.ticket: step for step in steps}
        self.steps = dict(self._proposed)
        super().__init__(self._title_now(), self._rows(), words=self._words_now())
        kind = " · t kind" if away is not None else ""
        ways = "Space another way · " if steps else ""
        self.HINT = f"Enter does it · {ways}Esc leaves all as it is{kind}"

    def contents(self) -> ComposeResult:
        """Show the visits, and why the one under the cursor could not be better."""
        yield from super().contents()
        yield Static(line(""), id="echo")

    def on_mount(self) -> None:
        """Explain the first visit."""
        self._explain()

    @on(Rows.Moved)
    def _explain(self) -> None:
        if self.rows.row is None:
            return
        step = self.steps[int(self.rows.row.id)]
        asked = f"{step.name}'s owner asked for {step.who}. " if step.asked else ""
        why = f"{capital(step.why)}." if step.why else ""
        self.query_one("#echo", Static).update(line(f"{asked}{why}"))

    def _title_now(self) -> str:
        if self.away is None:
            return "Share out visits"
        away = self.away
        since = f", from {self.shop.time(away.works[-1][1])}" if away.works else ""
        return f"{away.label} is away ({away.kind}) on {self.shop.day(away.day)}{since}"

    def _words_now(self) -> str:
        steps = list(self.steps.values())
        if not steps:
            return "There are no appointments that need somebody else."
        parts = [
            f"{number} {words}"
            for do, words in (
                (SAME, "at the same time"), (MOVED, "at another time"),
                (WAIT, "to the wait list"), (STAY, "as it is"),
            )
            if (number := sum(step.do == do for step in steps))
        ]  # fmt: skip
        calls = sum(step.call for step in steps)
        phone = f" {count(calls, 'client')} to phone." if calls else " Nobody needs to be phoned."
        return f"{count(len(steps), 'appointment')}: {listed(parts)}.{phone}"

    def _rows(self) -> list[Row]:
        return [_row(self.shop, step) for step in self.steps.values()]

    def _show(self) -> None:
        self.rows.show(self._rows(), keep=True)
        self.say_above(self._words_now())

    def action_other_way(self) -> None:
        """Turn a visit from what is proposed to the wait list, to as it is, and back."""
        if self.rows.row is None:
            return
        key = int(self.rows.row.id)
        now, proposed = self.steps[key], self._proposed[key]
        ways = [proposed, waiting_instead(proposed), left_alone(proposed)]
        if proposed.do == STAY and proposed.why:
            return  # it has begun
        kinds = [way.do for way in ways]
        self.steps[key] = ways[(len(kinds) - 1 - kinds[::-1].index(now.do) + 1) % len(ways)]
        self._show()

    def action_other_kind(self) -> None:
        """Turn the kind of the absence."""
        if self.away is None:
            return
        at = KINDS.index(self.away.kind) if self.away.kind in KINDS else -1
        self.away = self.away._replace(kind=KINDS[(at + 1) % len(KINDS)])
        self.retitle(self._title_now())

    def action_pick(self) -> None:
        """Do it all."""
        self.dismiss(Chosen(tuple(self.steps.values()), self.away))

    @on(Rows.Picked)
    def _clicked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_other_way()


def _row(shop: Shop, step: Step) -> Row:
    left = assemble(
        line(f"{shop.time(step.start):>6}  ", "bold"),
        line(step.name, "bold"),
        line(f"  {step.client}  " if step.client != step.name else "  "),
        line(step.services, "$text-muted"),
    )
    return Row(str(step.ticket), left, assemble(*_becomes(shop, step)))


def _becomes(shop: Shop, step: Step) -> list[Content]:
    words = {
        SAME: f"same time, {step.takers}",
        MOVED: f"{shop.time(step.to)}, {step.takers}",
        WAIT: capital(WAIT),
        STAY: f"stays: {step.why}" if step.why.startswith("is ") else "stays as it is",
    }[step.do]
    mark = line(" · phone", "$text-warning") if step.call else line("")
    return [line(words), mark]
