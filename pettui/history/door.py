"""The one door for every write: `with change("moved to Fri 14:00", by=actor) as door:`."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from peewee import IntegrityError, Model, chunked, fn

from db.connection import SqliteFile
from db.loading import pour
from db.models import (
    Change,
    ChangedRow,
    Client,
    Counter,
    GroomNote,
    Hold,
    Note,
    Payment,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Phone,
    Photo,
    RecallCall,
    Record,
    Ticket,
    TicketNote,
    TicketRow,
    Vaccination,
    database,
)
from db.models.base import fields_of, key_name, table_of
from db.writing import keys_were_given, write_tx
from pettui import clock
from pettui.book import slots
from pettui.history import trying
from pettui.history.actor import Actor
from pettui.people import searchline

R = TypeVar("R", bound=Record)

_OF_PETS = (Note, Vaccination, PetWeight, PetInstruction, GroomNote, Photo, PetPrice, RecallCall)
"""Rows whose changes belong to the history of the pet's owner."""

ERASED = "(erased)"
"""What the history says of a change whose words named a person that was erased."""

VEIL = "(kept secret)"
"""What the history says instead of a secret. A change that writes one cannot be undone."""


class Refused(Exception):
    """A change that a rule does not allow; the text is for people and names the remedy."""


class Clash(Refused):
    """Somebody else changed the same row in the meantime; `theirs` holds its values now."""

    def __init__(self, text: str, theirs: dict[str, Any]) -> None:
        super().__init__(text)
        self.theirs = theirs


class AlreadyDone(Exception):
    """The command with this id was committed before; its change tells what it did."""

    def __init__(self, change_id: int) -> None:
        super().__init__("this was already saved")
        self.change_id = change_id

    def key_of(self, model: type[Model]) -> int:
        """Give the key of the first row of a model that the earlier change touched.

        A ticket counts as touched when one of its rows was.
        """
        if model is Ticket:
            of_ticket = ChangedRow.ticket.is_null(False)
            row = ChangedRow.get_or_none(ChangedRow.change == self.change_id, of_ticket)
            if row is not None:
                return int(row.ticket)
        found = (
            ChangedRow.select(ChangedRow.key)
            .where(ChangedRow.change == self.change_id, ChangedRow.table == table_of(model))
            .order_by(ChangedRow.id)
            .first()
        )
        if found is None:
            raise LookupError(f"the earlier change touched no {table_of(model)}")
        return int(found.key)


