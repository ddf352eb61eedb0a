"""What reaches out of the program: other programs, owners of files, the machine that runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


class Failed(Exception):
    """A program did not do its work; the text is its own last words."""


class Hands:
    """Does things to the machine. Tests put others in their place."""

    def is_root(self) -> bool:
        """Tell whether this user may change the machine."""
        return os.geteuid() == 0

    def python(self) -> Path:
        """Give the interpreter below all environments."""
        return Path(getattr(sys, "_base_executable", sys.executable)).resolve()

    def is_private(self, path: Path) -> bool:
        """Tell whether a file lies where the sandbox of the unit lets nobody look."""
        return any(path.is_relative_to(folder) for folder in ("/home", "/root", "/run/user"))

    def finds(self, program: str) -> bool:
        """Tell whether a program is installed."""
        return shutil.which(program) is not None

    def is_running(self) -> bool:
        """Tell whether systemd runs this machine: an image that is being made does not run."""
        return Path("/run/systemd/system").is_dir()

    def run(self, command: Sequence[str]) -> str:
        """Run a program and give its output; raises Failed with what it said."""
        try:
            ended = subprocess.run(  # noqa: S603  # only commands of this package, no shell
                command, capture_output=True, text=True, errors="replace", timeout=300, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failed(f"{command[0]}: {error}") from error
        if ended.returncode:
            said = (ended.stderr or ended.stdout).strip().splitlines()
            raise Failed(f"{' '.join(command)}: {said[-1] if said else ended.returncode}")
        return ended.stdout

    def own(self, path: Path, user: int, group: int) -> None:
        """Give a file or folder to a user and a group; a link itself is not followed."""
        os.chown(path, user, group, follow_symlinks=False)
