"""`pettui access`: who may do what, and the way back for whoever owns the machine."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.connection import Target, bind, connected
from db.models import Change
from pettui.team.access import having, signing_in
from pettui.team.access.signing_in import SignedIn
from pettui.team.timeclock import hashing
from tests import small_shop
from tests.cli.conftest import Run
from tests.cli.helpers import Ran

Typing = Callable[..., Ran]
WORDS = "four words in a row"


@pytest.fixture
def typing(run_shop: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typing:
    """Run commands on the small shop, with lines on standard input."""
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)
    hashing.nobody.cache_clear()

    def run_it(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return run_shop(*arguments)

    return run_it


def signs_in(shop_file: Path, who: str, secret: str) -> bool:
    """Tell whether somebody can sign in."""
    bind(Target(shop_file, ""))
    with connected():
        found = isinstance(signing_in.sign_in(who, secret, "desk"), SignedIn)
    small_shop.unbind()
    return found


def test_roles_and_rights_are_shown_and_changed(typing: Typing) -> None:
    assert typing("access").out.splitlines() == [
        "1000  Kim Lee: owner, no PIN or password",
        "1001  Luis Moreno: groomer, no PIN or password",
        "1002  Ana Silva: bather, no PIN or password",
    ]
    assert typing("access", "role", "1002", "Front desk").code == 0
    assert "Ana Silva may change the settings" in typing("access", "give", "1002",
                                                         "shop.settings").err  # fmt: skip
    assert typing("access", "take", "1002", "book.others").code == 0
    shown = typing("access").out.splitlines()[2]
    assert shown == "1002  Ana Silva: front desk, -book.others, +shop.settings, no PIN or password"
    assert typing("access", "copy", "1002", "1001").code == 0
    luis = typing("access", "--json").json[1]
    assert (luis["role"], luis["given"], luis["taken"]) == (
        "front desk", ["shop.settings"], ["book.others"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("role", "1000", "groomer"), "without an owner"),
        (("role", "1001", "boss"), "There is no role boss"),
        (("give", "1001", "fly"), "There is no right fly"),
        (("give", "1001"), "pettui access give NUMBER RIGHT"),
        (("role", "77", "groomer"), "number 77"),
        (("reset-owner", "1001"), "Luis Moreno is no owner. Owners: 1000."),
    ],
)
def test_refusals_say_what_to_do(typing: Typing, words: tuple[str, ...], told: str) -> None:
    ran = typing("access", *words, typed="484848\n")
    assert ran.code == 1 and told in ran.err


def test_all_rights_are_listed(typing: Typing) -> None:
    listed = typing("access", "rights").out
    assert "book.others      book and change other people's appointments: front desk" in listed
    assert typing("access", "rights", "--json").json[0]["right"] == "book.own"


def test_the_way_back_for_whoever_owns_the_file(
    typing: Typing, shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typing("access", "password", "1000", typed=WORDS).code == 0
    assert typing("settings", "set", "access.sign_in", "yes").code == 0
    for _ in range(5):
        assert not signs_in(shop_file, "Kim", "what was it again")
    assert not signs_in(shop_file, "Kim", WORDS)  # who guessed has to wait
    ran = typing("access", "reset-owner", typed="another five words in a row")
    assert ran.code == 0 and "Kim Lee has a new password." in ran.err
    assert signs_in(shop_file, "Kim", "another five words in a row")
    assert not signs_in(shop_file, "Kim", WORDS)
    monkeypatch.setattr(having, "owns_the_file", lambda: False)
    ran = typing("access", "reset-owner", typed="484848")
    assert ran.code == 1 and "Only the account that owns the database's file" in ran.err
    assert "may not change the settings" in typing("settings", "set", "book.step", "30").err
    assert "may not export" in typing("export", str(shop_file.parent / "out")).err
    bind(Target(shop_file, ""))
    with connected():
        told = [change.what for change in Change.select()]
    assert any(what.startswith("reset the owner: Kim Lee, by ") for what in told)
    assert WORDS not in "".join(told)


def test_the_way_back_with_a_lost_key(typing: Typing, shop_file: Path, tmp_path: Path) -> None:
    typing("access", "password", "1000", typed=WORDS)
    typing("access", "password", "1001", typed="736182")
    (tmp_path / "pepper").unlink()
    assert typing("access", "password", "1000", typed=WORDS).code == 1
    assert typing("access", "reset-owner", "--new-key", typed=WORDS).code == 1
    assert typing("access", "reset-owner", "--new-key", typed="940275").code == 0
    assert signs_in(shop_file, "Kim", "940275")
    assert "Luis Moreno: groomer, no PIN or password" in typing("access").out


def test_a_command_acts_as_an_employee(
    typing: Typing, shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PETTUI_AS", "")
    typing("access", "password", "1000", typed=WORDS)
    typing("access", "password", "1002", typed="518390")
    typing("settings", "set", "access.sign_in", "yes")
    ran = typing("--as", "1002", "settings", "set", "book.step", "30")
    assert ran.code == 1 and "Ana Silva may not change the settings" in ran.err
    assert typing("--as", "1000", "settings", "set", "book.step", "30").code == 0
    assert typing("--as", "77", "settings", "set", "book.step", "10").code == 1
    monkeypatch.setattr(having, "owns_the_file", lambda: False)
    ran = typing("--as", "1000", "settings", "set", "book.step", "10", typed="484848")
    assert ran.code == 1 and "do not go together" in ran.err
    assert typing("--as", "1000", "settings", "set", "book.step", "10", typed=WORDS).code == 0
    ran = typing("--as", "1000", "access", "reset-owner", typed=f"{WORDS}\n940275\n")
    assert ran.code == 1 and "Only the account that owns" in ran.err
    bind(Target(shop_file, ""))
    with connected():
        last = Change.select().where(Change.what.startswith("set book.step to 10")).get()
        assert last.account_name == "Kim Lee"
