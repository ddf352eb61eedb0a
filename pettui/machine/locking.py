"""Locks the virtual terminals and takes the magic out of the keyboard, as root before the kiosk.

Run by the unit as `python -I -m pettui.machine.locking /dev/tty1`; `--unlock` gives an
administrator at a serial line or over SSH the switch of terminals back.
"""

from __future__ import annotations

import contextlib
import fcntl
import struct
import sys
from collections.abc import Iterator
from typing import BinaryIO

# From linux/vt.h and linux/kd.h.
VT_ACTIVATE, VT_LOCKSWITCH, VT_UNLOCKSWITCH = 0x5606, 0x560B, 0x560C
KDGKBENT, KDSKBENT = 0x4B46, 0x4B47
KDGKBLED, KDSKBLED = 0x4B64, 0x4B65
NO_TABLE = 0x027E
HOLE = 0x0200
SPECIAL, CONSOLE = 2, 5
HARMLESS_SPECIAL = {0, 1, 7}  # nothing, Enter, Caps Lock
NUM_LOCK = 0x02
NEVER_BLANK = b"\x1b[9;0]\x1b[14;0]"  # neither the screen nor its power goes off by itself


def is_magic(meaning: int) -> bool:
    """Tell whether a key's meaning is to do something to the kernel, not to type.

    Such keys change the terminal, freeze the output (Scroll Lock), restart the machine or print
    its memory. A terminal in raw mode does not see them.
    """
    kind, value = meaning >> 8, meaning & 0xFF
    return kind == CONSOLE or (kind == SPECIAL and value not in HARMLESS_SPECIAL)


def keys(tty: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """Give each key of each table of the keymap: table, key, meaning."""
    for table in range(256):
        for key in range(1, 128):
            entry = bytearray(struct.pack("BBH", table, key, 0))
            try:
                fcntl.ioctl(tty, KDGKBENT, entry)
            except OSError:
                return
            meaning = struct.unpack("BBH", entry)[2]
            if meaning == NO_TABLE:
                break
            yield table, key, meaning


def lock(tty: BinaryIO, number: int) -> int:
    """Show a terminal and keep it there; give how many keys lost their magic."""
    with contextlib.suppress(OSError):  # a terminal that is locked from an earlier start
        fcntl.ioctl(tty, VT_UNLOCKSWITCH, 0)
    fcntl.ioctl(tty, VT_ACTIVATE, number)
    keep_digits(tty)
    magic = [(table, key) for table, key, meaning in keys(tty) if is_magic(meaning)]
    for table, key in magic:
        fcntl.ioctl(tty, KDSKBENT, struct.pack("BBH", table, key, HOLE))
    tty.write(NEVER_BLANK)
    fcntl.ioctl(tty, VT_LOCKSWITCH, 0)
    return len(magic)


def keep_digits(tty: BinaryIO) -> None:
    """Turn Num Lock on: the console begins without, and a keypad would then move a cursor.

    Its key loses its magic with the others, so that the keypad stays one of digits. The upper
    half is what a reset of the terminal goes back to.
    """
    flags = bytearray(1)
    fcntl.ioctl(tty, KDGKBLED, flags)
    now, later = flags[0] & 0x0F | NUM_LOCK, flags[0] >> 4 | NUM_LOCK
    fcntl.ioctl(tty, KDSKBLED, now | later << 4)


def main(arguments: list[str]) -> int:
    """Lock the terminal that is named, or unlock it."""
    name = next((word for word in arguments if not word.startswith("-")), "/dev/tty1")
    number = name.rpartition("tty")[2]
    if not number.isdecimal():
        sys.stderr.write(f"{name} is not a virtual terminal such as /dev/tty1.\n")
        return 2
    with open(name, "r+b", buffering=0) as tty:
        if "--unlock" in arguments:
            fcntl.ioctl(tty, VT_UNLOCKSWITCH, 0)
            return 0
        count = lock(tty, int(number))
    sys.stderr.write(f"{name} is locked; {count} keys lost their magic.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
