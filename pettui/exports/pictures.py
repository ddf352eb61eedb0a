"""Photographs and documents: the shop's own files, copied into an export beside the tables."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from db.models import Pet, Photo, Vaccination
from db.models.base import tuples
from pettui.exports.folder import Draft
from pettui.people import photos
from pettui.text import clean

FOLDER = "files"
LIST = "files.jsonl"
NAME = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{2,5}")
"""What the shop's own files are called; anything else is not ours and not touched."""
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_PART = 1 << 20  # bytes


@dataclass
class Files:
    """What became of the shop's files."""

    kept: int = 0
    size: int = 0  # bytes
    missing: list[str] = field(default_factory=list)
    """In words, one for each: `a photograph of Bella (0f...jpg): it is not in the folder`."""


class NoFile(Exception):
    """A file that cannot be read; the text says why."""


def names() -> list[str]:
    """Give the names of the shop's own files, also of those that only undo would bring back."""
    try:
        found = os.listdir(photos.folder())
    except OSError:
        return []  # those that are on record are told one by one
    return sorted(name for name in found if NAME.fullmatch(name))


def room() -> int:
    """Give how many bytes the shop's files take."""
    target, size = photos.folder(), 0
    for name in names():
        try:
            size += (target / name).lstat().st_size
        except OSError:
            continue
    return size


def write(draft: Draft, told: Callable[[int], None]) -> tuple[Files, dict[str, Any]]:
    """Copy every file and list it with its size and SHA-256; gives what schema.json says of it.

    A file that is on record and cannot be read is listed with the reason; the rest goes on.
    """
    done = Files()
    on_record = dict(_on_record())
    wanted = sorted({*names(), *on_record})
    if not wanted:
        return done, {}
    with _opened_folder() as source, draft.file(LIST) as listed:
        for number, name in enumerate(wanted):
            told(number)
            try:
                entry = _copy(source, name, draft)
            except NoFile as why:
                whose = on_record.get(name, "a file of an earlier state")
                done.missing.append(f"{whose} ({clean(name, 60)}): {why}")
                entry = {"file": name, "missing": str(why), "of": whose}
            else:
                done.kept += 1
                done.size += entry["bytes"]
            listed.write(json.dumps(entry, ensure_ascii=False) + "\n")
    about = {
        "folder": FOLDER, "list": LIST, "kept": done.kept, "missing": len(done.missing),
        "bytes": listed.size, "sha256": listed.digest,
    }  # fmt: skip
    return done, about


def _on_record() -> Iterator[tuple[str, str]]:
    """Give the names of all files that rows refer to, each with whose it is in words."""
    papers = Vaccination.select(Vaccination.document, Pet.name).join(Pet)
    for name, pet in tuples(papers.where(Vaccination.document != "")):
        yield name, f"a document of {clean(pet, 60)}"
    for name, pet in tuples(Photo.select(Photo.file, Pet.name).join(Pet)):
        yield name, f"a photograph of {clean(pet, 60)}"


@contextmanager
def _opened_folder() -> Iterator[int | None]:
    """Open the shop's folder; None where there is none."""
    try:
        handle = os.open(photos.folder(), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)


def _copy(source: int | None, name: str, draft: Draft) -> dict[str, Any]:
    if not NAME.fullmatch(name):
        raise NoFile("this is no name of a file that pettui made")
    parts = read(source, name, str(photos.folder()))
    first = next(parts)  # whatever cannot be opened is known before anything is written
    try:
        with draft.file(name, FOLDER) as file:
            file.write_bytes(first)
            for part in parts:
                file.write_bytes(part)
    except NoFile:
        draft.drop(name, FOLDER)
        raise
    return {"file": name, "bytes": file.size, "sha256": file.digest}


def read(folder: int | None, name: str, shown: str) -> Iterator[bytes]:
    """Give a plain file of a folder in parts, at least one; raises NoFile in words.

    Args:
        folder: an open directory, None for one that is not there.
        name: the file's name in it; links are not followed.
        shown: what the folder is called in words.
    """
    if folder is None:
        raise NoFile(f"there is no folder {shown}")
    try:
        handle = os.open(name, _READ, dir_fd=folder)
    except FileNotFoundError:
        raise NoFile(f"it is not in {shown}") from None
    except OSError as error:
        why = "it is a link" if os.path.islink(f"{shown}/{name}") else error.strerror
        raise NoFile(f"{why}, in {shown}") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NoFile(f"it is no file, in {shown}")
    with os.fdopen(handle, "rb") as file:
        begun = False
        while True:
            try:
                part = file.read(_PART)
            except OSError as error:
                raise NoFile(f"it cannot be read in {shown}: {error.strerror}") from error
            if begun and not part:
                return
            begun = True
            yield part
