"""Who signs in: by number or name, PIN or password; slowed down, in the same words."""

from __future__ import annotations

import json

import pytest

from db.models import Change, ChangedRow
from pettui.history.door import Refused
from pettui.team.access import signing_in
from pettui.team.access.signing_in import Refusal, SignedIn, sign_in
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing
from tests.small_shop import DANA
from tests.team.access.steps import hire
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import PINS, employee, number

WORDS = "four words in a row"


@pytest.mark.parametrize("who", ["1000", "Kim", "kim lee", " KIM  LEE ", "ki"])
def test_by_number_or_name(guarded: Shop, who: str) -> None:
    found = sign_in(who, PINS["Kim"], "desk")
    assert isinstance(found, SignedIn)
    assert (found.actor.account, found.actor.name, found.role) == (employee("Kim"), "Kim Lee",
                                                                    "owner")  # fmt: skip


def test_a_name_that_two_have_names_nobody(guarded: Shop) -> None:
    hire("Luis", "bather")
    assert sign_in("luis", PINS["Luis"], "desk") == Refusal(signing_in.WRONG)
    assert isinstance(sign_in("luis moreno", PINS["Luis"], "desk"), SignedIn)


def test_a_password_beside_the_pin(guarded: Shop) -> None:
    assert isinstance(sign_in("Kim", WORDS, "desk"), Refusal)
    signing_in.set_password(employee("Kim"), WORDS, DANA)
    assert isinstance(sign_in("Kim", WORDS, "desk"), SignedIn)
    assert isinstance(sign_in("Kim", PINS["Kim"], "desk"), SignedIn)
    assert isinstance(sign_in("Luis", WORDS, "desk"), Refusal)


@pytest.mark.parametrize("password", ["short", "12345678", "kim lee", "KimLee", "x" * 201])
def test_weak_passwords(guarded: Shop, password: str) -> None:
    with pytest.raises(Refused):
        signing_in.set_password(employee("Kim"), password, DANA)


def test_unknown_and_wrong_look_alike(guarded: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    fits = hashing.fits

    def counted(secret: str, held: str, key: bytes) -> bool:
        looks.append(held)
        return fits(secret, held, key)

    monkeypatch.setattr(hashing, "fits", counted)
    hire("Bo", "groomer")  # who has neither PIN nor password
    for who in (number("Luis"), "4711", "nobody", "Bo", ""):
        assert sign_in(who, "000000", "desk") == Refusal(signing_in.WRONG)
        assert sign_in(who, WORDS, "desk") == Refusal(signing_in.WRONG)
    assert len(looks) == 10


def test_guesses_are_slowed_down_at_this_terminal(guarded: Shop, clockwork: Clockwork) -> None:
    for _ in range(3):
        found = sign_in("Kim", "000000", "desk")
    assert isinstance(found, Refusal) and found.wait == 1.0
    assert found.words.endswith("Wait 1 second, then try again.")
    right = sign_in("Kim", PINS["Kim"], "desk")  # not even the right one is looked at now
    assert isinstance(right, Refusal) and right.wait > 0
    assert isinstance(sign_in("Kim", PINS["Kim"], "other desk"), SignedIn)
    clockwork.pass_time(seconds=2)
    assert isinstance(sign_in("Kim", PINS["Kim"], "desk"), SignedIn)


def test_a_flood_of_guesses_never_opens(guarded: Shop, clockwork: Clockwork) -> None:
    for _ in range(14):
        assert isinstance(sign_in("Kim", "000000", "desk"), Refusal)
        clockwork.pass_time(seconds=31)


def test_what_was_typed_is_nowhere(guarded: Shop) -> None:
    sign_in("Kim", "484848", "desk")
    sign_in("my secret name", "a secret password", "desk")
    signing_in.set_password(employee("Kim"), WORDS, DANA)
    kept = [change.what for change in Change.select()]
    kept += [json.dumps([row.old, row.new]) for row in ChangedRow.select()]
    told = "\n".join(kept)
    assert not [w for w in ("484848", "secret name", "secret password", WORDS) if w in told]
    assert "a wrong PIN or password for Kim Lee (1 in a row)" in told
