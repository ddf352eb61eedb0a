"""Photographs of pets: files in the shop's own folder, which are opened outside."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.connection import SqliteFile
from db.models import Pet, Photo, database
from pettui import config, reach
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.record import Wrong
from pettui.text import clean

LARGEST = 40_000_000  # bytes
_NAME = re.compile(r"[0-9a-f]{32}\.(jpg|png|gif|webp|heic|pdf)")
Heads = Sequence[tuple[re.Pattern[bytes], str]]
HEADS: Heads = (
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftyp(heic|heix|mif1|hevc)", re.DOTALL), "heic"),
)
"""How a picture's file begins, and the ending that it is kept with."""
_KNOWN = "a picture. JPEG, PNG, GIF, WebP and HEIC are known"


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photograph. `at` is an instant in UTC; `primary` marks the one that stands for the pet."""

    id: int
    caption: str
    at: datetime
    primary: bool
    version: int = 0


def folder() -> Path:
    """Give the folder of the shop's photographs: beside its database, or in the data folder."""
    engine = database.obj
    if isinstance(engine, SqliteFile):
        return folder_beside(engine.path)
    return config.data_dir() / "photos"


def folder_beside(path: Path) -> Path:
    """Give the folder of the photographs of a shop whose database is this file."""
    return path.with_name(f"{path.stem}-photos")


def photos_of(pet: int) -> tuple[PhotoLine, ...]:
    """Give a pet's photographs, the newest first."""
    row = Pet.get_or_none(Pet.id == pet)
    first = row.primary_photo if row is not None else None
    rows = Photo.select().where(Photo.pet == pet).order_by(Photo.at.desc(), Photo.id.desc())
    return tuple(
        PhotoLine(one.id, one.caption, one.at, one.id == first, one.version) for one in rows
    )


def read_path(text: str) -> Path:
    """Read a path as it is typed, or as a terminal pastes a file that is dropped on it.

    Knows ~, quotes, file:// and blanks written with a backslash.
    """
    said = text.strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in "'\"":
        said = said[1:-1]
    if said.startswith("file://"):
        from urllib.parse import unquote, urlsplit

        said = unquote(urlsplit(said).path)
    path = reach.expanded(said)
    if "\\" in said and not os.path.lexists(path):
        return reach.expanded(re.sub(r"\\(.)", r"\1", said))
    return path


def add(pet: int, source: str | Path, by: Actor, caption: str = "") -> int:
    """Copy a picture into the shop's folder, under a name of its own, and give its id.

    The first one stands for the pet. Raises Wrong when the file is no picture, or cannot be
    read; nothing is kept then.
    """
    kept = keep(str(source), HEADS, _KNOWN)
    name = kept.name
    try:
        with change("", by) as door:
            row = Pet.get_or_none(Pet.id == pet)
            if row is None:
                raise Refused("This pet is no longer here. Find it again.")
            door.what = f"photograph of {row.name}"
            photo = door.insert(Photo, pet=pet, file=name, caption=clean(caption), at=door.at)
            if row.primary_photo is None:
                door.update(row, primary_photo=photo.id)
            return int(photo.id)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def keep(source: str, heads: Heads, known: str, *, field: str = "file") -> Path:
    """Copy a file into the shop's folder, under a name of its own, and give its path there.

    Args:
        source: the path as it was typed.
        heads: the kinds that are taken, by how their files begin.
        known: these kinds in words.
        field: which field of a form complains when the file cannot be taken.
    """
    try:
        path = reach.within(read_path(source))
    except reach.OutOfReach as error:
        raise Wrong(field, str(error)) from None
    kind = _look_at(path, heads, known, field)
    return _copy(path, f"{uuid.uuid4().hex}.{kind}", field)


