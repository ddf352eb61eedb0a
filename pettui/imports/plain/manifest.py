"""Reads and checks the `schema.json` of an export before anything else is looked at."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.migrating import newest
from pettui.exports import pictures
from pettui.exports.describing import Table, tables
from pettui.exports.run import FORMAT, FORMAT_NUMBER
from pettui.imports.report import Unreadable
from pettui.text import clean, sentence

MAX_SIZE = 8_000_000  # bytes of a schema.json; a real one has a hundredth
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the export: where its rows are and what is known of them."""

    table: Table
    path: Path
    rows: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of the export's photographs and documents, and what is known of it."""

    path: Path
    files: int  # also those that were missing
    size: int  # bytes of the list
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """An export as its `schema.json` describes it, in the order in which it can be read."""

    folder: Path
    shop: str
    parts: tuple[Part, ...]
    listed: Listed | None = None
    """None where the shop had no files."""

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(part.rows for part in self.parts)


def opened(path: Path) -> int:
    """Open a plain file for reading; raises Unreadable for links and whatever is no file."""
    try:
        handle = os.open(path, _READ)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unreadable(f"{path} is not a file.")
    return handle


def read(folder: Path) -> Manifest:
    """Read what an export says of itself; raises Unreadable in words when it cannot be taken."""
    if not folder.is_dir():
        raise Unreadable(f"There is no folder {folder}. Name the one that `pettui export` wrote.")
    path = folder / "schema.json"
    if not path.exists():
        raise Unreadable(f"{folder} is not an export of pettui: it has no schema.json.")
    with os.fdopen(opened(path), "rb") as file:
        data = file.read(MAX_SIZE + 1)
    try:
        said = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path} is damaged: {error}.") from error
    if len(data) > MAX_SIZE or not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Unreadable(f"{folder} is not an export of pettui.")
    _check_age(said)
    try:
        return _manifest(folder, said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"{path} is damaged: {type(error).__name__} {error}.") from error


def _check_age(said: dict[str, Any]) -> None:
    schema, number = said.get("schema"), said.get("format_number")
    if number == FORMAT_NUMBER and schema == newest():
        return
    wrote = clean(str(said.get("program", "another pettui")), 40)
    about = f"This export was written by {wrote} with schema {schema}"
    if not isinstance(schema, int) or not isinstance(number, int):
        raise Unreadable(f"{about}, which no pettui has. It is damaged.")
    if schema > newest() or number > FORMAT_NUMBER:
        raise Unreadable(f"{about}; this program knows {newest()}. Read it with the newer program.")
    raise Unreadable(
        f"{about}; this program has {newest()}. Read it with the older program, then open that"
        " database with this one, which brings it up to date."
    )


def _manifest(folder: Path, said: dict[str, Any]) -> Manifest:
    told = {table["name"]: table for table in said["tables"]}
    known = {table.name for table in tables()}
    wrong = [f"there is no table {name}" for name in sorted(known - told.keys())]
    wrong += [f"a table {clean(name, 40)} is unknown" for name in sorted(told.keys() - known)]
    parts = []
    for table in tables():
        if table.name not in told:
            continue
        found = told[table.name]
        columns = [(column["name"], column["type"]) for column in found["columns"]]
        if columns != [(column.name, column.kind) for column in table.columns]:
            wrong.append(f"the table {table.name} has other columns")
        file = found["files"]["jsonl"]
        path = folder / "jsonl" / f"{table.name}.jsonl"  # whatever else the file may name
        parts.append(Part(table, path, int(found["rows"]), int(file["bytes"]), str(file["sha256"])))
    if wrong:
        raise Unreadable(f"This export does not fit this program: {sentence(wrong[:4])}")
    listed = None
    if (told_files := said.get("files")) is not None:
        number = int(told_files["kept"]) + int(told_files["missing"])
        size, digest = int(told_files["bytes"]), str(told_files["sha256"])
        listed = Listed(folder / pictures.LIST, number, size, digest)
    return Manifest(folder, clean(str(said["shop"]["name"])), tuple(parts), listed)
