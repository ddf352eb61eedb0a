"""`pettui export` as people use it: whole, private, harmless, or not there at all."""

from __future__ import annotations

import csv
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from db.models import Client, Pet
from pettui.cli import main
from pettui.cli.lines import Lines
from pettui.exports.run import export
from pettui.history.door import Refused, change
from pettui.people import clients
from pettui.people.clients import NewClient, NewPet
from pettui.team.shop import Shop
from tests.small_shop import DANA

ROOT = Path(__file__).parents[2]


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def cells(folder: Path, table: str) -> list[dict[str, str]]:
    """Read a CSV file of an export."""
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines(folder: Path, table: str) -> list[dict[str, object]]:
    """Read a JSON Lines file of an export."""
    text = (folder / "jsonl" / f"{table}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_everything_is_there_twice_and_explained(shop: Shop, tmp_path: Path) -> None:
    made = export(tmp_path / "out", quiet)
    folder = made.folder
    assert sorted(p.name for p in folder.iterdir()) == [
        "README.txt", "csv", "jsonl", "schema.json",
    ]  # fmt: skip
    said = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    assert said["shop"]["currency"] == "USD"
    assert said["derived"] == ["slot", "search_line"]
    assert said["withheld"] == ["credential", "pin_failure"]
    assert {t["name"]: t["rows"] for t in said["tables"]}["pet"] == Pet.select().count()
    for table in said["tables"]:
        names = [column["name"] for column in table["columns"]]
        head = (folder / "csv" / f"{table['name']}.csv").read_bytes().split(b"\r\n")[0]
        assert head.decode("utf-8-sig").split(",") == names
        assert (
            len(lines(folder, table["name"])) == table["rows"] == len(cells(folder, table["name"]))
        )
        file = folder / table["files"]["csv"]["file"]
        assert file.stat().st_size == table["files"]["csv"]["bytes"]
    assert "Wagging Tails" in (folder / "README.txt").read_text(encoding="utf-8")
    assert next(row["price"] for row in cells(folder, "item")) == "35.00"
    assert next(row["price"] for row in lines(folder, "item")) == 3500


def test_nobody_else_may_read_it(shop: Shop, tmp_path: Path) -> None:
    old = os.umask(0o000)
    try:
        folder = export(tmp_path / "out", quiet).folder
    finally:
        os.umask(old)
    for path in (folder, *folder.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.lstat().st_mode) == wanted, path


def test_formulas_are_disarmed_unless_raw_is_asked_for(shop: Shop, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","y")'
    with change("a name", DANA) as door:
        door.insert(Client, number=7, first_name=evil, last_name="+1", created=door.at)
    safe = cells(export(tmp_path / "safe", quiet).folder, "client")[-1]
    assert (safe["first_name"], safe["last_name"]) == (f"'{evil}", "'+1")
    raw = cells(export(tmp_path / "raw", quiet, raw=True).folder, "client")[-1]
    assert (raw["first_name"], raw["last_name"]) == (evil, "+1")
    exact = lines(tmp_path / "safe", "client")[-1]
    assert exact["first_name"] == evil
    words = (tmp_path / "raw" / "README.txt").read_text(encoding="utf-8")
    assert "not safe to open in a spreadsheet" in words


def test_it_is_as_of_one_moment(shop: Shop, tmp_path: Path) -> None:
    """A client with a pet who comes while the export runs is in it not at all."""
    code = (
        "from pathlib import Path; from db import connection; import sys\n"
        "from pettui.people.clients import NewClient, NewPet, create\n"
        "from pettui.team.shop import load_shop; from tests.small_shop import DANA\n"
        "connection.bind(connection.Target(Path(sys.argv[1]), ''))\n"
        "with connection.connected():\n"
        "    create(load_shop(), NewClient('Late Comer', pets=(NewPet('Speedy'),)), DANA)\n"
    )
    came: list[str] = []

    def told(what: str, _done: int, _total: int) -> None:
        if what == "client":
            came.append(what)
            subprocess.run(
                [sys.executable, "-c", code, str(tmp_path / "shop.db")], check=True, timeout=60,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip

    folder = export(tmp_path / "out", told).folder
    assert came
    assert "Speedy" not in {row["name"] for row in cells(folder, "pet")}
    assert "Late" not in {row["first_name"] for row in cells(folder, "client")}
    assert Client.select().where(Client.first_name == "Late").exists()


@pytest.mark.parametrize("kind", ["full", "file", "link", "dangling", "orphan", "here"])
def test_what_cannot_be_the_folder_is_refused_and_left_alone(
    kind: str, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "else")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "here").mkdir()
    if kind == "here":
        monkeypatch.chdir(tmp_path / "here")
    target = tmp_path / "no" / "such" if kind == "orphan" else tmp_path / kind
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refused, match=str(target if kind != "orphan" else target.parent)):
        export(target, quiet)
    after = [p for p in sorted(tmp_path.rglob("*")) if not p.name.startswith("shop.db-")]
    assert after == [p for p in before if not p.name.startswith("shop.db-")]


def test_an_empty_folder_is_taken(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export(tmp_path / "empty", quiet)
    assert (tmp_path / "empty" / "README.txt").exists()


@pytest.mark.parametrize("when", [1, 8, 15])
def test_ctrl_c_leaves_nothing(when: int, shop: Shop, tmp_path: Path) -> None:
    told = 0

    def stop(_what: str, _done: int, _total: int) -> None:
        nonlocal told
        told += 1
        if told == when:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "out", stop)
    assert not [p for p in tmp_path.iterdir() if "export" in p.name or p.name == "out"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_nothing_either(
    number: signal.Signals, shop_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(Lines, "__call__", lambda *_: os.kill(os.getpid(), number))
    before = signal.getsignal(number)
    (tmp_path / "room").mkdir()
    assert main.run(["-d", str(shop_file), "export", str(tmp_path / "room" / "out")]) == 130
    assert "Nothing is left of the export" in capsys.readouterr().err
    assert list((tmp_path / "room").iterdir()) == []
    assert signal.getsignal(number) is before


def test_a_full_disk_leaves_nothing(shop_file: Path, tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys\nfrom pettui.cli.main import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    (tmp_path / "room").mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", code, "-d", str(shop_file), "export", str(tmp_path / "room/out")],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 1, ran.stderr
    assert "could not be written" in ran.stderr
    assert list((tmp_path / "room").iterdir()) == []


@pytest.mark.parametrize("name", ["-rf", "../sideways", "a b", "[red]"])
def test_odd_names_are_names(
    name: str, shop_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert main.run(["-d", str(shop_file), "export", "--", name]) == 0
    assert (tmp_path / "work" / name / "schema.json").exists()


def test_the_command_says_what_it_did_and_where(
    shop_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert main.run(["-d", str(shop_file), "export", out]) == 0
    said = capsys.readouterr()
    assert said.out == f"{out}\n"
    assert "Wagging Tails is exported" in said.err
    assert main.run(["-d", str(shop_file), "export", out]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert main.run(["-d", str(shop_file), "export", ""]) == 2


def test_a_new_client_is_in_the_next_export(shop: Shop, tmp_path: Path) -> None:
    clients.create(shop, NewClient("Ada Byron", pets=(NewPet("Zoë 🐩"),)), DANA)
    folder = export(tmp_path / "out", quiet).folder
    assert cells(folder, "pet")[-1]["name"] == lines(folder, "pet")[-1]["name"] == "Zoë 🐩"
