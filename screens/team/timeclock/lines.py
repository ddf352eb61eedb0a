"""The rows of the time clock's first screen: what to decide, and everybody's hours."""

from __future__ import annotations

from textual.content import Content

from pettui.team.shop import Shop
from pettui.team.timeclock import wording
from pettui.team.timeclock.cards import signed
from pettui.team.timeclock.facts import Board
from pettui.team.timeclock.review import Matter, PersonLine
from pettui.team.timeclock.secrets import Access
from pettui.team.timeclock.totals import Totals, clock_text, decimal_text
from screens.team.timeclock.reading import Overview
from screens.team.timeclock.target import Target
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

_COLUMNS = (("total", 7), ("decimal", 8), ("worked", 7), ("over", 6), ("breaks", 7), ("adj.", 6))
NAME = 16
STATE = 15
_TITLE = 10


def matter_id(matter: Matter) -> str:
    """Give a matter's row its id."""
    about = f"r{matter.request}" if matter.request else f"p{matter.punch}"
    return f"matter:{matter.employee}:{matter.day.isoformat()}:{about}:{matter.decides}"


def target_of(matter: Matter, view: Overview) -> Target:
    """Give what a matter is about."""
    if matter.request is not None:
        seen = view.seen.get(matter.request)
        return Target("request", matter.employee, matter.day, matter.request, seen, matter.words)
    if matter.punch is not None:
        return Target("punch", matter.employee, matter.day, matter.punch, words=matter.words)
    return Target("missed", matter.employee, matter.day, words=matter.words)


def rows_of(shop: Shop, view: Overview, *, look: bool) -> list[Row]:
    """Give the rows: what has to be decided, the people, and what may be looked at."""
    deciding = [matter for matter in view.matters if matter.decides]
    deciding.sort(key=lambda m: (m.day, m.name, m.request is None))  # an answer may settle the rest
    looking = [matter for matter in view.matters if not matter.decides]
    rows: list[Row] = []
    if deciding:
        rows.append(Row("#decide", line(f"To decide: {len(deciding)}"), heading=True))
        rows += [_matter(matter) for matter in deciding]
    titles = "".join(f"{title:>{width}}" for title, width in _COLUMNS)
    rows.append(Row("#people", line(f"{'People':<{NAME + STATE}}{titles}"), heading=True))
    rows += [_person(shop, each, view.access.get(each.employee)) for each in view.people]
    if looking:
        more = "" if look else "  (z shows them)"
        rows.append(Row("#look", line(f"To look at: {len(looking)}{more}"), heading=True))
        rows += [_matter(matter) for matter in looking] if look else []
    return rows


def _matter(matter: Matter) -> Row:
    mark = ("! ", "$text-error") if matter.decides else ("? ", "$text-warning")
    left = assemble(
        mark,
        line(matter.name).truncate(NAME - 1, ellipsis=True, pad=True), " ",
        line(matter.title, "$text-muted").truncate(11, ellipsis=True, pad=True), " ",
        line(matter.words),
    )  # fmt: skip
    return Row(matter_id(matter), left)


def _person(shop: Shop, person: PersonLine, access: Access | None) -> Row:
    totals = person.totals
    numbers = (
        clock_text(totals.total), decimal_text(totals.total),
        clock_text(totals.worked), over(totals), _or_dash(totals.paid_breaks),
        signed(totals.adjusted + totals.carried) if totals.adjusted + totals.carried else "-",
    )  # fmt: skip
    cells = "".join(f"{text:>{width}}" for text, (_, width) in zip(numbers, _COLUMNS, strict=True))
    mark = ("! ", "$text-error") if person.decide else ("  ", "")
    left = assemble(
        mark,
        line(person.name, "bold").truncate(NAME - 3, ellipsis=True, pad=True), " ",
        _state(shop, person, access).truncate(STATE - 1, ellipsis=True, pad=True), " ",
        line(cells[:15], "bold"), line(cells[15:]),
    )  # fmt: skip
    return Row(f"person:{person.employee}", left)


def over(totals: Totals) -> str:
    """Write the hours that count more than once."""
    return _or_dash(sum(minutes for _, minutes in totals.overtime))


def _or_dash(minutes: int) -> str:
    return clock_text(minutes) if minutes else "-"


def _state(shop: Shop, person: PersonLine, access: Access | None) -> Content:
    if person.since is not None and person.state in ("in", "break"):
        since = wording.at(shop, person.since)
        style = "$text-success" if person.state == "in" else "$text-warning"
        return line(f"{person.state} since {since}", style)
    if person.state and access and access.pin_since is None and not access.badges:
        return line("no PIN yet", "$text-muted")
    return line(person.state, "$text-muted")


def board_words(board: Board, width: int) -> Content:
    """Say who is in, on a break and expected, each under a title of its own."""
    inside = [
        f"{each.person.name} {each.doubt}, forgot?"
        if each.doubt
        else f"{each.person.name} {each.since}"
        for each in board.inside
    ]
    away = [
        f"{each.person.name} {each.since}" + (f" ({each.note.lower()})" if each.note else "")
        for each in board.on_break
    ]
    coming = [
        f"{each.person.name} {each.at}" + (f" ({each.late} min late)" if each.late else "")
        for each in board.expected
    ]
    parts: list[Content] = []
    for title, names, style in (
        ("In since", inside, "$text-success"),
        ("On break", away, "$text-warning"),
        ("Expected", coming, "$text-muted"),
    ):
        if names or title == "In since":
            said = line(", ".join(names) or "nobody").wrap(max(20, width - _TITLE))
            for place, words in enumerate(said):
                head = title if not place else ""
                parts.append(assemble(line(f"{head:<{_TITLE}}", style), words))
    return Content("\n").join(parts)
