"""`pettui export`: writes everything that the shop keeps into a folder of plain files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

WORDS = """\
Writes everything that the shop keeps into a new folder, as CSV for spreadsheets and as JSON
Lines for programs, with a README.txt and a schema.json that explain every column; photographs
and documents come along as they are. Others go on working meanwhile; the export is as of one
moment, whole or not there at all.

`pettui import export FOLDER` makes the same shop of it in an empty database.
"""
WAYS = """\
examples:
  pettui export ~/pettui-2026-11-23
  pettui export /media/usb/shop --raw      for a mail merge; not safe in a spreadsheet
"""
SHOWN = 10  # missing files; files.jsonl has all of them


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    from pettui.cli import codes

    made = subparsers.add_parser(
        "export", help="write everything into a folder of plain files",
        description=WORDS, epilog=WAYS + "\n" + codes.WORDS,
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("folder", metavar="FOLDER", help="a new folder, or an empty one")
    made.add_argument(
        "--raw", action="store_true",
        help="leave texts in CSV as they are, also those that a spreadsheet would run as formulas",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="say for machines what was written")


def run(arguments: Namespace) -> int:
    """Export into the folder that is named."""
    from pettui.cli import codes, output, session
    from pettui.cli.ending import as_ctrl_c
    from pettui.cli.lines import Lines
    from pettui.cli.progress import Progress
    from pettui.exports.run import export
    from pettui.history.actor import nobody_signed_in
    from pettui.team.access.having import require
    from pettui.text import count

    if not arguments.folder.strip():
        output.words("The name of the folder is empty. Name a new folder.")
        return codes.USAGE
    target = Path(arguments.folder).expanduser()
    try:
        with (
            as_ctrl_c(),
            session.shop(),
            Progress() if sys.stderr.isatty() else Lines() as progress,
        ):
            for right in ("shop.export", "people.phones", "stock.cost"):  # it has them all in it
                require(right, nobody_signed_in())
            made = export(target, progress, raw=arguments.raw)
    except KeyboardInterrupt:
        output.words("\nCancelled. Nothing is left of the export.")
        return codes.INTERRUPTED
    if arguments.json:
        output.data_json(
            {
                "folder": str(made.folder), "shop": made.shop, "tables": made.tables,
                "rows": made.rows, "files": made.files, "missing": list(made.missing),
                "bytes": made.size, "seconds": round(made.seconds, 3),
            }
        )  # fmt: skip
    else:
        output.data(str(made.folder))
    for told in _missing(made.missing):
        output.words(told)
    files = f" and {count(made.files, 'file')}" if made.files else ""
    output.words(
        f"{made.shop} is exported: {count(made.rows, 'row')} in"
        f" {count(made.tables, 'table')}{files},"
        f" {made.size / 1e6:.1f} MB, in {made.seconds:.1f} s. It holds personal data: keep it safe."
    )
    return codes.OK


def _missing(told: tuple[str, ...]) -> list[str]:
    """Name the files that could not be read; of many, the first."""
    lines = [f"Not in the export: {words}." for words in told[:SHOWN]]
    more = len(told) - SHOWN
    return [*lines, f"... and {more} more; files.jsonl lists all."] if more > 0 else lines
