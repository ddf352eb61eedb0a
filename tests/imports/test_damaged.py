"""Files that are no backup, or no longer one, are refused in words with nothing changed."""

from __future__ import annotations

import gzip
import random
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from pettui.imports.daysmart import run
from pettui.imports.report import Unreadable
from tests.imports import backups
from tests.imports.make_large import SMALL

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE NewDataSet [
 <!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
]>
<NewDataSet><tblClients><fldFirstName>&d;</fldFirstName></tblClients></NewDataSet>
"""
FILE_READER = """<?xml version="1.0"?>
<!DOCTYPE NewDataSet [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<NewDataSet><tblClients><fldFirstName>&a;</fldFirstName></tblClients></NewDataSet>
"""


def refusal(path: Path) -> str:
    """Give the words with which a file is refused."""
    with pytest.raises(Unreadable) as caught:
        run.read(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"   \n ", "is not an XML file"),
        (b"Dear Sir or Madam", "is not an XML file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "is not an XML file"),
        (b"SQLite format 3\0" + bytes(100), "is a SQLite database"),
        (b"<html><body>Log in</body></html>", "begins with <html>"),
        (b"<NewDataSet></NewDataSet>", "none of its tables belongs"),
        (b"<NewDataSet><Table1><a>1</a></Table1></NewDataSet>", "none of its tables belongs"),
        (b"<NewDataSet><tblClients>", "ends in the middle"),
        (b"<NewDataSet><tblClients></NewDataSet>", "is damaged: mismatched tag"),
        (b"<NewDataSet><tblClients/></NewDataSet>x", "is damaged: junk after"),
        ("<NewDataSet><tblClients><a>Käthe</a>".encode("latin-1"), "is damaged: not well-formed"),
        (b'<?xml version="1.0" encoding="klingon"?><NewDataSet/>', "unknown encoding"),
        (LAUGHS.encode(), "declares a document type"),
        (FILE_READER.encode(), "declares a document type"),
        (b"<NewDataSet>" + b"<a>" * 100, "nested too deeply"),
    ],
)
def test_foreign_and_broken_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "backup.xml"
    path.write_bytes(content)
    assert words in refusal(path)


def test_archives_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.write(SMALL, "backup.xml")
    (tmp_path / "backup.xml.gz").write_bytes(gzip.compress(SMALL.read_bytes()))
    assert "zip archive; unpack it" in refusal(tmp_path / "backup.zip")
    assert "gzip archive; unpack it" in refusal(tmp_path / "backup.xml.gz")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "missing.xml")
    assert "is a folder" in refusal(tmp_path)


def test_a_backup_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = SMALL.read_bytes()
    path = tmp_path / "backup.xml"
    dice = random.Random(7)
    places = {1, 100, len(whole) - 3, *(dice.randrange(200, len(whole) - 3) for _ in range(60))}
    for place in sorted(places):
        path.write_bytes(whole[:place])
        words = refusal(path)
        assert "cut off" in words or "not an XML" in words, (place, words)


def test_flipped_bytes_are_refused_or_come_in_whole(tmp_path: Path) -> None:
    whole = SMALL.read_bytes()
    start = whole.index(b"</xs:schema>")
    dice = random.Random(11)
    path, database = tmp_path / "backup.xml", tmp_path / "shop.db"
    backups.bind(database)
    before = backups.everything(database)
    refused = 0
    for _ in range(80):
        broken = bytearray(whole)
        place = dice.randrange(start, len(whole))
        broken[place] ^= 1 << dice.randrange(8)
        path.write_bytes(broken)
        try:
            with closing(run.read(path)) as staged:
                run.import_backup(staged, backups.ME, backups.TORONTO, dry_run=True)
        except Unreadable as error:
            refused += 1
            assert "damaged" in str(error), error
        assert backups.everything(database) == before
    assert refused > 20


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("tblTicketsSummary", {"Total": "ninety"}),
        ("tblTicketsSummary", {"TicketType": "1.5"}),
        ("tblTicketsSummary", {"STax1": "-13"}),
        ("tblTicketsSummary", {"Total": "1e99"}),
        ("tblTicketsSummary", {"Total": "NaN"}),
    ],
)
def test_values_that_contradict_their_column_are_refused(
    tmp_path: Path, table: str, fields: dict[str, str]
) -> None:
    ticket = {"TicketID": "1000", "DateScheduled": "2021-06-22 00:00:00", "PK": "1"}
    path = backups.write(tmp_path / "backup.xml", [(table, ticket | fields)])
    database = tmp_path / "shop.db"
    backups.bind(database)
    before = backups.everything(database)
    with pytest.raises(Unreadable, match="The backup is damaged: fld"):
        backups.take(path, database)
    assert backups.everything(database) == before


def test_other_encodings_are_read(tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8").replace("Lindqvist", "Lindqvíst")
    for name in ("utf-16", "utf-8-sig"):
        path = tmp_path / f"{name}.xml"
        path.write_bytes(text.encode(name))
        with closing(run.read(path)) as staged:
            assert staged.report.read == 510
            assert any(
                "Lindqvíst" in r["fldLastName"] for _, r in staged.stage.rows("tblEmployees")
            )
