"""Slow lines: 16 colours, fewer pictures, few bytes; how it is decided that a line is one."""

from __future__ import annotations

import re
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual.strip import Strip

from pettui.cli import roundtrip, slow
from screens.frame import sparing
from tests.console.terminal import Terminal
from tests.ssh.server import Server

LEAVES = "\x11"
MANY = re.compile(rb"[34]8;[25];")


def sent_by(terminal: Terminal, keys: str, words: str = "") -> int:
    """Type keys, wait for some words, and give how many bytes the answer has once all is quiet."""
    before = len(terminal.sent)
    terminal.type(keys)
    terminal.until(words)
    while terminal.read(0.4):
        pass
    return len(terminal.sent) - before


def test_a_slow_line_gets_16_colours_and_few_bytes(server: Server) -> None:
    server.allow("staff", options='command="pettui --slow"')
    terminal = server.connect(columns=120, rows=40)
    terminal.until("n new")
    assert sent_by(terminal, "") < 9_000
    assert len(terminal.sent) < 9_000, "the whole first picture, once"
    for key in ("\x1b[B", "\x1b[A", "\x1b[C"):
        assert sent_by(terminal, key) <= 300, "a cursor key, and the footer that follows"
    assert sent_by(terminal, "...", "in 3 days") < 2_500, "three days on, the last of which counts"
    assert sent_by(terminal, "n", "New visit") < 7_000, "a form over the whole of it"
    assert sent_by(terminal, "\x1b", "n new") < 7_000
    assert not MANY.search(terminal.sent)
    assert b"\x1b[" in terminal.sent and re.search(rb"\x1b\[[\d;]*(3\d|9\d)", terminal.sent)
    terminal.type(LEAVES)
    assert terminal.end() == 0


WAY = (
    ".", "\x1b[B", "\x1b[C", "n", "bella\r", "\x1b", "y", "v", "v", "?", "\x1b", "/ort", "\r", "m",
    "\x1b",
)  # fmt: skip


def test_it_shows_the_same_to_the_cell(shop_file: Path) -> None:
    """What is sent sparingly leaves the picture that Textual's own way of sending leaves."""
    config = shop_file.with_name("config.toml")
    config.write_text('theme = "ansi-dark"\n')
    both = [
        Terminal(
            [sys.executable, "-m", "pettui"], columns=101, rows=31,
            PETTUI_DATABASE=str(shop_file), PETTUI_CONFIG=str(config),
            XDG_STATE_HOME=str(shop_file.with_name(name)), **{name: value},
        )
        for name, value in (("PETTUI_SLOW", "1"), ("TEXTUAL_COLOR_SYSTEM", "standard"))
    ]  # fmt: skip
    for terminal in both:
        terminal.until("? help")
    for step, keys in enumerate(WAY, 1):
        for terminal in both:
            terminal.type(keys)
        end = time.monotonic() + 60
        # The line on top tells the time, which is the next minute's for one of them at times.
        while len({repr(_settled(terminal)[1:]) for terminal in both}) > 1:
            texts = "\n".join(terminal.text for terminal in both)
            assert time.monotonic() < end, f"after {WAY[:step]}:\n{texts}"
    assert len(both[0].sent) < len(both[1].sent) / 3
    for terminal in both:
        terminal.type("\x1b\x1b\x11")
        assert terminal.end() == 0


def _settled(terminal: Terminal) -> list[list[tuple[Any, ...]]]:
    """Give the picture once nothing more comes."""
    while terminal.read(0.15):
        pass
    return [[_looks(cell) for cell in line] for line in terminal.cells()]


def _looks(cell: Any) -> tuple[Any, ...]:
    """Give what is seen of a cell: of a blank its background alone, and lines on it."""
    shows = cell.data.strip()
    ink = (cell.fg, cell.bold, cell.italics) if shows or cell.reverse else ()
    return (cell.data or " ", ink, cell.bg, cell.underscore, cell.reverse)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("abc", "abc", ""),
        ("abcd", "abXd", "\x1b[2;3H\x1b[mX"),
        ("a" * 30, "b" + "a" * 28 + "c", "\x1b[2;1H\x1b[mb\x1b[2;30H\x1b[mc"),
        ("a" * 12, "b" + "a" * 4 + "c" + "a" * 6, "\x1b[2;1H\x1b[mbaaaac"),
        ("a" * 20, " " * 20, "\x1b[2;1H\x1b[m\x1b[K"),
        ("a" * 20, " " * 19 + "b", "\x1b[2;1H\x1b[m\x1b[19X\x1b[19Cb"),
        ("ab犬c", "ab名c", "\x1b[2;3H\x1b[m名"),
    ],
)
def test_only_what_differs_is_sent(before: str, now: str, told: str) -> None:
    one, other = (sparing.cells(Strip([Segment(text)])) for text in (before, now))
    assert sparing.changes(2, one, other) == told


def test_a_fast_line_gets_its_colours(server: Server) -> None:
    terminal = server.connect()
    terminal.until("n new")
    assert MANY.search(terminal.sent)
    terminal.type(LEAVES)
    assert terminal.end() == 0


def test_the_settings_decide_for_everybody(server: Server, shop_file: Path) -> None:
    server.serve(shop_file, "slow = true\n")
    terminal = server.connect()
    terminal.until("n new")
    assert not MANY.search(terminal.sent)
    terminal.type(LEAVES)
    assert terminal.end() == 0


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_kernel_tells_the_round_trip(family: socket.AddressFamily) -> None:
    """Of a line of IPv4 on a socket of IPv6 too: sshd's listen for both."""
    with socket.socket(family) as listener:
        listener.bind(("" if family == socket.AF_INET else "::", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client, listener.accept()[0] as desk:
            for one, other in ((client, desk), (desk, client)):
                one.sendall(b"x")
                assert other.recv(1) == b"x"
            ends = (*client.getsockname(), *client.getpeername())
            said = " ".join(str(end) for end in ends)
            found = roundtrip.seconds({"SSH_CONNECTION": said})
    assert found is not None
    assert 0 < found < roundtrip.SLOW


@pytest.mark.parametrize(
    "said", ["", "no line", "192.0.2.1 1 192.0.2.2 22", "a b c d", "::1 x ::1 22"]
)
def test_a_line_that_nobody_knows_has_no_round_trip(said: str) -> None:
    assert roundtrip.seconds({"SSH_CONNECTION": said}) is None
    assert roundtrip.seconds({}) is None


@pytest.mark.parametrize(
    ("said", "configured", "trip", "is_slow"),
    [
        ("", None, None, False), ("", None, 0.02, False), ("", None, 0.2, True),
        ("", False, 0.2, False), ("", True, 0.02, True),
        ("1", False, 0.02, True), ("0", True, 0.2, False),
    ],
)  # fmt: skip
def test_who_decides(
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    configured: bool | None,
    trip: float | None,
    is_slow: bool,
) -> None:
    monkeypatch.setattr(roundtrip, "seconds", lambda environ: trip)
    environ = {"PETTUI_SLOW": said, "SSH_CONNECTION": "a 1 b 2"}
    assert slow.prepare(configured, environ) is is_slow
    assert (environ.get("TEXTUAL_COLOR_SYSTEM") == "standard") is is_slow
    assert (environ.get("PETTUI_SLOW") == "1") is is_slow
