"""`pettui import daysmart` as people and scripts use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pettui.cli import main
from tests.imports import backups
from tests.imports.make_large import SMALL, make_large

ROOT = Path(__file__).parent.parent.parent
WHERE = ("--zone", "America/Toronto", "--currency", "CAD", "--locale", "en_CA")
MEASURED = """
import resource, sys
from pathlib import Path
from pettui.cli.main import run
code = run(sys.argv[1:])
kept = Path("/proc/self/status")  # getrusage counts what the parent had at the start, too
peak = (kept.read_text().split("VmHWM:")[1].split()[0] if kept.exists()
        else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print("peak", int(peak) // 1024, file=sys.stderr)
sys.exit(code)
"""

NO_ROOM = """
import resource, signal, sys
from pettui.cli.main import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the database for the command."""
    path = tmp_path / "new" / "shop.db"
    monkeypatch.setenv("PETTUI_DATABASE", str(path))
    return path


def test_it_makes_the_shop_and_prints_what_was_taken(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["import", "daysmart", str(SMALL), *WHERE]) == 0
    said = capsys.readouterr()
    assert "tblClients                          5      5     0" in said.out
    assert "134 more tables of the format have no rows in this file." in said.out
    assert "Made the shop Shop 100000: 382 rows taken" in said.err
    assert [p.name for p in database.parent.iterdir()] == ["shop.db"]
    assert database.stat().st_mode & 0o777 == 0o600
    assert main.run(["import", "daysmart", str(SMALL)]) == 0
    assert "is here already" in capsys.readouterr().err


def test_a_dry_run_makes_no_database(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["import", "daysmart", str(SMALL), "--dry-run", *WHERE]) == 0
    said = capsys.readouterr()
    assert "would take" in said.out
    assert "Dry run: would take 382 rows and make the shop Shop 100000" in said.err
    assert not database.parent.exists()


def test_json_is_alone_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["import", "daysmart", str(SMALL), "--json", "--name", "Zoë's", *WHERE]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["shop"], found["taken"], len(found["tables"])) == ("Zoë's", 382, 164)
    log = next(t for t in found["tables"] if t["table"] == "tblLog")
    assert log["left"] == {"is the old program's own bookkeeping": 46}


def test_what_is_refused_leaves_no_database(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_bytes(SMALL.read_bytes()[:500_000])
    assert main.run(["import", "daysmart", str(broken), *WHERE]) == 1
    assert "it was cut off. Nothing was changed." in capsys.readouterr().err
    assert main.run(["import", "daysmart", str(SMALL), "--zone", "Mars/Base"]) == 1
    assert "'Mars/Base' is not a time zone" in capsys.readouterr().err
    assert main.run(["import", "daysmart", str(SMALL), *WHERE[:2], "--currency", "GOLD"]) == 1
    assert "'GOLD' is not a currency code" in capsys.readouterr().err
    assert not database.parent.exists()
    text = SMALL.read_text(encoding="utf-8").replace("<fldTotal>90.4000<", "<fldTotal>9O.4000<")
    broken.write_text(text, encoding="utf-8")
    assert main.run(["import", "daysmart", str(broken), *WHERE]) == 1
    assert "The backup is damaged: fldTotal of a row in tblTicketsSummary" in (
        capsys.readouterr().err
    )
    assert list(database.parent.iterdir()) == []


def test_without_a_zone_it_asks_for_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pettui.cli.surroundings.zone", lambda: "")
    assert main.run(["import", "daysmart", str(SMALL)]) == 1
    assert "Name it: --zone America/New_York" in capsys.readouterr().err


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["import"]) == 2
    assert main.run(["import", "daysmart"]) == 2
    assert main.run(["import", "daysmart", "--help"]) == 0
    assert "--dry-run" in capsys.readouterr().out


def _start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MEASURED, "import", "daysmart", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for size in (1_000_000, 8_000_000):
        large = tmp_path / f"{size}.xml"
        copies = make_large(large, size)
        done = _start(str(large), "--json", "--dry-run", *WHERE)
        out, err = done.communicate(timeout=120)
        assert done.returncode == 0, err
        found = {t["table"]: t["taken"] for t in json.loads(out)["tables"]}
        assert found["tblTicketsSummary"] == 12 * (copies + 1)
        assert found["tblTicketsRow"] == 15 * (copies + 1)
        peaks.append(int(err.split("peak ")[1].split()[0]))
    # Eight times the file costs caches (12 MB staged, 16 MB of the shop), not copies of it.
    assert peaks[1] - peaks[0] < 32, peaks
    assert peaks[1] < 130, peaks


def test_ctrl_c_cancels_with_nothing_changed(database: Path, tmp_path: Path) -> None:
    backups.bind(database)
    before = backups.everything(database)
    large = tmp_path / "large.xml"
    make_large(large, 20_000_000)
    started = _start(str(large), *WHERE)
    gate = database.with_name(database.name + "-gate")
    deadline = time.monotonic() + 60
    while f"process {started.pid})" not in gate.read_text():
        assert started.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(started.pid, signal.SIGINT)
    _, err = started.communicate(timeout=30)
    assert started.returncode == 130, err
    assert "Cancelled. Nothing was changed." in err
    assert "Traceback" not in err
    assert backups.everything(database) == before


def test_no_room_for_scratch_files_is_said(database: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", NO_ROOM, "import", "daysmart", str(SMALL), *WHERE],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert started.returncode == 1, started.stderr
    assert "There is no room for scratch files" in started.stderr
    assert not database.parent.exists()
