"""Files come in any encoding, with any delimiter, and sometimes broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.imports.clients import reading
from pettui.imports.report import Unreadable

TEXT = "Name;Hund\r\nJörg Müller;Flöckchen\r\n\r\nZoë;€uro\r\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b""), ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b""), ("utf-16-be", b""),
    ],
)  # fmt: skip
def test_every_encoding_is_read(encoding: str, mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(mark + TEXT.encode(encoding))
    table = reading.read(path)
    assert table.columns == ("Name", "Hund")
    assert table.delimiter == ";"
    assert table.rows == ((2, ("Jörg Müller", "Flöckchen")), (4, ("Zoë", "€uro")))


@pytest.mark.parametrize(
    ("text", "delimiter", "columns"),
    [
        ("a,b,c\n1,2,3\n", ",", 3),
        ("a\tb\n1\t2\n", "\t", 2),
        ("a|b\n1|2\n", "|", 2),
        ('"Last, First";Phone\n"Lee, Ann";1\n', ";", 2),
        ("sep=;\na;b\n1;2\n", ";", 2),
        ("Name\nAnn\nBob\n", ",", 1),
        ("Name,Notes\nAnn,a;b;c;d\nBob,e;f;g;h\n", ",", 2),
    ],
)
def test_every_delimiter_is_found(text: str, delimiter: str, columns: int, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text)
    table = reading.read(path)
    assert (table.delimiter, len(table.columns)) == (delimiter, columns)


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('sep=,\nName,Notes\n"A","one\ntwo"\n\nB,x\n')
    assert [line for line, _ in reading.read(path).rows] == [3, 6]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "is empty"),
        (b"PK\x03\x04xx", "save the sheet as CSV"),
        (b'Name,Notes\nA,x\nB,"no end\nC,y\n', "from line 3 on"),
        (b"\xd0\xcf\x11\xe0", "old spreadsheet"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=words):
        reading.read(path)


def test_folders_and_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        reading.read(tmp_path)
    with pytest.raises(Unreadable, match="cannot be read"):
        reading.read(tmp_path / "no.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        table = reading.read(path)
    except Unreadable:
        return
    assert all(any(cell.strip() for cell in cells) for _, cells in table.rows)
