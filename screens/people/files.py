"""A field for a file: its path is completed while it is typed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass

from pettui import reach
from screens.widgets.fields import Kind, Offer, Typed

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif")
MOST = 200


@dataclass(frozen=True)
class PathKind(Kind):
    """A file; what is in its folder can be chosen.

    Attributes:
        endings: how the names of the files end that are offered.
    """

    endings: tuple[str, ...] = PICTURES
    follows = True

    def read(self, typed: Typed) -> str:
        """Give the path to the letter: two blanks in a name are two blanks."""
        return typed.text.strip()

    async def offers(self, text: str) -> Sequence[Offer]:
        """Give the folders and files that begin like what is typed."""
        if text and "/" not in text:
            return ()
        return await asyncio.to_thread(_inside, text or "~/", self.endings)


def _inside(text: str, endings: tuple[str, ...]) -> list[Offer]:
    folder, _, begun = text.rpartition("/")
    wanted = begun.casefold()
    found = []
    try:
        with os.scandir(reach.typed(f"{folder}/")) as entries:
            for entry in entries:
                name = entry.name
                if not name.casefold().startswith(wanted) or not name.isprintable():
                    continue
                if name.startswith(".") and not begun:
                    continue
                if entry.is_dir():
                    found.append(Offer(f"{folder}/{name}/"))
                elif name.lower().endswith(endings):
                    found.append(Offer(f"{folder}/{name}", hint=_size(entry.stat().st_size)))
    except (OSError, RuntimeError, ValueError, reach.OutOfReach):
        return []
    return sorted(found, key=lambda offer: offer.text.casefold())[:MOST]


def _size(octets: int) -> str:
    return f"{octets / 1_000_000:.1f} MB" if octets >= 100_000 else f"{octets / 1000:.0f} kB"
