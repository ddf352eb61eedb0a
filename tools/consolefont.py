"""Draws the kiosk's console fonts: `python -m tools.consolefont IN.psf.gz OUT.psf.gz`.

Takes a font of Debian's console-setup (Uni2-TerminusBold32x16, Uni2-Terminus16) and adds what
Textual draws with and those lack: half and eighth blocks, quadrants, the dark shade, ticks, rings,
pointers. Letters of Greek, Hebrew and Arabic give up their places, for a console font has 512.
Shaped after a measured example.
"""

from __future__ import annotations

import gzip
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PSF2 = b"\x72\xb5\x4a\x86"
PLACES = 512
Bits = list[list[bool]]


class Font(NamedTuple):
    """A console font: the size of a cell, each glyph's rows, and the characters it stands for."""

    width: int
    height: int
    glyphs: list[bytes]
    names: list[str]


def read(blob: bytes) -> Font:
    """Read a PSF font, packed or not, of either version."""
    if blob[:2] == b"\x1f\x8b":
        blob = gzip.decompress(blob)
    if blob[:4] == PSF2:
        _, start, _, count, size, height, width = struct.unpack("<7I", blob[4:32])
        parts = blob[start + count * size :].split(b"\xff")[:count]
        names = [part.split(b"\xfe")[0].decode("utf-8", "replace") for part in parts]
    elif blob[:2] == b"\x36\x04":
        count, size, height, width, start = 512 if blob[2] & 1 else 256, blob[3], blob[3], 8, 4
        names = _old_names(blob[start + count * size :])
    else:
        raise SystemExit("This is not a PSF console font.")
    glyphs = [blob[start + i * size : start + (i + 1) * size] for i in range(count)]
    return Font(width, height, glyphs, names)


