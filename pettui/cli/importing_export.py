"""`pettui import export`: reads an export of pettui back into an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.imports.report import ImportReport

ABOUT = """\
Reads a folder that `pettui export` wrote into an empty database, and makes the same shop of it:
the same rows, numbers and history, and its photographs and documents. Checksums, counts,
references and the chain of the history are checked before the new database gets its name; a
picture that is missing is named. A database that holds a shop is never changed.
"""
WAYS = """\
examples:
  pettui --database new/shop.db import export ~/pettui-2026-11-23
  pettui import export ~/pettui-2026-11-23 --dry-run      is this export whole?
"""


def add(sources: Any) -> None:
    """Register the source."""
    from argparse import RawDescriptionHelpFormatter

    made = sources.add_parser(
        "export", help="a folder that `pettui export` wrote, into an empty database",
        description=ABOUT, epilog=WAYS + "\n" + codes.WORDS,
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("folder", metavar="FOLDER", help="the folder with schema.json in it")
    made.add_argument(
        "-n", "--dry-run", action="store_true", help="check all of it, and change nothing"
    )
    made.add_argument("--json", action="store_true", help="write the report for machines")


def run(arguments: Namespace) -> int:
    """Read the export that is named."""
    from pettui.cli.importing_into import told
    from pettui.exports.pictures import FOLDER
    from pettui.text import count

    report = told(lambda: _import(arguments), as_json=arguments.json)
    if isinstance(report, int):
        return report
    files = report.tables.get(FOLDER)
    what = count(report.taken - (files.taken if files else 0), "row")
    if files is not None:
        what += f" and {count(files.taken, 'file')}"
    if report.dry_run:
        whole = "is whole" if files is None or not files.left else "can be read"
        output.words(f"Dry run: the export of {report.shop} {whole}, {what}. Nothing was changed.")
    else:
        output.words(f"{report.shop} is here again: {what} in {report.seconds:.1f} s.")
    if files is not None and files.left:
        output.words(f"{count(files.left_total, 'file')} could not be taken; see above.")
    return codes.OK


def _import(arguments: Namespace) -> ImportReport:
    from pettui.cli.importing_into import opened, progress
    from pettui.history.actor import nobody_signed_in
    from pettui.imports.plain import manifest
    from pettui.imports.plain.run import import_export, refuse_a_shop

    found = manifest.read(Path(arguments.folder).expanduser())
    with opened(dry_run=arguments.dry_run) as new, progress() as told:
        if not new:
            refuse_a_shop()
        return import_export(found, nobody_signed_in(), told, dry_run=arguments.dry_run)
