"""A key that names an employee signs that employee in; every other one meets the lock."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import connection
from pettui.history.actor import Actor
from pettui.machine import ssh_keys
from pettui.machine.ssh_keys import Wish
from pettui.team import settings
from pettui.team.access import signing_in
from pettui.team.shop import load_shop
from pettui.team.timeclock import pepper
from tests.small_shop import unbind
from tests.ssh.server import Server

OWNER = Actor(None, "Owner", "desk")
PASSWORD = "combs and brushes"  # noqa: S105  # of a made-up shop
LEAVES = "\x11"


@pytest.fixture
def locked(server: Server, shop_file: Path) -> Server:
    """Let people sign in at the shop: Kim, its owner, has a password."""
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected(), pytest.MonkeyPatch.context() as mine:
        mine.setenv("PETTUI_PEPPER", str(server.door.settings.with_name("pepper")))
        pepper.make()
        shop = load_shop()
        signing_in.set_password(1, PASSWORD, OWNER)
        settings.put(shop, "access.sign_in", "yes", OWNER)
    unbind()
    return server


def test_a_key_signs_its_employee_in(locked: Server) -> None:
    locked.allow("staff", options='command="pettui --as 1002"')
    terminal = locked.connect()
    terminal.until("Ana Silva")
    terminal.until("n new")
    terminal.type("\x0c")  # ctrl+l: whoever comes now is asked
    terminal.until("your PIN or password")
    terminal.type(LEAVES)
    assert terminal.end() == 0


def test_another_key_meets_the_lock(locked: Server) -> None:
    lines = [
        f'command="pettui --as 1002" {(locked.folder / "other.pub").read_text()}',
        (locked.folder / "staff.pub").read_text(),
    ]
    next(iter(locked.door.keys.iterdir())).write_text("".join(lines))
    terminal = locked.connect()
    terminal.until("your PIN or password")
    assert "Ana" not in terminal.text and "n new" not in terminal.text
    terminal.type("1000\r")
    terminal.type(f"{PASSWORD}\r")
    terminal.until("Kim Lee")
    terminal.type(LEAVES)
    assert terminal.end() == 0
    ana = locked.connect(key="other")
    ana.until("Ana Silva")
    ana.type(LEAVES)
    assert ana.end() == 0


def test_a_key_of_somebody_who_is_not_there_opens_nothing(locked: Server) -> None:
    locked.allow("staff", options='command="pettui --as 4711"')
    terminal = locked.connect()
    assert terminal.end() == 1
    assert b"4711" in terminal.sent and b"Traceback" not in terminal.sent
    assert b"\x1b[?1049h" not in terminal.sent


def test_a_key_that_is_not_in_the_file_does_not_come_in(locked: Server) -> None:
    terminal = locked.connect(key="other")
    assert terminal.end() == 255
    assert "Permission denied" in terminal.text


def test_where_there_is_no_shop_it_says_so_and_offers_nothing(server: Server) -> None:
    server.serve(server.folder / "none.db")
    terminal = server.connect()
    assert terminal.end() == 4
    assert "none.db" in terminal.text.replace("\n", "")
    assert not (server.folder / "none.db").exists()


A, B = "ssh-ed25519 AAAAC3Nza11", "sk-ssh-ed25519@openssh.com AAAAGnNrL22="
FILE = f"""\
# command="pettui --as 9" {A}
command="pettui --as 1002 --slow",no-port-forwarding {A} dana's laptop
from="10.0.0.0/8",command="pettui \\"--as=1003\\"" {B}
ecdsa-sha2-nistp256 AAAAE2VjZ33 command="pettui --as 1000"
command="pettui --as 1004" ssh-rsa AAAAB3Nza44
"""


@pytest.mark.parametrize(
    ("told", "wish"),
    [
        (f"publickey {A}\n", Wish("1002", slow=True)),
        (f"publickey {B}\n", Wish("1003")),
        ("publickey ecdsa-sha2-nistp256 AAAAE2VjZ33\n", Wish()),  # a comment names nobody
        ("publickey ssh-rsa AAAAB3Nza4\n", Wish()),  # the beginning of another's key
        ("password\n", Wish()),
        ("", Wish()),
    ],
)
def test_a_key_means_what_stands_before_it(told: str, wish: Wish) -> None:
    assert ssh_keys.wish(told, FILE) == wish
