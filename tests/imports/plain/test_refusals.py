"""An export that was damaged, or is not this program's, is refused in words; nothing is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pettui.cli import main

Injury = Callable[[Path], None]


def _schema(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "schema.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    change(said)
    path.write_text(json.dumps(said), encoding="utf-8")


def _set(name: str, value: Any) -> Injury:
    return lambda folder: _schema(folder, lambda said: said.update({name: value}))


def _text(name: str, change: Callable[[str], str]) -> Injury:
    def injure(folder: Path) -> None:
        path = folder / "jsonl" / f"{name}.jsonl"
        path.write_bytes(change(path.read_bytes().decode()).encode())

    return injure


def _forge(name: str, change: Callable[[str], str]) -> Injury:
    """Change a file and its checksum, as somebody would who knows what to do."""

    def injure(folder: Path) -> None:
        import hashlib

        _text(name, change)(folder)
        data = (folder / "jsonl" / f"{name}.jsonl").read_bytes()

        def fit(said: dict[str, Any]) -> None:
            table = next(table for table in said["tables"] if table["name"] == name)
            table["rows"] = data.count(b"\n")
            table["files"]["jsonl"] |= {
                "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
            }  # fmt: skip

        _schema(folder, fit)

    return injure


def _bytes(name: str, data: bytes) -> Injury:
    def injure(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return injure


def _linked(folder: Path) -> None:
    path = folder / "jsonl" / "pet.jsonl"
    path.rename(folder / "elsewhere")
    path.symlink_to(folder / "elsewhere")


INJURIES: dict[str, tuple[Injury, str]] = {
    "a changed value": (_text("pet", lambda t: t.replace("Dog", "Cat", 1)), "checksum"),
    "a lost row": (_text("client", lambda t: t.split("\n", 1)[1]), "cut or changed"),
    "cut off": (_text("ticket", lambda t: t[: len(t) // 2]), "damaged in line"),
    "no json": (_text("item", lambda t: "{]\n" + t), "item.jsonl is damaged in line 1"),
    "a list": (_text("item", lambda t: "[]\n" + t), "damaged in line 1"),
    "a word for a number": (
        _text("item", lambda t: t.replace('"price":', '"price":"x","p":', 1)), "damaged in line 1",
    ),
    "a huge number": (
        _text("branch", lambda t: t.replace('"id":1', f'"id":{2**63}', 1)), "damaged in line 1",
    ),
    "deeply nested": (_text("setting", lambda _: "[" * 100_000 + "\n"), "damaged in line 1"),
    "not utf-8": (_bytes("jsonl/vet.jsonl", b'"\xff"\n'), "vet.jsonl is damaged in line 1"),
    "a file away": (lambda f: (f / "jsonl" / "vet.jsonl").unlink(), "vet.jsonl cannot be read"),
    "a link": (_linked, "cannot be read"),
    "a newer one": (_set("schema", 99), "newer program"),
    "an older one": (_set("schema", 1), "older program"),
    "a nonsense age": (_set("schema", "x"), "damaged"),
    "another program's": (_set("format", "spreadsheet"), "not an export of pettui"),
    "tables away": (_set("tables", []), "there is no table"),
    "tables of nonsense": (_set("tables", 5), "damaged"),
    "no schema": (lambda f: (f / "schema.json").unlink(), "has no schema.json"),
    "an empty schema": (_bytes("schema.json", b""), "damaged"),
    "a history that was altered": (
        _forge("change", lambda t: t.replace('"account_name":"Dana"', '"account_name":"Eve"', 1)),
        "history in this export is not whole",
    ),
    "a pet without its owner": (
        _forge("client", lambda t: t.split("\n", 1)[1]), "does not fit the rest of the export",
    ),
    "a double booking": (
        _forge("ticket_row", lambda t: t + _twin(t)), "hold the same time",
    ),
}  # fmt: skip


def _twin(text: str) -> str:
    rows = [json.loads(line) for line in text.split("\n")[:-1]]
    wanted = max(rows, key=lambda row: (row["day"] or "", row["start"] is not None))
    twin = wanted | {"id": max(row["id"] for row in rows) + 1, "origin": None}
    return json.dumps(twin) + "\n"


@pytest.mark.parametrize("name", INJURIES)
def test_an_injured_export_is_refused_in_words(
    name: str, rich: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    injure, words = INJURIES[name]
    injure(rich / "export")
    new = tmp_path / "new" / "shop.db"
    assert main.run(["-d", str(new), "import", "export", str(rich / "export")]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.endswith("Nothing was changed.\n")
    assert list(new.parent.iterdir()) == [] if new.parent.exists() else True


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["-d", str(tmp_path / "x.db"), "import", "export", str(tmp_path / "no")]) == 1
    assert "There is no folder" in capsys.readouterr().err
