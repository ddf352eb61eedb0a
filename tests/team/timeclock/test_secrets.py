"""PINs and badges: set, refused, changed, taken away; the key that they are made with."""

from __future__ import annotations

import pytest

from db.models import Change, Credential, Employee
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.founding import add_employee
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing, naming, pepper, secrets, weakness
from pettui.team.timeclock.facts import Named, Wrong
from tests.team.timeclock.steps import DANA, KIOSK, PINS, employee, give_pins, number


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("000000", "different"),
        ("111211", "different"),
        ("123456", "run up or down"),
        ("987654", "run up or down"),
        ("890123", "run up or down"),
        ("135791", "run up or down"),
        ("147258", "first"),
        ("907907", "repeats"),
        ("100184", "number"),
        ("841001", "number"),
        ("770142", "phone"),
        ("241077", "phone"),
        ("198507", "year"),
        ("071985", "year"),
    ],
)
def test_pins_that_others_would_try_are_weak(pin: str, why: str) -> None:
    assert why in weakness.why_weak(pin, 1001, "(212) 577-0142")


@pytest.mark.parametrize("pin", ["736182", "940275", "4096", "81730264", "607249"])
def test_other_pins_are_not(pin: str) -> None:
    assert weakness.why_weak(pin, 1001, "(212) 577-0142") == ""


@pytest.mark.parametrize("pin", ["12345", "7361824", "73618a", "", "٧٣٦١٨٢", "736 18"])
def test_a_pin_has_as_many_digits_as_the_shop_wants(shop: Shop, pin: str) -> None:
    with pytest.raises(Refused, match="6 digits"):
        secrets.set_pin(shop, employee("Luis"), pin, DANA)
    assert not Credential.select().exists()


def test_four_digits_where_the_shop_wants_four(shop: Shop) -> None:
    short = put(shop, "kiosk.pin_digits", "4", DANA)
    secrets.set_pin(short, employee("Luis"), "7361", DANA)
    assert isinstance(naming.name(short, number("Luis"), KIOSK, pin="7361"), Named)


def test_a_weak_pin_is_refused_and_not_repeated_in_the_words(shop: Shop) -> None:
    with pytest.raises(Refused) as refused:
        secrets.set_pin(shop, employee("Luis"), "123456", DANA)
    assert "123456" not in str(refused.value)


def test_another_pin_takes_the_place_of_the_first(shop: Shop) -> None:
    give_pins(shop, "Luis")
    assert secrets.set_pin(shop, employee("Luis"), "815274", DANA) == ("Luis Moreno has a new PIN.")
    assert isinstance(naming.name(shop, number("Luis"), KIOSK, pin=PINS["Luis"]), Wrong)
    assert isinstance(naming.name(shop, number("Luis"), KIOSK, pin="815274"), Named)
    assert Credential.select().count() == 1
    told = [row.what for row in Change.select().order_by(Change.id)]
    assert "gave Luis Moreno a PIN" in told
    assert "gave Luis Moreno another PIN" in told


def test_a_pin_that_was_taken_away_names_nobody(shop: Shop) -> None:
    give_pins(shop, "Luis")
    secrets.remove_pin(shop, employee("Luis"), DANA)
    assert isinstance(naming.name(shop, number("Luis"), KIOSK, pin=PINS["Luis"]), Wrong)
    with pytest.raises(Refused, match="has no PIN"):
        secrets.remove_pin(shop, employee("Luis"), DANA)


def test_a_new_pin_by_a_manager_ends_the_wait(shop: Shop) -> None:
    give_pins(shop, "Luis")
    for _ in range(6):
        naming.name(shop, number("Luis"), KIOSK, pin="000000")
    secrets.set_pin(shop, employee("Luis"), "815274", DANA)
    assert isinstance(naming.name(shop, number("Luis"), KIOSK, pin="815274"), Named)


def test_people_change_their_own_pin_and_managers_all(shop: Shop) -> None:
    with change("roles", DANA) as door:
        add_employee(door, shop.branch, "Dana", role="owner")  # the shop keeps an owner
        door.update(Employee.get_by_id(employee("Kim")), role="manager")
    luis = Actor(employee("Luis"), "Luis", "desk")
    kim = Actor(employee("Kim"), "Kim", "desk")
    secrets.set_pin(shop, employee("Luis"), "815274", luis)
    secrets.set_pin(shop, employee("Ana"), "403918", kim)
    with pytest.raises(Refused, match="may not"):
        secrets.set_pin(shop, employee("Ana"), "516203", luis)
    with pytest.raises(Refused, match="may not"):
        secrets.remove_pin(shop, employee("Ana"), luis)
    with pytest.raises(Refused, match="may not"):
        secrets.assign_badge(shop, employee("Luis"), "0012345678", luis)


