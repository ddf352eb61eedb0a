"""Keeps time free: lunch, a meeting, an errand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pettui.book import blocks, booking
from pettui.book.loading import load_day
from pettui.dates import parse_length
from pettui.history.door import Refused
from pettui.text import capital
from screens.book.consent import with_consent
from screens.widgets.ask import Ask, Understood

if TYPE_CHECKING:
    from screens.book.showing import Showing

_WISH = re.compile(r"(?P<reason>.*?)(?:\s*\b(?P<length>\d[\d:.,h]*\s?(?:m|min)?))?(?P<all>\s+all)?")


@dataclass(frozen=True)
class BlockWish:
    """What was typed to block time; the length is in minutes."""

    reason: str
    length: int
    everybody: bool


def read_wish(text: str) -> BlockWish:
    """Read `lunch 30`, `meeting 1:00 all`; raises ValueError with a hint."""
    found = _WISH.fullmatch(text.strip())
    length = parse_length(found["length"]) if found and found["length"] else 30
    reason = (found["reason"] if found else text).strip() or "Blocked"
    return BlockWish(capital(reason), length, bool(found and found["all"]))


async def block_time(book: Showing) -> None:
    """Ask what for and how long, and block the time under the cursor."""
    page, desk = book.page, book.desk
    column, start = page.cursor_column, page.cursor_minute
    day = page.cursor_day or book.day
    if column is None or column.kind != "employee" or not column.id:
        raise Refused("Put the cursor on the column of an employee to block time.")

    def understand(text: str) -> Understood[BlockWish]:
        wish = read_wish(text)
        if start + wish.length > 1440:
            raise ValueError("A time block ends on the same day.")
        who = "everybody" if wish.everybody else column.label
        span = f"{desk.shop.time(start)}-{desk.shop.time(start + wish.length)}"
        return Understood(wish, f"{wish.reason}, {span} for {who}, {desk.shop.day(day)}")

    wish = await desk.push_screen_wait(
        Ask("Block time", understand, value="Lunch 30",
            words="What for and how long: lunch 30, meeting 1:00 all")
    )  # fmt: skip
    if wish is None:
        return
    who = [column.id]
    if wish.everybody:
        view = await desk.gateway.run(load_day, desk.shop, day)
        who = [c.id for c in view.columns if c.kind == "employee" and c.id and not c.off]

    async def attempt(agreed: frozenset[str]) -> booking.Booked:
        return await book.change(
            blocks.add, desk.shop, who, day, start, wish.length, wish.reason, desk.actor,
            agreed=agreed,
        )  # fmt: skip

    done = await with_consent(desk, attempt)
    if done is not None:
        desk.say(capital(done.words))
