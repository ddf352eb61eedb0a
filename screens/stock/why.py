"""Says where prices come from, wherever somebody asks: for a visit, or for a pet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from pettui.stock import asking
from pettui.team.shop import Shop
from pettui.till.prices import Quote
from screens.book.form import words
from screens.widgets.plain import assemble, line
from screens.widgets.text_page import TextPage

if TYPE_CHECKING:
    from screens.desk import Desk


async def of_visit(desk: Desk, ticket: int) -> None:
    """Show for each row of a visit what was asked for its price and length."""
    shop = desk.shop
    asked = await desk.gateway.run(asking.of_visit, shop, ticket)
    said: list[Content] = []
    for row in asked.rows:
        title = f"{row.name} · {row.pet_name}".rstrip(" ·")
        said += [line(title, "$accent bold"), *words.why(shop, row), Content()]
    said += [line(words.good(shop, good)) for good in asked.goods]
    await desk.push_screen_wait(TextPage("Where these prices come from", said))


async def of_pet(desk: Desk, pet: int, name: str) -> None:
    """Show for every service what it costs for a pet, and why."""
    quotes = await desk.gateway.run(asking.of_pet, desk.shop, pet)
    said = [_row(desk.shop, quote) for quote in quotes] or [line("There are no services yet.")]
    said += [
        Content(),
        line("Asked for each, in this order: what was agreed for the pet, what it paid last time",
             "$text-muted"),
        line("(a setting), what the groomer does differently, the price list, the service itself.",
             "$text-muted"),
    ]  # fmt: skip
    await desk.push_screen_wait(TextPage(f"What services cost for {name}", said))


def _row(shop: Shop, quote: Quote) -> Content:
    why = quote.price_from
    if quote.minutes_from != quote.price_from:
        why += f"; length {quote.minutes_from}"
    return assemble(
        words.cut(quote.name, 24), " ",
        (f"{shop.money.text(quote.price):>10}  ", "bold"),
        (f"{words.length(quote.minutes):>8}  ", ""), line(why, "$text-muted"),
    )  # fmt: skip
