"""`pettui migrate`: brings the database to this program's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

WORDS = """\
Brings the database to the schema of this program. Every command and the desk do that by
themselves when they open a database; this one does nothing else, for scripts and upgrades.
A verified copy is made beside the file before anything changes.
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    made = subparsers.add_parser(
        "migrate", help="bring the database to this program's schema", description=WORDS
    )
    made.add_argument(
        "--check", action="store_true", help="only name what is pending; 1 if anything is"
    )


def run(arguments: Namespace) -> int:
    """Apply what is pending, or only tell."""
    from db import connection, migrating
    from pettui.cli import codes, output, session

    connection.bind(session.target())
    with connection.connected():
        migrating.is_current()  # refuses what is newer or not ours
        names = migrating.pending()
        if arguments.check:
            output.data(*(f"pending: {name}" for name in names))
            return codes.REFUSED if names else codes.OK
        if not names:
            output.words("The database is up to date.")
            return codes.OK
        applied, copy = migrating.migrate()
    output.data(*(f"applied: {name}" for name in applied))
    if copy:
        output.words(f"A copy from before is at {copy}.")
    return codes.OK
