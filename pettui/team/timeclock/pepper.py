"""The key that PINs and badges are hashed with: a file outside the database and its backups."""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from pettui import config
from pettui.history.door import Refused

MACHINE = Path("/etc/pettui/pepper")
"""Where a machine keeps it that several accounts share (the kiosk's and the desk's)."""

LENGTH = 32


class NoPepper(Refused):
    """The key is missing or cannot be used; the text says what to do."""


def place(environ: Mapping[str, str] = os.environ) -> Path:
    """Give the key's path: PETTUI_PEPPER, else the machine's, else one beside the configuration."""
    named = environ.get("PETTUI_PEPPER", "").strip()
    if named:
        return Path(named).expanduser().absolute()
    if MACHINE.exists():
        return MACHINE
    return config.config_file(environ).parent / "pepper"


def load() -> bytes:
    """Read the key; raises NoPepper in words."""
    path = place()
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise NoPepper(
            f"The key for PINs and badges, {path}, is missing. Put it back from where you keep a"
            " copy; without it everybody needs a new PIN (`pettui pin NUMBER --new-key`)."
        ) from None
    except OSError as error:
        raise NoPepper(
            f"The key for PINs and badges, {path}, cannot be read: {error.strerror}."
        ) from error
    if len(key) < LENGTH:
        raise NoPepper(f"The key for PINs and badges, {path}, is damaged: it is too short.")
    return key


def make(path: Path | None = None, *, mode: int = 0o600) -> Path:
    """Make a key where there is none yet, readable for its owner alone; gives its path.

    A machine whose kiosk and desk run under several accounts gives it to their group and lets
    the group read it (mode 0640).
    """
    path = path or place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Under another name first: who comes at the same time must not read half a key.
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            os.fchmod(handle, mode)
            os.write(handle, os.urandom(LENGTH))
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another program was faster; its key is the one
        finally:
            draft.unlink()
    except OSError as error:
        raise NoPepper(
            f"The key for PINs and badges, {path}, cannot be made: {error.strerror}."
        ) from error
    return path


def mark(key: bytes) -> str:
    """Give eight letters that tell one key from another and say nothing about it."""
    return hmac.new(key, b"which key", hashlib.sha256).hexdigest()[:8]


def digest(key: bytes, what: str, secret: str) -> bytes:
    """Give the keyed digest of a secret of a kind."""
    return hmac.new(key, f"{what}:{secret}".encode(), hashlib.sha256).digest()


def open_to_others(path: Path) -> bool:
    """Tell whether accounts that have no business with it may read the key."""
    mode = path.stat().st_mode
    return bool(mode & (stat.S_IRWXO | stat.S_IWGRP))