def test_badges_belong_to_one_person(shop: Shop) -> None:
    secrets.assign_badge(shop, employee("Ana"), " ab12 3456 ", DANA)
    with pytest.raises(Refused, match=r"Ana Silva's \(number 1002\)"):
        secrets.assign_badge(shop, employee("Luis"), "AB123456", DANA)
    with pytest.raises(Refused, match="already"):
        secrets.assign_badge(shop, employee("Ana"), "AB123456", DANA)
    secrets.remove_badges(shop, employee("Ana"), DANA)
    assert secrets.assign_badge(shop, employee("Luis"), "AB123456", DANA)
    found = naming.name(shop, "ab123456", KIOSK)
    assert isinstance(found, Named) and found.person.name == "Luis"


@pytest.mark.parametrize("typed", ["123456", "12345", "", "x" * 41, "abc-defgh", "１２３4567"])  # noqa: RUF001  # digits of other scripts are meant
def test_what_could_be_a_pin_is_no_badge(shop: Shop, typed: str) -> None:
    with pytest.raises(Refused, match="7 to 40"):
        secrets.assign_badge(shop, employee("Ana"), typed, DANA)


def test_who_has_what_is_listed(shop: Shop) -> None:
    give_pins(shop, "Luis")
    secrets.assign_badge(shop, employee("Ana"), "0012345678", DANA)
    naming.name(shop, number("Luis"), KIOSK, pin="000000")
    found = {one.name: one for one in secrets.access(shop)}
    assert found["Luis Moreno"].pin_since is not None
    assert found["Luis Moreno"].failures == 1
    assert len(found["Ana Silva"].badges) == 1
    assert found["Kim Lee"].pin_since is None


def test_the_key_is_made_once_and_for_its_owner_alone(shop: Shop) -> None:
    give_pins(shop, "Luis")
    path = pepper.place()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not pepper.open_to_others(path)
    before = path.read_bytes()
    pepper.make(path)  # as another program would that came at the same time
    give_pins(shop, "Kim")
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if "pepper" in file.name] == ["pepper"]
    path.chmod(0o644)
    assert pepper.open_to_others(path)


def test_where_nobody_has_a_pin_the_clock_says_so(shop: Shop) -> None:
    with pytest.raises(pepper.NoPepper, match="Nobody has a PIN or a badge yet"):
        naming.name(shop, "1001", KIOSK)


def test_a_lost_key_can_be_given_up(shop: Shop) -> None:
    give_pins(shop, "Luis", "Kim")
    secrets.assign_badge(shop, employee("Ana"), "0012345678", DANA)
    pepper.place().unlink()
    with pytest.raises(pepper.NoPepper, match="--new-key"):
        secrets.set_pin(shop, employee("Luis"), "815274", DANA)
    secrets.set_pin(shop, employee("Luis"), "815274", DANA, new_key=True)
    assert isinstance(naming.name(shop, number("Luis"), KIOSK, pin="815274"), Named)
    assert isinstance(naming.name(shop, number("Kim"), KIOSK, pin=PINS["Kim"]), Wrong)
    assert isinstance(naming.name(shop, "0012345678", KIOSK), Wrong)
    secrets.set_pin(shop, employee("Kim"), "903716", DANA)


def test_the_hash_says_its_cost_and_nothing_of_the_pin(shop: Shop) -> None:
    give_pins(shop, "Luis")
    secret = Credential.get().secret
    assert hashing.cost_of(secret) == hashing.CHEAP
    assert PINS["Luis"] not in secret
    assert repr(secrets.pins()[0]) == "<the PIN of number 1001>"
    again = hashing.hashed(PINS["Luis"], pepper.load(), hashing.CHEAP)
    assert again != secret  # a salt of its own


def test_the_machines_key_is_used_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    assert pepper.place({"PETTUI_PEPPER": "/x/y"}).as_posix() == "/x/y"
    own = pepper.place({"PETTUI_CONFIG": "/home/kim/.config/pettui/config.toml"})
    assert own.as_posix() == "/home/kim/.config/pettui/pepper"
    monkeypatch.setattr(pepper, "MACHINE", pepper.place())
    pepper.make()
    assert pepper.place({}) == pepper.MACHINE
