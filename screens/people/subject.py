"""What a record form needs to know of what it edits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pettui.people.clashing import DataRecord
from pettui.people.record import Saved
from screens.widgets.fields import Group


class Editable(DataRecord, Protocol):
    """A frozen dataclass that a form can edit: a client, a pet, or something on their record."""

    @property
    def id(self) -> int | None:
        """Its key, None for a new one."""


R = TypeVar("R", bound=Editable)


@dataclass(frozen=True)
class Subject(Generic[R]):
    """A record, its fields, and how both come together.

    Attributes:
        title: what the form is called.
        key: names the record among the drafts, such as "client:7".
        record: what the form begins with.
        groups: its fields.
        values: gives a record's value for every field.
        change: gives a record with the values of changed fields.
        save: the rule that saves it.
        before: asked before it is saved: None goes on, 0 goes back to the form, an id is the
            record to take instead.
    """

    title: str
    key: str
    record: R
    groups: Sequence[Group]
    values: Callable[[R], dict[str, Any]]
    change: Callable[[R, Mapping[str, Any]], R]
    save: Callable[..., Saved]
    before: Callable[[R], Awaitable[int | None]] | None = None
