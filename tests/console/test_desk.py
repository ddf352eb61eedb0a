"""The desk on real terminals: it leaves them as they were, and sends them only what it must."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.console.terminal import DESK, desk

COLOUR = re.compile(rb"\x1b\[[\d;]*m")
RGB = re.compile(rb"[34]8;2;")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("dialog", ["", "d"])
def test_a_signal_leaves_the_terminal_as_it_was(
    shop_file: Path, number: int, code: int, dialog: str
) -> None:
    terminal = desk(shop_file)
    terminal.until("n new")
    terminal.type(dialog)
    terminal.read(0.2)
    assert not terminal.is_sane()
    terminal.child.kill(number)
    assert terminal.end() == code
    assert terminal.is_sane()


def test_a_signal_during_the_start_leaves_the_terminal_as_it_was(shop_file: Path) -> None:
    terminal = desk(shop_file)
    while b"\x1b[?1049h" not in terminal.sent:
        terminal.read(0.005)
    terminal.child.kill(signal.SIGTERM)
    assert terminal.end() == 143
    assert terminal.is_sane()


def test_a_dropped_line_ends_the_desk(shop_file: Path) -> None:
    terminal = desk(shop_file)
    terminal.until("n new")
    child = terminal.child.pid
    terminal.child.ptyproc.fileobj.close()
    terminal.child.ptyproc.closed = True
    for _ in range(1000):
        if Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("the desk runs on without a terminal")


def test_ctrl_q_leaves_with_0(shop_file: Path) -> None:
    terminal = desk(shop_file)
    terminal.until("n new")
    terminal.type("\x03")
    terminal.until("ctrl+q leaves pettui")
    terminal.type("\x1c\x1a")  # ctrl+\ and ctrl+z
    terminal.read(0.2)
    assert terminal.child.isalive()
    terminal.type("\x11")
    assert terminal.end() == 0
    assert terminal.is_sane()


def test_keys_typed_at_once_reach_what_they_open(shop_file: Path) -> None:
    terminal = desk(shop_file)
    terminal.until("n new")
    terminal.type("dfri 2p")
    terminal.until("that is FRI 2P")
    terminal.type("\x11")
    assert terminal.end() == 0


def test_an_idle_desk_sends_nothing_and_sleeps(shop_file: Path) -> None:
    terminal = desk(shop_file)
    terminal.until("n new")
    found = []
    for _ in range(5):  # a busy machine may take its time with what the first picture left to do
        terminal.read(1.0)
        before = terminal.used()
        sent = terminal.read(3.0)
        used = terminal.used() - before
        clock = re.search(rb"\x1b\[1;\d+H", sent)  # the minute may have passed meanwhile
        if (not sent or (clock and len(sent) < 600)) and used <= 0.03:
            break
        found.append((used, sent))
    else:
        raise AssertionError(found)
    terminal.type("\x11")
    assert terminal.end() == 0


def test_no_color_sends_no_colour(shop_file: Path) -> None:
    terminal = desk(shop_file, NO_COLOR="1")
    terminal.until("n new")
    terminal.type("?")
    terminal.until("What can be done here")
    codes = {c for m in COLOUR.findall(terminal.sent) for c in m[2:-1].split(b";")}
    assert not codes & {b"%d" % c for c in (*range(30, 39), *range(40, 49), *range(90, 108))}
    terminal.type("\x11")
    assert terminal.end() == 0


def test_the_linux_console_is_sent_its_16_colours(shop_file: Path) -> None:
    terminal = desk(
        shop_file, TERM="linux", COLORTERM="truecolor", TEXTUAL_COLOR_SYSTEM="truecolor"
    )
    terminal.until("n new")
    terminal.type("?")
    terminal.until("What can be done here")
    assert not RGB.search(terminal.sent)
    assert b"38;5;" not in terminal.sent
    assert not set(terminal.text) & set("▊▎▔▁━╸⭘╭╮╰╯")
    terminal.type("\x11")
    assert terminal.end() == 0


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_draw_is_refused_in_words(shop_file: Path, term: str) -> None:
    terminal = desk(shop_file, TERM=term)
    assert terminal.end() == 2
    assert "cannot draw screens" in terminal.sent.decode()
    assert b"Traceback" not in terminal.sent and b"\x1b[?1049h" not in terminal.sent


def test_no_terminal_at_all_is_refused_in_words(shop_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DESK, str(shop_file)],
        input="", capture_output=True, text=True, timeout=30, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 2
    assert "draws on a terminal" in done.stderr
    assert done.stdout == ""


def test_a_crash_prints_nobodys_data(shop_file: Path) -> None:
    broken = DESK.replace(
        "bind(Target(",
        "def crash(self):\n    pin = '471' + '1'\n    raise RuntimeError('oh')\n"
        "Holder.action_book_new = crash\nbind(Target(",
        1,
    )
    from tests.console.terminal import Terminal

    terminal = Terminal([sys.executable, "-c", broken, str(shop_file)])
    terminal.until("n new")
    terminal.type("n")
    assert terminal.end() == 1
    assert terminal.is_sane()
    assert b"did not expect" in terminal.sent
    assert b"4711" not in terminal.sent and b"locals" not in terminal.sent
