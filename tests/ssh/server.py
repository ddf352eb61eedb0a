"""A real sshd on the loopback, started by whoever runs the tests, with the drop-in of `ssh-setup`.

Everything around the drop-in is as careless as sshd allows: what does nothing is its work alone.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pettui.machine import ssh_texts
from pettui.machine.ssh_texts import Door
from tests.console.terminal import Terminal

ROOT = Path(__file__).parents[2]
SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "/usr/sbin/sshd"
ME = pwd.getpwuid(os.getuid()).pw_name
GROUP = grp.getgrgid(os.getgid()).gr_name

CARELESS = """\
ListenAddress 127.0.0.1
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PubkeyAuthentication yes
PermitUserEnvironment yes
PermitTunnel yes
AllowTcpForwarding yes
AllowStreamLocalForwarding yes
AllowAgentForwarding yes
GatewayPorts yes
AcceptEnv *
MaxStartups 100
Subsystem sftp internal-sftp
"""


class Server:
    """A running sshd: its keys, its settings, and the ways to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.door = Door(
            python=folder / "python", wrapper=folder / "ssh-desk", keys=folder / "keys",
            settings=folder / "ssh.toml", files=folder / "files",
        )  # fmt: skip
        for made in (self.home, self.door.keys, self.door.files):
            made.mkdir()
        # The installed program has an interpreter of its own that finds it; this one finds ours.
        start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pettui.cli import ssh_desk"
        _script(self.door.python, f'exec {sys.executable} -I -c "{start}; ssh_desk.main()"\n')
        self.door.wrapper.write_text(ssh_texts.wrapper(self.door))
        self.door.wrapper.chmod(0o755)
        self.drop_in = folder / "10-pettui.conf"
        self.drop_in.write_text(ssh_texts.drop_in(GROUP, self.door))
        for name in ("host", "staff", "other"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True)
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start sshd and wait until it listens."""
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # it insists, as root
        for _ in range(5):
            self.port = free_port()
            config = self.folder / "sshd_config"
            config.write_text(
                f"Include {self.drop_in}\nPort {self.port}\nHostKey {self.folder / 'host'}\n"
                f"{CARELESS}SetEnv HOME={self.home}\n"
            )
            with open(self.folder / "sshd.log", "wb") as log:
                self._process = subprocess.Popen(
                    [SSHD, "-D", "-e", "-f", str(config)], stderr=log, start_new_session=True
                )
            if self._listens():
                return
        raise AssertionError((self.folder / "sshd.log").read_text())

    def _listens(self) -> bool:
        assert self._process is not None
        end = time.monotonic() + 20
        while time.monotonic() < end and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return True
            except OSError:
                time.sleep(0.02)
        return False

    def stop(self) -> None:
        """Stop sshd and the sessions that a failed test left open."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)
        self.end_sessions()

    def end_sessions(self) -> None:
        """End what is left of sessions, as after a failed test, and what they remember."""
        for pid in self.desks():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self.until_gone(pid)
        shutil.rmtree(self.home)
        self.home.mkdir()

    def serve(self, database: Path, more: str = "") -> None:
        """Let sessions work on a database from now on, with their key naming nobody."""
        self.door.settings.write_text(f'database = "{database}"\n{more}')
        self.allow("staff")

    def allow(self, *keys: str, options: str = "") -> None:
        """Let these keys in, with options before them."""
        public = [(self.folder / f"{key}.pub").read_text() for key in keys]
        lines = [f"{options} {line}" if options else line for line in public]
        (self.door.keys / ME).write_text("".join(lines))

    def command(self, *rest: str, options: Sequence[str] = (), key: str = "staff") -> list[str]:
        """Give the command line of an ssh client; `rest` is what comes after the host."""
        return [
            "ssh", "-F", "none", "-p", str(self.port), *self.ways(key), *options,
            f"{ME}@127.0.0.1", *rest,
        ]  # fmt: skip

    def ways(self, key: str = "staff") -> list[str]:
        """Give the options that ssh, scp and sftp have in common."""
        said = (
            "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes",
            "BatchMode=yes", "LogLevel=ERROR",
        )  # fmt: skip
        return ["-i", str(self.folder / key), *(word for one in said for word in ("-o", one))]

    def connect(
        self, *options: str, columns: int = 80, rows: int = 24, key: str = "staff", **env: str
    ) -> Terminal:
        """Open a session on a terminal, as people do."""
        command = self.command(options=options, key=key)
        return Terminal(command, columns=columns, rows=rows, **env)

    def run(self, *rest: str, options: Sequence[str] = (), **env: str) -> Done:
        """Run an ssh client to its end, without a terminal."""
        return ended(self.command(*rest, options=options), **env)

    def desks(self) -> list[int]:
        """Give the processes of all sessions."""
        mark = f"PETTUI_KEYS={self.door.keys}".encode()
        return [pid for pid, said in environments() if mark in said]

    def until_gone(self, pid: int, seconds: float = 60) -> None:
        """Wait until a session's process is gone."""
        end = time.monotonic() + seconds
        while pid in self.desks():
            assert time.monotonic() < end, f"the session {pid} runs on without its line"
            time.sleep(0.02)


Done = subprocess.CompletedProcess[str]


def ended(command: Sequence[str], **env: str) -> Done:
    """Run a program to its end and give what it said."""
    return subprocess.run(
        command, input="", capture_output=True, text=True, timeout=60, check=False,
        env=os.environ | env,
    )  # fmt: skip


def environments() -> Iterator[tuple[int, list[bytes]]]:
    """Give the environment of each process that may be looked at."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            yield int(path.name), (path / "environ").read_bytes().split(b"\0")
        except OSError:
            continue


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)
