"""The rows of the visit in the form, and what can be done to each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from pettui.book.plan import PlacedRow, PlannedRow
from pettui.book.slots import STEP
from pettui.dates import parse_length, parse_time
from pettui.text import fold
from screens.book.form import words
from screens.widgets.ask import Ask, Understood
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from screens.book.form.screen import BookingForm

HINT = "p price  l length  t time  w with  x remove  f F fits  K J order  $ why  Esc back"
UNSET = -1  # an empty answer: as it was before it was set by hand


class TicketRows(Rows, can_focus=True):
    """The rows; the cursor shows while they have the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "screen.row('price')", show=False),
        Binding("l", "screen.row('length')", show=False),
        Binding("t", "screen.row('time')", show=False),
        Binding("w", "screen.row('who')", show=False),
        Binding("x,delete", "screen.row('remove')", show=False),
        Binding("K,shift+up", "screen.row('earlier')", show=False),
        Binding("J,shift+down", "screen.row('later')", show=False),
        Binding("question_mark,dollar_sign", "screen.row('why')", show=False),
        Binding("f", "screen.fit(1)", show=False),
        Binding("F", "screen.fit(-1)", show=False),
        Binding("enter", "screen.enter", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.id = "rows"
        self._last = 0

    def on_mount(self) -> None:
        """Begin without a cursor."""
        self.cursor = -1

    def on_focus(self) -> None:
        """Show the cursor where it was."""
        self.cursor = max(0, min(self._last, len(self.rows) - 1))

    def on_blur(self) -> None:
        """Take the cursor away, and remember where it was."""
        self._last = max(0, self.cursor)
        self.cursor = -1

    def put(self, rows: list[Row]) -> None:
        """Show other rows; the cursor keeps its place."""
        place = self.cursor
        self.show(rows)
        self.cursor = min(place, len(rows) - 1) if self.has_focus else -1


async def edit(form: BookingForm, what: str, place: int) -> None:
    """Do something to the row at a place: price, length, time, who, remove, earlier, later, why."""
    draft = form.draft
    if not 0 <= place < len(draft.rows):
        return
    known = draft.proposal.rows if draft.proposal else ()
    placed = known[place] if place < len(known) else None
    rows = list(draft.rows)
    if what == "remove":
        del rows[place]
    elif what in ("earlier", "later"):
        other = place + (1 if what == "later" else -1)
        if not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        form.rows.cursor = other
    elif placed is None:
        return
    elif what == "why":
        from screens.widgets.text_page import TextPage

        title = f"{placed.name} · {placed.pet_name}".rstrip(" ·")
        await form.desk.push_screen_wait(TextPage(title, words.why(form.desk.shop, placed)))
        return
    else:
        changed = await _ask(form, what, place, placed)
        if changed is None:
            return
        rows = list(draft.rows)
        rows[place] = changed
    draft.rows = tuple(rows)


async def _ask(form: BookingForm, what: str, place: int, placed: PlacedRow) -> PlannedRow | None:
    row = form.draft.rows[place]
    if what == "price":
        return await _price(form, row, placed)
    if what == "length":
        return await _length(form, row, placed)
    if what == "time":
        return await _time(form, place, placed)
    return await _who(form, row, placed)


async def _price(form: BookingForm, row: PlannedRow, placed: PlacedRow) -> PlannedRow | None:
    money = form.desk.shop.money

    def understand(text: str) -> Understood[int]:
        if not text.strip():
            return Understood(UNSET, f"{money.text(placed.quote.price)}, {placed.quote.price_from}")
        price = money.parse(text)
        if price < 0:
            raise ValueError("A price is not below nothing.")
        return Understood(int(price), money.text(price))

    said = await form.desk.push_screen_wait(
        Ask(
            f"Price of {placed.name}", understand, value=money.number(placed.price),
            placeholder="empty: as the price list says", need=False,
        )
    )  # fmt: skip
    return None if said is None else replace(row, price=None if said == UNSET else said)


async def _length(form: BookingForm, row: PlannedRow, placed: PlacedRow) -> PlannedRow | None:
    quote = placed.quote

    def understand(text: str) -> Understood[int]:
        if not text.strip():
            return Understood(UNSET, f"{words.length(quote.minutes)}, {quote.minutes_from}")
        minutes = parse_length(text)
        if minutes % STEP:
            raise ValueError(f"Lengths are in steps of {STEP} minutes.")
        return Understood(minutes, words.length(minutes))

    said = await form.desk.push_screen_wait(
        Ask(
            f"Length of {placed.name}", understand, value=str(placed.end - placed.start),
            placeholder="empty: as the service says", need=False,
        )
    )  # fmt: skip
    if said is None:
        return None
    if said == UNSET:
        return replace(row, setup=None, process=None, finish=None)
    # The dry time and what follows it stay; the work before them gets longer or shorter.
    process, finish = placed.process, placed.finish
    if said - process - finish < STEP:
        process = finish = 0
    return replace(row, setup=said - process - finish, process=process, finish=finish)


async def _time(form: BookingForm, place: int, placed: PlacedRow) -> PlannedRow | None:
    shop = form.desk.shop

    def understand(text: str) -> Understood[int]:
        if not text.strip():
            return Understood(UNSET, "right after the row before")
        minute = parse_time(text)
        if minute % STEP:
            raise ValueError(f"Times are in steps of {STEP} minutes.")
        return Understood(minute, shop.time(minute))

    form.draft.set_anchor()
    row = form.draft.rows[place]
    said = await form.desk.push_screen_wait(
        Ask(
            f"When does {placed.name} start?", understand, value=shop.time(placed.start),
            placeholder="empty: right after the row before", need=False,
        )
    )  # fmt: skip
    return None if said is None else replace(row, start=None if said == UNSET else said)


async def _who(form: BookingForm, row: PlannedRow, placed: PlacedRow) -> PlannedRow | None:
    labels = form.labels

    def understand(text: str) -> Understood[int]:
        said = fold(text)
        if not said:
            return Understood(UNSET, "as the visit's others")
        found = [key for key, label in labels.items() if fold(label).startswith(said)]
        if not found:
            raise ValueError(f"Nobody here is called so. There are {', '.join(labels.values())}.")
        return Understood(found[0], labels[found[0]])

    said = await form.desk.push_screen_wait(
        Ask(
            f"Who does {placed.name}?", understand, value=placed.employee_name,
            placeholder="empty: as the visit's others", need=False,
        )
    )  # fmt: skip
    return None if said is None else replace(row, employee=None if said == UNSET else said)
