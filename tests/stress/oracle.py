"""Judges a shop's database after the storm: raw SQL through the standard library alone.

Nothing here is imported from the program, so that a mistake in its rules cannot hide itself.
Every function gives complaints in words; an empty list means that all is well.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

HOLDING = ("booked", "confirmed", "arrived", "in progress", "ready", "closed")
Row = dict[str, Any]


def opened(path: Path) -> sqlite3.Connection:
    """Open a database for reading, with rows by name."""
    found = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found.row_factory = sqlite3.Row
    return found


def judge(path: Path) -> list[str]:
    """Give everything that is wrong with a shop's book and history."""
    with closing(opened(path)) as db:
        return [
            *soundness(db),
            *overlaps(db),
            *slot_table(db),
            *capacities(db),
            *lanes(db),
            *chains(db),
            *replay(db),
            *numbers(db),
        ]


def _all(db: sqlite3.Connection, query: str) -> list[Row]:
    return [dict(row) for row in db.execute(query)]


def soundness(db: sqlite3.Connection) -> list[str]:
    """Check the file itself and its references."""
    verdict = [text for (text,) in db.execute("PRAGMA integrity_check")]
    found = [] if verdict == ["ok"] else [f"integrity: {text}" for text in verdict]
    return found + [f"foreign key: {tuple(row)}" for row in db.execute("PRAGMA foreign_key_check")]


@dataclass(frozen=True)
class Busy:
    """Somebody or something is busy from one minute to another, in a lane."""

    who: int
    lane: int
    day: date
    start: int
    end: int
    row: int


def busy(db: sqlite3.Connection) -> list[Busy]:
    """Give all busy parts that the rows and holds of living tickets imply."""
    rows = {
        row["id"]: row
        for row in _all(
            db,
            "SELECT r.*, t.status FROM ticket_row r JOIN ticket t ON t.id = r.ticket_id"
            " WHERE r.start IS NOT NULL AND r.day IS NOT NULL",
        )
        if row["status"] in HOLDING
    }
    found = []
    for key, row in rows.items():
        if row["employee_id"] is None:
            continue
        day, at = date.fromisoformat(row["day"]), row["start"]
        wet = at + row["setup"]
        dry = wet + row["process"]
        for start, end in ((at, wet), (dry, dry + row["finish"])):
            if end > start:
                found.append(Busy(row["employee_id"], row["lane"], day, start, end, key))
    for hold in _all(db, "SELECT * FROM hold"):
        if hold["row_id"] not in rows:
            continue
        row = rows[hold["row_id"]]
        day, at = date.fromisoformat(row["day"]), row["start"]
        wet = at + row["setup"]
        dry = wet + row["process"]
        done = dry + row["finish"]
        start, end = {
            "setup": (at, wet), "process": (wet, dry), "finish": (dry, done), "all": (at, done)
        }[hold["phase"]]  # fmt: skip
        if end > start:
            found.append(Busy(hold["resource_id"], hold["lane"], day, start, end, row["id"]))
    return found


def overlaps(db: sqlite3.Connection) -> list[str]:
    """Check that no two rows are busy at once in one lane of one person or thing."""
    by_lane: dict[tuple[int, int, date], list[Busy]] = defaultdict(list)
    for part in busy(db):
        by_lane[part.who, part.lane, part.day].append(part)
    found = []
    for parts in by_lane.values():
        parts.sort(key=lambda p: (p.start, p.end))
        for one, other in pairwise(parts):
            if other.start < one.end:
                found.append(f"overlap: {one} and {other}")
    return found


