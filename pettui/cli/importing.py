"""`pettui import`: takes over a shop from a backup, an export, or a list of clients."""

from __future__ import annotations

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


def add(subparsers: Any) -> None:
    """Register the command."""
    from argparse import RawDescriptionHelpFormatter

    from pettui.cli import importing_clients, importing_export

    words = "take over a backup, an export or a list of clients"
    made = subparsers.add_parser("import", help=words, description=words.capitalize() + ".")
    sources = made.add_subparsers(title="sources", metavar="SOURCE", dest="source", required=True)
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
    importing_export.add(sources)
    importing_clients.add(sources)


def run(arguments: Namespace) -> int:
    """Import what is named."""
    from pettui.cli import importing_clients, importing_export
    from pettui.cli.ending import as_ctrl_c

    sources = {"export": importing_export.run, "clients": importing_clients.run}
    with as_ctrl_c():
        return sources.get(arguments.source, _daysmart)(arguments)


def _daysmart(arguments: Namespace) -> int:
    from pettui.cli.importing_into import told

    report = told(lambda: _import(arguments), as_json=arguments.json)
    if isinstance(report, int):
        return report
    _say(report)
    return codes.OK


def _import(arguments: Namespace) -> ImportReport:
    from pettui.cli.importing_into import opened, progress
    from pettui.history.actor import nobody_signed_in
    from pettui.imports.daysmart import run as daysmart
    from pettui.imports.daysmart.shop import check_place

    with progress() as told:
        staged = daysmart.read(Path(arguments.file).expanduser(), told)
        try:
            place, guessed = _place(arguments)
            with opened(dry_run=arguments.dry_run, before_new=lambda: check_place(place)):
                report = daysmart.import_backup(
                    staged, nobody_signed_in(), place,
                    dry_run=arguments.dry_run, progress=told,
                )  # fmt: skip
        finally:
            staged.close()
    if report.made_shop and guessed:
        output.words(f"Taken from this machine: {guessed}. Name it to have it otherwise.")
    return report


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
