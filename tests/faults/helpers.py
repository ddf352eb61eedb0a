"""What the fault tests share: the command as people run it, and processes without privileges."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CAPBSET_DROP = 24
_OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def without_override() -> None:
    """Let file permissions count for root as well, in the process about to be started.

    Tests run as root in some places; without this, a read-only file would not be one there.
    """
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _OVERRIDES:
            if libc.prctl(_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "cannot give up the override of permissions")


def pettui(
    *arguments: str, database: Path, preexec: Callable[[], None] | None = without_override
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, with nobody to be asked."""
    return subprocess.run(
        [sys.executable, "-m", "pettui", *arguments],
        cwd=ROOT,
        env=os.environ | {"PETTUI_DATABASE": str(database)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=preexec,
    )


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start a helper program of these tests, to be talked to through its pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=without_override,
    )


def in_words(done: subprocess.CompletedProcess[str]) -> str:
    """Give what a command that failed said; it must be words, and no failure of pettui itself."""
    said = done.stdout + done.stderr
    assert done.returncode not in (0, 70), said
    assert done.returncode > 0, f"killed by signal {-done.returncode}: {said}"
    assert "Traceback" not in said
    assert "inside pettui" not in said
    assert said.strip()
    return said
