"""`pettui hours`: what people's hours of a pay period are, to read, to reckon with, to sign."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.cli import hours_deciding as deciding
from pettui.text import fold

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop
    from pettui.team.timeclock.cards import Card
    from pettui.team.timeclock.periods import Period

EXAMPLES = """\
PERIOD is this, last, or any day of it: 11/15, 2026-11-15. A shift that has to be decided first
counts nothing; the list says which. Hours are written as 8:05 and as decimals, 8.08.

examples:
  pettui hours                        everybody's hours of this pay period
  pettui hours kim                    Kim's, day by day
  pettui hours --day yesterday        one day
  pettui hours --period last --csv > hours.csv
  pettui hours --period last --pdf hours.pdf      time sheets to sign, a page for everybody
  pettui hours --close                            close the last pay period
  pettui hours --overtime california --from 1/1   rules of overtime, from a day on
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "hours", help="show people's hours", description="Shows the hours of a pay period.",
        epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument(
        "person", nargs="*", metavar="PERSON", help="only this one, by name or number"
    )
    when = made.add_mutually_exclusive_group()
    when.add_argument("--period", metavar="PERIOD", help="this, last, or a day of it (this)")
    when.add_argument("--day", metavar="DAY", help="one day alone: today, mon, 11/15")
    made.add_argument("--days", action="store_true", help="with every day of everybody")
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for machines")
    form.add_argument("--csv", action="store_true", help="for spreadsheets, a row a day")
    form.add_argument("--pdf", metavar="FILE", help="time sheets to print and sign")
    deciding.add(made, form)


def run(arguments: Namespace) -> int:
    """Print the hours in the form that is wanted."""
    from pettui.history.door import Refused
    from pettui.team.timeclock import cards, exporting, listing

    if deciding.wanted(arguments):
        return deciding.run(arguments)
    with session.shop() as shop:
        try:
            period = _period(shop, arguments)
        except (Refused, ValueError) as error:
            output.words(str(error))
            return codes.USAGE
        found = cards.cards(shop, period)
    name = " ".join(arguments.person)
    chosen = _chosen(found, name)
    if not chosen:
        who = f"Nobody called {name!r} has" if name else "Nobody has"
        output.words(f"{who} any hours on {listing.title(shop, period)}.")
        return codes.NOTHING
    if arguments.json:
        output.data_json(exporting.as_json(shop, period, chosen))
    elif arguments.csv:
        sys.stdout.write(exporting.as_csv(period, chosen))
    elif arguments.pdf:
        return _print(shop, period, chosen, arguments.pdf)
    else:
        days = bool(name or arguments.day or arguments.days)
        output.data(*listing.as_text(shop, period, chosen, days=days))
    return codes.OK


def _period(shop: Shop, arguments: Namespace) -> Period:
    from pettui.team.timeclock import periods

    if arguments.day:
        day = periods.past_day(shop, arguments.day)
        return periods.Period(day, day)
    return periods.said(shop, arguments.period or "this")


def _chosen(found: tuple[Card, ...], name: str) -> tuple[Card, ...]:
    """Give the cards of those whom a name means: a number, a whole name, or how one begins."""
    said = fold(name)
    exact = tuple(card for card in found if said in (str(card.number), fold(card.name)))
    return exact or tuple(card for card in found if _begins(fold(card.name), said))


def _begins(name: str, said: str) -> bool:
    return name.startswith(said) or any(word.startswith(said) for word in name.split())


def _print(shop: Shop, period: Period, cards: tuple[Card, ...], file: str) -> int:
    from pettui.team.timeclock import timesheet

    try:
        notes = timesheet.write(shop, period, cards, file)
    except OSError as error:
        output.words(f"{file} cannot be written: {error.strerror or error}.")
        return codes.REFUSED
    for note in notes:
        output.words(note)
    return codes.OK
