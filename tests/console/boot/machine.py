"""A machine in QEMU: its keyboard, its screen, a root shell on its serial line, its power."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.console.boot.eyes import Eyes, from_ppm, to_png

SHIFTED = {
    "!": "1", "@": "2", "#": "3", "$": "4", "%": "5", "^": "6", "&": "7", "*": "8", "(": "9",
    ")": "0", "_": "minus", "+": "equal", "{": "bracket_left", "}": "bracket_right",
    ":": "semicolon", '"': "apostrophe", "~": "grave_accent", "|": "backslash", "<": "comma",
    ">": "dot", "?": "slash",
}  # fmt: skip
PLAIN = {
    " ": "spc", "-": "minus", "=": "equal", "[": "bracket_left", "]": "bracket_right",
    ";": "semicolon", "'": "apostrophe", "`": "grave_accent", "\\": "backslash", ",": "comma",
    ".": "dot", "/": "slash", "\n": "ret", "\t": "tab",
}  # fmt: skip
OTHER_NAMES = {"enter": "ret", "space": "spc", "escape": "esc", "del": "delete"}
KERNEL = (
    "root=/dev/vda rw quiet loglevel=3 console=ttyS0 console=tty0 vt.global_cursor_default=0"
    " random.trust_cpu=on tsc=reliable"
)


class Gone(Exception):
    """The machine does not answer any more."""


def chord(char: str) -> list[str]:
    """Give the keys of a US keyboard that type a character."""
    if char in SHIFTED:
        return ["shift", SHIFTED[char]]
    if char.isupper():
        return ["shift", char.lower()]
    return [PLAIN.get(char, char)]


class Machine:
    """A virtual machine on a copy-on-write disk over an image."""

    def __init__(self, image: Path, eyes: Eyes, *, begins: datetime, memory: int = 512) -> None:
        self._begins, self._began = begins, time.monotonic()
        self.image, self.eyes, self.memory = image, eyes, memory
        self.folder = Path(tempfile.mkdtemp(prefix="pettui-boot-"))
        self.disk = self.folder / "disk.qcow2"
        self._process: subprocess.Popen[bytes] | None = None
        self._commands = 0
        subprocess.run(
            ["qemu-img", "create", "-q", "-f", "qcow2", "-b", str(image.resolve()), "-F", "raw",
             str(self.disk)], check=True,
        )  # fmt: skip

    def start(self, *, at: datetime | None = None) -> None:
        """Switch it on; its own clock has gone on since the first time, or says something else."""
        now = at or self._begins + timedelta(seconds=time.monotonic() - self._began)
        control, serial = self.folder / "control", self.folder / "serial"
        for path in (control, serial):
            path.unlink(missing_ok=True)
        fast = os.environ.get("BOOT_KVM") == "1"  # asked for: not every /dev/kvm is of use
        self._process = subprocess.Popen(
            [
                "qemu-system-x86_64", "-name", "kiosk", "-machine", "q35,hpet=off",
                "-accel", "kvm" if fast else "tcg,thread=multi", "-cpu", "host" if fast else "max",
                "-smp", "2", "-m", str(self.memory), "-display", "none", "-vga", "std",
                "-nic", "none", "-no-user-config", "-rtc", f"base={now:%Y-%m-%dT%H:%M:%S}",
                "-kernel", str(Path(f"{self.image}.vmlinuz").resolve()),
                "-initrd", str(Path(f"{self.image}.initrd").resolve()), "-append", KERNEL,
                "-drive", f"file={self.disk},if=virtio,format=qcow2,cache=writeback",
                "-device", "virtio-rng-pci", "-device", "qemu-xhci", "-device", "usb-kbd",
                "-qmp", f"unix:{control},server=on,wait=off",
                "-chardev", f"socket,id=s0,path={serial},server=on,wait=off",
                "-serial", "chardev:s0",
            ],
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self._control = _connect(control).makefile("rwb")
        self._control.readline()
        self._ask("qmp_capabilities")
        self._serial = _connect(serial)
        self._serial.settimeout(0.1)

    def cut_power(self) -> None:
        """Take the power away: what the disk has not got is lost."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """End it and throw its disk away."""
        self.cut_power()
        shutil.rmtree(self.folder, ignore_errors=True)

    # The screen

    def screen(self, keep: Path | None = None) -> str:
        """Read the screen from its pixels, and keep its picture where that is wanted."""
        shot = self.folder / "screen.ppm"
        self._ask("screendump", filename=str(shot))
        picture = from_ppm(shot.read_bytes())
        if keep:
            keep.write_bytes(to_png(picture))
        return self.eyes.read(picture)

    def until(self, words: str, seconds: float = 60) -> str:
        """Wait until the screen shows some words; fails with what it shows instead."""
        end = time.monotonic() + seconds
        while words not in (shown := self.screen()):
            if time.monotonic() > end:
                raise AssertionError(f"no {words!r} within {seconds} s on the screen:\n{shown}")
            time.sleep(0.2)
        return shown

    # The keyboard

    def press(self, keys: str, *, hold: float = 0.05) -> None:
        """Press keys together: `ctrl-alt-f2`."""
        codes = [OTHER_NAMES.get(key, key) for key in keys.split("-")]
        self._keys(codes, hold)

    def type(self, text: str, *, gap: float = 0.06) -> None:
        """Type as a person at a keypad; a badge reader has a gap of some milliseconds."""
        for char in text:
            self._keys(chord(char), gap / 2)
            time.sleep(gap / 2)

    def keypad(self, digits: str, *, gap: float = 0.12) -> None:
        """Type digits and Enter on the numeric keypad."""
        for code in (*(f"kp_{digit}" for digit in digits), "kp_enter"):
            self._keys([code], gap / 2)
            time.sleep(gap / 2)

    def swipe(self, badge: str, *, milliseconds: float = 5) -> None:
        """Hold a badge before the reader: a keyboard that types very fast, then Enter."""
        self.type(badge + "\n", gap=milliseconds / 1000)

    def _keys(self, codes: Sequence[str], hold: float) -> None:
        for down, keys in ((True, codes), (False, list(reversed(codes)))):
            events = [
                {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": code}}}
                for code in keys
            ]
            self._ask("input-send-event", events=events)
            if down:
                time.sleep(hold)

    # The serial line

    def run(self, command: str, *, seconds: float = 60) -> tuple[int, str]:
        """Run a command as root and give its exit code and output; 124 when it takes too long."""
        self._commands += 1
        mark = f"@{self._commands}@"
        # Written in two parts, so that an echo of the line is not taken for its output.
        self._serial.sendall(
            f"echo '{mark[:1]}''{mark[1:]}begins'; {command}\n"
            f"echo '{mark[:1]}''{mark[1:]}ends' $?\n".encode()
        )
        pattern = re.compile(
            rb"%(m)bbegins\r?\n(.*?)%(m)bends (\d+)" % {b"m": re.escape(mark).encode()}, re.S
        )
        got = b""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(TimeoutError):
                part = self._serial.recv(65536)
                if not part:
                    raise Gone("the serial line is closed")
                got += part
            if found := pattern.search(got):
                return int(found[2]), found[1].decode("utf-8", "replace").replace("\r\n", "\n")
        return 124, got.decode("utf-8", "replace")

    def told(self, command: str, *, seconds: float = 60) -> str:
        """Run a command as root that must work, and give its output without the last line end."""
        code, output = self.run(command, seconds=seconds)
        assert code == 0, f"{command}: exit code {code}\n{output}"
        return output.rstrip("\n")

    def shell(self, seconds: float = 180) -> None:
        """Wait for the root shell."""
        end = time.monotonic() + seconds
        while self.run("true", seconds=2)[0]:
            assert time.monotonic() < end, "no root shell on the serial line"

    def _ask(self, command: str, **arguments: Any) -> Any:
        question: dict[str, Any] = {"execute": command}
        if arguments:
            question["arguments"] = arguments
        self._control.write(json.dumps(question).encode() + b"\n")
        self._control.flush()
        while line := self._control.readline():
            answer = json.loads(line)
            if "error" in answer:
                raise RuntimeError(answer["error"])
            if "return" in answer:
                return answer["return"]
        raise Gone("QEMU has ended")


def _connect(path: Path) -> socket.socket:
    for _ in range(200):
        with contextlib.suppress(OSError):
            made = socket.socket(socket.AF_UNIX)
            made.connect(str(path))
            return made
        time.sleep(0.05)
    raise Gone("QEMU did not start")
