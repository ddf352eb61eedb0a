"""Undo and redo of whole changes, across restarts, unless somebody changed the rows since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import IntegrityError, Model, fn

from db.models import ALL, Change, ChangedRow, Override, Ticket
from db.models.base import Record, fields_of, key_name, table_of
from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change, plain_values
from pettui.team.shop import load_shop
from pettui.text import clean

_MODELS: dict[str, type[Model]] = {table_of(model): model for model in ALL}


_DONE = {"undo": "undone", "redo": "done again"}
_DEPENDS = "something that came later depends on it"


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
                f"There is nothing to {kind}. Only your own changes at this terminal can be"
                f" {_DONE[kind]}."
            )
        what = _original(target).what
        if not target.undoable:
            raise Blocked(f"“{clean(what)}” cannot be undone. What came before it stays, too.")
        rows = list(ChangedRow.select().where(ChangedRow.change == target).order_by(ChangedRow.id))
        refusal = f"“{clean(what)}” cannot be {_DONE[kind]}"
        if (later := _changed_since(target, rows, by)) is not None:
            raise Blocked(f"{refusal}: {_named(later, 'has changed the same since')}.")
        try:
            for row in reversed(rows):
                _put_back(door, row, refusal)
        except IntegrityError as error:
            later = _built_on(target, rows)
            cause = _named(later, "has built on it since") if later else _DEPENDS
            raise Blocked(f"{refusal}: {cause}. Nothing was changed.") from error
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


def _changed_since(target: Change, rows: list[ChangedRow], by: Actor) -> Change | None:
    """Give the last later change of somebody else to the same rows.

    One's own later changes are undone already, because undo goes back one by one.
    """
    for row in rows:
        same = (ChangedRow.table == row.table) & (ChangedRow.key == row.key)
        later = _last_standing(same & (Change.id > target.id) & ~_mine(by))
        if later is not None:
            return later
    return None


def _built_on(target: Change, rows: list[ChangedRow]) -> Change | None:
    """Give the last later change of what hangs on these rows: a client's visit, say."""
    tickets = {row.ticket for row in rows if row.ticket is not None}
    clients = {row.client for row in rows if row.client is not None}
    hangs = ChangedRow.ticket.in_(list(tickets)) | ChangedRow.client.in_(list(clients))
    return _last_standing(hangs & (Change.id > target.id))


def _last_standing(which: Any) -> Change | None:
    found: Change | None = (
        Change.select()
        .join(ChangedRow)
        .where(which, ~Change.reversed, Change.kind != "undo")
        .order_by(Change.id.desc())
        .first()
    )
    return found


def _named(change: Change, did: str) -> str:
    """Name a change for people: who, where, when on the shop's clock, and what it was."""
    shop = load_shop()
    at = clock.wall_of(change.at, shop.zone)
    day = "at" if at.date() == shop.today() else f"on {shop.day(at.date())}"
    when = f"{day} {shop.time(at.hour * 60 + at.minute)}"
    return f"{change.account_name} ({change.terminal}) {did}, {when}: “{clean(change.what)}”"


def _put_back(door: Door, changed: ChangedRow, refusal: str) -> None:
    model = _MODELS[changed.table]
    if model is Override:
        return  # that somebody allowed it stays true
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
        raise Blocked(f"{refusal}: what it changed is no longer there.")
    wrong = {n for n, v in plain_values(found, changed.new).items() if v != changed.new[n]}
    if wrong:
        raise Blocked(
            f"{refusal}: what it changed looks different now"
            f" ({', '.join(sorted(wrong))} of {changed.table.replace('_', ' ')})."
        )
    door.update(found, **values)
