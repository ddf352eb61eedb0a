"""Slow lines: 16 colours, fewer pictures, few bytes; how it is decided that a line is one."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from pettui.cli import roundtrip, slow
from tests.console.terminal import Terminal
from tests.ssh.server import Server

LEAVES = "\x11"
MANY = re.compile(rb"[34]8;[25];")


def sent_by(terminal: Terminal, keys: str) -> int:
    """Type keys and give how many bytes the answer has, once all is quiet."""
    terminal.read(0.5)
    terminal.type(keys)
    return len(terminal.read(0.7))


def test_a_slow_line_gets_16_colours_and_few_bytes(server: Server) -> None:
    server.allow("staff", options='command="pettui --slow"')
    terminal = server.connect(columns=120, rows=40)
    terminal.until("n new")
    terminal.read(0.5)
    assert len(terminal.sent) < 12_000, "the whole first picture, once"
    for key in ("\x1b[B", "\x1b[A", "\x1b[C"):
        assert sent_by(terminal, key) <= 600, "a cursor key, and the footer that follows"
    one = sent_by(terminal, ".")
    several = sent_by(terminal, ".,.,.")
    assert several < 3 * one, "what changes at once is sent once"
    terminal.type("n")
    terminal.until("New visit")
    terminal.type("\x1b")
    assert not MANY.search(terminal.sent)
    assert b"\x1b[" in terminal.sent and re.search(rb"\x1b\[[\d;]*(3\d|9\d)", terminal.sent)
    terminal.type(LEAVES)
    assert terminal.end() == 0


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
