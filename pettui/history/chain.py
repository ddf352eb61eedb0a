"""Looks whether the history is whole: each terminal's changes, chained by their digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from peewee import chunked

from db.models import Change, ChangedRow
from db.models.base import table_of, tuples
from pettui.history.door import chain

AT_ONCE = 500


def broken_links() -> list[str]:
    """Give words for the first change of each terminal that does not fit to those before it.

    A change that was altered, removed or put in behind the program's back breaks the chain of
    its terminal from there on; only the first break is told. A change from which a person was
    erased fits by the seal that the erasing wrote; that one stands in the chain itself.
    """
    found: dict[str, str] = {}
    last: dict[str, tuple[int, str]] = {}
    sealed = _seals()
    for key, terminal, sequence, digest, at, what, story in _stories():
        if terminal in found:
            continue
        before, previous = last.get(terminal, (0, ""))
        if sequence != before + 1:
            found[terminal] = f"{terminal}: after change {before} comes change {sequence}"
        elif chain(previous, story) not in (digest, sealed.get(key)):
            found[terminal] = f"{terminal}: change {sequence} ({what}, {at:%d %b %Y}) was altered"
        last[terminal] = (sequence, digest)
    return list(found.values())


def erased_changes() -> int:
    """Count the changes from which a person was erased: what they were can be proved no more."""
    return len(_seals())


def seals_of(changes: Collection[int]) -> dict[int, str]:
    """Give the digests that some changes come to with their rows as they are now."""
    return {
        key: chain(_digest_before(terminal, sequence), story)
        for key, terminal, sequence, _, _, _, story in _stories(changes)
    }


def _digest_before(terminal: str, sequence: int) -> str:
    before = Change.get_or_none(Change.terminal == terminal, Change.sequence == sequence - 1)
    return str(before.digest) if before is not None else ""


def _seals() -> dict[int, str]:
    """Give the newest seal of each change that has one."""
    rows = ChangedRow.select(ChangedRow.key, ChangedRow.new).where(
        ChangedRow.table == table_of(Change)
    )
    return {
        key: str(new["seal"]) for key, new in tuples(rows.order_by(ChangedRow.id)) if new
    }  # fmt: skip


def heads() -> list[tuple[str, int, str]]:
    """Give each terminal's number of changes and the digest of its newest.

    Written down elsewhere, it shows later whether the end of a chain was cut off.
    """
    rows = Change.select(Change.terminal, Change.sequence, Change.digest)
    newest: dict[str, tuple[str, int, str]] = {}
    for terminal, sequence, digest in tuples(rows.order_by(Change.terminal, Change.sequence)):
        newest[terminal] = (terminal, sequence, digest)
    return list(newest.values())


def _stories(only: Collection[int] | None = None) -> Iterator[tuple[Any, ...]]:
    query = Change.select(
            Change.id, Change.command, Change.what, Change.at, Change.account,
            Change.account_name, Change.terminal, Change.sequence, Change.kind,
            Change.reverses, Change.digest,
        ).order_by(Change.terminal, Change.sequence)  # fmt: skip
    changes = tuples(query) if only is None else _some(query, only)
    for part in chunked(changes, AT_ONCE):
        rows = _rows([change[0] for change in part])
        for key, command, what, at, account, name, terminal, sequence, kind, back, digest in part:
            story = [
                command, what, Change.at.db_value(at), account, name, terminal, sequence, kind,
                back, rows.get(key, []),
            ]  # fmt: skip
            yield key, terminal, sequence, digest, at, what, story


def _some(query: Any, keys: Collection[int]) -> list[tuple[Any, ...]]:
    return [
        row for part in chunked(sorted(keys), AT_ONCE)
        for row in tuples(query.where(Change.id.in_(part)))
    ]  # fmt: skip


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
