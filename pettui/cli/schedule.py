"""`pettui schedule`: who works when, as text, for machines, or for a phone's calendar."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.door import Refused

if TYPE_CHECKING:
    from argparse import Namespace

EXAMPLES = """\
With a name, that person's four weeks are shown; without one, everybody's week.

examples:
  pettui schedule                         everybody, this week
  pettui schedule --week +1w              everybody, next week
  pettui schedule kim                     Kim's next four weeks
  pettui schedule kim --ics kim.ics       the same for the calendar of a phone
  pettui schedule --pdf week.pdf          everybody's week to put on the wall
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "schedule", help="show, print and export who works when", epilog=EXAMPLES,
        description="Shows who works when.", formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("person", nargs="*", metavar="PERSON", help="a name or number (everybody)")
    made.add_argument("--week", metavar="DATE", help="the week of a day (this week)")
    made.add_argument("--weeks", type=int, default=4, metavar="N", help="weeks of a person (4)")
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="write it for machines")
    form.add_argument("--ics", metavar="FILE", help="write a person's weeks as iCalendar; - prints")
    form.add_argument("--pdf", metavar="FILE", help="write it as PDF; - prints")


def run(arguments: Namespace) -> int:
    """Show the schedule, or write it into a file."""
    from pettui.team.schedule import sheets
    from pettui.team.schedule.reading import named, read_grid, week

    if not 1 <= arguments.weeks <= 53:
        output.words("From 1 to 53 weeks can be shown.")
        return codes.USAGE
    if arguments.ics and not arguments.person:
        output.words("An iCalendar file is one person's: name them, as in pettui schedule kim.")
        return codes.USAGE
    with session.shop() as shop:
        try:
            day = shop.parse_day(arguments.week) if arguments.week else shop.today()
        except ValueError as error:
            output.words(str(error))
            return codes.USAGE
        if arguments.person:
            try:
                employee, _ = named(shop, " ".join(arguments.person))
            except Refused as error:
                output.words(str(error))
                return codes.NOTHING
            grid = sheets.weeks_of(shop, employee, day, arguments.weeks)
        else:
            grid = read_grid(shop, week(shop, day))
    if arguments.ics:
        from pettui.team.schedule.ical import as_icalendar

        _write(arguments.ics, as_icalendar(shop, grid))
    elif arguments.pdf:
        _write(arguments.pdf, sheets.pdf(shop, grid))
    elif arguments.json:
        output.data_json(sheets.as_json(shop, grid))
    elif arguments.person:
        output.data(*sheets.person_text(shop, grid))
    else:
        output.data(*sheets.week_text(shop, grid))
    return codes.OK


def _write(file: str, content: bytes) -> None:
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(handle, "wb") as out:
            out.write(content)
    except OSError as error:
        raise Refused(f"{file} could not be written: {error.strerror or error}.") from error
    output.words(f"It is in {file}.")
