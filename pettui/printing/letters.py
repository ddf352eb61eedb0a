"""Fonts for people's text on paper: one that the program carries, and others for what it lacks.

DejaVu Sans has Latin, Greek, Cyrillic, Hebrew, Arabic, Armenian and Georgian letters. For the rest
the machine's own TrueType fonts are looked through; Chinese, Japanese and Korean may be left to
fonts that the reader of the file brings. Letters are not joined or turned as some scripts want it;
nothing is left out without being told.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pettui.text import safe_line

SANS = "pettui-sans"
MISSING = "\u25a1"
"""Stands for a letter that no font has."""

_CARRIED = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/Library/Fonts", "/System/Library/Fonts",
)  # fmt: skip
_MOST_FONTS = 500  # looked through before a letter is given up
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF))
_KANA = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))
_HAN = ((0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFF65))


class Letters:
    """Finds a font for every letter, and remembers those for which there is none here."""

    def __init__(self, locale: str = "") -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        self._metrics, self._open = pdfmetrics, TTFont
        self._sans = TTFont(SANS, str(_CARRIED))
        pdfmetrics.registerFont(self._sans)
        pdfmetrics.registerFontFamily(SANS, normal=SANS, bold=SANS, italic=SANS, boldItalic=SANS)
        self._han = "MSung-Light" if locale in ("zh_TW", "zh_HK") else "STSong-Light"
        self._japanese = locale.startswith("ja")
        self._others: list[Any] = []
        self._unread: Iterator[Path] | None = None
        self._known: dict[str, str] = {}
        self._borrowed: set[str] = set()
        self._lacking: set[str] = set()

    def marked(self, text: str) -> str:
        """Give a text as a paragraph wants it: harmless, each part with a font that has it."""
        parts = [(self._font(letter, text), letter) for letter in safe_line(text)]
        return "".join(
            self._part(font, "".join(letter for _, letter in group))
            for font, group in groupby(parts, key=lambda part: part[0])
        )

    @staticmethod
    def _part(font: str, letters: str) -> str:
        if not font:
            return MISSING * len(letters)
        return escape(letters) if font == SANS else f'<font name="{font}">{escape(letters)}</font>'

    def _font(self, letter: str, text: str) -> str:
        if ord(letter) in self._sans.face.charToGlyph:
            return SANS
        if letter not in self._known:
            self._known[letter] = self._search(ord(letter))
        if found := self._known[letter]:
            return found
        lent = self._lent(ord(letter), text)
        (self._borrowed if lent else self._lacking).add(letter)
        return self._reader(lent) if lent else ""

    def notes(self) -> list[str]:
        """Say what a person should know before printing; nothing in most shops."""
        said = []
        if self._borrowed:
            letters = "".join(sorted(self._borrowed))
            said.append(
                f"No font of this machine has {letters}: whoever prints the file needs one."
            )
        if self._lacking:
            letters = "".join(sorted(self._lacking))
            said.append(f"No font of this machine has {letters}: a square stands for each.")
        return said

    def _lent(self, code: int, text: str) -> str:
        """Give the font of the reader that has a letter; "" where readers have none for sure."""
        if _among(code, _HANGUL):
            return "HYSMyeongJo-Medium"
        if _among(code, _KANA) or (_among(code, _HAN) and self._is_japanese(text)):
            return "HeiseiMin-W3"
        return self._han if _among(code, _HAN) else ""

    def _is_japanese(self, text: str) -> bool:
        return self._japanese or any(_among(ord(letter), _KANA) for letter in text)

    def _reader(self, name: str) -> str:
        """Make a font known that the reader of the file brings."""
        if name not in self._metrics.getRegisteredFontNames():
            from reportlab.pdfbase.cidfonts import UnicodeCIDFont

            self._metrics.registerFont(UnicodeCIDFont(name))
        return name

    def _search(self, code: int) -> str:
        """Look through the machine's fonts for a letter; "" where none has it."""
        for font in self._others:
            if code in font.face.charToGlyph:
                return str(font.fontName)
        if self._unread is None:
            self._unread = _fonts()
        for path in self._unread:
            try:
                font = self._open(f"machine-{len(self._others)}", str(path))
            except Exception:  # noqa: BLE001, S112  # a font that cannot be read is no font
                continue
            self._others.append(font)
            if code in font.face.charToGlyph:
                self._metrics.registerFont(font)
                return str(font.fontName)
        return ""


def _among(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _fonts() -> Iterator[Path]:
    found = (
        path for folder in _FOLDERS for path in sorted(Path(folder).expanduser().rglob("*.ttf"))
    )
    for _, path in zip(range(_MOST_FONTS), found, strict=False):
        yield path


def page_size(locale: str) -> tuple[float, float]:
    """Give the size of paper that is used where the shop is: Letter in the Americas, else A4."""
    from reportlab.lib.pagesizes import A4, LETTER

    letter = ("US", "CA", "MX", "PR", "PH", "CL", "CO", "CR", "VE", "GT", "SV", "HN", "NI", "PA")
    size = LETTER if locale.partition(".")[0].rpartition("_")[2] in letter else A4
    return float(size[0]), float(size[1])