def slot_table(db: sqlite3.Connection) -> list[str]:
    """Check that the slots are exactly what the rows imply, one of each."""
    should = {
        (p.who, p.day.toordinal() * 288 + number, p.lane, p.row)
        for p in busy(db)
        for number in range(p.start // 5, -(-p.end // 5))
    }
    there = [
        (s["who_id"], s["slot"], s["lane"], s["row_id"]) for s in _all(db, "SELECT * FROM slot")
    ]
    found = [f"slot missing: {slot}" for slot in sorted(should - set(there))]
    found += [f"slot without a row: {slot}" for slot in sorted(set(there) - should)]
    return found + [f"slot twice: {s}" for s, n in Counter(s[:3] for s in there).items() if n > 1]


def capacities(db: sqlite3.Connection) -> list[str]:
    """Check that no resource ever holds more than fits in, minute by minute."""
    lanes = {row["id"]: row["lanes"] for row in _all(db, "SELECT * FROM bookable")}
    resources = {row["id"] for row in _all(db, "SELECT id FROM resource")}
    held: Counter[tuple[int, date, int]] = Counter()
    for part in busy(db):
        if part.who in resources:
            held.update((part.who, part.day, minute) for minute in range(part.start, part.end))
    return [
        f"resource {who} holds {number} of {lanes[who]} on {day} at minute {minute}"
        for (who, day, minute), number in held.items()
        if number > lanes[who]
    ]


def lanes(db: sqlite3.Connection) -> list[str]:
    """Check that whatever stands beside another visit says that it was meant to."""
    rows = _all(
        db,
        "SELECT t.number FROM ticket_row r JOIN ticket t ON t.id = r.ticket_id"
        " WHERE r.lane > 0 AND t.double_booked = ''",
    )
    return [f"ticket {row['number']} is double booked and does not say so" for row in rows]


def _changes(db: sqlite3.Connection) -> list[tuple[Row, list[Row]]]:
    rows = defaultdict(list)
    for row in _all(db, "SELECT * FROM changed_row ORDER BY id"):
        rows[row["change_id"]].append(row)
    return [(c, rows[c["id"]]) for c in _all(db, "SELECT * FROM change ORDER BY id")]


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def chains(db: sqlite3.Connection) -> list[str]:
    """Check that the changes of each terminal follow one another, and that none was altered."""
    heads: dict[str, tuple[int, str]] = {}
    found = []
    for change, rows in _changes(db):
        number, digest = heads.get(change["terminal"], (0, ""))
        where = f"change {change['id']} ({change['terminal']} {change['sequence']})"
        if change["sequence"] != number + 1:
            found.append(f"{where} does not follow {number}")
        story = [
            change["command"], change["what"], change["at"], change["account"],
            change["account_name"], change["terminal"], change["sequence"], change["kind"],
            change["reverses_id"],
            [[r["table_name"], r["key"], _value(r["old"]), _value(r["new"])] for r in rows],
        ]  # fmt: skip
        text = json.dumps(story, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if hashlib.sha256((digest + text).encode()).hexdigest() != change["digest"]:
            found.append(f"{where} was altered")
        heads[change["terminal"]] = (change["sequence"], change["digest"])
    return found


BOOK = ("ticket", "ticket_row", "hold")


def replay(db: sqlite3.Connection) -> list[str]:
    """Check the book against its history: every change began from what the one before left.

    That finds lost updates, whatever their cause, and versions that did not grow.
    """
    now: dict[tuple[str, int], Row] = {}
    versions: Counter[tuple[str, int]] = Counter()
    found = []
    for change, rows in _changes(db):
        for row in rows:
            name = row["table_name"]
            if name not in BOOK:
                continue
            key = (name, row["key"])
            where = f"{name} {row['key']} in change {change['id']} ({change['what']})"
            old, new = _value(row["old"]), _value(row["new"])
            if old is None:
                if key in now:
                    found.append(f"{where} was made twice")
                now[key] = dict(new)
                versions[key] = 1
                continue
            if key not in now:
                found.append(f"{where} was changed before it was there")
                continue
            differs = {n for n, v in old.items() if n != "version" and now[key].get(n) != v}
            if differs:
                found.append(f"{where} began from other values than were there: {differs}")
            if new is None:
                del now[key]
            else:
                now[key].update(new)
                versions[key] += 1
    for name in BOOK:
        there = {row["id"]: row for row in _all(db, f"SELECT * FROM {name}")}  # noqa: S608  # our own names
        for number in sorted({k for t, k in now if t == name} ^ set(there)):
            found.append(f"{name} {number} is in the book or in its history, but not in both")
        for number, row in there.items():
            if (key := (name, number)) not in now:
                continue
            wrong = {
                field: (value, row[column])
                for field, value in now[key].items()
                if field != "version"
                for column in (field if field in row else f"{field}_id",)
                if row[column] != value
            }
            if wrong:
                found.append(f"{name} {number} differs from its history: {wrong}")
            if row["version"] < versions[key]:
                found.append(f"{name} {number} has version {row['version']}, too low")
    return found


def numbers(db: sqlite3.Connection) -> list[str]:
    """Check that no ticket number was given twice, and that the counter is ahead of all."""
    found = [
        f"ticket number {row['number']} is there {row['n']} times"
        for row in _all(db, "SELECT number, count(*) AS n FROM ticket GROUP BY number HAVING n > 1")
    ]
    for row in _all(
        db,
        "SELECT max(number) AS top, (SELECT next_value FROM counter WHERE name = 'ticket') AS next"
        " FROM ticket",
    ):
        if row["top"] is not None and row["top"] >= row["next"]:
            found.append(f"the next ticket number {row['next']} is behind {row['top']}")
    return found


def lost(path: Path, logs: Iterable[tuple[str, list[Row]]]) -> list[str]:
    """Check that everything that was acknowledged to a terminal is in its history, word by word.

    At its death a process may have saved one change that it could not report any more; with
    `deaths` counted in the log's "start" lines, more than that many are complained of.
    """
    found = []
    with closing(opened(path)) as db:
        there = {
            (row["terminal"], row["sequence"]): row["what"]
            for row in _all(db, "SELECT * FROM change")
        }
    for terminal, lines in logs:
        told = {}
        lives = sum(line["result"] == "start" for line in lines)
        for line in lines:
            if line["result"] != "saved":
                continue
            if "sequence" not in line:
                if line["did"] not in MAY_CHANGE_NOTHING:
                    found.append(f"{terminal}: {line['did']} was acknowledged and did nothing")
                continue
            told[line["sequence"]] = line["words"]
        for number, words in told.items():
            if there.get((terminal, number)) != words:
                kept = there.get((terminal, number))
                found.append(f"{terminal} {number} was told {words!r}, history has {kept!r}")
        untold = {n for t, n in there if t == terminal} - set(told)
        if len(untold) > lives:
            found.append(f"{terminal}: {len(untold)} changes nobody was told of in {lives} lives")
    return found


MAY_CHANGE_NOTHING = ("move", "stretch", "reassign", "next_status", "edit", "restore")
"""What may find that all is already as it was asked for."""
