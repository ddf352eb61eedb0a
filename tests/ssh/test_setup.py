"""`pettui ssh-setup` and `--uninstall`, on a folder that looks like a machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from pettui.history.door import Refused
from pettui.machine import program, setup, ssh_setup
from pettui.machine.doing import StepFailed, Unfit
from pettui.machine.hands import Failed
from pettui.machine.places import SSH_DROP_IN, SSH_KEYS, SSH_SETTINGS, WRAPPER
from pettui.machine.tree import Tree
from tests.console.pretend import ACCOUNTS, GROUPS, PretendHands, debian, everything

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDanasOwnKey0000000000000000000000000000 dana's laptop\n"


class SshHands(PretendHands):
    """Makes accounts and groups in the tree's own lists, and answers for sshd."""

    def __init__(self, root: Path, *, is_root: bool = True) -> None:
        super().__init__(root, is_root=is_root)
        self.sshd_fails = ""
        self.obeys = True
        self.busy = ""

    def run(self, command: Sequence[str]) -> str:
        words = [word for word in command if word not in ("--prefix", "--root", str(self.root))]
        self.ran.append(" ".join(words))
        passwd, group = self.root / "etc/passwd", self.root / "etc/group"
        if words[0] == "chroot" and "-t" in words and self.sshd_fails:
            raise Failed(f"sshd: {self.sshd_fails}")
        if words[0] == "chroot" and "-T" in words:
            drop_in = self.root / SSH_DROP_IN.relative_to("/")
            return drop_in.read_text().replace("    ", "").lower() if self.obeys else "port 22\n"
        if words[0] == "systemd-sysusers":
            for line in Path(words[-1]).read_text().splitlines():
                kind, name, rest = line.split(" ", 2)
                self._sysusers(kind, name, rest, passwd, group)
        elif words[0] == "usermod":
            self._shell(passwd, words[-1], words[words.index("--shell") + 1])
        elif words[0] == "useradd":
            _add(passwd, f"{words[-1]}:x:{os.getuid()}:1::/home/{words[-1]}:{WRAPPER}")
        elif words[0] == "userdel" and words[-1] == self.busy:
            raise Failed(f"userdel: user {self.busy} is currently used by process 1")
        elif words[0] in ("userdel", "groupdel"):
            for path in (passwd, group) if words[0] == "userdel" else (group,):
                _keep(path, lambda row: row[0] != words[-1])
        elif words[0] == "gpasswd":
            self._leave(group, words[-2], words[-1])
        return ""

    def _sysusers(self, kind: str, name: str, rest: str, passwd: Path, group: Path) -> None:
        if kind == "m":
            rows = [row.split(":") for row in group.read_text().splitlines()]
            for row in rows:
                if row[0] == rest:
                    row[3] = ",".join(filter(None, [*row[3].split(","), name]))
            group.write_text("".join(":".join(row) + "\n" for row in rows))
            return
        _add(group, f"{name}:x:{os.getgid()}:")
        if kind == "u":
            _add(passwd, f"{name}:x:{os.getuid()}:{os.getgid()}::/var/lib/pettui:/usr/sbin/nologin")

    def _shell(self, passwd: Path, name: str, shell: str) -> None:
        rows = [row.split(":") for row in passwd.read_text().splitlines()]
        passwd.write_text(
            "".join(":".join([*r[:6], shell] if r[0] == name else r) + "\n" for r in rows)
        )

    def _leave(self, group: Path, account: str, name: str) -> None:
        rows = [row.split(":") for row in group.read_text().splitlines()]
        for row in rows:
            if row[0] == name:
                row[3] = ",".join(each for each in row[3].split(",") if each != account)
        group.write_text("".join(":".join(row) + "\n" for row in rows))


def _add(path: Path, row: str) -> None:
    path.write_text(path.read_text() + row + "\n")


def _keep(path: Path, wanted: object) -> None:
    assert callable(wanted)
    rows = [row for row in path.read_text().splitlines() if wanted(row.split(":"))]
    path.write_text("".join(row + "\n" for row in rows))


def silently(_words: str) -> None:
    """Say nothing."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make what is found on a Debian with an SSH server; a light file stands for the program."""

    def copy(tree: Tree) -> bool:
        binaries = tree.at(Path("/opt/pettui/bin"))
        binaries.mkdir(parents=True, exist_ok=True)
        (binaries / "pettui").write_text("program")
        return True

    monkeypatch.setattr(program, "copy", copy)
    made = tmp_path / "machine"
    debian(made)
    (made / "etc/ssh/sshd_config.d").mkdir(parents=True)
    (made / "usr/sbin").mkdir(parents=True)
    (made / "usr/sbin/sshd").write_text("")
    (made / "run/sshd").mkdir(parents=True)
    (made / "usr/local/lib").mkdir(parents=True)
    (made / "etc/passwd").write_text(f"{ACCOUNTS}eve:x:1000:1000::/home/eve:/bin/bash\n")
    (made / "etc/group").write_text(f"{GROUPS}sudo:x:27:eve\n")
    return made


