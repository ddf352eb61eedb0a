"""`pettui import export`: reads an export of pettui back into an empty database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.imports.report import ImportReport

ABOUT = """\
Reads a folder that `pettui export` wrote into an empty database, and makes the same shop of it:
the same rows, numbers and history. Checksums, counts, references and the chain of the history
are checked before the new database gets its name. A database that holds a shop is never changed.
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
    from pettui.imports.report import Unreadable, as_text
    from pettui.text import count

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
    rows = count(report.taken, "row")
    if report.dry_run:
        output.words(f"Dry run: the export of {report.shop} is whole, {rows}. Nothing was changed.")
    else:
        output.words(f"{report.shop} is here again: {rows} in {report.seconds:.1f} s.")
    return codes.OK


def _import(arguments: Namespace) -> ImportReport:
    from pettui.cli.lines import Lines
    from pettui.cli.progress import Progress
    from pettui.history.actor import nobody_signed_in
    from pettui.imports.plain import manifest
    from pettui.imports.plain.run import import_export

    found = manifest.read(Path(arguments.folder).expanduser())
    with (
        _empty(dry_run=arguments.dry_run),
        Progress() if sys.stderr.isatty() else Lines() as progress,
    ):
        return import_export(found, nobody_signed_in(), progress, dry_run=arguments.dry_run)


@contextmanager
def _empty(*, dry_run: bool) -> Iterator[None]:
    """Open a database without a shop; a new file gets its name only when all of it is done."""
    from db import connection
    from pettui.cli import session
    from pettui.cli.drafts import new_file
    from pettui.imports.plain.run import refuse_a_shop

    target = session.target()
    try:
        connection.bind(target)
    except connection.Missing:
        with new_file(None if dry_run else target.path) as draft:
            connection.bind(connection.Target(draft, ""), create=True)
            with connection.connected():
                session.bring_up_to_date()
                yield
        return
    with connection.connected():
        session.bring_up_to_date()
        refuse_a_shop()
        yield
