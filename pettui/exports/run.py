"""Writes everything that a shop keeps into a folder, as of one moment."""

from __future__ import annotations

import csv
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import connection
from db.migrating import newest
from db.models import database
from db.models.base import table_of
from db.moment import one_moment
from pettui import __version__, clock
from pettui.exports import pictures, readme, streaming, values
from pettui.exports.describing import DERIVED, WITHHELD, Table, tables
from pettui.exports.folder import Draft, drafted
from pettui.history.door import Refused
from pettui.team.shop import Shop, load_shop

FORMAT = "pettui export"
FORMAT_NUMBER = 1
ROOM_PER_BYTE = 3  # an export is at most so many times as large as the database
ROOM_TO_KEEP = 500_000_000  # bytes that stay free for the shop's own work

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    shop: str
    tables: int
    rows: int
    size: int  # bytes
    seconds: float
    files: int = 0
    """Photographs and documents."""
    missing: tuple[str, ...] = ()
    """Of those, in words, what could not be read."""


def export(target: Path, progress: Progress, *, raw: bool = False) -> Exported:
    """Export the shop whose database is open; raises Refused in words, and then nothing is left.

    Args:
        target: a new folder, or an empty one.
        progress: told what is being written.
        raw: write texts into the CSV files as they are, for mail merges. Otherwise what a
            spreadsheet would take for a formula gets an apostrophe.
    """
    started = time.monotonic()
    with drafted(target) as draft, one_moment():
        shop = load_shop()
        _check_room(draft.path)
        counts = {table.name: table.model.select().count() for table in tables()}
        every = sum(counts.values()) + len(pictures.names())
        done = size = 0
        written = []
        for table in tables():
            part = _Part(draft, table, shop, raw)
            for rows in part.write():
                done += rows
                progress(table.name.replace("_", " "), done, every)
            written.append(part.as_json())
            size += part.size
        rows_done = done
        files, listed = pictures.write(
            draft, lambda number: progress("files", min(rows_done + number, every), every)
        )
        made: dict[str, Any] = {
            "format": FORMAT,
            "format_number": FORMAT_NUMBER,
            "program": f"pettui {__version__}",
            "schema": newest(),
            "made": values.instant(clock.instant().replace(microsecond=0)),
            "raw": raw,
            "shop": {
                "name": shop.name, "zone": shop.zone, "currency": shop.currency,
                "currency_places": shop.money.places, "locale": shop.locale,
            },
            "derived": [table_of(model) for model in DERIVED],
            "withheld": [table_of(model) for model in WITHHELD],
            "tables": written,
        }  # fmt: skip
        if listed:
            made["files"] = listed
        with draft.file("schema.json") as file:
            file.write(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
        with draft.file("README.txt") as file:
            file.write(readme.text(made))
    seconds = time.monotonic() - started
    return Exported(
        target, shop.name, len(written), done, size + files.size, seconds,
        files.kept, tuple(files.missing),
    )  # fmt: skip


class _Part:
    """One table on its way into its two files."""

    def __init__(self, draft: Draft, table: Table, shop: Shop, raw: bool) -> None:
        self.draft, self.table = draft, table
        self.line = values.json_line(table.columns)
        self.cells = values.csv_row(table.columns, shop.money, raw=raw)
        self.rows = self.size = 0
        self.files: dict[str, dict[str, Any]] = {}

    def write(self) -> Iterator[int]:
        """Write all rows; gives after each part how many it had."""
        name = self.table.name
        with (
            self.draft.file(f"{name}.jsonl", "jsonl") as exact,
            self.draft.file(f"{name}.csv", "csv") as sheet,
        ):
            sheet.write("\ufeff")  # by which spreadsheets know UTF-8
            writer = csv.writer(sheet)  # ends its lines with CR LF
            writer.writerow(self.table.names)
            for part in streaming.rows(self.table.model):
                for row in part:
                    exact.write(self.line(row))
                    writer.writerow(self.cells(row))
                self.rows += len(part)
                yield len(part)
        for kind, file in (("jsonl", exact), ("csv", sheet)):
            path = f"{kind}/{name}.{kind}"
            self.files[kind] = {"file": path, "bytes": file.size, "sha256": file.digest}
            self.size += file.size

    def as_json(self) -> dict[str, Any]:
        table = self.table
        return {
            "name": table.name,
            "about": table.about,
            "rows": self.rows,
            "key": list(table.key),
            "unique": [list(names) for names in table.unique],
            "rules": list(table.rules),
            "columns": [column.as_json() for column in table.columns],
            "files": self.files,
        }


def _check_room(folder: Path) -> None:
    """Refuse an export rather than let the shop's own writes meet a full disk."""
    engine = database.obj
    needed = pictures.room()
    if not isinstance(engine, connection.SqliteFile):
        _refuse_little_room(folder, needed)
        return
    needed += engine.path.stat().st_size * ROOM_PER_BYTE
    if engine.path.stat().st_dev == folder.stat().st_dev:
        needed += ROOM_TO_KEEP
    _refuse_little_room(folder, needed)


def _refuse_little_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refused(
            f"There is too little room in {folder.parent}: {free / 1e6:.0f} MB are free, and"
            f" {needed / 1e6:.0f} MB are wanted, so that the shop itself can go on."
            " Make room, or name a folder on another disk."
        )
