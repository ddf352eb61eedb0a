"""Two people edited one record: what only one of them changed is kept, the rest is shown."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from pettui.people.record import UNSAVED, shown, words_of


class DataRecord(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


R = TypeVar("R", bound=DataRecord)

_NAMED = {
    "preferred_employee": "preferred_name", "referred_by": "referred_name",
    "breed": "breed_name", "vet": "vet_name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed, with its values as people read them."""

    field: str
    words: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Settled(Generic[R]):
    """Both changes in one record that can be saved. In `conflicts` it has mine."""

    record: R
    conflicts: tuple[Conflict, ...]


def settle(base: R, mine: R, theirs: R) -> Settled[R]:
    """Put two changes of one record together.

    Args:
        base: what both began with.
        mine: what was typed here.
        theirs: what the record says now (`RecordClash.record`).

    Fields that only one side changed have that side's value. Fields that both changed, to
    different values, have mine and are named with both; `take_theirs` takes the other.
    """
    kept: dict[str, Any] = {}
    conflicts = []
    for field in fields(mine):
        name = field.name
        if name in UNSAVED or name in _NAMED.values():
            continue
        before, here, there = (_value(record, name) for record in (base, mine, theirs))
        if here == before:
            continue  # theirs stays
        kept |= _parts(mine, name)
        if there not in (before, here):
            conflicts.append(
                Conflict(name, words_of(name), _shown(mine, name), _shown(theirs, name))
            )
    return Settled(replace(theirs, **kept), tuple(conflicts))


def take_theirs(record: R, theirs: R, field: str) -> R:
    """Give the record with their value in one field."""
    return replace(record, **_parts(theirs, field))


def _parts(record: DataRecord, name: str) -> dict[str, Any]:
    names = [name, *([_NAMED[name]] if name in _NAMED else [])]
    return {one: getattr(record, one) for one in names}


def _value(record: DataRecord, name: str) -> Any:
    """Give what counts as a field's value: a name typed in place of an id counts, too."""
    value = getattr(record, name)
    if name == "phones":
        return tuple((phone.kind, phone.typed, phone.primary) for phone in value)
    if value is None and name in ("breed", "vet"):
        return getattr(record, _NAMED[name]) or None
    return value


def _shown(record: DataRecord, name: str) -> str:
    return shown(getattr(record, _NAMED.get(name, name)))
