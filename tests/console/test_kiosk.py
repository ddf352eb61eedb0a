"""The time clock on a real terminal: nobody gets out, and nothing that is typed harms it."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from screens.kiosk.keys import BOUNCE
from screens.kiosk.opening import SORRY
from tests.console.kiosk import BADGE, READY, clock, give_credentials
from tests.console.terminal import Terminal

KEYS = {
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefgklnopqrstuvwxyz"},
    "ctrl+backslash": "\x1c",
    "ctrl+]": "\x1d",
    "ctrl+^": "\x1e",
    "ctrl+_": "\x1f",
    "ctrl+@": "\x00",
    "f1": "\x1bOP",
    "f1 of the console": "\x1b[[A",
    "f4": "\x1bOS",
    "f10": "\x1b[21~",
    "alt+f2": "\x1b\x1bOQ",
    "alt+x": "\x1bx",
    "ctrl+alt+q": "\x1b\x11",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "slash": "/",
    "question mark": "?",
}
IGNORED = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGCONT")


@pytest.fixture(autouse=True)
def credentials(shop_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give people PINs and a badge."""
    give_credentials(shop_file, monkeypatch)


def swipe(terminal: Terminal, seconds: float = 0.0) -> None:
    """Swipe a badge, with some seconds between two keys."""
    for key in BADGE + "\r":
        terminal.type(key)
        time.sleep(seconds)


def still_serves(terminal: Terminal) -> None:
    """Check that the next badge is read."""
    terminal.type("\x1b")
    terminal.read(0.3)
    swipe(terminal)
    terminal.until("Luis.")
    terminal.until("Enter  Clock in")


def leave(terminal: Terminal) -> int:
    """Stop the clock as the service manager does."""
    terminal.child.kill(signal.SIGTERM)
    return terminal.end()


def test_no_key_leads_out(shop_file: Path) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    before = terminal.text
    for name, key in KEYS.items():
        terminal.type(key)
        terminal.read(0.02)
        assert terminal.child.isalive(), name
    terminal.type("\x1b")
    rows = before.splitlines()[9:]
    terminal.until_so(lambda: terminal.text.splitlines()[9:] == rows, "as before")
    still_serves(terminal)
    for key in KEYS.values():
        terminal.type(key)
    terminal.read(0.3)
    assert terminal.child.isalive()
    assert leave(terminal) == 143


def test_no_signal_but_two_ends_it(shop_file: Path) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    for name in IGNORED:
        terminal.child.kill(getattr(signal, name))
        terminal.read(0.05)
    still_serves(terminal)
    assert leave(terminal) == 143


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_it_leaves_the_terminal_as_it_was(shop_file: Path, number: int, code: int) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    terminal.child.kill(number)
    assert terminal.end() == code
    assert terminal.is_sane()
    assert "Traceback" not in terminal.text


def test_a_terminal_that_goes_away_ends_it(shop_file: Path) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    process = terminal.child.pid
    os.close(terminal.child.child_fd)
    for _ in range(1000):
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            break
        time.sleep(0.05)
    assert ended, "the clock goes on without a terminal"
    assert os.waitstatus_to_exitcode(status) == 129
    terminal.child.child_fd = os.open(os.devnull, os.O_RDONLY)  # for pexpect to close
    terminal.child.terminated = True


def test_a_badge_at_full_speed(shop_file: Path) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    swipe(terminal, 0.002)
    terminal.until("back to the clock")
    terminal.read(2 * BOUNCE)
    terminal.type("\r")
    terminal.until("Clocked in at")
    terminal.type("\x1b")
    terminal.until(READY)
    assert leave(terminal) == 143


@pytest.mark.parametrize("paste", ["\x1b[200~{}\x1b[201~", "{}", "\x1b[200~{}"])
def test_a_long_paste_is_harmless(shop_file: Path, paste: str) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    begun = time.monotonic()
    data = paste.format("[@click=app.quit]1234 words\r\n" * 10_000).encode()
    while data:
        data = data[os.write(terminal.child.child_fd, data[:4096]) :]
        terminal.read(0.001)
    time.sleep(2.1 if paste == "\x1b[200~{}" else 0)  # an unfinished one is forgotten after 2 s
    terminal.read(0.2)
    terminal.type("\x1b")
    still_serves(terminal)
    assert time.monotonic() - begun < 60
    assert leave(terminal) == 143