def _old_names(table: bytes) -> list[str]:
    names, now, in_sequence = [], "", False
    for (value,) in struct.iter_unpack("<H", table[: len(table) // 2 * 2]):
        if value == 0xFFFF:
            names.append(now)
            now, in_sequence = "", False
        elif value == 0xFFFE:
            in_sequence = True
        elif not in_sequence:
            now += chr(value)
    return names


def write(font: Font) -> bytes:
    """Give a font as a packed PSF of version 2; the same font gives the same bytes."""
    size = len(font.glyphs[0])
    head = struct.pack("<4s7I", PSF2, 0, 32, 1, len(font.glyphs), size, font.height, font.width)
    names = b"".join(name.encode() + b"\xff" for name in font.names)
    return gzip.compress(head + b"".join(font.glyphs) + names, mtime=0)


class Pen:
    """Draws glyphs into cells of a size."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height

    def where(self, inked: Callable[[int, int], bool]) -> Bits:
        """Ink each point for which a function of column and row says so."""
        return [[inked(x, y) for x in range(self.width)] for y in range(self.height)]

    def box(self, left: int, top: int, right: int, bottom: int) -> Bits:
        """Fill a box, given in eighths of the cell."""
        first, last = round(left * self.width / 8), round(right * self.width / 8)
        upper, lower = round(top * self.height / 8), round(bottom * self.height / 8)
        return self.where(lambda x, y: first <= x < last and upper <= y < lower)

    def line(self, first: int, last: int) -> Bits:
        """Draw a heavy horizontal line between two columns."""
        thick = 2 * max(1, self.width // 8)
        top = self.height // 2 - thick // 2
        return self.where(lambda x, y: first <= x < last and top <= y < top + thick)

    def ring(self, *, filled: bool) -> Bits:
        """Draw a circle, or fill one."""
        outer = min(self.width, self.height) / 2 - 1
        inner = 0.0 if filled else outer - max(1, self.width / 8)

        def inked(x: int, y: int) -> bool:
            far = (x - self.width / 2 + 0.5) ** 2 + (y - self.height / 2 + 0.5) ** 2
            return inner * inner <= far <= outer * outer

        return self.where(inked)

    def pointer(self, inked: Callable[[float, float], bool]) -> Bits:
        """Draw a triangle in the middle half of the cell, by shares of its width and height."""
        quarter = self.height / 4
        return self.where(
            lambda x, y: (
                quarter <= y <= 3 * quarter
                and inked(x / (self.width - 1), (y - quarter) / (2 * quarter))
            )
        )

    def tick(self) -> Bits:
        """Draw a check mark."""
        drawn = [[False] * self.width for _ in range(self.height)]
        turn = self.width // 3
        for x in range(self.width - 1):
            slope = self.height / (2 * self.width)
            y = self.height * 5 / 8 + min(x, turn) * slope - max(0, x - turn) * slope * 1.5
            for below in range(max(2, self.height // 10)):
                drawn[max(0, min(self.height - 1, int(y) - below))][x] = True
        return drawn


def _union(*drawn: Bits) -> Bits:
    return [
        [any(points) for points in zip(*rows, strict=True)] for rows in zip(*drawn, strict=True)
    ]


def drawn(width: int, height: int) -> dict[str, Bits]:
    """Draw what Textual needs and Debian's fonts lack."""
    pen = Pen(width, height)
    made = {char: pen.box(0, 8 - i, 8, 8) for i, char in enumerate("▁▂▃▄▅▆▇", 1)}
    made |= {char: pen.box(0, 0, i, 8) for i, char in enumerate("▏▎▍▌▋▊▉", 1)}
    made |= {
        "▀": pen.box(0, 0, 8, 4), "▐": pen.box(4, 0, 8, 8),
        "▔": pen.box(0, 0, 8, 1), "▕": pen.box(7, 0, 8, 8),
    }  # fmt: skip
    quarters = {
        "1": pen.box(0, 0, 4, 4), "2": pen.box(4, 0, 8, 4),
        "3": pen.box(0, 4, 4, 8), "4": pen.box(4, 4, 8, 8),
    }  # fmt: skip
    shapes = {
        "▖": "3", "▗": "4", "▘": "1", "▙": "134", "▚": "14",
        "▛": "123", "▜": "124", "▝": "2", "▞": "23", "▟": "234",
    }  # fmt: skip
    made |= {char: _union(*(quarters[part] for part in parts)) for char, parts in shapes.items()}
    made["▓"] = pen.where(lambda x, y: not (x % 2 and y % 2))
    made |= {
        "━": pen.line(0, width),
        "╸": pen.line(0, width // 2),
        "╺": pen.line(width // 2, width),
    }
    made |= {"✓": pen.tick(), "✔": pen.tick()}
    made |= {"○": pen.ring(filled=False), "●": pen.ring(filled=True)}
    made |= {
        "▶": pen.pointer(lambda x, y: x <= 1 - abs(2 * y - 1)),
        "◀": pen.pointer(lambda x, y: 1 - x <= 1 - abs(2 * y - 1)),
        "▼": pen.pointer(lambda x, y: y <= 1 - abs(2 * x - 1)),
        "▲": pen.pointer(lambda x, y: 1 - y <= 1 - abs(2 * x - 1)),
    }
    return made


def _gives_up(name: str) -> bool:
    """Tell whether a place is free: empty, or a letter of a script that is not drawn here."""
    spare = ((0x370, 0x7FF), (0x1E00, 0x1FFF), (0x2200, 0x23FF), (0xE000, 0xFFFF))
    return all(any(low <= ord(char) <= high for low, high in spare) for char in name)


def _worth(name: str) -> int:
    """Tell how late a place is given up: Cyrillic names of people are shown as long as it fits."""
    return 0 if not name else 2 if any(0x400 <= ord(char) <= 0x52F for char in name) else 1


def extended(font: Font) -> Font:
    """Give a font with the drawn glyphs in it."""
    size = len(font.glyphs[0])
    across = (font.width + 7) // 8
    glyphs = font.glyphs + [bytes(size)] * (PLACES - len(font.glyphs))
    names = font.names + [""] * (PLACES - len(font.names))
    made = drawn(font.width, font.height)
    free = sorted(
        (place for place in range(PLACES) if names[place] in made or _gives_up(names[place])),
        key=lambda place: (names[place] not in made, _worth(names[place]), place),
    )
    for char, bits in made.items():
        names = [name.replace(char, "") for name in names]
        place = free.pop(0)
        names[place] = char
        glyphs[place] = b"".join(
            int("".join("1" if ink else "0" for ink in row).ljust(across * 8, "0"), 2).to_bytes(
                across, "big"
            )
            for row in bits
        )
    return Font(font.width, font.height, glyphs, names)


def main(arguments: list[str]) -> None:
    """Read one font and write the other."""
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    source, target = (Path(name) for name in arguments)
    target.write_bytes(write(extended(read(source.read_bytes()))))


if __name__ == "__main__":
    main(sys.argv[1:])
