"""`pettui notice`: words for everybody at the clock and in the book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.team.timeclock import notices

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop
    from pettui.team.timeclock.notices import Note

EXAMPLES = """\
examples:
  pettui notice                                  those of today and of coming days
  pettui notice add Staff meeting at 5
  pettui notice add "Deep clean of the tubs" --from mon --to wed
  pettui notice remove 3
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "notice", help="show, put up and take down notices for everybody", epilog=EXAMPLES,
        description="Notices show at the time clock and in the book of their days.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write the list for machines")
    verbs = made.add_subparsers(dest="verb", metavar="VERB")
    new = verbs.add_parser("add", help="put one up")
    new.add_argument("text", nargs="+", metavar="TEXT", help="what everybody should know")
    new.add_argument("--from", dest="first", metavar="DAY", help="its first day (today)")
    new.add_argument("--to", dest="last", metavar="DAY", help="its last day (the first)")
    new.add_argument("--only", choices=("clock", "book"), help="where it shows (in both)")
    gone = verbs.add_parser("remove", help="take one down")
    gone.add_argument("notice", type=int, metavar="NUMBER", help="its number in the list")


def run(arguments: Namespace) -> int:
    """List, add or remove."""
    with session.shop() as shop:
        by = nobody_signed_in()
        if arguments.verb == "add":
            try:
                first, last = (
                    shop.parse_day(said) if said else None
                    for said in (arguments.first, arguments.last)
                )
            except ValueError as error:
                output.words(str(error))
                return codes.USAGE
            notices.add(
                shop, " ".join(arguments.text), by, first_day=first, last_day=last,
                kiosk=arguments.only != "book", book=arguments.only != "clock",
            )  # fmt: skip
            output.words(f"It is up {_days(shop, first or shop.today(), last)}.")
            return codes.OK
        if arguments.verb == "remove":
            output.words(f"Took down: {notices.remove(shop, arguments.notice, by)}")
            return codes.OK
        return _list(shop, notices.kept(shop), for_machines=arguments.json)


def _list(shop: Shop, found: tuple[Note, ...], *, for_machines: bool) -> int:
    if for_machines:
        output.data_json(
            [
                {
                    "number": note.id, "text": note.text, "first_day": note.first_day.isoformat(),
                    "last_day": note.last_day.isoformat(), "clock": note.kiosk, "book": note.book,
                }
                for note in found
            ]
        )  # fmt: skip
    else:
        output.data(*(f"{n.id}  {_days(shop, n.first_day, n.last_day)}: {n.text}" for n in found))
    if not found:
        output.words("There is no notice.")
        return codes.NOTHING
    return codes.OK


def _days(shop: Shop, first: date, last: date | None) -> str:
    if last is None or last == first:
        return f"on {shop.day(first)}"
    return f"from {shop.day(first)} to {shop.day(last)}"