def put(root: Path, *, hands: SshHands | None = None, accounts: Sequence[str] = ()) -> SshHands:
    """Set up, silently."""
    hands = hands or SshHands(root)
    ssh_setup.install(root, accounts=accounts, say=silently, hands=hands)
    return hands


def at(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")


def test_all_is_in_its_place_and_only_root_writes_it(root: Path) -> None:
    hands = put(root)
    places = (SSH_DROP_IN, WRAPPER, SSH_SETTINGS, SSH_KEYS, SSH_KEYS / "pettui")
    mode = {place: stat.S_IMODE(at(root, place).stat().st_mode) for place in places}
    assert mode == {
        SSH_DROP_IN: 0o644, WRAPPER: 0o755, SSH_SETTINGS: 0o640, SSH_KEYS: 0o755,
        SSH_KEYS / "pettui": 0o644,
    }  # fmt: skip
    assert f"/var/lib/pettui:{WRAPPER}\n" in at(root, Path("/etc/passwd")).read_text()
    assert "pettui-ssh:x:" in at(root, Path("/etc/group")).read_text()
    text = at(root, SSH_DROP_IN).read_text()
    assert "Match Group pettui-ssh\n" in text and f"ForceCommand {WRAPPER}\n" in text
    assert hands.ran[-2:] == [
        "chroot /usr/sbin/sshd -t",
        "chroot /usr/sbin/sshd -T -C user=pettui,host=localhost,addr=127.0.0.1",
    ]


def test_a_second_time_changes_nothing_and_keeps_what_root_wrote(root: Path) -> None:
    hands = put(root)
    at(root, SSH_SETTINGS).write_text('database = "postgresql:///shop"\n')
    at(root, SSH_KEYS / "pettui").write_text(KEY)
    before = everything(root)
    put(root, hands=hands)
    assert everything(root) == before


def test_what_was_put_there_goes_without_a_trace(root: Path) -> None:
    before = everything(root)
    hands = put(root, accounts=["kim"])
    ssh_setup.uninstall(root, say=silently, hands=hands)
    assert everything(root) == before
    said: list[str] = []
    ssh_setup.uninstall(root, say=said.append, hands=hands)
    assert said == ["Nothing is set up for SSH here; nothing was changed."]


def test_an_account_that_is_in_use_goes_the_next_time(root: Path) -> None:
    before = everything(root)
    hands = put(root, accounts=["kim"])
    hands.busy = "kim"
    with pytest.raises(StepFailed, match=r"account kim .*kim is currently used"):
        ssh_setup.uninstall(root, say=silently, hands=hands)
    hands.busy = ""
    ssh_setup.uninstall(root, say=silently, hands=hands)
    assert everything(root) == before


def test_keys_that_root_wrote_stay(root: Path) -> None:
    hands = put(root)
    (root / "key.pub").write_text(KEY)
    ssh_setup.add_key(root / "key.pub", "1002", root=root, say=silently, hands=hands)
    said: list[str] = []
    ssh_setup.uninstall(root, say=said.append, hands=hands)
    assert f"file {SSH_KEYS}/pettui: stays, for it holds what you wrote" in said
    assert not at(root, SSH_DROP_IN).exists()


@pytest.mark.parametrize("first", ["clock", "ssh"])
@pytest.mark.parametrize("leaves", ["clock", "ssh"])
def test_clock_and_ssh_share_what_both_need(root: Path, first: str, leaves: str) -> None:
    before = everything(root)
    hands = SshHands(root)
    steps = {
        "clock": (setup.install, setup.uninstall), "ssh": (ssh_setup.install, ssh_setup.uninstall)
    }  # fmt: skip
    stays = "ssh" if leaves == "clock" else "clock"
    for each in (first, "ssh" if first == "clock" else "clock"):
        steps[each][0](root, say=silently, hands=hands)
    said: list[str] = []
    steps[leaves][1](root, say=said.append, hands=hands)
    words = "staff over SSH need it" if leaves == "clock" else "the clock needs it"
    assert f"tree /opt/pettui: stays, for {words}" in said
    assert (root / "opt/pettui/bin/pettui").exists()
    assert (root / "etc/pettui/pepper").exists()
    assert "pettui:x:" in (root / "etc/passwd").read_text()
    assert at(root, SSH_DROP_IN).exists() == (stays == "ssh")
    steps[stays][1](root, say=silently, hands=hands)
    assert everything(root) == before


def test_what_sshd_refuses_is_taken_back(root: Path) -> None:
    hands = SshHands(root)
    hands.sshd_fails = "line 3: Bad configuration option"
    with pytest.raises(StepFailed, match=r"sshd: line 3: Bad configuration option"):
        put(root, hands=hands)
    assert not at(root, SSH_DROP_IN).exists()
    hands.sshd_fails = ""
    put(root, hands=hands)
    good = at(root, SSH_DROP_IN).read_text()
    at(root, SSH_DROP_IN).write_text("Match all\n")  # an older pettui's
    hands.sshd_fails = "line 7: no"
    with pytest.raises(StepFailed):
        put(root, hands=hands)
    assert at(root, SSH_DROP_IN).read_text() == "Match all\n"
    hands.sshd_fails = ""
    put(root, hands=hands)
    assert at(root, SSH_DROP_IN).read_text() == good


def test_an_sshd_that_does_not_read_the_drop_in_is_told_of(root: Path) -> None:
    hands = SshHands(root)
    hands.obeys = False
    with pytest.raises(StepFailed, match="Include /etc/ssh/sshd_config"):
        put(root, hands=hands)
    assert not at(root, SSH_DROP_IN).exists()


def test_somebody_elses_drop_in_comes_back(root: Path) -> None:
    at(root, SSH_DROP_IN).write_text("# the administrator's own\n")
    hands = put(root)
    ssh_setup.uninstall(root, say=silently, hands=hands)
    assert at(root, SSH_DROP_IN).read_text() == "# the administrator's own\n"


def test_a_dry_run_says_every_step_and_changes_nothing(root: Path) -> None:
    before = everything(root)
    hands = SshHands(root, is_root=False)
    said: list[str] = []
    ssh_setup.install(root, accounts=["kim"], dry_run=True, say=said.append, hands=hands)
    words = "\n".join(said)
    assert "Group pettui-ssh: pettui, kim" in words
    assert all(str(path) in words for path in (SSH_DROP_IN, WRAPPER, SSH_KEYS, SSH_SETTINGS))
    assert everything(root) == before and hands.ran == []
    put(root, accounts=["kim"])
    before = everything(root)
    said.clear()
    ssh_setup.uninstall(root, dry_run=True, say=said.append, hands=hands)
    assert "  account kim in the group pettui-ssh" in said and "  account kim" in said
    assert "  the login of the account pettui" in said
    assert everything(root) == before


def test_whoever_looks_after_the_machine_keeps_the_shell(root: Path) -> None:
    before = everything(root)
    for name in ("eve", "root"):
        with pytest.raises(Unfit, match=f"{name} looks after this machine"):
            put(root, accounts=[name])
    with pytest.raises(Unfit, match=r"group sudo is there already \(eve\)"):
        ssh_setup.install(root, group="sudo", say=silently, hands=SshHands(root))
    for name in ("-rf", "../x", "a b", "Kim\n"):
        with pytest.raises(Unfit, match="cannot be the name"):
            put(root, accounts=[name])
    assert everything(root) == before


def test_the_group_stays_the_one_that_was_chosen(root: Path) -> None:
    hands = SshHands(root)
    ssh_setup.install(root, group="desk", say=silently, hands=hands)
    put(root, hands=hands)
    assert "Match Group desk\n" in at(root, SSH_DROP_IN).read_text()
    with pytest.raises(Unfit, match="The group here is desk"):
        ssh_setup.install(root, group="other", say=silently, hands=hands)


def test_only_root_may_and_only_with_an_ssh_server(root: Path) -> None:
    before = everything(root)
    nobody = SshHands(root, is_root=False)
    with pytest.raises(Unfit, match="sudo pettui ssh-setup"):
        put(root, hands=nobody)
    with pytest.raises(Unfit, match="Only root"):
        ssh_setup.uninstall(root, say=silently, hands=nobody)
    with pytest.raises(Unfit, match="Only root"):
        ssh_setup.add_key(root / "x", root=root, hands=nobody)
    assert everything(root) == before
    (root / "usr/sbin/sshd").unlink()
    with pytest.raises(Unfit, match="no SSH server here"):
        put(root)


def test_a_key_is_let_in_and_given_to_another(root: Path) -> None:
    hands = put(root)
    public = root / "dana.pub"
    public.write_text(KEY)
    said: list[str] = []
    ssh_setup.add_key(public, "1002", root=root, say=said.append, hands=hands)
    assert "for the employee with the number 1002: ssh pettui@" in said[0]
    ssh_setup.add_key(public, "1003", root=root, say=silently, hands=hands)
    lines = [n for n in at(root, SSH_KEYS / "pettui").read_text().splitlines() if n[0] != "#"]
    assert lines == [f'command="pettui --as 1003" {KEY.strip()}']
    ssh_setup.add_key(public, root=root, say=silently, hands=hands)
    assert at(root, SSH_KEYS / "pettui").read_text().splitlines()[-1] == KEY.strip()


def test_what_is_no_key_is_refused(root: Path) -> None:
    hands = put(root)
    before = everything(root)
    private = root.parent / "private"
    private.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n")
    with pytest.raises(Unfit, match=r"ends in \.pub"):
        ssh_setup.add_key(private, "1002", root=root, hands=hands)
    with pytest.raises(Unfit, match="cannot be read"):
        ssh_setup.add_key(root / "none.pub", root=root, hands=hands)
    private.write_text(KEY)
    with pytest.raises(Unfit, match="not an employee's number"):
        ssh_setup.add_key(private, '1002"; sh', root=root, hands=hands)
    with pytest.raises(Refused, match=r"run `sudo pettui ssh-setup` first"):
        ssh_setup.add_key(private, account="kim", root=root, hands=hands)
    assert everything(root) == before
