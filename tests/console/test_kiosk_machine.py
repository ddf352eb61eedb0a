"""`pettui kiosk --install` and `--uninstall`, on a folder that looks like a machine."""

from __future__ import annotations

import marshal
import stat
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from pettui import __version__
from pettui.history.door import Refused
from pettui.machine import program, setup, steps
from pettui.machine.doing import StepFailed, Unfit
from pettui.machine.places import FILES, MASKED
from pettui.machine.steps import STEPS, Step
from pettui.machine.tree import Tree
from tests.console.pretend import PretendHands, debian, everything


def silently(_words: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PretendHands]:
    """Install once, with the whole program."""
    root = tmp_path_factory.mktemp("machine")
    hands = debian(root)
    setup.install(root, say=silently, hands=hands)
    return root, hands


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy one file for a program, where a test is about something else."""

    def copy(tree: Tree) -> bool:
        binaries = tree.at(Path("/opt/pettui/bin"))
        binaries.mkdir(parents=True, exist_ok=True)
        (binaries / "pettui").write_text("program")
        return True

    monkeypatch.setattr(program, "copy", copy)


def test_an_installation_puts_the_kiosk_in_place(installed: tuple[Path, PretendHands]) -> None:
    root, hands = installed
    system = root / "etc/systemd/system"
    assert (system / "kiosk.service").read_text().count(
        "ExecStart=/opt/pettui/bin/pettui kiosk"
    ) == 1
    assert (system / "multi-user.target.wants/kiosk.service").is_symlink()
    for name in MASKED:
        assert str((system / name).readlink()) == "/dev/null"
    for place in FILES.values():
        assert (root / place.relative_to("/")).read_text().startswith("# pettui kiosk")
    state, pepper = root / "var/lib/pettui", root / "etc/pettui/pepper"
    assert stat.S_IMODE(state.stat().st_mode) == 0o2770
    assert stat.S_IMODE(pepper.stat().st_mode) == 0o640
    assert len(pepper.read_bytes()) >= 32
    assert any(line.startswith(f"systemd-sysusers --root={root}") for line in hands.ran)


def test_the_program_stands_on_its_own_and_is_compiled(
    installed: tuple[Path, PretendHands],
) -> None:
    own = installed[0] / "opt/pettui"
    launcher = own / "bin/pettui"
    assert launcher.read_text().startswith("#!/opt/pettui/bin/python -I\n")
    told = subprocess.run(
        [own / "bin/python", "-I", launcher, "--version"],
        capture_output=True, text=True, check=True, cwd="/", timeout=60,
    )  # fmt: skip
    assert told.stdout == f"pettui {__version__}\n"
    shown = subprocess.run(
        [own / "bin/python", "-I", "-c", "import textual, db.models; print(textual.__file__)"],
        capture_output=True, text=True, check=True, cwd="/", timeout=60,
    )  # fmt: skip
    assert shown.stdout.startswith(str(own))
    (site,) = own.glob("lib/python*/site-packages")
    assert not list(site.glob("pytest*"))
    for package in ("pettui", "screens", "db", "textual"):
        sources = [p for p in (site / package).rglob("*.py") if "__pycache__" not in p.parts]
        compiled = {p.name.split(".")[0] for p in (site / package).rglob("__pycache__/*.pyc")}
        assert {source.stem for source in sources} <= compiled
    some = next((site / "pettui/machine/__pycache__").glob("setup.*.pyc"))
    code = marshal.loads(some.read_bytes()[16:])  # noqa: S302  # what was just compiled
    assert isinstance(code, CodeType)
    assert code.co_filename.startswith("/opt/pettui/lib/")
    assert (site / "pettui/machine/files/kiosk.service").is_file()


def test_a_second_installation_changes_nothing(installed: tuple[Path, PretendHands]) -> None:
    root, hands = installed
    before = everything(root)
    setup.install(root, say=silently, hands=hands)
    assert everything(root) == before


def test_the_copy_installs_what_is_around_it_and_leaves_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    (root / "opt/pettui").mkdir()
    (root / "opt/pettui/mark").write_text("the program")
    monkeypatch.setattr(sys, "prefix", str(root / "opt/pettui"))
    monkeypatch.setattr(program, "_own_requirements", list)  # the copy has no list of them
    setup.install(root, say=silently, hands=hands)
    assert (root / "etc/systemd/system/kiosk.service").is_file()
    assert [path.name for path in (root / "opt/pettui").iterdir()] == ["mark"]


@pytest.mark.usefixtures("light")
def test_what_was_installed_goes_without_a_trace(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    before = everything(root)
    said: list[str] = []
    setup.install(root, say=said.append, hands=hands)
    assert "There is no shop at /var/lib/pettui/shop.db yet" in " ".join(said)
    setup.uninstall(root, say=silently, hands=hands)
    assert everything(root) == before
    said.clear()
    setup.uninstall(root, say=said.append, hands=hands)
    assert said == ["No kiosk is installed here; nothing was changed."]
    assert everything(root) == before


@pytest.mark.usefixtures("light")
def test_what_was_there_before_comes_back(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    system = root / "etc/systemd/system"
    (system / "ctrl-alt-del.target").symlink_to("/lib/systemd/system/poweroff.target")
    (system / "kbrequest.target").symlink_to("/dev/null")  # the administrator's own mask
    (system / "kiosk.service").write_text("[Service]\nExecStart=/usr/bin/another\n")
    (root / "etc/default/console-setup").write_text('FONTFACE="Fixed"')  # no end of line
    before = everything(root)
    setup.install(root, say=silently, hands=hands)
    assert str((system / "ctrl-alt-del.target").readlink()) == "/dev/null"
    assert "usr/bin/another" not in (system / "kiosk.service").read_text()
    setup.install(root, say=silently, hands=hands)
    setup.uninstall(root, say=silently, hands=hands)
    assert everything(root) == before


@pytest.mark.usefixtures("light")
def test_the_shops_data_stay(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    setup.install(root, say=silently, hands=hands)
    pepper = (root / "etc/pettui/pepper").read_bytes()
    (root / "var/lib/pettui/shop.db").write_bytes(b"the shop")
    said: list[str] = []
    setup.uninstall(root, say=said.append, hands=hands)
    assert (root / "var/lib/pettui/shop.db").read_bytes() == b"the shop"
    assert (root / "etc/pettui/pepper").read_bytes() == pepper
    assert "pettui" in (root / "etc/passwd").read_text()
    assert "folder /var/lib/pettui: stays, for it is not empty (the shop's data)" in said
    setup.install(root, say=silently, hands=hands)
    assert (root / "etc/pettui/pepper").read_bytes() == pepper, "every PIN would be void"


@pytest.mark.usefixtures("light")
def test_a_database_that_root_made_becomes_the_kiosks(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    setup.install(root, say=silently, hands=hands)
    names = ("shop.db", "shop.db-wal", "shop.db-gate")
    for name in names:
        path = root / "var/lib/pettui" / name
        path.write_bytes(b"")
        path.chmod(0o600)
    setup.install(root, say=silently, hands=hands)
    for name in names:
        assert stat.S_IMODE((root / "var/lib/pettui" / name).stat().st_mode) == 0o660


def test_a_dry_run_says_every_step_and_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    debian(root)
    nobody = PretendHands(root, is_root=False)
    before = everything(root)
    said: list[str] = []
    setup.install(root, dry_run=True, say=said.append, hands=nobody)
    words = "\n".join(said)
    assert len(said) == len(STEPS) + 1
    for place in ("/opt/pettui", "/var/lib/pettui", "/etc/systemd/system/kiosk.service", *MASKED):
        assert place in words
    assert all(str(path) in words for path in FILES.values())
    assert everything(root) == before
    assert nobody.ran == []


@pytest.mark.usefixtures("light")
def test_a_dry_run_of_the_taking_away_names_what_would_go(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    setup.install(root, say=silently, hands=hands)
    before = everything(root)
    said: list[str] = []
    nobody = PretendHands(root, is_root=False)
    setup.uninstall(root, dry_run=True, say=said.append, hands=nobody)
    assert "  file /etc/systemd/system/kiosk.service" in said
    assert said.index("  tree /opt/pettui") < said.index("  account pettui")
    assert everything(root) == before


def test_only_root_may(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    debian(root)
    nobody = PretendHands(root, is_root=False)
    before = everything(root)
    with pytest.raises(Unfit, match="sudo pettui kiosk --install"):
        setup.install(root, say=silently, hands=nobody)
    with pytest.raises(Unfit, match="Only root"):
        setup.uninstall(root, say=silently, hands=nobody)
    assert everything(root) == before


def test_a_python_in_a_persons_folder_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    hands.is_private = lambda path: True  # type: ignore[method-assign]  # another machine's Python
    before = everything(root)
    with pytest.raises(Unfit, match="system's Python"):
        setup.install(root, say=silently, hands=hands)
    assert everything(root) == before


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_a_step_that_fails_is_named_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    root, whole = tmp_path / "machine", tmp_path / "whole"
    hands, other = debian(root), debian(whole)
    before = everything(root)
    setup.install(whole, say=silently, hands=other)

    def broken(tree: Tree) -> bool:
        STEPS[number - 1].do(tree)  # cut short as late as can be
        raise OSError(28, "No space left on device", "/somewhere")

    mixed = [*STEPS]
    mixed[number - 1] = Step(STEPS[number - 1].words, broken)
    with monkeypatch.context() as patched:
        patched.setattr(setup, "STEPS", tuple(mixed))
        with pytest.raises(StepFailed) as caught:
            setup.install(root, say=silently, hands=hands)
    words = str(caught.value)
    assert f"Step {number} of {len(STEPS)} did not work ({STEPS[number - 1].words})" in words
    assert "No space left on device: /somewhere" in words
    assert ("Nothing was done before it" in words) == (number == 1)
    assert "run the same command again" in words

    setup.install(root, say=silently, hands=hands)
    found, wanted = everything(root), everything(whole)
    for seen in (found, wanted):  # each machine has its own secret
        seen["etc/pettui/pepper"] = (seen["etc/pettui/pepper"][0], None)
    assert found == wanted
    setup.uninstall(root, say=silently, hands=hands)
    assert everything(root) == before


@pytest.mark.usefixtures("light")
def test_a_program_that_fails_says_so_itself(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    hands.fails = "systemd-sysusers"
    with pytest.raises(Refused, match=r"Step 2 of .*systemd-sysusers: it is broken"):
        setup.install(root, say=silently, hands=hands)
    hands.fails = "chroot"
    with pytest.raises(Refused, match=r"Font .*chroot: it is broken"):
        setup.install(root, say=silently, hands=hands)
    hands.fails = ""
    hands.ran.clear()
    setup.install(root, say=silently, hands=hands)
    assert f"chroot {root} setupcon --save-only --force" in hands.ran, "the font would never load"


def test_the_account_is_found_in_the_machines_own_list(tmp_path: Path) -> None:
    root = tmp_path / "machine"
    hands = debian(root)
    (root / "etc/passwd").write_text("pettui:x:987:654::/var/lib/pettui:\n")
    (root / "etc/group").write_text("pettui:x:654:\n")
    tree = Tree(root, hands)
    assert steps.owner(tree) == (987, 654)
    assert not steps.account(tree), "an account that is there is not made"
    assert hands.ran == []
