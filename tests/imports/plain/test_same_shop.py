"""What goes out comes back: the same shop, to the last row, key and digest."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import connection
from db.models import Change, Client, Pet, SearchLine, Slot
from db.models.base import table_of
from pettui.cli import main
from pettui.cli.lines import Lines
from pettui.exports.describing import WITHHELD
from pettui.exports.run import export
from pettui.history import undo
from pettui.history.chain import broken_links
from pettui.history.door import change
from pettui.people import clients
from pettui.people.clients import NewClient
from pettui.team.shop import load_shop
from tests import small_shop
from tests.examples import few
from tests.imports.plain.conftest import dump, quiet
from tests.small_shop import DANA

# The database takes any text; half a surrogate pair is none.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_every_table_comes_back_as_it_was(rich: Path, tmp_path: Path) -> None:
    before = dump(rich / "shop.db")
    empty = [name for name, rows in before.items() if not rows]
    assert empty == [], "the rich shop must have something in every table"
    new = tmp_path / "new" / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 0
    assert sorted(p.name for p in new.parent.iterdir()) == ["shop-photos", "shop.db"]
    assert new.stat().st_mode & 0o777 == 0o600
    after = dump(new)
    assert after.keys() == before.keys()
    secret = {table_of(model) for model in WITHHELD}
    assert [after[name] for name in sorted(secret)] == [[], []], "secrets stay where they are"
    for name in before.keys() - secret:
        assert after[name] == before[name], name


def test_the_shop_goes_on_where_it_was(rich: Path, tmp_path: Path) -> None:
    new = tmp_path / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 0
    connection.bind(connection.Target(new, ""))
    with connection.connected():
        assert undo.undo(DANA).what
        assert not Pet.select().where(Pet.name == "Here").exists()
        made = clients.create(load_shop(), NewClient("Next One", "555-0100"), DANA)
        numbers = [c.number for c in Client.select().where(Client.id != made.client)]
        assert Client.get_by_id(made.client).number > max(numbers)
        assert broken_links() == []
        assert Slot.select().exists()
        assert SearchLine.get_by_id(made.client)


def test_an_export_of_the_import_is_the_same_files(rich: Path, tmp_path: Path) -> None:
    new = tmp_path / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 0
    assert main.run(["-d", str(new), "export", str(tmp_path / "again")]) == 0
    for kind in ("jsonl", "csv"):
        for path in (rich / "export" / kind).iterdir():
            assert (tmp_path / "again" / kind / path.name).read_bytes() == path.read_bytes(), path


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with one small shop, which all examples begin from."""
    folder = tmp_path_factory.mktemp("texts")
    small_shop.make(folder / "shop.db")
    return folder


@settings(max_examples=few(10), deadline=None)  # each makes two shops: rather many texts in one
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=10))
def test_any_text_goes_out_and_comes_back(workshop: Path, texts: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory(dir=workshop) as name:
        folder = Path(name)
        shutil.copy(workshop / "shop.db", folder / "a.db")
        connection.bind(connection.Target(folder / "a.db", ""))
        with connection.connected():
            with change("texts", DANA) as door:
                for number, (first, second) in enumerate(texts):
                    owner = door.insert(
                        Client, number=number, first_name=first, comment=second, created=door.at
                    )
                    door.insert(Pet, client=owner, name=second, alert=first)
            export(folder / "out", quiet)
        small_shop.unbind()
        assert main.run(["-d", str(folder / "b.db"), "import", "export", str(folder / "out")]) == 0
        small_shop.unbind()
        assert dump(folder / "b.db") == dump(folder / "a.db")


def test_a_dry_run_looks_at_everything_and_makes_nothing(
    rich: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new" / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export"), "-n"]) == 0
    assert "is whole" in capsys.readouterr().err
    assert not new.parent.exists()


def test_a_shop_that_is_there_is_left_alone(
    shop_file: Path, rich: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump(shop_file)
    assert main.run(["-d", str(shop_file), "import", "export", str(rich / "export")]) == 1
    assert "There is a shop in this database already: Wagging Tails" in capsys.readouterr().err
    assert dump(shop_file) == before


def test_nothing_is_added_to_the_history(rich: Path, tmp_path: Path) -> None:
    new = tmp_path / "shop.db"
    main.run(["-d", str(new), "import", "export", str(rich / "export")])
    connection.bind(connection.Target(new, ""))
    with connection.connected():
        newest = Change.select().order_by(Change.id.desc()).first()
        assert newest.kind == "redo"


def test_a_stopped_import_leaves_nothing(
    rich: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Lines, "__call__", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    new = tmp_path / "new" / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 130
    assert "Cancelled. Nothing was changed." in capsys.readouterr().err
    assert list(new.parent.iterdir()) == []
