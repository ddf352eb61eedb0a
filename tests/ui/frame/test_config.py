"""The configuration file: what it may say, and the words for what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.connection import Unusable
from pettui.config import Config, Misconfigured, load_config, read_config, remember, remembered
from pettui.config import target as database_of

PATH = Path("/etc/pettui/config.toml")


def test_what_it_says_is_read() -> None:
    config = read_config(
        'database = "shop.db"\ntheme = "pettui-light"\nmouse = false\n'
        '[keys]\n"book.move" = "m, f6"\nbook.new = ["n", ","]\n',
        PATH,
    )
    assert config.database == "/etc/pettui/shop.db"
    assert config.theme == "pettui-light"
    assert not config.mouse
    assert config.keys == {"book.move": ("m", "f6"), "book.new": ("n", ",")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "x"\ncolour = "red"\n', "config.toml, line 2: there is no setting 'colour'"),
        ("\n\nmouse = 1\n", "config.toml, line 3: mouse must be true or false"),
        ("theme = \n", "config.toml is not valid TOML: .*line 1"),
        ('[keys]\n"book.move" = 7\n', "config.toml, line 2: the keys of book.move must be a text"),
        ('keys = "m"\n', r"line 1: keys must be a \[table\]"),
    ],
)
def test_mistakes_are_told_with_file_line_and_key(text: str, words: str) -> None:
    with pytest.raises(Misconfigured, match=words):
        read_config(text, PATH)


def test_no_file_is_no_mistake_unless_it_was_named(tmp_path: Path) -> None:
    assert load_config({}).database == ""
    with pytest.raises(Misconfigured, match="which does not exist"):
        load_config({"PETTUI_CONFIG": str(tmp_path / "none.toml")})


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Misconfigured, match="cannot be read"):
        load_config({"PETTUI_CONFIG": str(path)})


def test_the_environment_names_the_database_before_the_file_does(tmp_path: Path) -> None:
    config = Config(PATH, database="/var/shop.db")
    assert database_of(config, {"PETTUI_DATABASE": "/tmp/x.db"}).path == Path("/tmp/x.db")  # noqa: S108  # a name
    assert database_of(config, {}).path == Path("/var/shop.db")
    own = database_of(Config(PATH), {}).path
    assert own is not None and own.name == "shop.db" and "pettui" in own.parts
    with pytest.raises(Unusable, match="not supported"):
        database_of(Config(PATH, database="mysql://x/y"), {})


def test_what_is_remembered_survives_a_broken_file() -> None:
    assert remembered("theme") is None
    remember("theme", "a")
    remember("other", 1)
    assert (remembered("theme"), remembered("other")) == ("a", 1)
    from pettui.config import state_dir

    (state_dir() / "remembered.json").write_text("{", encoding="utf-8")
    assert remembered("theme") is None
    remember("theme", "b")
    assert remembered("theme") == "b"
