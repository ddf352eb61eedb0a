"""What the documents promise is there: pictures, links, keys, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pettui.cli.main import COMMANDS
from screens.frame import keys
from screens.frame.commands import table
from tools import screenshots
from tools.keys import FILE, page, there
from tools.kiosk_scenes import KIOSK_SCENES
from tools.scenes import SCENES

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BY_THEMSELVES = {"Up", "Left", "Right"}
"""Keys in the README that belong to the grid and not to the table of commands."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_each_scene_has_its_picture_and_no_picture_is_left_over() -> None:
    drawn = {path.stem for path in screenshots.FOLDER.glob("*.svg")}
    assert drawn == {scene.name for scene in (*SCENES, *KIOSK_SCENES)}


def test_pictures_load_nothing_from_elsewhere() -> None:
    for path in screenshots.FOLDER.glob("*.svg"):
        assert "url(" not in re.sub(r"url\(#", "", path.read_text(encoding="utf-8"))


def test_the_picture_of_the_list_is_what_the_program_shows_today(tmp_path: Path) -> None:
    """One picture stands for all; `make screenshots` draws them anew."""
    scene = next(scene for scene in SCENES if scene.name == "list")
    screenshots.make_shop(tmp_path / "shop.db")
    svg, shown = screenshots.draw(scene, tmp_path / "shop.db")
    kept = (screenshots.FOLDER / "list.svg").read_text(encoding="utf-8")
    assert screenshots.texts(svg) == screenshots.texts(kept)
    assert all(words in shown for words in scene.words)


@pytest.mark.parametrize("name", ["kiosk-forgotten", "kiosk-touch"])
def test_the_pictures_of_the_clock_are_what_it_shows_today(tmp_path: Path, name: str) -> None:
    scene = next(scene for scene in KIOSK_SCENES if scene.name == name)
    screenshots.make_shop(tmp_path / "shop.db")
    svg, shown = screenshots.drawn(scene, tmp_path / "shop.db")
    kept = (screenshots.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert screenshots.texts(svg) == screenshots.texts(kept)
    assert all(words in shown for words in scene.words)


def test_no_command_is_missing_from_the_page_of_keys() -> None:
    """Those that lead to screens that are still to come are in the table already."""
    missing = set(table()) - {command.id for command in there()}
    assert {name for name in missing if not name.startswith("go.")} == set()


def test_the_page_of_keys_is_the_table_of_commands() -> None:
    assert FILE.read_text(encoding="utf-8") == page()  # `make keys` writes it


def test_the_readme_names_keys_that_are_there() -> None:
    section = README.partition("## Keys")[2].partition("\n## ")[0]
    rows = [row.split("|") for row in section.splitlines() if row.startswith("| `")]
    named = {
        key for row in rows for cell in (row[1], row[3]) for key in re.findall("`(.+?)`", cell)
    }
    known = {keys.shown(names) for command in there() for names in command.default_keys}
    assert len(named) > 20
    assert named <= known | BY_THEMSELVES


def test_the_readme_names_every_command() -> None:
    section = README.partition("## Commands")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `pettui ([\w-]+)", section, re.MULTILINE)) == set(COMMANDS)
