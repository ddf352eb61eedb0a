"""What the kiosk does to the console: its font, and keys that lose their magic."""

from __future__ import annotations

import ast
import gzip
from pathlib import Path

import pytest

from pettui.machine import font
from pettui.machine.font import LARGE, SMALL, fitting
from pettui.machine.locking import is_magic, main
from pettui.machine.places import carried
from pettui.machine.tree import Tree
from tests.console.pretend import debian
from tools.consolefont import drawn, extended, read, write

ROOT = Path(__file__).parents[2]
SIZES = [(LARGE, 16, 32), (SMALL, 8, 16)]


@pytest.mark.parametrize(("name", "width", "height"), SIZES)
def test_the_fonts_are_what_the_console_can_load(name: str, width: int, height: int) -> None:
    loaded = read(carried(name).read_bytes())
    assert (loaded.width, loaded.height) == (width, height)
    assert len(loaded.glyphs) == len(loaded.names) == 512
    assert all(len(glyph) == (width + 7) // 8 * height for glyph in loaded.glyphs)


@pytest.mark.parametrize("name", [LARGE, SMALL])
def test_the_fonts_have_letters_of_names_and_all_that_the_clock_draws(name: str) -> None:
    has = set("".join(read(carried(name).read_bytes()).names))
    letters = "abcxyzABCXYZ0123456789 .,:;-+/()'\"äöüßÄÖÜéèêçñåøæœłőűžščřğışİłńąęđħċ€£·…“”"
    assert set(letters) <= has
    has -= set(drawn(8, 16))  # the clock is right in Debian's own fonts too, which lack these
    for path in (ROOT / "screens/kiosk").rglob("*.py"):
        # A diamond would stand where a character has no glyph.
        texts = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        missing = {char for text in texts for char in text if ord(char) > 126} - has
        assert not missing, f"{path.name} draws {sorted(missing)}"


@pytest.mark.parametrize(("name", "width", "height"), SIZES)
def test_blocks_fill_what_they_say_and_the_rest_stays(name: str, width: int, height: int) -> None:
    loaded = read(carried(name).read_bytes())
    of = {char: loaded.glyphs[i] for i, chars in enumerate(loaded.names) for char in chars}
    half = of["▀"]
    assert half == b"\xff" * (len(half) // 2) + bytes(len(half) // 2)
    ink = [sum(byte.bit_count() for byte in of[char]) for char in "▁▂▃▄▅▆▇█"]
    assert ink == sorted(set(ink)), "bars must grow"
    assert ink[-1] == width * height
    assert of["✓"] != bytes(len(of["✓"]))
    assert extended(loaded) == loaded, "to draw the same once more must move nothing"
    assert set(drawn(width, height)) <= set(of)


def test_a_font_is_the_same_bytes_every_time() -> None:
    packed = carried(LARGE).read_bytes()
    assert gzip.decompress(write(read(packed))) == gzip.decompress(packed)
    assert write(read(packed)) == write(read(packed))


@pytest.mark.parametrize(
    ("screen", "name"),
    [
        ((1280, 800), LARGE), ((1920, 1080), LARGE), ((3840, 2160), LARGE), ((1280, 768), LARGE),
        ((1024, 768), SMALL), ((800, 600), SMALL), ((640, 480), SMALL), (None, LARGE),
    ],
)  # fmt: skip
def test_the_large_font_is_for_screens_with_room(screen: tuple[int, int] | None, name: str) -> None:
    assert fitting(screen) == name


def test_the_font_is_chosen_by_the_screen_that_is_there(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    screen = root / "sys/class/graphics/fb0/virtual_size"
    screen.parent.mkdir(parents=True)
    screen.write_text("1024,768\n")
    tree = Tree(root, hands)
    font.put(tree)
    config = root / "etc/default/console-setup"
    assert f'FONT="{SMALL}"' in config.read_text()
    screen.write_text("1920,1080\n")
    font.put(tree)
    assert f'FONT="{LARGE}"' in config.read_text()
    assert SMALL not in config.read_text()
    assert (root / "etc/console-setup" / LARGE).read_bytes() == carried(LARGE).read_bytes()


def test_a_machine_without_console_setup_keeps_its_font(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    (root / "etc/default/console-setup").unlink()
    assert not font.put(Tree(root, hands))
    assert hands.ran == []
    assert not list((root / "etc/console-setup").iterdir())


@pytest.mark.parametrize(
    ("meaning", "magic"),
    [
        (0x0061, False), (0x0B61, False), (0x0201, False), (0x0207, False), (0x0300, False),
        (0x0500, True), (0x0501, True),  # consoles
        (0x0203, True), (0x0209, True), (0x020C, True),  # memory, Scroll Lock, restart
        (0x020B, True), (0x0210, True), (0x0208, True), (0x0213, True),  # last, next; Num Lock
    ],
)  # fmt: skip
def test_magic_keys_are_told_from_those_that_type(meaning: int, magic: bool) -> None:
    assert is_magic(meaning) is magic


def test_only_a_virtual_terminal_is_locked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/dev/null"]) == 2
    assert "not a virtual terminal such as /dev/tty1" in capsys.readouterr().err
