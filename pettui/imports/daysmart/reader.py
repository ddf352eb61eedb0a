"""Streams a backup: one row after another in bounded memory, nothing trusted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import IO
from xml.parsers import expat

from pettui.imports.report import Unreadable

CHUNK = 64 * 1024
MAX_DEPTH = 40  # the schema in the head of a real file is 10 deep
MAX_VALUE = 256 * 1024  # characters of one column that are kept
MAX_SILENCE = 16 * 1024 * 1024  # bytes without the end of a single tag or text
ROOT = "NewDataSet"
_SCHEMA = "schema"
_ILLEGAL = re.compile(
    rb"&#(?:x0*(?:[0-8BbCcEeFf]|1[0-9A-Fa-f]|[Dd][89ABab][0-9A-Fa-f]{2}"
    rb"|[Dd][C-Fc-f][0-9A-Fa-f]{2}|[Ff]{3}[EFef])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)
_MAGIC = {
    b"PK\x03\x04": "a zip archive; unpack it and give the .xml file in it",
    b"\x1f\x8b": "a gzip archive; unpack it and give the .xml file in it",
    b"7z\xbc\xaf": "a 7z archive; unpack it and give the .xml file in it",
    b"SQLite format 3": "a SQLite database, not a backup of the DaySmart family",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}

Row = dict[str, str]
OnRow = Callable[[str, Row], None]
OnBytes = Callable[[int, int], None]


class Backup:
    """Reads one file; `tables` and `columns` say what its schema declares, once it was read."""

    def __init__(self, path: Path, wanted: frozenset[str]) -> None:
        self.path = path
        self.wanted = wanted
        self.tables: dict[str, list[str]] = {}
        self.counts: dict[str, int] = {}
        self.cut: dict[str, int] = {}
        """Values that were too long and lost their end, by table and column."""
        self.dropped = 0
        """Characters that XML does not allow, written as references."""
        self._stack: list[str] = []
        self._row: Row = {}
        self._parts: list[str] = []
        self._length = 0
        self._events = 0
        self._in_schema = False
        self._schema_names: list[str] = []
        self._on_row: OnRow = lambda _table, _row: None

    def read(self, on_row: OnRow, on_bytes: OnBytes = lambda _done, _size: None) -> None:
        """Hand over every row of the wanted tables; raises Unreadable in words.

        The rows of other tables are counted only.
        """
        self._on_row = on_row
        try:
            size = self.path.stat().st_size
            with self.path.open("rb") as handle:
                self._check_beginning(handle)
                self._parse(handle, size, on_bytes)
        except IsADirectoryError as error:
            raise Unreadable(f"{self.path} is a folder. Name the backup in it.") from error
        except OSError as error:
            raise Unreadable(f"{self.path} cannot be read: {error.strerror or error}.") from error
        if not any(name.startswith("tbl") for name in (*self.counts, *self.tables)):
            raise Unreadable(
                f"{self.path} is a data set, but none of its tables belongs to the DaySmart family."
            )

    def _check_beginning(self, handle: IO[bytes]) -> None:
        start = handle.read(64)
        handle.seek(0)
        if not start:
            raise Unreadable(f"{self.path} is empty.")
        for magic, what in _MAGIC.items():
            if start.startswith(magic):
                raise Unreadable(f"{self.path} is {what}.")
        bare = start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
        if not bare.startswith(b"<"):
            raise Unreadable(f"{self.path} is not an XML file, as a backup would be.")

    def _parse(self, handle: IO[bytes], size: int, on_bytes: OnBytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        done = silent = 0
        carry = b""
        try:
            while chunk := handle.read(CHUNK):
                done += len(chunk)
                before = self._events
                chunk, carry = self._legal(carry + chunk)
                parser.Parse(chunk, False)
                silent = silent + len(chunk) if self._events == before else 0
                if silent > MAX_SILENCE:
                    raise Unreadable(f"{self.path} is not a backup: one tag in it never ends.")
                on_bytes(done, size)
            parser.Parse(carry, True)
        except expat.ExpatError as error:
            raise Unreadable(self._broken(error, done, size)) from error
        except (UnicodeError, LookupError, ValueError) as error:
            raise Unreadable(f"{self.path} is not readable text: {error}.") from error

    def _legal(self, data: bytes) -> tuple[bytes, bytes]:
        """Drop references to characters that XML forbids; keep an unfinished one for later."""
        cut = data.rfind(b"&", max(0, len(data) - 12))
        carry = b""
        if cut >= 0 and b";" not in data[cut:]:
            data, carry = data[:cut], data[cut:]
        if b"&#" in data:
            data, number = _ILLEGAL.subn(b"", data)
            self.dropped += number
        return data, carry

    def _broken(self, error: expat.ExpatError, done: int, size: int) -> str:
        if done >= size and error.code in _UNFINISHED:
            return f"{self.path} ends in the middle (line {error.lineno}): it was cut off."
        if not self._stack and not self.counts and not self.tables:
            return f"{self.path} is not an XML file, as a backup would be ({error})."
        return f"{self.path} is damaged: {error}."

    def _doctype(self, *_: object) -> None:
        raise Unreadable(
            f"{self.path} declares a document type, which no backup does. It is not read further."
        )

    def _entity(self, *_: object) -> None:
        raise Unreadable(f"{self.path} declares entities, which no backup does.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._events += 1
        stack = self._stack
        depth = len(stack)
        if depth == 0 and name != ROOT:
            raise Unreadable(
                f"{self.path} is not a backup of the DaySmart family:"
                f" it begins with <{name[:40]}>, not with <{ROOT}>."
            )
        if depth >= MAX_DEPTH:
            raise Unreadable(f"{self.path} is nested too deeply to be a backup.")
        stack.append(name)
        if self._in_schema:
            self._declare(name, attributes)
        elif depth == 1:
            if name.rpartition(":")[2] == _SCHEMA:
                self._in_schema = True
            else:
                self._row = {}
        elif depth == 2:
            self._parts = []
            self._length = 0

    def _end(self, name: str) -> None:
        self._events += 1
        stack = self._stack
        stack.pop()
        depth = len(stack)
        if self._in_schema:
            if depth == 1:
                self._in_schema = False
            elif name.rpartition(":")[2] == "element":
                self._schema_names.pop()
        elif depth == 2:
            if stack[1] in self.wanted and self._parts:
                self._row[name] = "".join(self._parts)
                if self._length > MAX_VALUE:
                    key = f"{stack[1]}.{name}"
                    self.cut[key] = self.cut.get(key, 0) + 1
        elif depth == 1:
            self.counts[name] = self.counts.get(name, 0) + 1
            if name in self.wanted:
                self._on_row(name, self._row)

    def _text(self, data: str) -> None:
        self._events += 1
        if len(self._stack) == 3 and not self._in_schema and self._stack[1] in self.wanted:
            room = MAX_VALUE - self._length
            self._length += len(data)
            if room > 0:
                self._parts.append(data[:room])

    def _declare(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "element":
            return
        named = attributes.get("name", "")
        outer = self._schema_names
        if len(outer) == 1:
            self.tables.setdefault(named, [])
        elif len(outer) == 2:
            self.tables.setdefault(outer[1], []).append(named)
        outer.append(named)


_UNFINISHED = {
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
