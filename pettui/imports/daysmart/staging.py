"""A scratch database of one import: the file's rows, so that memory stays small.

Rows come in any order and refer to each other, so the file is read into here first. The
scratch file is private to the import and gone afterwards; the shop is not touched by it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import apsw

from pettui.imports.daysmart import tables
from pettui.imports.daysmart.values import Fields, day, moment

_BATCH = 500

_SCHEMA = """
CREATE TABLE staged (
    name TEXT, seq INTEGER, ref TEXT, sort TEXT, data TEXT, PRIMARY KEY (name, seq)
) WITHOUT ROWID;
CREATE TABLE known (origin TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
CREATE TABLE ids (kind TEXT, ref TEXT, id INTEGER, fresh INTEGER, PRIMARY KEY (kind, ref))
    WITHOUT ROWID;
CREATE TABLE ticket_plan (
    ref TEXT PRIMARY KEY, seq INTEGER, id INTEGER, number INTEGER, kind TEXT, status TEXT,
    day TEXT, requested INTEGER, reason TEXT DEFAULT '', clash INTEGER DEFAULT 0,
    total INTEGER DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX ticket_plan_id ON ticket_plan (id);
CREATE INDEX ticket_plan_seq ON ticket_plan (seq);
CREATE TABLE row_plan (seq INTEGER PRIMARY KEY, id INTEGER, data TEXT);
CREATE TABLE held (who INTEGER, slot INTEGER, lane INTEGER, row INTEGER,
    PRIMARY KEY (who, slot, lane)) WITHOUT ROWID;
CREATE TABLE fresh_clients (id INTEGER PRIMARY KEY, seq INTEGER);
CREATE TABLE fresh_phones (client INTEGER, digits TEXT);
CREATE TABLE fresh_pets (client INTEGER, name TEXT);
CREATE TABLE numbers (kind TEXT, number INTEGER, PRIMARY KEY (kind, number)) WITHOUT ROWID;
"""


class Stage:
    """The scratch database; use it as a context manager."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="pettui-import-")
        self.db = apsw.Connection(str(Path(self._folder.name) / "staged.db"))
        self.db.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA cache_size = -12000; PRAGMA locking_mode = EXCLUSIVE")
        self.db.execute(_SCHEMA)
        self.db.execute("BEGIN")
        self._pending: list[tuple[str, int, str, str, str]] = []
        self._seq = 0

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Throw everything away."""
        self.db.close()
        self._folder.cleanup()

    def add(self, name: str, fields: dict[str, str]) -> None:
        """Keep one row of the file."""
        self._seq += 1
        ref = fields.get(tables.JOINED.get(name, ""), "").strip()
        sort = _row_order(fields) if name == "tblTicketsRow" else ""
        data = json.dumps(fields, ensure_ascii=False)
        self._pending.append((name, self._seq, ref, sort, data))
        if len(self._pending) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is pending."""
        self.db.executemany("INSERT INTO staged VALUES (?, ?, ?, ?, ?)", self._pending)
        self._pending.clear()

    def prepare(self) -> None:
        """Order the rows for reading, after the last of them was added."""
        self.flush()
        self.db.execute("CREATE INDEX staged_sort ON staged (name, sort) WHERE sort <> ''")
        self.db.execute("CREATE INDEX staged_ref ON staged (name, ref) WHERE ref <> ''")

    def rows(self, name: str) -> Iterator[tuple[int, Fields]]:
        """Give a table's rows with their sequence numbers, in the order of the file."""
        for seq, data in self.many(
            "SELECT seq, data FROM staged WHERE name = ? ORDER BY seq", name
        ):
            yield seq, json.loads(data)

    def row(self, name: str, seq: int) -> Fields:
        """Give one row."""
        data = self.one("SELECT data FROM staged WHERE name = ? AND seq = ?", name, seq)
        return dict(json.loads(data))

    def count(self, name: str) -> int:
        """Count a table's rows."""
        return int(self.one("SELECT count(*) FROM staged WHERE name = ?", name) or 0)

    def many(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Run a query and give its rows one after another."""
        return iter(self.db.execute(sql, values))

    def one(self, sql: str, *values: Any) -> Any:
        """Give the first value of a query, None if there is no row."""
        found = self.db.execute(sql, values).fetchone()
        return found[0] if found else None

    def put(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write many rows of our own."""
        self.db.executemany(sql, rows)

    def remember(self, kind: str, ref: str, key: int, *, fresh: bool) -> None:
        """Remember under which key a thing of the file is kept in the shop."""
        self.db.execute(
            "INSERT OR IGNORE INTO ids VALUES (?, ?, ?, ?)", (kind, ref, key, int(fresh))
        )

    def find(self, kind: str, ref: str) -> tuple[int, bool] | None:
        """Give the key of a thing of the file and whether this import brought it."""
        found = self.db.execute(
            "SELECT id, fresh FROM ids WHERE kind = ? AND ref = ?", (kind, ref)
        ).fetchone()
        return (int(found[0]), bool(found[1])) if found else None

    def known(self, origin: str) -> int | None:
        """Give the key of a row that an earlier import (or this one) brought."""
        found = self.one("SELECT id FROM known WHERE origin = ?", origin)
        return None if found is None else int(found)

    def learn(self, origin: str, key: int) -> None:
        """Remember where a row came from."""
        self.db.execute("INSERT OR IGNORE INTO known VALUES (?, ?)", (origin, key))

    def take_number(self, kind: str, wanted: int) -> bool:
        """Take a number that people see; False when it is taken already."""
        self.db.execute("INSERT OR IGNORE INTO numbers VALUES (?, ?)", (kind, wanted))
        return self.db.changes() == 1

    def highest_number(self, kind: str) -> int:
        """Give the highest number that is taken, 999 when there is none."""
        return int(self.one("SELECT max(number) FROM numbers WHERE kind = ?", kind) or 999)


def _row_order(fields: Fields) -> str:
    """Order rows by day and start, so that the earlier of two that overlap keeps its lane."""
    start = moment(fields.get("fldStartDateTime", ""))
    when = start.isoformat() if start else ""
    if not when:
        only_day = day(fields.get("fldStartDate", ""))
        when = f"{only_day or ''}T{fields.get('fldStartTime', '')[11:19]}"
    return f"{when}|{fields.get('fldTicketID', ''):>12}|{fields.get('fldRowOrder', ''):>6}"