def _look_at(path: Path, heads: Heads, known: str, field: str) -> str:
    """Give the kind of a file by its first bytes, whatever its name says."""
    shown = clean(str(path), 200)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Wrong(field, f"{shown} is not a file. Name one.")
        if found.st_size > LARGEST:
            raise Wrong(field, f"{shown} is larger than 40 MB. Save it smaller first.")
        with path.open("rb") as file:
            head = file.read(32)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no such file"
        raise Wrong(field, f"{shown} cannot be read: {why}. Check its name.") from error
    for pattern, kind in heads:
        if pattern.match(head):
            return kind
    raise Wrong(field, f"{shown} is not {known}.")


def _copy(path: Path, name: str, field: str) -> Path:
    target = folder()
    final, draft = target / name, target / f"{name}.part"
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with path.open("rb") as old, os.fdopen(handle, "wb") as new:
            shutil.copyfileobj(old, new)
            new.flush()
            os.fsync(new.fileno())
        draft.rename(final)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Wrong(field, f"The file cannot be kept: {error.strerror or error}.") from error
    return final


def photo(key: int) -> PhotoLine:
    """Give one photograph; raises Refused when it is gone."""
    row = _photo(key)
    return PhotoLine(row.id, row.caption, row.at, row.pet.primary_photo == row.id, row.version)


def describe(key: int, caption: str, by: Actor, *, seen: int | None = None) -> None:
    """Change what is written below a photograph.

    Raises Clash when somebody else changed it since the version that was `seen`.
    """
    with change("", by) as door:
        row = _photo(key)
        if seen is not None:
            door.refuse_stale(row, seen)
        door.what = f"photograph of {row.pet.name}: {clean(caption) or 'no caption'}"
        door.update(row, caption=clean(caption))


def make_primary(photo: int, by: Actor) -> None:
    """Let a photograph stand for its pet."""
    with change("", by) as door:
        row = _photo(photo)
        door.what = f"photograph that stands for {row.pet.name}"
        door.update(row.pet, primary_photo=row.id)


def remove(photo: int, by: Actor) -> None:
    """Take a photograph off the pet's record; its file stays, so that undo brings it back."""
    with change("", by) as door:
        row = _photo(photo)
        pet: Pet = row.pet
        door.what = f"photograph of {pet.name} removed"
        door.delete(row)
        if pet.primary_photo == row.id:
            rest = Photo.select().where(Photo.pet == pet).order_by(Photo.at.desc()).first()
            door.update(pet, primary_photo=rest.id if rest is not None else None)


def path_of(photo: int) -> Path:
    """Give the file of a photograph; raises Refused when it is not in the shop's folder."""
    return file_of(_photo(photo).file, "photograph")


def file_of(name: str, what: str) -> Path:
    """Give a file of the shop's folder by its name there; raises Refused when it is gone."""
    path: Path = folder() / name
    if not _NAME.fullmatch(name) or path.is_symlink() or not path.is_file():
        raise Refused(f"The file of this {what} is not in {folder()} any more.")
    return path


def open_outside(photo: int, environ: Mapping[str, str] = os.environ) -> Path:
    """Open a photograph with the machine's own viewer, and give its path.

    Raises Refused with the path where this terminal has no screen for pictures, as over SSH.
    """
    return show_file(path_of(photo), "photograph", environ)


def show_file(path: Path, what: str, environ: Mapping[str, str] = os.environ) -> Path:
    """Open a file with the machine's own viewer; raises Refused where there is no screen."""
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    seen = sys.platform == "darwin" or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    command = shutil.which(opener, path=environ.get("PATH"))
    if not seen or command is None or environ.get("SSH_CONNECTION"):
        raise Refused(f"This terminal cannot show pictures. The {what} is {path}")
    subprocess.Popen(  # noqa: S603  # no shell, our own file, the system's opener
        [command, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    return path


def _photo(photo: int) -> Photo:
    row: Photo | None = Photo.get_or_none(Photo.id == photo)
    if row is None:
        raise Refused("This photograph is no longer here.")
    return row
