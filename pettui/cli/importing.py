"""`pettui import`: takes over a shop from another program's backup."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.imports.daysmart.shop import Place
    from pettui.imports.report import ImportReport

ABOUT = """\
Reads a backup of the DaySmart family (123Pet, inkBook, Salon Iris): one XML file with all
tables. Clients, pets, employees, services, hours, taxes, tickets, payments, time blocks and
history texts are taken over in one change: all of it, or nothing. What is here already is
left as it is, so the same file can be read again, and so can a newer backup of the same shop.

In an empty database the shop is made from the file. What no backup says, its time zone and
currency, comes from this machine unless you name it.
"""
WAYS = """\
examples:
  pettui import daysmart backup.xml --dry-run
  pettui import daysmart backup.xml --zone America/Toronto --currency CAD --locale en_CA
"""
BAR = 30
LINE_SECONDS = 5.0


def add(subparsers: Any) -> None:
    """Register the command."""
    from argparse import RawDescriptionHelpFormatter

    words = "take over a shop from another program's backup"
    made = subparsers.add_parser("import", help=words, description=words.capitalize() + ".")
    sources = made.add_subparsers(
        title="programs", metavar="PROGRAM", dest="program", required=True
    )
    daysmart = sources.add_parser(
        "daysmart",
        help="a backup of 123Pet, inkBook or Salon Iris (one XML file)",
        description=ABOUT,
        epilog=WAYS + "\n" + codes.WORDS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    daysmart.add_argument("file", metavar="FILE", help="the backup, unpacked")
    daysmart.add_argument(
        "-n", "--dry-run", action="store_true", help="do everything, report it, and change nothing"
    )
    daysmart.add_argument("--json", action="store_true", help="write the report for machines")
    new = daysmart.add_argument_group("a new shop", "Used only where there is no shop yet.")
    new.add_argument("--name", default="", help="what the shop is called")
    new.add_argument("--zone", default="", metavar="ZONE", help="such as America/New_York")
    new.add_argument("--currency", default="", metavar="CODE", help="three letters, such as USD")
    new.add_argument("--locale", default="", metavar="CODE", help="such as en_US")
    made.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Import the file that is named."""
    from pettui.imports.report import Unreadable, as_text

    try:
        report = _import(arguments)
    except Unreadable as error:
        output.words(f"{error} Nothing was changed.")
        return codes.REFUSED
    except KeyboardInterrupt:
        output.words("\nCancelled. Nothing was changed.")
        return codes.INTERRUPTED
    if arguments.json:
        output.data_json(report.as_json())
    else:
        output.data(*as_text(report).split("\n"))
    _say(report)
    return codes.OK


def _import(arguments: Namespace) -> ImportReport:
    from pettui.history.actor import nobody_signed_in
    from pettui.imports.daysmart import run as daysmart

    bar = ProgressBar()
    try:
        staged = daysmart.read(Path(arguments.file).expanduser(), bar)
        try:
            place, guessed = _place(arguments)
            with _opened(place, dry_run=arguments.dry_run):
                report = daysmart.import_backup(
                    staged, nobody_signed_in(), place, dry_run=arguments.dry_run, progress=bar
                )
        finally:
            staged.close()
    finally:
        bar.end()
    if report.made_shop and guessed:
        output.words(f"Taken from this machine: {guessed}. Name it to have it otherwise.")
    return report


@contextmanager
def _opened(place: Place, *, dry_run: bool) -> Iterator[None]:
    """Open the shop's database, made if need be; a dry run makes one that is thrown away."""
    from db import connection
    from db.connection import Missing, Target
    from pettui.cli import session
    from pettui.imports.daysmart.shop import check_place

    target = session.target()
    with tempfile.TemporaryDirectory(prefix="pettui-dry-run-") as folder:
        try:
            connection.bind(target)
        except Missing:
            check_place(place)  # a refusal leaves no empty database behind
            if dry_run:
                target = Target(Path(folder) / "shop.db", "")
            connection.bind(target, create=True)
        with connection.connected():
            session.bring_up_to_date()
            yield


def _place(arguments: Namespace) -> tuple[Place, str]:
    """Give where the shop is, and in words what of it was taken from this machine."""
    from pettui.cli import surroundings
    from pettui.imports.daysmart.shop import Place

    locale = arguments.locale or surroundings.locale()
    zone = arguments.zone or surroundings.zone()
    currency = arguments.currency or surroundings.currency(locale)
    guessed = [
        f"{name} {value}"
        for name, given, value in (
            ("the zone", arguments.zone, zone),
            ("the currency", arguments.currency, currency),
            ("the locale", arguments.locale, locale),
        )
        if not given and value
    ]
    return Place(zone, currency, locale, arguments.name), ", ".join(guessed)


def _say(report: ImportReport) -> None:
    from pettui.text import count

    rows = count(report.taken, "row")
    if report.dry_run:
        made = f" and make the shop {report.shop}" if report.made_shop else ""
        output.words(f"Dry run: would take {rows}{made}. Nothing was changed.")
    elif not report.taken:
        output.words("Everything in this file that has a place here is here already.")
    else:
        where = f"Made the shop {report.shop}" if report.made_shop else f"Added to {report.shop}"
        output.words(f"{where}: {rows} taken in {report.seconds:.1f} s.")


class ProgressBar:
    """Shows progress on standard error: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._tty = sys.stderr.isatty()
        self._last = 0.0
        self._started = time.monotonic()
        self._drawn = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the work is."""
        now = time.monotonic()
        pause = 0.1 if self._tty else LINE_SECONDS
        if now - max(self._last, self._started) < pause:
            return
        self._last = now
        part = min(1.0, done / total) if total else 1.0
        if self._tty:
            full = round(part * BAR)
            bar = "#" * full + "." * (BAR - full)
            sys.stderr.write(f"\r{what:14.14} [{bar}] {part:4.0%} {now - self._started:4.0f} s")
            sys.stderr.flush()
            self._drawn = True
        else:
            output.words(f"{what}: {part:.0%}")

    def end(self) -> None:
        """Remove the bar."""
        if self._drawn:
            sys.stderr.write("\r" + " " * (BAR + 32) + "\r")
            sys.stderr.flush()
            self._drawn = False