def plain_values(row: Model, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Give a row's values as the database keeps them, without its version."""
    fields = fields_of(type(row))
    chosen = fields if names is None else names
    return {n: fields[n].db_value(row.__data__.get(n)) for n in chosen if n != "version"}


def _veiled(model: type[Model], values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give values for the history without those that nobody may read there (hashes of PINs)."""
    hidden: frozenset[str] = getattr(model, "hidden", frozenset())
    if values is None or not hidden:
        return values
    return {name: VEIL if name in hidden else value for name, value in values.items()}


def blank(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give values without what they say: what keeps the shape of a row that is to be forgotten."""
    if values is None:
        return None
    return {name: "" if isinstance(value, str) else None for name, value in values.items()}


class Door:
    """An open change. Rows are written through it, and it remembers what they were."""

    def __init__(self, what: str, by: Actor) -> None:
        self.what = what
        self.by = by
        self.at = clock.instant()
        self.change_id = 0
        self.reverses: int | None = None  # the change that this one reverses
        self._rows: list[tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]] = []
        self._roots: list[tuple[int | None, int | None]] = []
        self._ticket_rows: set[int] = set()
        self._tickets: set[int] = set()
        self._clients: set[int] = set()
        self._fresh_keys: set[type[Model]] = set()
        self.forgetting = False  # whether old values are not to be remembered (DOMAIN 5.12)
        self.takes: set[str] = set()  # rights that a rule asked for besides those of its rows
        self.poured = False  # whether rows were written that nobody remembers one by one

    @property
    def written(self) -> Sequence[tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]]:
        """The rows so far: table, key, old and new values (None for a row that is new or gone)."""
        return self._rows

    def insert(self, model: type[R], **values: Any) -> R:
        """Write a new row and give it."""
        key = key_name(model)
        if key not in values and (unused := self._unused_key(model)) is not None:
            values[key] = unused
        row = model(**values)
        row.save(force_insert=True)
        self._note(row, None, plain_values(row))
        return row

    def _unused_key(self, model: type[Model]) -> int | None:
        """Give a key above those of rows that were removed, where the next one would be theirs.

        SQLite gives the key of the newest row again once that row is gone. The history would
        then tell two stories as one, and somebody's redo would meet a stranger.
        """
        if model in self._fresh_keys or not isinstance(database.obj, SqliteFile):
            return None
        self._fresh_keys.add(model)
        known = ChangedRow.select(fn.MAX(ChangedRow.key)).where(ChangedRow.table == table_of(model))
        key = fields_of(model)[key_name(model)]
        here = [k for table, k, _, _ in self._rows if table == table_of(model)]
        newest = max([known.scalar() or 0, *here])
        return newest + 1 if newest > (model.select(fn.MAX(key)).scalar() or 0) else None

    def update(self, row: Record, **values: Any) -> bool:
        """Write changed fields of a row; nothing happens when they are equal already.

        Raises Clash when somebody else changed the row since it was read.
        """
        fields = fields_of(type(row))
        before = plain_values(row, values)
        old_data = {name: row.__data__.get(name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        after = plain_values(row, values)
        changed = [name for name in values if before[name] != after[name]]
        if not changed:
            return False
        model = type(row)
        key = row.__data__[key_name(model)]
        query = model.update(
            {fields[name]: row.__data__.get(name) for name in changed}
            | {model.version: row.version + 1}
        ).where(fields[key_name(model)] == key, model.version == row.version)
        if query.execute() != 1:
            for name, value in old_data.items():
                row.__data__[name] = value
            raise self._clash(row)
        row.version += 1
        row.dirty_fields.clear()
        self._note(row, {n: before[n] for n in changed}, {n: after[n] for n in changed})
        return True

    def refuse_stale(self, row: Record, seen: int | None) -> None:
        """Raise Clash, naming who, when a row is not in the version that a person saw."""
        if seen is not None and row.version != seen:
            raise self._clash(row)

    def touch(self, row: Record) -> None:
        """Count a row as changed because a part of it was, so that a stale screen is noticed."""
        model, key, row.version = type(row), key_name(type(row)), row.version + 1
        mine = fields_of(model)[key] == row.__data__[key]
        model.update({model.version: row.version}).where(mine).execute()
        self._note(row, {}, {})

    def delete(self, row: Record) -> None:
        """Remove a row; its values stay in the history."""
        old = plain_values(row)
        self._note(row, old, None)
        if isinstance(row, TicketRow):  # what is derived from a row goes with it
            slots.forget(row.id)
        elif isinstance(row, Client):
            searchline.forget(row.id)
        row.delete_instance()
        self._fresh_keys.discard(type(row))

    def bulk(self, model: type[Model], rows: Iterable[Sequence[Any]], names: Sequence[str]) -> int:
        """Write many new rows without remembering each; for imports and made-up shops.

        A change that uses this cannot be undone. Gives the number of rows.
        """
        self.poured = self.poured or model is not ChangedRow
        total = pour(model, names, rows)
        if "id" in names:
            keys_were_given(model)
        return total

    def next_number(self, branch: int, name: str) -> int:
        """Take the next number that people see; a taken one is never given again."""
        counter = Counter.get_or_none(Counter.branch == branch, Counter.name == name)
        if counter is None:
            Counter.insert(branch=branch, name=name, next_value=1001).execute()
            return 1000
        Counter.update(next_value=Counter.next_value + 1).where(Counter.id == counter.id).execute()
        return int(counter.next_value)

    def seal(self, change_id: int, digest: str) -> None:
        """Note what an earlier change comes to now that a person was erased from its rows."""
        self._rows.append((table_of(Change), change_id, None, {"seal": digest}))
        self._roots.append((None, None))

    def _clash(self, row: Record) -> Clash:
        model = type(row)
        key = row.__data__[key_name(model)]
        now = model.get_or_none(fields_of(model)[key_name(model)] == key)
        mine = (ChangedRow.table == table_of(model)) & (ChangedRow.key == key)
        if model is Ticket:  # its rows and notes are parts of it
            mine |= ChangedRow.ticket == key
        last = Change.select().join(ChangedRow).where(mine).order_by(Change.id.desc()).first()
        who = f"{last.account_name} at {last.terminal}" if last else "Somebody else"
        did = f" ({last.what})" if last else ""
        return Clash(
            f"{who} changed this in the meantime{did}. Look at it again and repeat your change.",
            plain_values(now) if now is not None else {},
        )

    def _note(self, row: Record, old: dict[str, Any] | None, new: dict[str, Any] | None) -> None:
        model = type(row)
        key = int(row.__data__[key_name(model)])
        old = blank(old) if self.forgetting else old
        self._rows.append((table_of(model), key, _veiled(model, old), _veiled(model, new)))
        ticket, client = self._root(row)
        self._roots.append((ticket, client))
        if isinstance(row, TicketRow):
            self._ticket_rows.add(row.id)
        elif isinstance(row, Hold):
            self._ticket_rows.add(row.__data__["row"])
        elif isinstance(row, Ticket):
            self._tickets.add(row.id)
        elif client is not None and isinstance(row, Client | Pet | Phone):
            self._clients.add(client)
            if old and isinstance(old.get("client"), int):
                self._clients.add(old["client"])  # a pet that moved to another owner

    @staticmethod
    def _root(row: Record) -> tuple[int | None, int | None]:
        data = row.__data__
        if isinstance(row, Ticket):
            return row.id, data.get("client")
        if isinstance(row, TicketRow | TicketNote | Payment):
            return data["ticket"], None
        if isinstance(row, Hold):
            found = TicketRow.get_or_none(TicketRow.id == data["row"])
            return (found.__data__["ticket"] if found else None), None
        if isinstance(row, Client):
            return None, row.id
        if data.get("client"):
            return None, data["client"]
        if isinstance(row, _OF_PETS) and data.get("pet"):
            return None, Pet.get_by_id(data["pet"]).__data__["client"]
        return None, None

    def settle(self) -> None:
        """Bring what is derived (busy slots, search lines) in line with the changed rows."""
        slots.rebuild(self._ticket_rows, self._tickets)
        searchline.rebuild(self._clients)
        # The version of a ticket grows with every change of its rows, so that a stale screen
        # is noticed whichever of them it shows. A version has no old value to remember.
        parts = {ticket for ticket, _ in self._roots if ticket is not None} - self._tickets
        for keys in chunked(sorted(parts), 500):
            Ticket.update(version=Ticket.version + 1).where(Ticket.id.in_(keys)).execute()

    def record(self, command: str, kind: str, *, undoable: bool) -> None:
        """Write the change itself, chained to the terminal's one before."""
        before = (
            Change.select(Change.sequence, Change.digest)
            .where(Change.terminal == self.by.terminal)
            .order_by(Change.sequence.desc())
            .first()
        )
        sequence = before.sequence + 1 if before else 1
        self.what = self.what[:255]
        story = [
            command, self.what, Change.at.db_value(self.at), self.by.account, self.by.name,
            self.by.terminal, sequence, kind, self.reverses, self._rows,
        ]  # fmt: skip
        digest = chain(before.digest if before else "", story)
        self.change_id = Change.insert(
            command=command,
            what=self.what,
            at=self.at,
            account=self.by.account,
            account_name=self.by.name,
            terminal=self.by.terminal,
            sequence=sequence,
            kind=kind,
            reverses=self.reverses,
            undoable=undoable,
            digest=digest,
        ).execute()
        rows = [
            (self.change_id, table, key, old, new, ticket, client)
            for (table, key, old, new), (ticket, client) in zip(
                self._rows, self._roots, strict=True
            )
        ]
        names = ("change", "table", "key", "old", "new", "ticket", "client")
        self.bulk(ChangedRow, rows, names)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written through the door."""
        return not self._rows


def chain(previous: str, story: list[Any]) -> str:
    """Give the digest that ties a change to the one before it (SHA-256, hexadecimal)."""
    text = json.dumps(story, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((previous + text).encode()).hexdigest()


@contextmanager
def change(
    what: str,
    by: Actor,
    *,
    command: str | None = None,
    undoable: bool = True,
    kind: str = "do",
    keep_empty: bool = False,
) -> Iterator[Door]:
    """Open the door for one named change; all of it is committed, or nothing.

    Args:
        what: what the change does, in the words of its history ("moved to Fri 14:00").
            A rule may refine `door.what` before the end.
        by: the author and terminal.
        command: a UUID of the command; a second change with it raises AlreadyDone.
        undoable: whether `u` may reverse it.
        kind: "do", "undo" or "redo".
        keep_empty: record the change even if no row was written (imports).

    Raises:
        AlreadyDone: this command was committed before.
        slots.Taken: a busy slot is taken; nothing was written.
        access.having.Forbidden: the author may not write this.
        Refused, db.gate.Busy, db.connection.Unusable: nothing was written; the text says why.
    """
    from pettui.team.access import checking  # it stands above the door

    with write_tx(by.terminal):
        held = checking.held(by)  # before anything is written: nobody gives themselves rights
        if command is not None:
            done = Change.get_or_none(Change.command == command)
            if done is not None:
                raise AlreadyDone(done.id)
        door = Door(what, by)
        try:
            yield door
            checking.check(door, held)  # the rows are there, so that nothing gets around it
            door.settle()
            trying.end_here()
        except IntegrityError as error:
            raise Refused(
                f"The database refused this change: {error}. Nothing was saved."
            ) from error
        if not door.is_empty or keep_empty:
            door.record(command or str(uuid.uuid4()), kind, undoable=undoable)
