"""`pettui doctor`: looks whether the database and its surroundings are sound; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from db import connection, errors
from pettui.cli import checks, codes, output, session
from pettui.cli.checks import Check

if TYPE_CHECKING:
    from argparse import Namespace

EPILOG = """\
The exit code is 0 when all is well or only worth a note, 1 when something is bad, and 4 when the
database cannot be used at all.
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "doctor", help="look whether the database and its surroundings are sound",
        description="Looks at the database, the disk, SQLite, the schema, the history and the"
        " versions. Changes nothing.",
        epilog=EPILOG, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument(
        "--full", action="store_true", help="look at all indexes and days; takes longer"
    )
    made.add_argument(
        "--verify", action="store_true",
        help="only follow the history's chains and compare every punch with them",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Print the findings as they come."""
    unusable = False
    found: list[Check] = []
    for check in _proof() if arguments.verify else _all(full=arguments.full):
        found.append(check)
        unusable = unusable or check.name == "unusable"
        if not arguments.json:
            mark = {"ok": "ok  ", "note": "note", "bad": "BAD "}[check.verdict]
            output.data(f"{mark} {check.name:12} {check.words}")
    if arguments.json:
        output.data_json([{"name": c.name, "verdict": c.verdict, "words": c.words} for c in found])
    if unusable:
        return codes.UNUSABLE
    return codes.REFUSED if any(c.verdict == "bad" for c in found) else codes.OK


def _all(*, full: bool) -> Iterator[Check]:
    yield from checks.versions()
    try:
        target = session.target()
        connection.bind(target)
        if target.path is not None:
            yield from checks.surroundings(target.path)
        else:
            yield Check("database", "ok", target.shown)
        with connection.connected():
            yield from checks.schema()
            found = list(checks.soundness(full=full))
            yield from found
            if all(check.verdict == "ok" for check in (*found, *checks.schema())):
                yield from checks.contents(full=full)
                yield from checks.clock_secrets()
    except Exception as error:
        told = _unusable(error)
        if told is None:
            raise
        yield told


def _proof() -> Iterator[Check]:
    try:
        connection.bind(session.target())
        with connection.connected():
            yield from checks.schema()
            yield from checks.proof()
    except Exception as error:
        told = _unusable(error)
        if told is None:
            raise
        yield told


def _unusable(error: Exception) -> Check | None:
    """Say why the database cannot be looked at; None for what is no matter of the database."""
    told = error if isinstance(error, connection.Unusable) else errors.in_words(error)
    return None if told is None else Check("unusable", "bad", str(told))