def test_bytes_that_mean_nothing_are_harmless(shop_file: Path) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    for rubbish in (
        b"\xff\xfe\x80\xc3", b"\x1b[999999999999999999999u", b"\x1b[<999999;999999;999999M",
        b"\x1b[48;9;9;9;9t", b"\x1b[M", b"\x1bP+q544e\x1b\\", b"\x9b31m\x00\x07", b"\x1b[200;999R",
        b"\xed\xa0\x80", b"\x1b]52;c;aGk=\x07",
    ):  # fmt: skip
        os.write(terminal.child.child_fd, rubbish)
        terminal.read(0.1)
    terminal.read(0.4)
    still_serves(terminal)
    assert leave(terminal) == 143


def test_keys_of_before_the_start_are_nobodys(shop_file: Path) -> None:
    terminal = clock(shop_file, before="import time; time.sleep(0.5)")
    terminal.type("4711")
    terminal.until(READY)
    terminal.read(0.3)
    assert "Your number: _" in terminal.text
    assert leave(terminal) == 143


def test_a_crash_shows_one_line_and_tells_no_secret(shop_file: Path, tmp_path: Path) -> None:
    before = """
from screens.kiosk.board import People
def broken(self):
    secret_pin = "736182"
    if self.app.keys.at:
        raise RuntimeError("broken")
    return ""
People.render = broken
from screens.kiosk.app import Kiosk
home = Kiosk.home
def show(self, typed):
    home(self, typed)
    self.screen.query_one(People).refresh()
Kiosk.home = show
"""
    terminal = clock(shop_file, before=before)
    terminal.until(READY)
    terminal.type("1")
    assert terminal.end() == 70
    assert terminal.is_sane()
    said = [line for line in terminal.text.splitlines() if line]
    assert said == [SORRY]
    assert b"736182" not in terminal.sent
    log = next(tmp_path.rglob("pettui.log")).read_text()
    assert "RuntimeError: broken" in log
    assert "736182" not in log


def test_nothing_that_is_typed_is_written_down(shop_file: Path, tmp_path: Path) -> None:
    environ: dict[str, Any] = {
        "TEXTUAL_LOG": str(tmp_path / "log"), "TEXTUAL_DEBUG": "1", "TEXTUAL": "debug,devtools",
        "TEXTUAL_DRIVER": "nowhere:Driver", "TEXTUAL_SCREENSHOT": "0", "TEXTUAL_ALLOW_SIGNALS": "1",
    }  # fmt: skip
    terminal = clock(shop_file, **environ)
    terminal.until(READY)
    terminal.type("1001\r")
    terminal.until("PIN")
    terminal.type("940275\r")
    terminal.until("back to the clock")
    terminal.read(2 * BOUNCE)
    terminal.type("\r")
    terminal.until("Clocked in")
    assert b"940275" not in terminal.sent
    assert leave(terminal) == 143
    assert not (tmp_path / "log").exists()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"940275" not in path.read_bytes(), path


