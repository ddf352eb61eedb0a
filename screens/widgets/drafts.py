"""Text that was typed and not saved yet, kept on disk until it is: nothing typed is lost."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from screens.widgets.fields import Typed


@dataclass(frozen=True, slots=True)
class Kept:
    """Text of an earlier form that was never saved: field by field what it was and became."""

    path: Path
    at: datetime
    texts: dict[str, Typed]
    before: dict[str, str]


class Drafts:
    """The unsaved text of one record. Every process writes a file of its own, mode 0600.

    A file whose process is gone was left behind by a crash or a dropped line.

    Args:
        folder: where drafts are kept.
        shop: which shop it is, such as the name of its database.
        record: which record it is, such as "client:7".
    """

    def __init__(self, folder: Path, shop: str, record: str) -> None:
        self._folder = folder
        self._name = sha256(f"{shop}\n{record}".encode()).hexdigest()[:24]
        self._path = folder / f"{self._name}.{os.getpid()}.json"

    def write(self, texts: Mapping[str, Typed], before: Mapping[str, str], now: datetime) -> None:
        """Keep the fields that changed; a disk that cannot be written is no error."""
        if not texts:
            self.drop()
            return
        kept = {
            "at": now.isoformat(timespec="seconds"),
            "texts": {name: [typed.text, typed.token] for name, typed in texts.items()},
            "before": dict(before),
        }
        new = self._path.with_suffix(".new")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            new.unlink(missing_ok=True)
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)

    def drop(self) -> None:
        """Remove what this process kept: it was saved, or thrown away by a person."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def left_behind(self) -> Kept | None:
        """Give the newest text that a process left which is no more, None when there is none."""
        found = [kept for path in self._folder.glob(f"{self._name}.*.json")
                 if not _runs(path) and (kept := _read(path)) is not None]  # fmt: skip
        return max(found, key=lambda kept: kept.at, default=None)

    @staticmethod
    def forget(kept: Kept) -> None:
        """Remove what was left behind, once it was taken up or refused."""
        with contextlib.suppress(OSError):
            kept.path.unlink(missing_ok=True)


def _runs(path: Path) -> bool:
    try:
        number = int(path.name.split(".")[-2])
        if number == os.getpid():
            return False  # a form of this process that is no longer open
        os.kill(number, 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    with contextlib.suppress(OSError):  # nobody may have taken note of its end yet
        return Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2][:1] != "Z"
    return True


def _read(path: Path) -> Kept | None:
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        texts = {str(n): Typed(str(text), token) for n, (text, token) in kept["texts"].items()}
        before = {str(name): str(text) for name, text in kept["before"].items()}
        return Kept(path, datetime.fromisoformat(kept["at"]), texts, before)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
