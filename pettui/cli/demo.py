"""`pettui demo`: opens a made-up shop with two busy years that end today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

WORDS = """\
Opens the desk on a made-up shop, in a database of its own under pettui's data folder. It is made
when it is opened first on a day, so that its book is always today's; what was tried out in it
the day before goes with it. Your own shop is never touched.

It says the numbers and PINs with which its staff clocks in; `pettui -d PATH kiosk`, with the path
that --only-make prints, opens its time clock.
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "demo", help="open a made-up shop with two busy years, in a file of its own",
        description=WORDS, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument(
        "--only-make",
        action="store_true",
        help="make the database and print its path; open nothing",
    )


def run(arguments: Namespace) -> int:
    """Make the demo shop of today if need be, and open it."""
    from pettui import config
    from pettui.cli import codes, making, opening, output

    known = making.demo_file(config.data_dir()).exists()
    target = making.demo_of_today(config.data_dir())
    if arguments.only_make:
        output.data(str(target.path))
        return codes.OK
    if known:
        making.tell_pins(target)
    return opening.open_on(target)
