"""The public keys that sign in over SSH, and whose each of them is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

_COMMAND = re.compile(r'command="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_KEY = re.compile(r"\b((?:ssh|ecdsa|sk)-[\w@.-]+) +(AAAA[\w+/=]+)")


class Wish(NamedTuple):
    """What a key's `command="pettui --as 1002 --slow"` asks for.

    Attributes:
        number: the employee's number, "" where the key names nobody.
        slow: whether the line is a slow one.
    """

    number: str = ""
    slow: bool = False


def used(told: str) -> list[str]:
    """Give the keys that sshd says were used: lines such as `publickey ssh-ed25519 AAAA...`."""
    lines = [line.split() for line in told.splitlines() if line.startswith("publickey ")]
    return [words[2] for words in lines if len(words) > 2]


def wish(told: str, keys: str) -> Wish:
    """Find what the key that was used asks for, in the file of the account's keys."""
    mine = set(used(told))
    for line in keys.splitlines():
        found = _KEY.search(line)
        if line.startswith("#") or not found or found[2] not in mine:
            continue
        command = _COMMAND.search(line[: found.start()])
        return _read(command[1].replace('\\"', '"')) if command else Wish()
    return Wish()


def _read(command: str) -> Wish:
    try:
        words = shlex.split(command)
    except ValueError:
        words = command.split()
    number = ""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == "--as":
            number = after
        elif word.startswith("--as="):
            number = word.partition("=")[2]
    return Wish(number, "--slow" in words)


def of_session(auth: Path, keys: Path) -> Wish:
    """Find what this session's key asks for, in sshd's word about it; nothing without either."""
    try:
        return wish(auth.read_text("utf-8"), keys.read_text("utf-8", errors="replace"))
    except OSError:
        return Wish()


def line(public: str, number: str) -> str:
    """Write the line of a key that signs an employee in; raises ValueError where it is no key."""
    found = _KEY.search(public)
    if not found:
        raise ValueError("no public key")
    comment = public[found.end() :].strip().splitlines()
    said = f" {comment[0]}" if comment and comment[0].isprintable() else ""
    begins = f'command="pettui --as {number}" ' if number else ""
    return f"{begins}{found[1]} {found[2]}{said}"
