"""Reads the text of a Linux console from the pixels of its screen."""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from typing import NamedTuple

from tools.consolefont import Font


class Picture(NamedTuple):
    """A picture of a screen: three bytes a point."""

    width: int
    height: int
    rows: list[bytes]


def from_ppm(blob: bytes) -> Picture:
    """Read the picture that QEMU takes of a screen."""
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", blob)
    if head is None:
        raise ValueError("not a picture of QEMU's")
    width, height, start = int(head[1]), int(head[2]), head.end()
    line = width * 3
    return Picture(width, height, [blob[start + y * line :][:line] for y in range(height)])


def to_png(picture: Picture) -> bytes:
    """Pack a picture, without any library."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        named = kind + body
        return struct.pack(">I", len(body)) + named + struct.pack(">I", zlib.crc32(named))

    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)
    points = zlib.compress(b"".join(b"\0" + row for row in picture.rows), 9)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", points), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


class Eyes:
    """Knows the glyphs of a font, and which character each stands for."""

    def __init__(self, font: Font) -> None:
        self.width, self.height = font.width, font.height
        self._known: dict[tuple[int, ...], str] = {(0,) * font.height: " "}
        across = (font.width + 7) // 8
        spare = across * 8 - font.width
        for glyph, names in zip(font.glyphs, font.names, strict=True):
            rows = (glyph[row * across :][:across] for row in range(font.height))
            bits = tuple(int.from_bytes(row, "big") >> spare for row in rows)
            name = min(names, key=lambda char: (not char.isascii(), ord(char)), default="")
            if name and not (bits in self._known and self._known[bits].isascii()):
                self._known[bits] = name

    def read(self, picture: Picture) -> str:
        """Give the text of a picture, a line for each row of cells; `¿` is not understood."""
        lines = []
        seen: dict[tuple[bytes, ...], str] = {}
        for top in range(0, picture.height - self.height + 1, self.height):
            line = ""
            for left in range(0, picture.width - self.width + 1, self.width):
                cell = tuple(
                    row[left * 3 : (left + self.width) * 3]
                    for row in picture.rows[top : top + self.height]
                )
                if cell not in seen:
                    seen[cell] = self._char(cell)
                line += seen[cell]
            lines.append(line.rstrip())
        return "\n".join(lines)

    def _char(self, cell: tuple[bytes, ...]) -> str:
        """Tell a cell's character: it has two colours, and either may be the ink."""
        points = Counter(row[at : at + 3] for row in cell for at in range(0, len(row), 3))
        if len(points) == 1:
            return " "
        ground = points.most_common(1)[0][0]
        bits = tuple(self._inked(row, ground) for row in cell)
        full = (1 << self.width) - 1
        turned = tuple(row ^ full for row in bits)
        if found := self._known.get(bits) or self._known.get(turned):
            return found
        # An underline cursor below nothing.
        return " " if not any(bits[: self.height - 4]) else "\u00bf"

    def _inked(self, row: bytes, ground: bytes) -> int:
        bits = 0
        for at in range(0, len(row), 3):
            bits = bits << 1 | (row[at : at + 3] != ground)
        return bits
