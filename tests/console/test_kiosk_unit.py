"""`kiosk.service` as systemd judges it: every line is known, and the sandbox is tight."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pettui.machine import setup
from pettui.machine.places import ACCOUNT, DATABASE, ENVIRONMENT, PEPPER, PROGRAM, STATE
from pettui.team.timeclock import pepper
from tests.console.pretend import debian

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "kiosk.service"
TIGHT = 10  # tenths of systemd-analyze's scale, on which a bare unit has 96


def lines(key: str) -> list[str]:
    """Give the values of a key in the unit."""
    return re.findall(rf"^{key}=(.*)$", UNIT.read_text(), re.M)


def exposure(unit: Path) -> subprocess.CompletedProcess[str]:
    """Let systemd weigh a unit's sandbox; it fails above the threshold."""
    return subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--threshold={TIGHT}", str(unit)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the unit in a tree with the programs that it names."""
    root = tmp_path_factory.mktemp("image")
    hands = debian(root)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pettui.machine.program.copy", lambda tree: False)
        setup.install(root, say=lambda words: None, hands=hands)
    (root / "opt/pettui/bin").mkdir(parents=True)
    for name in ("pettui", "python"):
        shutil.copy("/bin/true", root / "opt/pettui/bin" / name)
    return root


def verify(image: Path) -> subprocess.CompletedProcess[str]:
    """Let systemd read the unit as it will at boot; by default it would pass over errors."""
    return subprocess.run(
        ["systemd-analyze", "verify", f"--root={image}", "--recursive-errors=no", "--man=no",
         "/etc/systemd/system/kiosk.service"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_systemd_understands_every_line(image: Path) -> None:
    told = verify(image)
    assert (told.returncode, told.stderr) == (0, "")
    unit = image / "etc/systemd/system/kiosk.service"
    whole = unit.read_text()
    unit.write_text(whole.replace("RestartSec=1\n", "RestartSec=soon\n"))
    try:
        assert verify(image).returncode != 0, "a value that means nothing went through"
    finally:
        unit.write_text(whole)


def test_the_sandbox_is_tight() -> None:
    told = exposure(UNIT)
    assert told.returncode == 0, told.stdout[-200:]


def test_the_network_is_off_and_a_drop_in_opens_it_for_a_server_alone(tmp_path: Path) -> None:
    assert lines("PrivateNetwork") == ["yes"]
    assert lines("RestrictAddressFamilies") == ["AF_UNIX"]
    page = (ROOT / "docs/kiosk.md").read_text(encoding="utf-8")
    found = re.search(r"```ini\n(# .*postgresql\.conf\n.*?)```", page, re.S)
    assert found is not None, "docs/kiosk.md shows the drop-in"
    both = tmp_path / "kiosk.service"
    # Offline, systemd weighs one file: the drop-in's lines come last, as they do at boot.
    both.write_text(UNIT.read_text().replace("[Install]", found[1] + "\n[Install]"))
    told = exposure(both)
    score = re.search(r"exposure level for \S+: ([\d.]+)", told.stdout)
    assert score is not None and float(score[1]) <= 2.0, told.stdout[-200:]


def test_the_unit_and_the_installation_mean_the_same_places() -> None:
    assert lines("User") == lines("Group") == [ACCOUNT]
    assert f"{PROGRAM}/bin/pettui kiosk" in lines("ExecStart")
    assert lines("ExecStartPre")[0].startswith(f"+{PROGRAM}/bin/python ")
    assert f"PETTUI_DATABASE=%S/{DATABASE.relative_to('/var/lib')}" in " ".join(
        lines("Environment")
    )
    assert lines("StateDirectory") == [STATE.name]
    assert lines("StateDirectoryMode") == ["2770"]
    assert PEPPER == pepper.MACHINE
    assert lines("EnvironmentFile") == [f"-{ENVIRONMENT}"]


def test_a_clock_never_gives_up() -> None:
    assert lines("Restart") == ["always"]
    assert float(lines("RestartSec")[0]) <= 1
    assert lines("StartLimitIntervalSec") == ["0"]
    assert lines("Type") == ["notify"]
    assert int(lines("WatchdogSec")[0]) <= 15
    assert lines("WatchdogSignal") == ["SIGKILL"]
