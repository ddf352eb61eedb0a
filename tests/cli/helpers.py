"""Runs commands: in this process where their words matter, as programs where starting does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Give the output, read as JSON."""
        return json.loads(self.out)


def pettui(*arguments: str, stdin: str = "", **environment: str) -> Ran:
    """Run `python -m pettui` as a program, with the test's surroundings."""
    done = subprocess.run(
        [sys.executable, "-m", "pettui", *arguments],
        input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)
