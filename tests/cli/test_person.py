"""`pettui duplicates` and `pettui person`: listed, written out, erased on purpose alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.connection import Target, bind, connected
from db.models import Client
from pettui.cli import codes, main
from pettui.people.clients import NewClient, create
from pettui.team.shop import load_shop
from tests.small_shop import DANA, unbind


@pytest.fixture
def again(shop_file: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Write Maria down a second time, without visits; gives the number."""
    monkeypatch.setenv("PETTUI_DATABASE", str(shop_file))
    bind(Target(shop_file, ""))
    with connected():
        made = create(load_shop(), NewClient("Maria [/] Ortega", "555-0142"), DANA)
        number = int(Client.get_by_id(made.client).number)
    unbind()
    return number


def test_duplicates_are_listed(again: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["duplicates"]) == codes.OK
    unbind()
    assert "client: Maria Ortega (client 1000" in capsys.readouterr().out
    assert main.run(["duplicates", "--json"]) == codes.OK
    unbind()
    found = json.loads(capsys.readouterr().out)
    assert [pair["reasons"] for pair in found] == [["same phone"]]


def test_a_person_is_written_out(
    again: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    assert main.run(["person", "export", str(again), str(folder)]) == codes.OK
    unbind()
    assert "Wrote 2 rows into" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.txt", "client.csv", "person.json", "phone.csv",
    ]  # fmt: skip
    assert main.run(["person", "export", "99999"]) == codes.NOTHING
    unbind()


def test_a_person_is_erased_on_purpose_alone(
    again: int, shop_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["person", "erase", str(again)]) != codes.OK
    unbind()
    assert f"--yes {again}" in capsys.readouterr().err
    assert main.run(["person", "erase", str(again), "--yes", "7"]) != codes.OK
    unbind()
    assert main.run(["person", "erase", str(again), "--yes", str(again)]) == codes.OK
    unbind()
    assert f"Erased: Client #{again}" in capsys.readouterr().err
    assert main.run(["doctor"]) in (codes.OK, 1)
    unbind()
    out = capsys.readouterr()
    assert "a person was erased from 1 change, kept by seal" in out.out + out.err
    assert main.run(["person", "erase", "1000", "--yes", "1000"]) != codes.OK  # a visit to come
    unbind()
