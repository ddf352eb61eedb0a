"""Staff get the desk over SSH, and whatever else a client asks for does nothing."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.terminal import Terminal
from tests.ssh.server import ME, Server, ended, environments, free_port

LEAVES = "\x11"
ONLY = "This account is for pettui's desk alone"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen where a tunnel might lead to: a database, say."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        made.listen()
        made.settimeout(1)
        yield made


def test_staff_get_the_desk(server: Server) -> None:
    terminal = server.connect()
    terminal.until("Wagging Tails")
    terminal.until("ssh 127.0.0.1")
    terminal.until("n new")
    terminal.type(LEAVES)
    assert terminal.end() == 0
    assert terminal.is_sane()


@pytest.mark.parametrize(
    "command",
    ["id", "/bin/sh -c 'touch {mark}'", "pettui --help", "day; touch {mark}", "$(touch {mark})",
     "pettui settings list", "internal-sftp", "kiosk"],
)  # fmt: skip
def test_a_command_is_not_run(server: Server, tmp_path: Path, command: str) -> None:
    mark = tmp_path / "mark"
    done = server.run(command.format(mark=mark))
    assert (done.returncode, done.stdout) == (2, "")
    assert ONLY in done.stderr
    assert not mark.exists()


def test_a_command_on_a_terminal_gets_the_desk_and_is_not_run(
    server: Server, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    terminal = Terminal(server.command(f"touch {mark}; exec sh", options=["-t"]))
    terminal.until("Wagging Tails")
    terminal.type(LEAVES)
    assert terminal.end() == 0
    assert not mark.exists()


def test_no_file_comes_or_goes(server: Server, tmp_path: Path) -> None:
    mine, there, got = tmp_path / "mine", tmp_path / "there", tmp_path / "got"
    mine.write_text("what a thief sends")
    ways = [*server.ways(), "-P", str(server.port)]
    for scp in (["scp"], ["scp", "-O"]):
        for one, other in ((str(mine), f"{ME}@127.0.0.1:{there}"),
                           (f"{ME}@127.0.0.1:/etc/passwd", str(got))):  # fmt: skip
            assert ended([*scp, "-F", "none", *ways, one, other]).returncode != 0
    batch = tmp_path / "batch"
    batch.write_text(f"put {mine} {there}\nget /etc/passwd {got}\n")
    sftp = ended(["sftp", "-F", "none", *ways, "-b", str(batch), f"{ME}@127.0.0.1"])
    assert sftp.returncode != 0
    assert server.run("sftp", options=["-s"]).returncode != 0
    assert not there.exists() and not got.exists()


@pytest.mark.parametrize("way", ["-L{free}:127.0.0.1:{to}", "-D{free}"], ids=["-L", "-D"])
def test_no_tunnel_leads_in(server: Server, listener: socket.socket, way: str) -> None:
    free, to = free_port(), listener.getsockname()[1]
    command = server.command(options=["-N", way.format(free=free, to=to)])
    with _running(command), _connected(free) as line:
        if way.startswith("-D"):  # SOCKS: no password; connect to 127.0.0.1
            line.sendall(b"\5\1\0")
            assert line.recv(2) == b"\5\0"
            line.sendall(b"\5\1\0\1\x7f\0\0\1" + to.to_bytes(2, "big"))
        answer = line.recv(10)
        # ssh itself took the line; sshd refused what it leads to.
        assert answer == b"" or answer[:2] == b"\5\5" or answer[1] != 0
        with pytest.raises(TimeoutError):
            listener.accept()


def test_w_leads_nowhere(server: Server, listener: socket.socket) -> None:
    host, port = listener.getsockname()
    done = server.run(options=["-W", f"{host}:{port}"])
    assert done.returncode != 0
    with pytest.raises(TimeoutError):
        listener.accept()


def test_no_tunnel_leads_out(server: Server) -> None:
    port = free_port()
    done = server.run(options=["-N", "-o", "ExitOnForwardFailure=yes", f"-R{port}:127.0.0.1:22"])
    assert done.returncode == 255
    assert "forwarding failed" in done.stderr
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_nothing_of_the_clients_environment_arrives(server: Server, tmp_path: Path) -> None:
    evil, mark, log = tmp_path / "evil", tmp_path / "mark", tmp_path / "log"
    evil.mkdir()
    touch = f"open({str(mark)!r}, 'w')\n"
    (evil / "evil.py").write_text(touch)
    (evil / "sitecustomize.py").write_text(touch)
    (evil / "start.sh").write_text(f"touch {mark}\n")
    sent = {
        "TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL_LOG": str(log), "TEXTUAL_PRESS": "n",
        "TEXTUAL_DEBUG": "1", "PYTHONPATH": str(evil), "PYTHONSTARTUP": str(evil / "evil.py"),
        "PYTHONINSPECT": "1", "ENV": str(evil / "start.sh"), "BASH_ENV": str(evil / "start.sh"),
        "PETTUI_DATABASE": str(tmp_path / "other.db"), "PETTUI_AS": "1000", "PETTUI_DEBUG": "1",
        "PETTUI_CONFIG": str(tmp_path / "other.toml"), "PETTUI_FILES": "/", "PETTUI_NOTHING": "sh",
        "LC_ALL": "tr_TR.UTF-8", "SSH_USER_AUTH": str(tmp_path / "auth"),
    }  # fmt: skip
    options = ["-A", "-o", f"SendEnv={' '.join(sent)}"]
    with pytest.MonkeyPatch.context() as mine:
        for name, value in sent.items():
            mine.setenv(name, value)
        terminal = server.connect(*options)
    terminal.until("Wagging Tails")
    (pid,) = server.desks()
    (found,) = [said for each, said in environments() if each == pid]
    names = {line.partition(b"=")[0].decode() for line in found if line}
    assert names == {
        "PATH", "LANG", "HOME", "USER", "LOGNAME", "TERM", "SSH_CONNECTION", "SSH_USER_AUTH",
        "PETTUI_CONFIG", "PETTUI_FILES", "PETTUI_KEYS", "PWD",
    } - ({"PWD"} - names)  # fmt: skip
    assert not {value for value in sent.values() if len(value) > 4} & {
        line.partition(b"=")[2].decode() for line in found
    }
    terminal.type(LEAVES)
    assert terminal.end() == 0
    assert not mark.exists() and not log.exists()


def test_a_terminal_with_a_strange_name_is_refused_in_words(server: Server) -> None:
    terminal = server.connect(TERM="../../evil\x1b]0;x")
    assert terminal.end() == 2
    assert b"cannot draw screens" in terminal.sent


def test_a_file_lies_where_files_may_lie(server: Server, tmp_path: Path) -> None:
    terminal = server.connect(columns=100, rows=30)
    terminal.until("n new")
    terminal.type("/ortega")
    terminal.until("Maria Ortega")
    terminal.type("\r")
    terminal.until("client 1000")
    terminal.type("m")
    terminal.until("write out all that is on record")
    (number,) = re.findall(r"(\d) +write out all", terminal.text)
    terminal.type(number)
    terminal.until("Write what is on record into which folder?")
    terminal.until(str(server.door.files)[:40])
    terminal.type("\x15" + str(tmp_path / "stolen"))
    terminal.until("files are in")
    terminal.type("\r")
    terminal.read(0.5)
    assert not (tmp_path / "stolen").exists()
    terminal.child.close(force=True)


@contextlib.contextmanager
def _running(command: list[str]) -> Iterator[None]:
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            yield
        finally:
            running.kill()


def _connected(port: int) -> socket.socket:
    """Connect to a client's own end of a tunnel, as soon as it listens."""
    end = time.monotonic() + 30
    while True:
        try:
            line = socket.create_connection(("127.0.0.1", port), timeout=10)
        except OSError:
            assert time.monotonic() < end, "the client does not listen"
            time.sleep(0.02)
        else:
            return line
