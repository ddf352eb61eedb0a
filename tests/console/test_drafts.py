"""What was typed into a form and not saved outlives kill -9, on a real terminal."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

from pettui.config import state_dir
from tests.console.terminal import Terminal


def in_form(shop_file: Path) -> Terminal:
    """Open the program as people do, and the form of Maria Ortega."""
    terminal = Terminal([sys.executable, "-m", "pettui"], PETTUI_DATABASE=str(shop_file))
    terminal.until("? help")
    terminal.type("/ortega")
    terminal.until("Maria Ortega")
    terminal.type("\r")
    terminal.until("client 1000")
    terminal.type("e")
    terminal.until("ctrl+s save")
    return terminal


def kept() -> str:
    """Give what the drafts hold."""
    files = (state_dir() / "drafts").glob("*.json")
    return "".join(file.read_text() for file in files)


def test_kill_9_loses_nothing_that_was_typed_a_second_ago(shop_file: Path) -> None:
    terminal = in_form(shop_file)
    terminal.type("Marietta\tOrtiz")
    terminal.until("Ortiz")
    end = time.monotonic() + 60
    while "Ortiz" not in kept():
        assert time.monotonic() < end, kept()
        terminal.read(0.05)
    terminal.child.kill(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL

    again = in_form(shop_file)
    again.until("There is text that was never saved")
    again.type("1")
    again.until("Marietta")
    again.type("\x13")
    again.until("Marietta Ortiz   client 1000")
    again.type("\x11")
    assert again.end() == 0
    assert kept() == ""
