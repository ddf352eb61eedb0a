"""Looks whether the history is whole: each terminal's changes, chained by their digests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import chunked

from db.models import Change, ChangedRow
from db.models.base import tuples
from pettui.history.door import chain

AT_ONCE = 500


def broken_links() -> list[str]:
    """Give words for the first change of each terminal that does not fit to those before it.

    A change that was altered, removed or put in behind the program's back breaks the chain of
    its terminal from there on; only the first break is told.
    """
    found: dict[str, str] = {}
    last: dict[str, tuple[int, str]] = {}
    for terminal, sequence, digest, at, what, story in _stories():
        if terminal in found:
            continue
        before, previous = last.get(terminal, (0, ""))
        if sequence != before + 1:
            found[terminal] = f"{terminal}: after change {before} comes change {sequence}"
        elif chain(previous, story) != digest:
            found[terminal] = f"{terminal}: change {sequence} ({what}, {at:%d %b %Y}) was altered"
        last[terminal] = (sequence, digest)
    return list(found.values())


def heads() -> list[tuple[str, int, str]]:
    """Give each terminal's number of changes and the digest of its newest.

    Written down elsewhere, it shows later whether the end of a chain was cut off.
    """
    rows = Change.select(Change.terminal, Change.sequence, Change.digest)
    newest: dict[str, tuple[str, int, str]] = {}
    for terminal, sequence, digest in tuples(rows.order_by(Change.terminal, Change.sequence)):
        newest[terminal] = (terminal, sequence, digest)
    return list(newest.values())


def _stories() -> Iterator[tuple[Any, ...]]:
    changes = tuples(
        Change.select(
            Change.id, Change.command, Change.what, Change.at, Change.account,
            Change.account_name, Change.terminal, Change.sequence, Change.kind,
            Change.reverses, Change.digest,
        ).order_by(Change.terminal, Change.sequence)
    )  # fmt: skip
    for part in chunked(changes, AT_ONCE):
        rows = _rows([change[0] for change in part])
        for key, command, what, at, account, name, terminal, sequence, kind, back, digest in part:
            story = [
                command, what, Change.at.db_value(at), account, name, terminal, sequence, kind,
                back, rows.get(key, []),
            ]  # fmt: skip
            yield terminal, sequence, digest, at, what, story


def _rows(changes: list[int]) -> dict[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = {}
    rows = tuples(
        ChangedRow.select(
            ChangedRow.change, ChangedRow.table, ChangedRow.key, ChangedRow.old, ChangedRow.new
        )
        .where(ChangedRow.change.in_(changes))
        .order_by(ChangedRow.id)
    )
    for change, table, key, old, new in rows:
        found.setdefault(change, []).append([table, key, old, new])
    return found
