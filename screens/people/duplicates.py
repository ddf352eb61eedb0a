"""Who is likely on record twice: pairs to compare, to merge, or to tell apart for good."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.people.duplicates import MOST, Pair, Side, duplicates, not_the_same
from pettui.text import count
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.stock.nearby import show_near
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows


class DuplicatesScreen(DeskScreen):
    """Pairs of clients and of pets who may be the same, the likeliest first."""

    AREAS = ("twins",)
    CSS_PATH = "../styles/people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("twins"),
        Binding("escape", "back", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._pairs: dict[str, Pair] = {}
        self.head = Static("", id="head", markup=False)
        self.rows = Rows(empty="Looking...")
        self.detail = Static("", id="pair", markup=False)

    def body(self) -> ComposeResult:
        """Show what it is, and the pairs."""
        yield self.head
        yield self.rows
        yield self.detail

    def on_mount(self) -> None:
        """Look for pairs."""
        super().on_mount()
        self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Look again; the cursor stays."""
        found = await self.desk.gateway.run(duplicates, MOST, self.desk.shop)
        self._pairs = {f"{p.kind}:{p.one.id}:{p.other.id}": p for p in found}
        self.rows.empty = "Nobody seems to be on record twice."
        show_near(self.rows, [self._row(key, pair) for key, pair in self._pairs.items()])
        self._tell()
        more = " or more" if len(found) == MOST else ""
        self.head.update(
            assemble(
                line("On record twice?", "bold"),
                line(f"   {count(len(found), 'pair')}{more}", "$text-muted"),
            )
        )

    @staticmethod
    def _row(key: str, pair: Pair) -> Row:
        one, other = pair.one, pair.other
        left = assemble(
            line(one.name, "bold"), line(f"  {_number(one)}", "$text-muted"), line("   and   "),
            line(other.name, "bold"), line(f"  {_number(other)}", "$text-muted"),
        )  # fmt: skip
        return Row(key, left, line(", ".join(pair.reasons)))

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """Say more about both of the pair under the cursor."""
        pair = self.pair
        sides = (pair.one, pair.other) if pair is not None else ()
        self.detail.update(
            Content("\n").join(
                assemble(
                    line(f"{side.name}  ", "bold"), line(side.detail, "$text-muted"),
                    line("  inactive" if side.inactive else "", "$text-warning"),
                )
                for side in sides
            )
        )  # fmt: skip

    @property
    def pair(self) -> Pair | None:
        """The pair under the cursor."""
        return self._pairs.get(self.rows.row.id) if self.rows.row else None

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_twins_merge()

    def action_twins_merge(self) -> None:
        """Compare the two, and merge them."""
        if self.pair is not None:
            self.work(self._merge(self.pair))

    async def _merge(self, pair: Pair) -> None:
        from screens.people import merging

        if pair.kind == "pet":
            await merging.merge_pets(self.desk, pair.one.id, pair.other.id, pair.one.name)
        else:
            await merging.merge_two(self.desk, pair.one.id, pair.other.id)

    def action_twins_apart(self) -> None:
        """Note that they are two; they are listed no more."""
        if self.pair is not None:
            self.work(self._apart(self.pair))

    async def _apart(self, pair: Pair) -> None:
        desk = self.desk
        await desk.write(not_the_same, pair.kind, pair.one.id, pair.other.id, desk.actor)
        desk.say(
            f"{pair.one.name} and {pair.other.name} are two, and listed no more."
            f" {desk.keys.shown('desk.undo')} takes it back."
        )

    def action_twins_one(self) -> None:
        """Open the page of the older record."""
        self._open(0)

    def action_twins_other(self) -> None:
        """Open the page of the younger record."""
        self._open(1)

    def _open(self, which: int) -> None:
        from screens.people.finding import go_to

        if (pair := self.pair) is not None:
            side = (pair.one, pair.other)[which]
            self.work(go_to(self.desk, f"{pair.kind}:{side.id}"))


def _number(side: Side) -> str:
    return side.detail.partition(" · ")[0]
