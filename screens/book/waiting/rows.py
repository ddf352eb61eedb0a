"""The lines of the wait list: columns that fit the width, words before colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content

from pettui import clock
from pettui.book.waiting.listing import Board, Line, since
from pettui.book.waiting.values import TODAY
from pettui.book.waiting.words import brief, people_text, waited
from pettui.team.shop import Shop
from pettui.text import cut, pad
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row


class Widths(NamedTuple):
    """The cells of the columns."""

    pet: int
    client: int
    service: int
    who: int
    right: int


def widths(total: int) -> Widths:
    """Share a width: what is at the right keeps what it needs, the rest is shared."""
    right = 26 if total < 100 else 42
    rest = max(36, total - right - 2)
    pet, who = rest * 23 // 100, rest * 18 // 100
    client = rest * 28 // 100
    return Widths(pet, client, rest - pet - client - who, who, right)


def rows_of(shop: Shop, board: Board, width: int, *, over: bool) -> list[Row]:
    """Give the rows of the whole list, with headings."""
    sizes = widths(width)
    found: list[Row] = []
    groups = [
        ("In the lobby", board.today),
        ("Another day", board.later),
    ]
    if over:
        groups += [("Time has passed", board.over), ("Booked or left this week", board.done)]
    for title, lines in groups:
        if not lines:
            continue
        head = assemble(line(title), line(f"  {len(lines)}"))
        found.append(Row(f"head:{title}", head, heading=True))
        found += [row_of(shop, board, one, sizes) for one in lines]
    return found


def row_of(shop: Shop, board: Board, one: Line, sizes: Widths) -> Row:
    """Give the row of an entry."""
    entry = one.entry
    waits = entry.status == "waiting" and not one.over
    who = people_text(board.labels, _people(one))
    left = assemble(
        ("! " if one.alerts else "  ", "$text-error"),
        line(_cell(entry.pets or entry.client_name, sizes.pet - 2), "bold" if waits else ""),
        line(_cell(entry.client_name, sizes.client)),
        line(_cell(entry.services, sizes.service)),
        line(cut(who if who != "any" else "", sizes.who - 1), "$accent"),
    )
    return Row(f"entry:{entry.id}", left, _right(shop, one, sizes.right))


def _cell(text: str, cells: int) -> str:
    return pad(cut(text, cells - 1), cells)


def _people(one: Line) -> tuple[int, ...]:
    """Give everybody who is wanted, for the whole entry first."""
    own = (who for wish in one.entry.rows for who in wish.employees)
    return tuple(dict.fromkeys((*one.entry.employees, *own)))


def _right(shop: Shop, one: Line, cells: int) -> Content:
    entry = one.entry
    if entry.status == "booked":
        return line("booked", "$text-success")
    if entry.status == "left":
        return line(cut(f"left: {entry.reason}", cells))
    if one.over:
        return assemble(
            line(one.over, "$text-warning"), line(f"  {pad(since(shop, one), 10, right=True)}")
        )
    if entry.kind == TODAY:
        shown, word = waited(one.waited)
        style = "bold $text-error" if word == "too long" else "$text-warning" if word else ""
        return assemble(
            line(" ".join(part for part in (shown, word) if part), style),
            line(f"  {by_when(shop, one)}"),
        )
    mark = f"{entry.answer} " if entry.answer and cells > 30 else ""
    day = _since(shop, one)
    when = brief(shop, entry)
    room = cells - max(6, len(day)) - len(mark) - 2
    return assemble(
        line(mark, "$text-warning"), line(cut(when, room)),
        line(f"  {pad(day, 6, right=True)}", "$text-muted"),
    )  # fmt: skip


def _since(shop: Shop, one: Line) -> str:
    """Say since when somebody waits; the weekday matters to nobody."""
    day = clock.wall_of(one.entry.added, shop.zone).date()
    return since(shop, one).replace(shop.weekday(day), "", 1).strip(" ,.")


def by_when(shop: Shop, one: Line) -> str:
    """Say by when a walk-in can be taken: `11:20 Kim`, `now Ana`, `no room today`."""
    soon = one.estimate
    if soon is None:
        return ""
    if soon.start is None:
        return "no room today"
    wall = shop.now()
    now = wall.hour * 60 + wall.minute
    at = "now" if soon.start - now < 5 else shop.time(soon.start)
    return f"{at} {soon.label}"


def head_line(board: Board, order: str, *, room: bool, key: Callable[[str], str]) -> Content:
    """Write the head: how many wait, in which order they are shown, and what changes that.

    `key` gives the key of a command.
    """
    lobby, later = len(board.today), len(board.later)
    counts = [f"{lobby} in the lobby"] if lobby else []
    counts += [f"{later} another day"] if later else []
    hidden = f" · {len(board.over)} expired ({key('wait.over')})" if board.over else ""
    return assemble(
        line("Wait list", "bold"),
        line(f"   {' · '.join(counts) or 'nobody waits'}"),
        line(hidden, "$text-muted"),
        line("   only who has room" if room else "", "$accent"),
        line(f"   {ORDER_WORDS[order]} ({key('wait.order')})", "$text-muted"),
        line(f"   {'all' if room else 'who has room'} ({key('wait.room')})", "$text-muted"),
    )


ORDER_WORDS = {"oldest": "oldest first", "latest": "latest first", "value": "dearest first"}
