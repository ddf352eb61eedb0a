"""Clients and pets of an earlier import that were merged into others since then."""

from __future__ import annotations

from collections.abc import Iterator

from db.models import ChangedRow, ClientAlias, Pet
from db.models.base import tuples


def origins(prefix: str) -> Iterator[tuple[str, int]]:
    """Give where those came from who are gone, and who is kept in their stead."""
    aliases = ClientAlias.select(ClientAlias.origin, ClientAlias.client)
    yield from tuples(aliases.where(ClientAlias.origin.startswith(prefix)))
    yield from _pets(prefix)


def _pets(prefix: str) -> Iterator[tuple[str, int]]:
    """A pet has no other name to be found by: the change that removed it says whose it became."""
    gone = ChangedRow.select(ChangedRow.change, ChangedRow.key, ChangedRow.old).where(
        ChangedRow.table == "pet", ChangedRow.new.is_null()
    )
    here = {key for (key,) in tuples(Pet.select(Pet.id))}
    kept: dict[str, int] = {}
    for change, key, old in tuples(gone.order_by(ChangedRow.id)):
        origin = str((old or {}).get("origin") or "")
        found = _heir(change, key)
        if origin.startswith(prefix) and key not in here and found is not None:
            kept[origin] = found
    for origin, pet in kept.items():
        while pet not in here and (heir := _later(pet)) is not None:
            pet = heir  # merged once more
        if pet in here:
            yield origin, pet


def _heir(change: int, gone: int) -> int | None:
    """Give the pet that got what a removed one had, in the same change; None for none."""
    rows = ChangedRow.select(ChangedRow.table, ChangedRow.key, ChangedRow.old, ChangedRow.new)
    changed = None
    for table, key, old, new in tuples(rows.where(ChangedRow.change == change)):
        if old and new and old.get("pet") == gone and new.get("pet"):
            return int(new["pet"])
        if table == "pet" and old and new and key != gone:
            changed = int(key)
    return changed


def _later(gone: int) -> int | None:
    row = (
        ChangedRow.select(ChangedRow.change)
        .where(ChangedRow.table == "pet", ChangedRow.key == gone, ChangedRow.new.is_null())
        .order_by(ChangedRow.id.desc())
    )
    found = tuples(row.limit(1))
    return _heir(found[0][0], gone) if found else None
