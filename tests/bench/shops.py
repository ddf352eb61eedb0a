"""The made-up shops that are measured: made once, and again when they are old or others."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
A_WEEK = 7 * 24 * 3600  # the coming weeks of a made-up shop are well booked
MISLEADING = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "NO_COLOR", "COLORTERM")


def environment(database: Path | None = None) -> dict[str, str]:
    """Give the surroundings of everything that is measured: compiled files, 256 colours."""
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in MISLEADING and not name.startswith(("TEXTUAL", "PETTUI_"))
    }
    env |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PETTUI_TERMINAL": "bench"}
    if database is not None:
        env["PETTUI_DATABASE"] = str(database)
    return env


@dataclass(frozen=True)
class Made:
    """A made-up shop: where it is, and what its book of today must show."""

    path: Path
    pets: frozenset[str]
    seconds: float  # what it took to make; 0 when it was there

    def is_painted(self, text: str) -> bool:
        """Tell whether a screen shows the busy day: three of its pets at least."""
        return sum(pet in text for pet in self.pets) >= 3


def made(cache: Path, name: str, years: int, clients: int) -> Made:
    """Give a made-up shop, from the cache if it is there and not too old."""
    path = (cache / f"{name}-{_recipe()}.db").absolute()
    begun = time.time()
    fresh = path.exists() and path.stat().st_size and begun - path.stat().st_mtime < A_WEEK
    if not fresh:
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob(f"{name}-*.db*"):
            old.unlink()
        _run("init", "--demo", f"--years={years}", f"--clients={clients}", database=path)
    seconds = 0.0 if fresh else time.time() - begun
    day = json.loads(_run("day", "--json", database=path))
    return Made(path, frozenset(_pets(day)), seconds)


def _recipe() -> str:
    """Name the schema and the program that makes shops up, so that old shops are made anew."""
    found = hashlib.sha256()
    for folder in ("db/migrations", "pettui/demo"):
        for path in sorted((ROOT / folder).glob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()[:8]


def _run(*arguments: str, database: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pettui", *arguments],
        cwd=ROOT, env=environment(database), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def _pets(found: object) -> set[str]:
    """Find the names of pets anywhere in the day's JSON."""
    if isinstance(found, dict):
        own = {v for k, v in found.items() if k == "pet" and isinstance(v, str) and len(v) > 2}
        return own.union(*(_pets(value) for value in found.values()))
    if isinstance(found, list):
        return set().union(*(_pets(value) for value in found))
    return set()
