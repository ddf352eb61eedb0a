"""Reads a CSV file whatever its encoding and delimiter: the head and the rows, with their lines."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pettui.imports.report import Unreadable
from pettui.text import clean

MAX_SIZE = 200_000_000  # bytes
MAX_COLUMNS = 400
DELIMITERS = ",;\t|"
_SAMPLE = 16_000  # characters; the sniffer takes long for more
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"PK\x03\x04": "a spreadsheet or an archive; save the sheet as CSV and give that file",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet; save the sheet as CSV and give that file",
    b"%PDF": "a PDF",
    b"SQLite format 3": "a database",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it was read: its columns, and its rows with the lines on which they begin."""

    name: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def example(self, place: int) -> str:
        """Give the first value of a column that is not empty."""
        for _, cells in self.rows[:200]:
            if place < len(cells) and cells[place].strip():
                return clean(cells[place], 40)
        return ""


def read(path: Path) -> Table:
    """Read a whole file; raises Unreadable in words."""
    try:
        if path.stat().st_size > MAX_SIZE:
            raise Unreadable(f"{path} is too large for a list of clients. Split it.")
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise Unreadable(f"{path} is a folder. Name the CSV file in it.") from error
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror or error}.") from error
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"{path} is {what}.")
    text, encoding = decode(data)
    if not text.strip():
        raise Unreadable(f"{path} is empty.")
    delimiter, text, skipped = _delimiter(text)
    rows = _rows(path, text, delimiter, skipped)
    head = next(rows, None)
    if head is None or len(head[1]) > MAX_COLUMNS:
        raise Unreadable(f"{path} is not a table with the columns' names in its first line.")
    columns = tuple(clean(name, 80) for name in head[1])
    return Table(path.name, encoding, delimiter, columns, tuple(rows))


def decode(data: bytes) -> tuple[str, str]:
    """Give the text of a file and the name of its encoding."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff"), name.removesuffix("-sig")
    head = data[:2000]
    if head.count(0) > len(head) // 4:  # every other byte of plain letters is 0
        name = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return data.decode(name, "replace"), name
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def _delimiter(text: str) -> tuple[str, str, int]:
    """Find what parts the columns; gives it, the text to read, and how many lines were left."""
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"')
    if named.lower().startswith("sep=") and len(named) == 5:  # what Excel writes for itself
        return named[4], rest, 1
    sample = text[:_SAMPLE]
    best = max(DELIMITERS, key=lambda letter: _outside_quotes(first, letter))
    try:
        found = csv.Sniffer().sniff(sample, DELIMITERS).delimiter
    except csv.Error:
        found = best
    return (found if _outside_quotes(first, found) else best), text, 0


def _outside_quotes(line: str, letter: str) -> int:
    return sum(part.count(letter) for part in line.split('"')[::2])


def _rows(
    path: Path, text: str, delimiter: str, skipped: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line + skipped, tuple(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            f"{path} cannot be read from line {line + skipped} on ({error})."
            " Look whether a quotation mark is missing there."
        ) from error
