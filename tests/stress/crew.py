"""Starts the terminals of a stress test, waits for them, and reads what they were told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Line = dict[str, Any]


def scale(name: str, usual: float) -> float:
    """Give a number that the environment may raise, for longer runs than the suite's."""
    return float(os.environ.get(name, usual))


@dataclass
class Crew:
    """Several terminals, each a process of its own, with logs of what they were told."""

    database: Path
    folder: Path
    processes: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def hire(self, name: str, seed: int, *options: str) -> None:
        """Start one terminal; it waits for `go`."""
        self.processes[name] = subprocess.Popen(
            [
                sys.executable, "-m", "tests.stress.worker", str(self.database),
                str(self.folder / f"{name}.log"), "--seed", str(seed), *options,
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def go(self, names: Sequence[str] | None = None) -> None:
        """Wait until the terminals are ready, then let them begin."""
        chosen = list(names or self.processes)
        for name in chosen:
            process = self.processes[name]
            assert process.stdout is not None
            ready = process.stdout.readline()
            if ready != "ready\n":
                raise AssertionError(f"{name} did not start: {process.communicate()[1]}")
        for name in chosen:
            pipe = self.processes[name].stdin
            assert pipe is not None
            pipe.write("go\n")
            pipe.flush()

    def wait(self) -> None:
        """Wait for all terminals; a crash of one is a failure, with its own words."""
        for name, process in self.processes.items():
            _, errors = process.communicate(timeout=300)
            assert process.returncode == 0, f"{name} crashed:\n{errors}"

    def kill(self, name: str) -> None:
        """Kill one terminal, wherever it is in its work; wait until it is gone."""
        process = self.processes.pop(name)
        process.kill()
        _, errors = process.communicate()
        assert process.returncode == -signal.SIGKILL, f"{name} crashed before:\n{errors}"

    def end(self) -> None:
        """Leave no process behind, whatever happened."""
        for process in self.processes.values():
            if process.poll() is None:
                process.kill()
            process.communicate()

    def logs(self) -> list[tuple[str, list[Line]]]:
        """Give what each terminal was told."""
        return [
            (path.stem, [json.loads(line) for line in path.read_text().splitlines()])
            for path in sorted(self.folder.glob("*.log"))
        ]
