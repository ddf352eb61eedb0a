"""`pettui wait match`: whom of the wait list free time fits, the best first, and whom not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.book.matching.values import Match, Matches, Opened, Unfit
    from pettui.team.shop import Shop

AHEAD = 14

EXAMPLES = """\
An employee who was asked for comes before one of a list, that before whoever is free; then who
waits longest comes first. Nobody is booked: the book does that (M), or the wait list.

examples:
  pettui wait match                    whom anything fits in the next two weeks
  pettui wait match fri                on Friday
  pettui wait match fri --from 9 --until 11 --with kim --why
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "match", help="show whom free time fits", description="Shows whom free time fits.",
        epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("day", nargs="*", metavar="DAY", help="a day (the next two weeks)")
    made.add_argument("--from", default="", dest="start", metavar="TIME", help="free from then on")
    made.add_argument("--until", default="", dest="end", metavar="TIME", help="free until then")
    made.add_argument("--with", default="", dest="people", metavar="NAME", help="whose time")
    made.add_argument("--why", action="store_true", help="also why the others do not fit")
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Print whom it fits; the code says when it fits nobody."""
    from pettui.book.matching.finding import match
    from pettui.history.door import Refused

    with session.shop() as shop:
        try:
            opened = _opened(shop, arguments)
        except (Refused, ValueError) as error:
            output.words(str(error))
            return codes.USAGE
        found = match(shop, opened, explain=arguments.why)
    if arguments.json:
        output.data_json(as_json(found, why=arguments.why))
    else:
        output.data(*(_as_text(shop, one) for one in found.fits))
        if arguments.why:
            output.data(*(_not_as_text(one) for one in found.others))
    if not found.fits:
        output.words("It fits nobody who waits.")
        return codes.NOTHING
    return codes.OK


def _opened(shop: Shop, arguments: Namespace) -> tuple[Opened, ...]:
    from pettui.book.matching.values import Opened
    from pettui.dates import parse_time

    said = " ".join(arguments.day)
    first = shop.parse_day(said) if said else shop.today()
    if first < shop.today():
        raise ValueError(f"{shop.day(first)} is in the past.")
    days = [first + timedelta(days=ahead) for ahead in range(1 if said else AHEAD)]
    start = parse_time(arguments.start) if arguments.start else 0
    end = parse_time(arguments.end) if arguments.end else 24 * 60
    if end <= start:
        raise ValueError("The time ends before it begins.")
    people: list[int | None] = [None]
    if arguments.people or (start, end) != (0, 24 * 60):
        people = list(_people(arguments.people))
    return tuple(Opened(day, who, start, end) for day in days for who in people)


def _people(text: str) -> tuple[int, ...]:
    from pettui.history.door import Refused
    from pettui.people import choosing
    from pettui.text import fold

    known = choosing.groomers()
    found = tuple(key for key, label in known if fold(label).startswith(fold(text)))
    if not found:
        names = ", ".join(label for _, label in known)
        raise Refused(f"Nobody here is called “{text}”. There are {names}.")
    return found


def _as_text(shop: Shop, one: Match) -> str:
    from pettui.book.matching.saying import when_words

    entry = one.entry
    parts = [f"{entry.who}: {entry.services}", when_words(shop, one), one.why]
    parts += [entry.client_name, entry.phone, entry.comment.replace("\n", " ")]
    if one.answer.alerts:
        parts.append(f"ATTENTION: {'; '.join(one.answer.alerts)}")
    return ", ".join(part for part in dict.fromkeys(parts) if part)


def _not_as_text(one: Unfit) -> str:
    entry = one.entry
    return f"NOT {entry.who}: {entry.services}, {one.why}"


def as_json(found: Matches, *, why: bool) -> dict[str, Any]:
    """Give matches for machines; times are `HH:MM` on the shop's wall clock."""
    fits = [
        {
            "id": one.entry.id,
            "client": one.entry.client_name,
            "phone": one.entry.phone,
            "pets": one.entry.pets,
            "services": one.entry.services,
            "day": _day(one.answer.day),
            "start": _clock(one.answer.start),
            "end": _clock(one.answer.end),
            "with": list(one.answer.labels),
            "asked": ("specific", "list", "anybody")[one.asked],
            "why": one.why,
            "moves": one.entry.moves is not None,
            "alerts": list(one.answer.alerts),
        }
        for one in found.fits
    ]
    if not why:
        return {"fits": fits}
    others = [
        {"id": one.entry.id, "client": one.entry.client_name, "services": one.entry.services,
         "why": one.why}
        for one in found.others
    ]  # fmt: skip
    return {"fits": fits, "others": others}


def _day(day: date) -> str:
    return day.isoformat()


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
