"""A machine's files for tests: a folder that looks like one, and hands that touch nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pettui.machine.hands import Failed, Hands

ACCOUNTS = "root:x:0:0:root:/root:/bin/bash\n"
GROUPS = "root:x:0:\n"


class PretendHands(Hands):
    """Notes what would be run; makes and removes the account in the tree's own lists.

    The account gets the numbers of whoever runs the tests, so that they need not be root.
    """

    def __init__(self, root: Path, *, is_root: bool = True) -> None:
        self.root = root
        self.ran: list[str] = []
        self.fails = ""  # a program that does not work
        self._is_root = is_root

    def is_root(self) -> bool:
        return self._is_root

    def is_running(self) -> bool:
        return False

    def is_private(self, path: Path) -> bool:
        return False

    def finds(self, program: str) -> bool:
        return True

    def own(self, path: Path, user: int, group: int) -> None:
        self.ran.append(f"chown {user}:{group} {path}")

    def run(self, command: Sequence[str]) -> str:
        self.ran.append(" ".join(command))
        if command[0] == self.fails:
            raise Failed(f"{command[0]}: it is broken")
        etc = self.root / "etc"
        if command[0] == "systemd-sysusers":
            user, group = os.getuid(), os.getgid()
            (etc / "passwd").write_text(f"{ACCOUNTS}pettui:x:{user}:{group}::/var/lib/pettui:\n")
            (etc / "group").write_text(f"{GROUPS}pettui:x:{group}:\n")
        elif command[0] == "userdel":
            (etc / "passwd").write_text(ACCOUNTS)
            (etc / "group").write_text(GROUPS)
        return ""


def debian(root: Path) -> PretendHands:
    """Make what the kiosk finds on a fresh Debian; give hands for it."""
    for folder in ("etc/default", "etc/console-setup", "etc/sysctl.d", "var/lib", "opt"):
        (root / folder).mkdir(parents=True)
    (root / "etc/systemd/system/multi-user.target.wants").mkdir(parents=True)
    (root / "etc/passwd").write_text(ACCOUNTS)
    (root / "etc/group").write_text(GROUPS)
    (root / "etc/default/console-setup").write_text('CHARMAP="UTF-8"\nFONTFACE="Fixed"\n')
    return PretendHands(root)


Seen = dict[str, tuple[int, str | bytes | None]]


def everything(root: Path) -> Seen:
    """Give every path below a root with its mode and its content."""
    seen: Seen = {}
    for path in sorted(root.rglob("*")):
        content: str | bytes | None = None
        if path.is_symlink():
            content = os.readlink(path)
        elif path.is_file():
            # Of compiled files only what they were made from: Python writes the same code in
            # one of several ways, which depend on what else the process had in hand.
            content = path.read_bytes()[: 16 if path.suffix == ".pyc" else None]
        seen[str(path.relative_to(root))] = (path.lstat().st_mode, content)
    return seen
