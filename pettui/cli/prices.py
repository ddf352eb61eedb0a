"""`pettui prices`: the price list, of today or from a day on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.stock.sheets import Book
    from pettui.team.shop import Shop

EXAMPLES = """\
Without an option the list is written as a page to print. A service that has no price of its own
for a size or coat is not listed for it: it costs what it costs for any.

examples:
  pettui prices | lpr
  pettui prices 1/1            the prices as they will be on 1 January
  pettui prices --csv > prices.csv
  pettui prices --pdf prices.pdf    to hang up: a column a size, a block a category
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "prices", help="print the price list", description="Prints the price list.",
        epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("day", nargs="*", metavar="DAY", help="as of a day: fri, 1/1 (today)")
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for machines")
    form.add_argument("--csv", action="store_true", help="for spreadsheets")
    form.add_argument("--pdf", metavar="FILE", help="to hang up or hand out; - for standard output")
    form.add_argument("--text", action="store_true", help="a page to print (without an option)")


def run(arguments: Namespace) -> int:
    """Print the price list in the form that is wanted."""
    from pettui.stock import listing, sheets

    with session.shop() as shop:
        day = shop.today()
        if arguments.day:
            try:
                day = shop.parse_day(" ".join(arguments.day))
            except ValueError as error:
                output.words(str(error))
                return codes.USAGE
        book = sheets.read_book(shop, day)
        if arguments.pdf:
            if book.lines:  # a list of nothing is not worth a file
                return _print(shop, book, arguments.pdf)
        elif arguments.json:
            output.data_json(listing.as_json(shop, book))
        elif arguments.csv:
            sys.stdout.write(listing.as_csv(shop, book))
        else:
            output.data(*listing.as_text(shop, book).splitlines())
    if not book.lines:
        output.words("There are no services yet.")
        return codes.NOTHING
    return codes.OK


def _print(shop: Shop, book: Book, file: str) -> int:
    from pettui.stock import pricepaper

    try:
        notes = pricepaper.write(shop, book, file)
    except OSError as error:
        output.words(f"{file} cannot be written: {error.strerror or error}.")
        return codes.REFUSED
    for note in notes:
        output.words(note)
    return codes.OK
