"""Undo and redo of whole changes, across restarts, unless somebody changed the rows since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import IntegrityError, Model, fn

from db.models import ALL, Change, ChangedRow, Ticket
from db.models.base import Record, fields_of, key_name, table_of
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change, plain_values
from pettui.text import clean

_MODELS: dict[str, type[Model]] = {table_of(model): model for model in ALL}


class NothingToUndo(Refused):
    """There is no change of this terminal left to undo or redo."""


class Blocked(Refused):
    """Somebody else's later change stands in the way; the text names them."""


@dataclass(frozen=True)
class Reversed:
    """What an undo or redo did: the words of the change that it reversed, and its ticket."""

    what: str
    change: int
    ticket: int | None


def _mine(by: Actor) -> Any:
    who = Change.account == by.account if by.account is not None else Change.account.is_null()
    return (Change.terminal == by.terminal) & who


def _last_to_undo(by: Actor) -> Change | None:
    found: Change | None = (
        Change.select()
        .where(_mine(by), Change.kind.in_(["do", "redo"]), ~Change.reversed)
        .order_by(Change.id.desc())
        .first()
    )
    return found


def _last_to_redo(by: Actor) -> Change | None:
    newest_do = Change.select(fn.MAX(Change.id)).where(_mine(by), Change.kind == "do").scalar() or 0
    found: Change | None = (
        Change.select()
        .where(
            _mine(by),
            Change.kind == "undo",
            ~Change.reversed,
            Change.id > newest_do,
        )
        .order_by(Change.id.desc())
        .first()
    )
    return found


def undo(by: Actor) -> Reversed:
    """Reverse the last change that this person made at this terminal.

    Raises NothingToUndo, Blocked (somebody changed the rows since), or slots.Taken.
    """
    return _reverse(by, "undo")


def redo(by: Actor) -> Reversed:
    """Bring back the change that was undone last; like `undo` in every other way."""
    return _reverse(by, "redo")


def _reverse(by: Actor, kind: str) -> Reversed:
    with change("", by, kind=kind) as door:
        target = _last_to_undo(by) if kind == "undo" else _last_to_redo(by)
        if target is None:
            raise NothingToUndo(
                f"There is nothing to {kind}. Only changes made at this terminal can be."
            )
        what = _original(target).what
        if not target.undoable:
            raise Blocked(f"“{what}” cannot be undone.")
        rows = list(ChangedRow.select().where(ChangedRow.change == target).order_by(ChangedRow.id))
        _refuse_if_changed_since(target, rows, what, by)
        try:
            for row in reversed(rows):
                _put_back(door, row)
        except IntegrityError as error:
            raise Blocked(
                f"“{what}” cannot be undone: something that came later depends on it."
            ) from error
        Change.update(reversed=True).where(Change.id == target.id).execute()
        door.what = f"{kind}: {what}"
        door.reverses = target.id
    ticket = next((row.ticket for row in rows if row.ticket), None)
    if ticket is not None and Ticket.get_or_none(Ticket.id == ticket) is None:
        ticket = None
    return Reversed(what, target.id, ticket)


def _original(target: Change) -> Change:
    while target.reverses is not None:
        target = target.reverses
    return target


def _refuse_if_changed_since(target: Change, rows: list[ChangedRow], what: str, by: Actor) -> None:
    """Raise Blocked for a later change of somebody else.

    One's own later changes are undone already, because undo goes back one by one.
    """
    for row in rows:
        later = (
            Change.select()
            .join(ChangedRow)
            .where(
                ChangedRow.table == row.table,
                ChangedRow.key == row.key,
                Change.id > target.id,
                ~Change.reversed,
                Change.kind != "undo",
                ~_mine(by),
            )
            .order_by(Change.id.desc())
            .first()
        )
        if later is not None:
            raise Blocked(
                f"“{clean(what)}” cannot be undone: {later.account_name} ({later.terminal})"
                f" has changed the same since: “{later.what}”."
            )


def _put_back(door: Door, changed: ChangedRow) -> None:
    model = _MODELS[changed.table]
    if not issubclass(model, Record):
        raise TypeError(f"{changed.table} is not a table of records")
    fields = fields_of(model)
    found: Record | None = model.get_or_none(fields[key_name(model)] == changed.key)
    if changed.old is None:
        if found is not None:
            door.delete(found)
        return
    values = {n: fields[n].python_value(v) for n, v in changed.old.items() if n in fields}
    if changed.new is None:
        door.insert(model, **values)
        return
    if found is None:
        raise Blocked("It cannot be undone: what it changed is no longer there.")
    wrong = {n for n, v in plain_values(found, changed.new).items() if v != changed.new[n]}
    if wrong:
        raise Blocked(
            "It cannot be undone: what it changed looks different now"
            f" ({', '.join(sorted(wrong))} of {changed.table.replace('_', ' ')})."
        )
    door.update(found, **values)
