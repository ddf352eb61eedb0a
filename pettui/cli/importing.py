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
    from pettui.cli.progress import Progress
    from pettui.history.actor import nobody_signed_in
    from pettui.imports.daysmart import run as daysmart

    with Progress() if sys.stderr.isatty() else Lines() as progress:
        staged = daysmart.read(Path(arguments.file).expanduser(), progress)
        try:
            place, guessed = _place(arguments)
            with _opened(place, dry_run=arguments.dry_run):
                report = daysmart.import_backup(
                    staged, nobody_signed_in(), place,
                    dry_run=arguments.dry_run, progress=progress,
                )  # fmt: skip
        finally:
            staged.close()
    if report.made_shop and guessed:
        output.words(f"Taken from this machine: {guessed}. Name it to have it otherwise.")
    return report


@contextmanager
def _opened(place: Place, *, dry_run: bool) -> Iterator[None]:
    """Open the shop's database; a new one appears under its name only when all of it is done."""
    from db import connection
    from pettui.cli import session
    from pettui.imports.daysmart.shop import check_place

    target = session.target()
    try:
        connection.bind(target)
    except connection.Missing:
        check_place(place)
        path = target.path
        with _new(None if dry_run or path is None else path) as draft:
            connection.bind(connection.Target(draft, ""), create=True)
            with connection.connected():
                session.bring_up_to_date()
                yield
        return
    with connection.connected():
        session.bring_up_to_date()
        yield


@contextmanager
def _new(path: Path | None) -> Iterator[Path]:
    """Give where a new database is made; it is put at `path` afterwards, or thrown away."""
    from db.connection import Unusable
    from pettui.history.door import Refused

    near = path.parent if path else None
    try:
        if near is not None:
            near.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = tempfile.TemporaryDirectory(prefix=".pettui-import-", dir=near)
    except OSError as error:
        raise Unusable(f"No database can be made in {near}: {error.strerror or error}.") from error
    with made as folder:
        draft = Path(folder) / "shop.db"
        yield draft
        if path is None:
            return
        if path.exists() and path.stat().st_size:
            raise Refused(f"Somebody made {path} in the meantime. Nothing was changed; try again.")
        draft.replace(path)


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


class Lines:
    """Says where nobody watches, in a log or a pipe, now and then how far the work is."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say it, unless it was said a moment ago."""
        now = time.monotonic()
        if now - self._last >= LINE_SECONDS:
            self._last = now
            output.words(f"{what}: {min(1.0, done / total) if total else 1.0:.0%}")
