"""A line that drops: nothing runs on, nothing is locked, and the next session is where it was."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import time
from pathlib import Path

from db.gate import gate_path
from tests.console.terminal import Terminal
from tests.ssh.server import Server
from tests.stress import oracle, world

LEAVES = "\x11"


def session(server: Server, *, key: str = "staff", shows: str = "? help") -> tuple[Terminal, int]:
    """Open a session; give its terminal and its process on the machine."""
    before = set(server.desks())
    terminal = server.connect(columns=100, rows=30, key=key)
    terminal.until(shows)
    (pid,) = set(server.desks()) - before
    return terminal, pid


def drop(terminal: Terminal) -> None:
    """Drop the line: the client is gone without a word."""
    terminal.child.kill(signal.SIGKILL)
    terminal.end()


def is_free(database: Path) -> bool:
    """Tell whether nobody holds the gate of a database."""
    with open(gate_path(database), "a") as gate:
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def test_a_dropped_line_leaves_no_process_and_no_lock(server: Server, shop_file: Path) -> None:
    terminal, pid = session(server)
    terminal.type("n")
    terminal.until("New visit")
    drop(terminal)
    server.until_gone(pid)
    assert is_free(shop_file)
    assert not [path for path in Path("/proc").glob("[0-9]*/fd/*") if _leads_to(path, shop_file)]


def _used(pid: int) -> float:
    return time.clock_gettime(~pid << 3 | 2)  # Linux's clock of another process


def _leads_to(handle: Path, database: Path) -> bool:
    try:
        return os.readlink(handle).startswith(str(database))
    except OSError:
        return False


def test_a_line_that_hangs_and_drops_ends_its_session(shop_file: Path) -> None:
    """The client takes nothing any more, as on a train: the desk writes into a full pipe."""
    terminal = Terminal([sys.executable, "-m", "pettui"], PETTUI_DATABASE=str(shop_file))
    terminal.until("? help")
    pid = terminal.child.pid
    terminal.type(".," * 40)  # answered by more pictures than fit between a program and sshd
    used = -1.0
    while (now := _used(pid)) > used + 0.03:  # until nothing more fits into the line
        used = now
        time.sleep(0.3)
    assert is_free(shop_file), "a desk that hangs is in nobody's way"
    terminal.child.ptyproc.fileobj.close()
    terminal.child.ptyproc.closed = True
    end = time.monotonic() + 60
    while Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z":
        assert time.monotonic() < end, "the desk runs on without a line"
        time.sleep(0.02)


def test_a_line_that_drops_while_it_saves_leaves_all_or_nothing(
    server: Server, tmp_path: Path
) -> None:
    shop_file, saved = tmp_path / "crowd.db", 0
    world.make(shop_file, employees=2)  # which is open day and night
    server.serve(shop_file)
    for number in range(4):
        terminal, pid = session(server)
        terminal.type("nclient 3\rnails\r\r")
        terminal.until("Enter books")
        terminal.type(f"tom {1 + number}a\r")
        terminal.until(f" {1 + number}:00a with")
        terminal.type("\r")
        time.sleep(0.004 * number)  # sooner and later amid the saving
        drop(terminal)
        server.until_gone(pid)
        assert is_free(shop_file)
        with oracle.opened(shop_file) as db:
            (now,) = db.execute("SELECT count(*) FROM ticket").fetchone()
        assert now in (saved, saved + 1)
        saved = now
    assert oracle.judge(shop_file) == []


def test_the_next_session_is_back_where_it_was(server: Server, shop_file: Path) -> None:
    terminal, pid = session(server)
    terminal.type("...v")
    terminal.until("week")
    terminal.type("\x1b[B\x1b[B\x1b[C")
    terminal.until_so(lambda: '"week"' in _kept(server), "the place is kept")
    terminal.read(0.5)
    before = _book(terminal)
    drop(terminal)
    server.until_gone(pid)
    again, _ = session(server, shows="back where you were")
    again.until_so(lambda: _book(again) == before, f"the same view as\n{before}")
    again.type(LEAVES)
    assert again.end() == 0
    fresh, _ = session(server)
    fresh.read(0.4)
    assert _book(fresh) != before, "whoever leaves in order begins with today"
    fresh.type(LEAVES)
    assert fresh.end() == 0


def _kept(server: Server) -> str:
    folder = server.home / ".local/state/pettui/places"
    return "".join(path.read_text() for path in folder.glob("*.json"))


def _book(terminal: Terminal) -> str:
    """Give what shows of the book, without the line on top and what is said below."""
    return "\n".join(terminal.text.splitlines()[1:26])


def test_what_was_typed_and_not_saved_is_offered_again(server: Server) -> None:
    terminal, pid = session(server)
    terminal.type("/ortega")
    terminal.until("Maria Ortega")
    terminal.type("\r")
    terminal.until("client 1000")
    terminal.type("e")
    terminal.until("ctrl+s save")
    terminal.type("Marietta\tOrtiz")
    terminal.until("Ortiz")
    drafts = server.home / ".local/state/pettui/drafts"
    terminal.until_so(
        lambda: any("Ortiz" in path.read_text() for path in drafts.glob("*.json")), "a draft"
    )
    drop(terminal)
    server.until_gone(pid)
    again, _ = session(server)
    again.type("/ortega")
    again.until("Maria Ortega")
    again.type("\r")
    again.until("client 1000")
    again.type("e")
    again.until("There is text that was never saved")
    drop(again)
