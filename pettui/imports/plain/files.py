"""Brings the photographs and documents of an export back into the shop's own folder."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pettui.exports import pictures
from pettui.exports.pictures import NAME, NoFile
from pettui.history.door import Refused
from pettui.imports.plain.manifest import Listed, Manifest, opened
from pettui.imports.report import ImportReport, Unreadable
from pettui.people import photos
from pettui.text import clean

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
MAX_LINE = 10_000  # bytes


class Taking:
    """Takes the files of an export, each compared with its checksum, or takes them back.

    A file that is missing or damaged is named in the report and does not stop the others.
    """

    def __init__(
        self, manifest: Manifest, report: ImportReport, progress: Callable[[str, int, int], None]
    ) -> None:
        self.manifest, self.report, self.progress = manifest, report, progress
        self._made: list[Path] = []
        self._made_folder = False

    def everything(self, *, dry_run: bool) -> None:
        """Take every file of the list; a dry run only compares."""
        listed = self.manifest.listed
        if listed is None:
            return
        table = self.report.table(pictures.FOLDER)
        source = self.manifest.folder / pictures.FOLDER
        with _opened(source) as old, self._target(dry_run) as new:
            for number, entry in enumerate(_entries(listed)):
                self.progress(pictures.FOLDER, number, listed.files)
                table.read += 1
                try:
                    self._take(old, new, entry, source)
                except NoFile as why:
                    table.left["missing or damaged, see below"] += 1
                    self.report.note(pictures.FOLDER, str(why))
                else:
                    table.taken += 1

    def take_back(self) -> None:
        """Remove what was brought: nothing came of the import."""
        for path in self._made:
            path.unlink(missing_ok=True)
        self._made.clear()
        if self._made_folder:
            with suppress(OSError):
                photos.folder().rmdir()

    @contextmanager
    def _target(self, dry_run: bool) -> Iterator[int | None]:
        if dry_run:
            yield None
            return
        target = photos.folder()
        try:
            self._made_folder = not target.exists()
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(target, _FOLDER)
        except OSError as error:
            raise Refused(
                f"The photographs cannot be kept in {target}: {error.strerror}. Make room for"
                " that folder, and try again. Nothing was changed."
            ) from error
        try:
            yield handle
            os.fsync(handle)
        finally:
            os.close(handle)

    def _take(self, old: int | None, new: int | None, entry: dict[str, Any], source: Path) -> None:
        name = str(entry["file"])
        shown = clean(name, 60)
        if "missing" in entry:
            about, why = clean(str(entry.get("of", "")), 120), clean(str(entry["missing"]), 200)
            raise NoFile(f"{about} ({shown}) was missing when this was exported: {why}")
        if not NAME.fullmatch(name):
            raise NoFile(f"{shown} is no name of a file that pettui made; it is left")
        size, digest = int(entry["bytes"]), str(entry["sha256"])
        try:
            if new is None:
                found = _sum(pictures.read(old, name, str(source)))
            elif os.path.lexists(photos.folder() / name):
                found = _sum(pictures.read(new, name, str(photos.folder())))
            else:
                found = self._copy(old, new, name, source, (size, digest))
        except NoFile as why:
            raise NoFile(f"{shown} was not taken: {why}") from why
        if found != (size, digest):
            raise NoFile(f"{shown} was changed after the export: its checksum does not fit")

    def _copy(
        self, old: int | None, new: int, name: str, source: Path, wanted: tuple[int, str]
    ) -> tuple[int, str]:
        """Copy a file; it gets its name only when it is what was exported."""
        parts = pictures.read(old, name, str(source))
        first = next(parts)
        draft = f"{name}.part"
        try:
            with suppress(FileNotFoundError):
                os.unlink(draft, dir_fd=new)  # of an import that was killed
            handle = os.open(draft, _NEW, 0o600, dir_fd=new)
        except OSError as error:
            raise _full(error) from error
        try:
            with os.fdopen(handle, "wb") as file:
                found = _sum(parts, first, write=file.write)
                file.flush()
                os.fsync(file.fileno())
            if found == wanted:
                os.rename(draft, name, src_dir_fd=new, dst_dir_fd=new)
                self._made.append(photos.folder() / name)
        except OSError as error:
            raise _full(error) from error
        finally:
            with suppress(FileNotFoundError):
                os.unlink(draft, dir_fd=new)
        return found


def _full(error: OSError) -> Refused:
    return Refused(
        f"The photographs cannot be kept in {photos.folder()}: {error.strerror or error}."
        " Nothing was changed."
    )


def _sum(
    parts: Iterator[bytes], first: bytes = b"", write: Callable[[bytes], object] | None = None
) -> tuple[int, str]:
    """Give size and SHA-256 of a file that comes in parts, writing them on the way."""
    digest, size, part = hashlib.sha256(), 0, first
    while True:
        digest.update(part)
        size += len(part)
        if write is not None:
            write(part)
        following = next(parts, None)
        if following is None:
            return size, digest.hexdigest()
        part = following


def _entries(listed: Listed) -> Iterator[dict[str, Any]]:
    """Give the lines of the list; raises Unreadable when it is not what was written."""
    path = listed.path
    digest, size, number = hashlib.sha256(), 0, 0
    with os.fdopen(opened(path), "rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_LINE), b""), start=1):
            digest.update(line)
            size += len(line)
            try:
                entry = json.loads(line)
                if "missing" not in entry:
                    int(entry["bytes"]), str(entry["sha256"])
                entry["file"]
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise Unreadable(f"{path} is damaged in line {number}.") from error
            yield entry
    if (size, digest.hexdigest(), number) != (listed.size, listed.digest, listed.files):
        raise Unreadable(f"{path} was changed after the export: its checksum does not fit.")


@contextmanager
def _opened(folder: Path) -> Iterator[int | None]:
    """Open the folder of the export's files; None where there is none."""
    try:
        handle = os.open(folder, _FOLDER | os.O_NOFOLLOW)
    except OSError:
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)
