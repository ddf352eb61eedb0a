"""Documents of vaccinations: kept with the shop, opened outside, taken off and brought back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.models import Vaccination
from pettui.history.door import Refused
from pettui.history.undo import undo
from pettui.people import papers, photos, vaccines
from pettui.people.record import Wrong
from pettui.team.shop import Shop
from tests.small_shop import DANA

BELLA, RABIES = 1, 1
UNTIL = date(2028, 3, 14)
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "my scan.pdf"
    path.write_bytes(PDF)
    return path


def _put(shop: Shop, document: str = "") -> None:
    vaccines.set_shot(shop, BELLA, RABIES, UNTIL, DANA, document=document)


def _kept() -> list[Path]:
    return sorted(photos.folder().glob("*")) if photos.folder().is_dir() else []


def test_a_document_is_copied_and_stays_when_the_date_changes(shop: Shop, scan: Path) -> None:
    _put(shop, f"'{scan}'")
    scan.unlink()
    _put(shop)
    (path,) = _kept()
    assert path.read_bytes() == PDF and path.suffix == ".pdf"
    assert vaccines.shot(shop, BELLA, RABIES).document == path.name
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_no_document_is_said_beside_its_field_and_nothing_is_kept(
    shop: Shop, tmp_path: Path
) -> None:
    words = tmp_path / "words.pdf"
    words.write_text("no PDF at all")
    before = Vaccination.select().count()
    for said, why in ((str(words), "is not a document"), (str(tmp_path), "is not a file"),
                      (str(tmp_path / "none.pdf"), "cannot be read")):  # fmt: skip
        with pytest.raises(Wrong, match=why) as wrong:
            _put(shop, said)
        assert wrong.value.field == "document"
    assert (_kept(), Vaccination.select().count()) == ([], before)


def test_a_date_that_is_refused_keeps_no_file(shop: Shop, scan: Path) -> None:
    with pytest.raises(Wrong):
        vaccines.set_shot(shop, BELLA, RABIES, date(1900, 1, 1), DANA, document=str(scan))
    assert _kept() == []


def test_without_a_screen_its_path_is_told(
    shop: Shop, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1")
    with pytest.raises(Refused, match="no longer on the pet"):
        papers.open_outside(BELLA, 99)
    _put(shop)
    with pytest.raises(Refused, match="no document"):
        papers.open_outside(BELLA, RABIES)
    _put(shop, str(scan))
    with pytest.raises(Refused, match=_kept()[0].name):
        papers.open_outside(BELLA, RABIES)


def test_it_is_taken_off_and_undo_brings_it_back(shop: Shop, scan: Path) -> None:
    _put(shop, str(scan))
    papers.remove(BELLA, RABIES, DANA)
    assert vaccines.shot(shop, BELLA, RABIES).document == ""
    undo(DANA)
    assert vaccines.shot(shop, BELLA, RABIES).document == _kept()[0].name
