"""Photographs and documents go out and come back byte by byte; what is missing is named."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import connection
from db.models import Photo
from pettui.cli import main, session
from pettui.exports.run import export
from pettui.history import undo
from pettui.imports.plain import files
from pettui.imports.plain.manifest import Listed
from pettui.people import photos
from pettui.team.shop import Shop
from tests import small_shop
from tests.imports.plain.conftest import PICTURES, dump, quiet, stored
from tests.small_shop import DANA

JPEG = b"\xff\xd8\xff\xe0"
BELLA = 1


def listed(folder: Path) -> list[dict[str, object]]:
    """Read the list of files of an export."""
    return [json.loads(line) for line in (folder / "files.jsonl").read_text("utf-8").splitlines()]


def test_they_come_back_byte_by_byte(rich: Path, tmp_path: Path) -> None:
    before = stored(rich / "shop.db")
    assert sorted(before.values())[1:] == sorted(PICTURES), "and the document"
    new = tmp_path / "new" / "again.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 0
    assert stored(new) == before
    assert stat.S_IMODE((new.parent / "again-photos").stat().st_mode) == 0o700
    for path in (new.parent / "again-photos").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert main.run(["-d", str(new), "export", str(tmp_path / "once more")]) == 0
    first = (rich / "export" / "files.jsonl").read_bytes()
    assert (tmp_path / "once more" / "files.jsonl").read_bytes() == first


def test_a_removed_photograph_can_still_be_brought_back(rich: Path, tmp_path: Path) -> None:
    new = tmp_path / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 0
    connection.bind(connection.Target(new, ""))
    with connection.connected():
        seen = Photo.select().count()
        assert "Bob Byron" in undo.undo(DANA).what
        assert "document" in undo.undo(DANA).what
        assert "removed" in undo.undo(DANA).what
        assert Photo.select().count() == seen + 1
        newest = Photo.select().order_by(Photo.id.desc()).first()
        assert photos.path_of(newest.id).read_bytes() == PICTURES[-1]


def picture(tmp_path: Path, data: bytes = b"x") -> int:
    path = tmp_path / "p.jpg"
    path.write_bytes(JPEG + data)
    return photos.add(BELLA, path, DANA)


def unlink(path: Path) -> None:
    path.unlink()


def to_link(path: Path) -> None:
    path.rename(path.with_name("thesis.jpg"))
    path.symlink_to(path.with_name("thesis.jpg"))


def to_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILED = [
    (unlink, "it is not in"), (to_link, "it is a link"), (to_pipe, "it is no file"),
    (to_folder, "it is no file"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "words"), SPOILED)
def test_a_file_that_is_missing_is_named_and_the_rest_goes_out(
    shop: Shop, tmp_path: Path, spoil: Callable[[Path], None], words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    lost, kept = photos.path_of(picture(tmp_path)), photos.path_of(picture(tmp_path, b"kept"))
    spoil(lost)
    made = export(tmp_path / "out", quiet)
    (told,) = made.missing
    assert told.startswith(f"a photograph of Bella ({lost.name}): {words}")
    assert [p.name for p in (tmp_path / "out" / "files").iterdir()] == [kept.name]
    assert (tmp_path / "out" / "files" / kept.name).read_bytes() == JPEG + b"kept"
    assert "1 file, 1 could not be read" in (tmp_path / "out" / "README.txt").read_text("utf-8")
    new = tmp_path / "new" / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(tmp_path / "out")]) == 0
    assert stored(new) == {kept.name: JPEG + b"kept"}
    said = capsys.readouterr()
    assert "was missing when this was exported" in said.out
    assert "1 file could not be taken" in said.err


def test_the_command_names_what_is_missing(
    shop_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected():
        names = [photos.path_of(picture(tmp_path)) for _ in range(12)]
    for path in names:
        path.unlink()
    assert main.run(["-d", str(shop_file), "export", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().err
    assert said.count("Not in the export: a photograph of Bella (") == 10
    assert "and 2 more; files.jsonl lists all" in said
    assert not (tmp_path / "out" / "files").exists()
    assert len(listed(tmp_path / "out")) == 12


def test_what_is_not_ours_stays_where_it_is(shop: Shop, tmp_path: Path) -> None:
    own = photos.path_of(picture(tmp_path))
    for name in ("thesis.doc", "../up.jpg", f"{'a' * 32}.jpg.part", "-rf", ".hidden"):
        (own.parent / name).write_bytes(b"mine")
    export(tmp_path / "out", quiet)
    assert [p.name for p in (tmp_path / "out" / "files").iterdir()] == [own.name]
    assert [entry["file"] for entry in listed(tmp_path / "out")] == [own.name]


def test_a_shop_without_files_has_none_in_its_export(shop: Shop, tmp_path: Path) -> None:
    export(tmp_path / "out", quiet)
    assert not (tmp_path / "out" / "files.jsonl").exists()
    assert "files" not in json.loads((tmp_path / "out" / "schema.json").read_text("utf-8"))


@pytest.mark.parametrize("dry", [True, False])
@pytest.mark.parametrize("how", ["cut", "changed", "gone", "link"])
def test_a_file_that_is_not_what_was_exported_is_named_and_left(
    how: str, dry: bool, rich: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next(p for p in (rich / "export" / "files").iterdir() if p.suffix == ".pdf")
    if how == "cut":
        path.write_bytes(b"%PDF")
    elif how == "changed":
        path.write_bytes(b"%PDF-1.7 \x00 rabieS")
    else:
        path.unlink()
        if how == "link":
            path.symlink_to(rich / "export" / "README.txt")
    new = tmp_path / "new" / "shop.db"
    arguments = ["-d", str(new), "import", "export", str(rich / "export"), *(["-n"] * dry)]
    assert main.run(arguments) == 0
    said = capsys.readouterr()
    words = "its checksum does not fit" if how in ("cut", "changed") else "was not taken"
    assert f"files: {path.name} " in said.out
    assert words in said.out
    assert "could not be taken; see above" in said.err
    if dry:
        assert not new.parent.exists()
        return
    kept = stored(rich / "shop.db")
    del kept[path.name]
    assert stored(new) == kept
    assert dump(new) == dump(rich / "shop.db")


def test_a_list_that_was_changed_is_refused(
    rich: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rich / "export" / "files.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for text in ("".join(lines[1:]), "[]\n", '{"file": "x"}\n'):
        path.write_text(text, "utf-8")
        new = tmp_path / "new" / "shop.db"
        assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 1
        assert "files.jsonl" in capsys.readouterr().err
        assert list(new.parent.iterdir()) == []


def test_names_that_lead_elsewhere_are_left(rich: Path, tmp_path: Path) -> None:
    """A forged list writes nothing outside the shop's folder, whatever it says of itself."""
    export_folder = rich / "export"
    (export_folder / "evil").write_bytes(b"evil")
    entry = {"file": "../evil", "bytes": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}
    data = (json.dumps(entry) + "\n").encode()
    (export_folder / "files.jsonl").write_bytes(data)
    said = json.loads((export_folder / "schema.json").read_text("utf-8"))
    digest = hashlib.sha256(data).hexdigest()
    said["files"] |= {"kept": 1, "missing": 0, "bytes": len(data), "sha256": digest}
    (export_folder / "schema.json").write_text(json.dumps(said), "utf-8")
    new = tmp_path / "new" / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(export_folder)]) == 0
    assert sorted(p.name for p in new.parent.rglob("*")) == ["shop-photos", "shop.db"]


def test_an_import_that_fails_takes_its_files_back(
    rich: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into an empty database that is there already the files go to their place at once."""

    new = tmp_path / "empty.db"
    connection.bind(connection.Target(new, ""), create=True)
    with connection.connected():
        session.bring_up_to_date()
    small_shop.unbind()
    whole = files._entries

    def stop(listed: Listed) -> Iterator[dict[str, Any]]:
        yield next(whole(listed))
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "_entries", stop)
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 130
    assert not (tmp_path / "empty-photos").exists()
    monkeypatch.undo()
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 0
    assert stored(new) == stored(rich / "shop.db")