class Manager:
    """A service manager that listens."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.address)

    def wait(self, words: str, times: int = 1) -> list[float]:
        """Wait until words have come some times; give when they came."""
        came: list[float] = []
        self.socket.settimeout(60)
        while len(came) < times:
            if self.socket.recv(100).decode() == words:
                came.append(time.monotonic())
        return came

    def hear(self, seconds: float, most: int = 1000) -> list[str]:
        """Give what comes within a time, or the first of it."""
        heard: list[str] = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and len(heard) < most:
            self.socket.settimeout(left)
            try:
                heard.append(self.socket.recv(100).decode())
            except TimeoutError:
                break
        return heard


def test_the_service_manager_hears_that_it_is_painted_and_lives(
    shop_file: Path, tmp_path: Path
) -> None:
    manager = Manager(tmp_path)
    terminal = clock(shop_file, NOTIFY_SOCKET=manager.address, WATCHDOG_USEC="300000")
    assert manager.hear(0.05) == []
    terminal.until(READY)
    assert manager.hear(60, 1) == ["READY=1"]
    came = manager.wait("WATCHDOG=1", 8)
    assert median(two - one for one, two in pairwise(came)) < 0.3
    os.kill(terminal.child.pid, signal.SIGSTOP)
    manager.hear(0.2)
    assert manager.hear(0.6) == []
    os.kill(terminal.child.pid, signal.SIGCONT)
    manager.wait("WATCHDOG=1")
    still_serves(terminal)
    assert leave(terminal) == 143


def test_a_clock_whose_loop_hangs_gives_no_sign_of_life(shop_file: Path, tmp_path: Path) -> None:
    manager = Manager(tmp_path)
    mark = tmp_path / "hangs"
    before = f"""
from pathlib import Path
from screens.kiosk.clerk import Clerk
async def hang(self, typed):
    import time
    Path({str(mark)!r}).touch()
    time.sleep(600)
Clerk._visitor = hang
"""
    terminal = clock(
        shop_file, before=before, NOTIFY_SOCKET=manager.address, WATCHDOG_USEC="300000"
    )
    terminal.until(READY)
    manager.wait("WATCHDOG=1")
    terminal.type("1\r")
    terminal.until_so(mark.exists, "it hangs")
    manager.hear(0.1)  # what was on its way
    assert manager.hear(0.6) == []
    terminal.child.kill(signal.SIGKILL)
    terminal.end()


@pytest.mark.parametrize("what", ["clerk.Clerk.serve", "following.Follower.follow"])
def test_a_clock_that_serves_nobody_ends_to_be_started_again(shop_file: Path, what: str) -> None:
    before = f"""
import screens.kiosk.app
async def end(self):
    pass
screens.kiosk.{what} = end
"""
    terminal = clock(shop_file, before=before)
    assert terminal.end() == 70
    assert terminal.text.split("\n")[0] == SORRY


def test_an_idle_clock_sends_nothing(shop_file: Path) -> None:
    terminal = clock(shop_file)
    terminal.until(READY)
    for _ in range(5):  # a busy machine may take its time with what the first picture left to do
        terminal.read(0.5)
        if time.time() % 60 > 54:
            terminal.read(7)
        sent = terminal.read(4)
        if not sent:
            break
    assert sent == b""
    assert leave(terminal) == 143


@pytest.mark.parametrize("size", [(80, 24), (80, 25), (100, 37), (160, 50), (240, 67)])
def test_the_linux_console_gets_sixteen_colours_and_plain_signs(
    shop_file: Path, size: tuple[int, int]
) -> None:
    columns, rows = size
    terminal = clock(
        shop_file, columns=columns, rows=rows, TERM="linux", COLORTERM="truecolor",
        TEXTUAL_COLOR_SYSTEM="truecolor",
    )  # fmt: skip
    terminal.until(READY)
    swipe(terminal)
    terminal.until("back to the clock")
    assert leave(terminal) == 143
    for code in re.findall(rb"\x1b\[([\d;]*)m", terminal.sent):
        assert not {b"38", b"48"} & set(code.split(b";")), code
        assert {int(part or 0) for part in code.split(b";")} <= {
            0,
            1,
            *range(30, 38),
            39,
            *range(40, 48),
            49,
            *range(90, 98),
        }
    drawn = {sign for sign in terminal.sent.decode() if ord(sign) > 126}
    assert drawn <= set("█┌┐└┘─│•"), drawn
    assert b"?1000h" not in terminal.sent


@pytest.mark.parametrize(
    "environ", [{"TERM": "vt100"}, {"TERM": "screen"}, {"NO_COLOR": "1"}, {"TERM": "xterm-direct"}]
)
def test_every_terminal_shows_the_words(shop_file: Path, environ: dict[str, Any]) -> None:
    terminal = clock(shop_file, **environ)
    terminal.until(READY)
    still_serves(terminal)
    assert "1  Clock in" in terminal.text
    assert leave(terminal) == 143
