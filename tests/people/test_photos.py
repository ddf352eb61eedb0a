"""Photographs: copied under names of our own, closed to others, opened outside."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from db.models import Change, Pet, Photo
from pettui.history import undo
from pettui.history.door import Clash, Refused, change
from pettui.people import photos
from pettui.people.record import Wrong
from pettui.team.shop import Shop
from tests.small_shop import DANA

BELLA = 1
HEADS = {
    "jpg": b"\xff\xd8\xff\xe0", "png": b"\x89PNG\r\n\x1a\n", "gif": b"GIF89a",
    "webp": b"RIFF\x10\x00\x00\x00WEBP", "heic": b"\x00\x00\x00\x18ftypheic",
}  # fmt: skip


def picture(tmp_path: Path, name: str = "Bella [/] ../x.txt".replace("/", "_")) -> Path:
    path = tmp_path / name
    path.write_bytes(HEADS["jpg"] + b"x" * 1000)
    return path


def test_a_caption_is_changed_and_undone(shop: Shop, tmp_path: Path) -> None:
    key = photos.add(BELLA, picture(tmp_path), DANA, "After")
    seen = photos.photo(key).version
    photos.describe(key, "Before the \x1b[2Jcut", DANA, seen=seen)
    assert photos.photo(key).caption == "Before the [2Jcut"
    with pytest.raises(Clash):
        photos.describe(key, "x", DANA, seen=seen)
    undo.undo(DANA)
    assert photos.photo(key).caption == "After"


@pytest.mark.parametrize("kind", HEADS)
def test_a_picture_is_copied_under_a_name_of_our_own(shop: Shop, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "-rf ;$(x).exe"
    path.write_bytes(HEADS[kind] + b"rest")
    key = photos.add(BELLA, path, DANA, "After the \x1b[2Jcut")
    kept = photos.path_of(key)
    assert kept.suffix == f".{kind}"
    assert kept.name.removesuffix(kept.suffix).isalnum()
    assert kept.read_bytes() == path.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert path.exists()
    (line,) = photos.photos_of(BELLA)
    assert (line.caption, line.primary) == ("After the [2Jcut", True)


@pytest.mark.parametrize("wrong", ["text", "folder", "nothing", "large", "pipe", "nul"])
def test_what_is_no_picture_is_said_and_nothing_is_kept(
    shop: Shop, tmp_path: Path, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    if wrong == "text":
        path.write_text("hello")
    elif wrong == "folder":
        path.mkdir()
    elif wrong == "large":
        monkeypatch.setattr(photos, "LARGEST", 100)
        picture(tmp_path, "x")
    elif wrong == "pipe":
        os.mkfifo(path)
    elif wrong == "nul":
        path = Path("x\x00y")
    changes = Change.select().count()
    with pytest.raises(Wrong) as said:
        photos.add(BELLA, path, DANA)
    assert said.value.field == "file"
    assert Change.select().count() == changes
    assert not list(photos.folder().glob("*"))


def test_a_pet_that_is_gone_gets_no_file(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no longer here"):
        photos.add(999, picture(tmp_path), DANA)
    assert not list(photos.folder().glob("*"))


def test_another_one_stands_for_the_pet_when_the_first_is_removed(
    shop: Shop, tmp_path: Path
) -> None:
    first = photos.add(BELLA, picture(tmp_path), DANA)
    second = photos.add(BELLA, picture(tmp_path), DANA)
    photos.make_primary(second, DANA)
    assert Pet.get_by_id(BELLA).primary_photo == second
    photos.remove(second, DANA)
    assert [(p.id, p.primary) for p in photos.photos_of(BELLA)] == [(first, True)]
    undo.undo(DANA)
    assert photos.path_of(second).exists()
    assert Pet.get_by_id(BELLA).primary_photo == second


def test_a_name_that_leads_out_of_the_folder_is_not_opened(shop: Shop, tmp_path: Path) -> None:
    key = photos.add(BELLA, picture(tmp_path), DANA)
    inside = photos.path_of(key)
    inside.unlink()
    with pytest.raises(Refused, match="any more"):
        photos.path_of(key)
    inside.symlink_to(picture(tmp_path))
    with pytest.raises(Refused, match="any more"):
        photos.path_of(key)
    for name in ("../shop.db", "-rf.jpg", "a.jpg"):
        with change("from elsewhere", DANA) as door:
            door.update(Photo.get_by_id(key), file=name)
        (photos.folder() / name).touch()
        with pytest.raises(Refused, match="any more"):
            photos.path_of(key)


def test_a_viewer_is_given_the_file_and_nothing_else(shop: Shop, tmp_path: Path) -> None:
    key = photos.add(BELLA, picture(tmp_path), DANA)
    told = tmp_path / "told"
    os.mkfifo(told)  # reading it waits for the viewer
    viewer = tmp_path / "bin" / "xdg-open"
    viewer.parent.mkdir()
    viewer.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {told}\n')
    viewer.chmod(0o755)
    environ = {"DISPLAY": ":0", "PATH": str(viewer.parent)}
    assert photos.open_outside(key, environ) == photos.path_of(key)
    assert told.read_text() == f"{photos.path_of(key)}|"


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ":0", "SSH_CONNECTION": "1.2.3.4 5 6 7"}])
def test_where_there_is_no_screen_the_path_is_told(
    shop: Shop, tmp_path: Path, environ: dict[str, str]
) -> None:
    key = photos.add(BELLA, picture(tmp_path), DANA)
    with pytest.raises(Refused) as said:
        photos.open_outside(key, environ)
    assert str(photos.path_of(key)) in str(said.value)
