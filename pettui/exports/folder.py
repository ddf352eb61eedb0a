"""The folder of an export: written under a hidden name beside, given its own when it is whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from pettui.history.door import Refused

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
ANOTHER = "Name another folder."


class File:
    """A new file of an export; knows its size and SHA-256 and is on the disk when it is closed."""

    def __init__(self, folder: int, name: str) -> None:
        handle = os.open(name, _NEW, 0o600, dir_fd=folder)
        self._file = os.fdopen(handle, "wb", buffering=1 << 18)
        self._sum = hashlib.sha256()
        self.size = 0

    def __enter__(self) -> File:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            with contextlib.suppress(OSError):  # the first error is the one to tell
                self._file.close()
            return
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def write(self, text: str) -> int:
        """Write text as UTF-8."""
        return self.write_bytes(text.encode())

    def write_bytes(self, data: bytes) -> int:
        """Write bytes as they are."""
        self._sum.update(data)
        self.size += len(data)
        return self._file.write(data)

    @property
    def digest(self) -> str:
        """The SHA-256 of what was written so far, hexadecimal."""
        return self._sum.hexdigest()


class Draft:
    """A folder that is being written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def file(self, name: str, folder: str = "") -> File:
        """Begin a new file, in a folder of the export that is made if need be."""
        with _open(self.path) as here:
            if not folder:
                return File(here, name)
            with contextlib.suppress(FileExistsError):
                os.mkdir(folder, 0o700, dir_fd=here)
            inner = os.open(folder, _FOLDER, dir_fd=here)
            try:
                return File(inner, name)
            finally:
                os.close(inner)

    def drop(self, name: str, folder: str) -> None:
        """Take away a file that could not be finished."""
        with _open(self.path) as here:
            inner = os.open(folder, _FOLDER, dir_fd=here)
            try:
                os.unlink(name, dir_fd=inner)
            finally:
                os.close(inner)


@contextmanager
def drafted(target: Path) -> Iterator[Draft]:
    """Give a folder to write into; it gets its name at the end, or is thrown away.

    Raises Refused in words where the name is taken or cannot be used.
    """
    target = Path(os.path.abspath(target))  # without following a link in its last part
    _check(target)
    try:
        hidden = Path(tempfile.mkdtemp(prefix=".pettui-export-", dir=target.parent))
    except OSError as error:
        raise Refused(f"Nothing can be written in {target.parent}: {error.strerror}.") from error
    try:
        yield Draft(hidden)
        for folder in (*(p for p in hidden.iterdir() if p.is_dir()), hidden):
            _sync(folder)
        _check(target)
        hidden.rename(target)
        _sync(target.parent)
    except OSError as error:
        raise Refused(
            f"The export could not be written to {target}: {error.strerror or error}."
            " Nothing is left of it."
        ) from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _check(target: Path) -> None:
    """Refuse what is not an empty folder or a new name in a folder that is there."""
    try:
        found = target.lstat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise Refused(
                f"There is no folder {target.parent}. Make it first, or name another one."
            ) from None
        return
    except OSError as error:
        raise Refused(f"{target} cannot be used: {error.strerror}. {ANOTHER}") from error
    if stat.S_ISLNK(found.st_mode):
        raise Refused(f"{target} is a link to something else. Name the folder itself.")
    if not stat.S_ISDIR(found.st_mode):
        raise Refused(f"{target} is a file. {ANOTHER}")
    try:
        full = any(target.iterdir())
    except OSError as error:
        raise Refused(f"{target} cannot be read: {error.strerror}. {ANOTHER}") from error
    if full:
        raise Refused(f"{target} is not empty, and an export writes over nothing. {ANOTHER}")
    if target.is_mount() or target == Path.cwd():
        raise Refused(f"{target} is in use as it is. Name a new folder in it.")


@contextmanager
def _open(path: Path) -> Iterator[int]:
    handle = os.open(path, _FOLDER)
    try:
        yield handle
    finally:
        os.close(handle)


def _sync(path: Path) -> None:
    with _open(path) as handle:
        os.fsync(handle)
