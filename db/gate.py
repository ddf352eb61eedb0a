"""The gate before the database file: one writer at a time, in turn, and its name to be read."""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import rights


class Busy(Exception):
    """Somebody else keeps the database; the text names them and what to do."""


class Shut(OSError):
    """The gate's file cannot be opened, for the system's reason in `strerror`."""


def gate_path(database: Path) -> Path:
    """Give the file that serves as the gate of a database file."""
    return database.with_name(database.name + "-gate")


def _lock_in_background(handle: int, seconds: float) -> bool:
    """Wait for the lock in its own thread, because flock itself knows no time limit.

    The kernel wakes those who wait in their order, which a loop of tries would not do.
    """
    state = threading.Lock()
    done = threading.Event()
    abandoned = False
    taken = False

    def wait() -> None:
        nonlocal taken
        fcntl.flock(handle, fcntl.LOCK_EX)
        with state:
            if abandoned:
                os.close(handle)
                return
            taken = True
        done.set()

    threading.Thread(target=wait, daemon=True, name="pettui-gate").start()
    done.wait(seconds)
    with state:
        abandoned = not taken
        return taken


def _holder(handle: int) -> str:
    with contextlib.suppress(OSError):
        text = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
        if text:
            return text
    return "another program"


def _opened(path: Path) -> int:
    flags = os.O_RDWR | os.O_CLOEXEC
    try:
        return os.open(path, flags)
    except FileNotFoundError:
        handle = os.open(path, flags | os.O_CREAT, 0o660)
        rights.share(path)
        return handle


@contextmanager
def held(database: Path, who: str, *, seconds: float) -> Iterator[None]:
    """Hold the gate of a database file; raises Busy after `seconds`, Shut without rights.

    `who` is written into the gate while it is held, so that a long wait can name its cause.
    """
    try:
        handle = _opened(gate_path(database))
    except OSError as error:
        raise Shut(error.errno, error.strerror) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if not _lock_in_background(handle, seconds):
            raise Busy(
                f"The database has been busy for {seconds:g} seconds: {_holder(handle)} keeps it."
                " Nothing was saved; try again."
            ) from None
    try:
        os.pwrite(handle, f"{who} (process {os.getpid()})".ljust(200).encode()[:200], 0)
        yield
    finally:
        os.close(handle)  # closing lets the lock go
