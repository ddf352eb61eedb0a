"""What the form says about a visit: its rows, sums, dangers and problems."""

from __future__ import annotations

from textual.content import Content

from pettui.book.plan import Good, PlacedRow, Problem
from pettui.book.proposing import Proposal
from pettui.team.shop import Shop
from pettui.text import safe_line
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

UNKNOWN = "as it was written down, without a reason"


def length(minutes: int) -> str:
    """Write a length: `45 min`, `2 h`, `1 h 15`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def cut(text: str, width: int) -> Content:
    """Give text in a column of so many cells."""
    return line(text).truncate(width, ellipsis=True, pad=True)


def row_of(
    shop: Shop, place: int, row: PlacedRow, width: int, *, wrong: bool = False, timed: bool = True
) -> Row:
    """Show a row: number, service, pet, employee, time, length, price, and where it comes from."""
    spare = max(0, width - 76)
    source = row.price_from
    if row.minutes_from not in (row.price_from, "list price"):
        source += f"; length {row.minutes_from}"
    span = length(row.end - row.start)
    if timed:
        span = f"{shop.time(row.start)}-{shop.time(row.end)}"
    who = row.employee_name or ("nobody yet" if timed else "")
    left = assemble(
        (f"{place + 1} ", "$error" if wrong else "$accent"),
        cut(row.name, 14 + spare // 3),
        " ",
        cut(row.pet_name, 8 + spare // 6),
        " ",
        cut(who, 7 + spare // 6),
        " ",
        (f"{span:<11} ", "bold"),
        (f"{shop.money.text(row.price):>8}  ", ""),
        line(source, "$text-muted"),
    )
    return Row(str(place), left)


def sums(shop: Shop, found: Proposal) -> Content:
    """Write the whole length and the sums; without a time, only what is known."""
    checked = found.checked
    money = shop.money.text
    goods = [
        part
        for sold in found.goods.kept
        for part in ("\n", line(f"and {good(shop, sold)}", "$text-muted"))
    ]
    if checked is None:
        minutes = sum(row.end - row.start for row in found.rows)
        price = sum(row.price for row in found.rows)
        price += sum(sold.money.total for sold in found.goods.kept)
        return assemble(f"{length(minutes)}   {money(price)} before tax", *goods)
    tax = f"  + tax {money(checked.tax)}" if checked.tax else ""
    start = min(row.start for row in checked.rows)
    end = max(row.end for row in checked.rows)
    span = f"{shop.time(start)}-{shop.time(end)}, {length(end - start)}"
    before = f"{money(checked.subtotal)}{tax}   " if checked.tax else ""
    return assemble(f"{span}   {before}", (money(checked.total), "bold"), *goods)


def good(shop: Shop, sold: Good) -> str:
    """Write a product of a visit: `Bow x2 $6.00, goes with Bath`."""
    times = f" x{sold.quantity}" if sold.quantity > 1 else ""
    why = f", {sold.price_from}" if sold.price_from else ""
    return f"{sold.name}{times} {shop.money.text(sold.money.total)}{why}"


def banner(found: Proposal) -> Content:
    """Write what must stand out before saving: alerts of pets and client, missed visits."""
    lines = [safe_line(words) for words in found.banner]
    if found.no_shows:
        lines.append(found.no_shows)
    return assemble(*_marked(lines))


def _marked(lines: list[str]) -> list[Content | str]:
    parts: list[Content | str] = []
    for number, words in enumerate(lines):
        parts += ["\n" if number else "", line(f"! {words}")]
    return parts


def problems(found: tuple[Problem, ...]) -> Content:
    """Write what speaks against the visit: what stops it, what is asked, what is only told."""
    order = {"stop": 0, "ask": 1, "tell": 2}
    style = {"stop": "bold $text-error", "ask": "$text-warning", "tell": "$text-muted"}
    mark = {"stop": "x", "ask": "?", "tell": "·"}
    parts: list[Content | str] = []
    for number, problem in enumerate(sorted(found, key=lambda p: order[p.weight])):
        parts += [
            "\n" if number else "",
            line(f"{mark[problem.weight]} {problem.words}", style[problem.weight]),
        ]
    return assemble(*parts)


def visit(shop: Shop, found: Proposal, labels: dict[int, str]) -> str:
    """Name a visit in a few words: `Fri 27 Nov 2026 14:00 with Kim`."""
    if found.day is None or found.start is None:
        return ""
    who = f" with {labels[found.employee]}" if found.employee in labels else ""
    return f"{shop.day(found.day)} {shop.time(found.start)}{who}"


def why(shop: Shop, row: PlacedRow) -> list[Content]:
    """List where a price and a length come from, in the order in which the places are asked."""
    money = shop.money.text
    paragraphs = [
        line(f"{money(row.price)} is {row.price_from or UNKNOWN}", "bold"),
        line(f"{length(row.end - row.start)} is {row.minutes_from or UNKNOWN}", "bold"),
        Content(),
    ]
    for source in row.quote.asked:
        said = [money(source.price)] if source.price is not None else []
        parts = [p for p in (source.setup, source.process, source.finish) if p is not None]
        if parts:
            said.append(" + ".join(str(part) for part in parts) + " min")
        paragraphs.append(line(f"{source.words}: {', '.join(said) or 'says nothing'}"))
    paragraphs += [Content(), line("The first that says something decides.", "$text-muted")]
    return paragraphs
