"""What was seen of a part of the schedule, so that two desks do not write over one another."""

from __future__ import annotations

from collections.abc import Iterable

from db.models import Change, ChangedRow
from db.models.base import Record, key_name, table_of
from pettui.history.door import Clash

Seen = tuple[tuple[str, int, int], ...]
"""Table, key and version of each row that a person saw; () where there was none."""


def seen_of(rows: Iterable[Record]) -> Seen:
    """Give what one sees of rows."""
    return tuple(
        sorted((table_of(type(row)), int(row.__data__[key_name(type(row))]), row.version)
               for row in rows)
    )  # fmt: skip


def refuse_stale(rows: Iterable[Record], seen: Seen | None, what: str) -> None:
    """Raise Clash, naming who, when rows are not those that a person saw.

    Args:
        rows: the rows as they are now.
        seen: what was seen; None does not ask.
        what: what they are about: "Kim on Thu 26 Nov".
    """
    now = seen_of(rows)
    if seen is None or now == seen:
        return
    other = set(now) ^ set(seen)
    names: list[Change] = []
    for table, key, _ in sorted(other):
        mine = (ChangedRow.table == table) & (ChangedRow.key == key)
        last = Change.select().join(ChangedRow).where(mine).order_by(Change.id.desc()).first()
        names += [last] if last is not None else []
    newest = max(names, key=lambda change: int(change.id), default=None)
    who = f"{newest.account_name} at {newest.terminal}" if newest else "Somebody else"
    did = f" ({newest.what})" if newest else ""
    raise Clash(
        f"{who} changed the hours of {what} in the meantime{did}. Look at them again and repeat"
        " your change.",
        {},
    )
