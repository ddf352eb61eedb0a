"""The database that an import goes into: the one that is there, or a new one when all is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pettui.cli import codes, output

if TYPE_CHECKING:
    from pettui.cli.lines import Lines
    from pettui.cli.progress import Progress
    from pettui.imports.report import ImportReport


def progress() -> Progress | Lines:
    """Give what tells how far it is: a bar at a terminal, else a line now and then."""
    from pettui.cli.lines import Lines
    from pettui.cli.progress import Progress

    return Progress() if sys.stderr.isatty() else Lines()


@contextmanager
def opened(*, dry_run: bool, before_new: Callable[[], object] | None = None) -> Iterator[bool]:
    """Open the shop's database; gives whether it is new.

    A new one, with the folder of its photographs, appears under its name only when all is done.

    Args:
        dry_run: leave nothing where there was no database.
        before_new: called before a new database is made; may refuse.
    """
    from db import connection
    from pettui.cli import session
    from pettui.cli.drafts import new_file

    target = session.target()
    try:
        connection.bind(target)
    except connection.Missing:
        if before_new is not None:
            before_new()
        with new_file(None if dry_run else target.path) as draft:
            connection.bind(connection.Target(draft, ""), create=True)
            with connection.connected():
                session.bring_up_to_date()
                yield True
        return
    with connection.connected():
        session.bring_up_to_date()
        yield False


def told(read: Callable[[], ImportReport], *, as_json: bool) -> ImportReport | int:
    """Run an import and write its report; gives it, or the exit code where nothing came of it."""
    from pettui.imports.report import Unreadable, as_text

    try:
        report = read()
    except Unreadable as error:
        output.words(f"{error} Nothing was changed.")
        return codes.REFUSED
    except KeyboardInterrupt:
        output.words("\nCancelled. Nothing was changed.")
        return codes.INTERRUPTED
    if as_json:
        output.data_json(report.as_json())
    else:
        output.data(*as_text(report).split("\n"))
    return report
