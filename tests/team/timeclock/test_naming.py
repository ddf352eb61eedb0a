"""Whom an entry names, and what wrong ones do: to the person, and to nobody else."""

from __future__ import annotations

import time

import pytest

from db.models import Change, ChangedRow, Credential, PinFailure
from pettui.history.door import Refused
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing, naming, pepper, secrets
from pettui.team.timeclock.facts import Named, Naming, NeedsPin, Wrong
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import DANA, KIOSK, PINS, employee, give_pins, number

BADGE = "0012345678"


def _try(shop: Shop, label: str, pin: str) -> Naming:
    assert naming.name(shop, number(label), KIOSK) == NeedsPin(number(label))
    return naming.name(shop, number(label), KIOSK, pin=pin)


def _fail(shop: Shop, label: str, times: int, clockwork: Clockwork) -> Naming:
    """Type wrong PINs, waiting as long as one is told to."""
    found: Naming = Wrong("")
    for _ in range(times):
        found = _try(shop, label, "000000")
        clockwork.pass_time(seconds=getattr(found, "wait_seconds", 30))
    return found


def test_number_and_pin_name_a_person(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    assert naming.prompt(shop) == "Your number"
    found = _try(shop, "Luis", PINS["Luis"])
    assert isinstance(found, Named)
    assert (found.person.name, found.person.employee) == ("Luis", employee("Luis"))
    assert (found.source, found.verified) == ("pin", True)


def test_unknown_numbers_and_wrong_pins_get_the_same_words(
    shop: Shop, clockwork: Clockwork
) -> None:
    give_pins(shop, "Luis")
    assert naming.name(shop, "4242", KIOSK) == NeedsPin("4242")
    for _ in range(5):
        stranger = naming.name(shop, "4242", KIOSK, pin="123456")
        wrong = _try(shop, "Luis", "123456")
        without = _try(shop, "Ana", "123456")  # has no PIN at all
        assert stranger == wrong == without
        assert isinstance(wrong, Wrong)
        clockwork.pass_time(seconds=wrong.wait_seconds)


@pytest.mark.parametrize("typed", ["4242", "99999999", "007"])
def test_they_take_the_same_time(
    shop: Shop, clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    give_pins(shop, "Luis")
    looked: list[str] = []
    real = hashing.fits

    def counted(pin: str, secret: str, key: bytes) -> bool:
        looked.append(secret)
        return real(pin, secret, key)

    monkeypatch.setattr(hashing, "fits", counted)
    naming.name(shop, typed, KIOSK, pin="123456")
    _try(shop, "Luis", "123456")
    assert len(looked) == 2
    assert looked[0] == looked[1]  # of the same cost, because it is the same hash


def test_the_wait_grows_and_ends(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    waits = []
    for _ in range(9):
        found = _try(shop, "Luis", "000000")
        assert isinstance(found, Wrong)
        waits.append(found.wait_seconds)
        clockwork.pass_time(seconds=found.wait_seconds)
    assert waits == [0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Named)
    again = _try(shop, "Luis", "000000")
    assert again == Wrong(naming.WRONG)  # the right one let all be forgotten


def test_a_right_pin_is_not_told_from_a_wrong_one_while_waiting(
    shop: Shop, clockwork: Clockwork
) -> None:
    give_pins(shop)
    _fail(shop, "Luis", 4, clockwork)
    _try(shop, "Luis", "000000")
    clockwork.pass_time(seconds=1)
    right = _try(shop, "Luis", PINS["Luis"])
    assert right == _try(shop, "Luis", "000000")
    assert isinstance(right, Wrong)
    assert "Wait 3 seconds" in right.words
    clockwork.pass_time(seconds=3)
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Named)


def test_a_flood_for_one_person_delays_nobody_else(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    for _ in range(40):
        _try(shop, "Luis", "000000")
    for label in ("Kim", "Ana"):
        found = _try(shop, label, PINS[label])
        assert isinstance(found, Named)
        assert found.verified


def test_after_ten_the_person_may_punch_unverified(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    assert isinstance(_fail(shop, "Luis", 9, clockwork), Wrong)
    tenth = _try(shop, "Luis", "000000")
    assert isinstance(tenth, Named)
    assert not tenth.verified
    now = _try(shop, "Luis", PINS["Luis"])  # still waiting: not looked at
    assert isinstance(now, Named)
    assert not now.verified
    clockwork.pass_time(seconds=31)
    later = _try(shop, "Luis", PINS["Luis"])
    assert isinstance(later, Named)
    assert later.verified


def test_a_restart_forgets_nothing(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    _fail(shop, "Luis", 7, clockwork)
    _try(shop, "Luis", "000000")
    clockwork.reboot(seconds=5)
    found = _try(shop, "Luis", PINS["Luis"])
    assert isinstance(found, Wrong)
    assert found.wait_seconds == 25
    clockwork.pass_time(seconds=25)
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Named)


def test_setting_the_clock_ends_no_wait(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    _fail(shop, "Luis", 7, clockwork)
    _try(shop, "Luis", "000000")
    clockwork.set_wrong(days=2)
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Wrong)


def test_guesses_at_once_do_not_come_cheaper(
    shop: Shop, clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_pins(shop)
    real = hashing.fits

    def slowly(pin: str, secret: str, key: bytes) -> bool:
        monkeypatch.setattr(hashing, "fits", real)
        for _ in range(4):  # others guess while this one is looked at
            _try(shop, "Luis", "000000")
        return real(pin, secret, key)

    monkeypatch.setattr(hashing, "fits", slowly)
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Wrong)


def test_another_terminal_is_not_slowed_down(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    for _ in range(8):
        _try(shop, "Luis", "000000")
    elsewhere = KIOSK._replace(terminal="back door")
    found = naming.name(shop, number("Luis"), elsewhere, pin=PINS["Luis"])
    assert isinstance(found, Named)


def test_ever_new_terminals_do_not_get_round_it(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    looked = 0
    for guess in range(60):
        terminal = KIOSK._replace(terminal=f"ssh {guess}")
        found = naming.name(shop, number("Luis"), terminal, pin="000000")
        looked += found == Wrong(naming.WRONG)
    assert looked == 30
    # Luis himself is not kept from punching at the clock, and is known again soon.
    found = _try(shop, "Luis", PINS["Luis"])
    assert isinstance(found, Named)
    assert not found.verified
    clockwork.pass_time(seconds=31)
    found = _try(shop, "Luis", PINS["Luis"])
    assert isinstance(found, Named)
    assert found.verified


def test_a_badge_names_at_once(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    secrets.assign_badge(shop, employee("Ana"), BADGE, DANA)
    found = naming.name(shop, BADGE, KIOSK)
    assert isinstance(found, Named)
    assert (found.person.name, found.source) == ("Ana", "badge")
    assert isinstance(naming.name(shop, "0012345679", KIOSK), Wrong)
    secrets.remove_badges(shop, employee("Ana"), DANA)
    assert isinstance(naming.name(shop, BADGE, KIOSK), Wrong)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1" * 300, "\uff11\uff12\uff13", "-1", "1;2", "\u0663\u0664"]
)
def test_what_is_no_number_names_nobody(shop: Shop, clockwork: Clockwork, typed: str) -> None:
    give_pins(shop)
    assert naming.name(shop, typed, KIOSK) == Wrong(naming.UNKNOWN)
    assert isinstance(naming.name(shop, typed, KIOSK, pin=typed), Wrong)


def test_who_left_is_not_known_any_more(shop: Shop, clockwork: Clockwork) -> None:
    from db.models import Bookable
    from pettui.history.door import change

    give_pins(shop)
    secrets.assign_badge(shop, employee("Luis"), BADGE, DANA)
    typed = number("Luis")
    with change("left", DANA) as door:
        door.update(Bookable.get(Bookable.label == "Luis"), active=False)
    assert isinstance(naming.name(shop, typed, KIOSK, pin=PINS["Luis"]), Wrong)
    assert isinstance(naming.name(shop, BADGE, KIOSK), Wrong)


class TestByPinAlone:
    """Where few people work, a PIN alone may name them."""

    @pytest.fixture
    def few(self, shop: Shop, clockwork: Clockwork) -> Shop:
        """Give a shop in which a PIN is enough."""
        give_pins(shop)
        return put(shop, "kiosk.identify", "PIN alone", DANA)

    def test_it_names_a_person(self, few: Shop) -> None:
        assert naming.prompt(few) == "Your PIN"
        found = naming.name(few, PINS["Ana"], KIOSK)
        assert isinstance(found, Named)
        assert found.person.name == "Ana"

    def test_a_number_works_as_well(self, few: Shop) -> None:
        assert naming.name(few, number("Ana"), KIOSK) == NeedsPin(number("Ana"))

    def test_a_flood_makes_people_type_their_number_and_nobody_wait(self, few: Shop) -> None:
        for _ in range(6):
            naming.name(few, "246801", KIOSK)
        # Now a PIN is taken for a number, for some seconds; it is neither found nor refused.
        assert naming.name(few, PINS["Ana"], KIOSK) == NeedsPin(PINS["Ana"])
        found = naming.name(few, number("Ana"), KIOSK, pin=PINS["Ana"])
        assert isinstance(found, Named)

    def test_two_people_cannot_have_the_same(self, few: Shop) -> None:
        with pytest.raises(Refused) as refused:
            secrets.set_pin(few, employee("Luis"), PINS["Ana"], DANA)
        assert "cannot be used" in str(refused.value)
        assert "Ana" not in str(refused.value)

    def test_two_who_had_the_same_before_type_their_number(
        self, shop: Shop, clockwork: Clockwork
    ) -> None:
        give_pins(shop)
        secrets.set_pin(shop, employee("Luis"), PINS["Ana"], DANA)
        few = put(shop, "kiosk.identify", "PIN alone", DANA)
        assert isinstance(naming.name(few, PINS["Ana"], KIOSK), NeedsPin)

    def test_it_needs_few_people(self, few: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(secrets, "FEW", 2)
        assert naming.prompt(few) == "Your number"
        assert isinstance(naming.name(few, PINS["Ana"], KIOSK), NeedsPin)
        with pytest.raises(Refused, match="2 people at most"):
            secrets.set_pin(few, employee("Kim"), "920471", DANA)

    def test_it_cannot_be_chosen_where_many_have_one(
        self, shop: Shop, clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        give_pins(shop)
        monkeypatch.setattr(secrets, "FEW", 2)
        with pytest.raises(Refused, match="3 people have a PIN"):
            put(shop, "kiosk.identify", "PIN alone", DANA)
        assert naming.prompt(shop) == "Your number"


def test_secrets_are_nowhere(shop: Shop, clockwork: Clockwork, shop_file: object) -> None:
    give_pins(shop)
    secrets.assign_badge(shop, employee("Ana"), BADGE, DANA)
    naming.name(shop, BADGE, KIOSK)
    naming.name(shop, PINS["Luis"], KIOSK, pin="815274")  # a PIN where the number goes
    _try(shop, "Luis", "815274")
    kept = "\n".join(
        str(value)
        for model in (Change, ChangedRow, Credential, PinFailure)
        for row in model.select().dicts()
        for value in row.values()
    )
    hashes = [row.secret for row in Credential.select() if row.kind == "pin"]
    history = "\n".join(str(row) for row in ChangedRow.select().dicts())
    for secret in (*PINS.values(), BADGE, "815274"):
        assert secret not in kept
    assert all(secret and secret not in history for secret in hashes)
    assert "argon2" not in history


def test_a_hash_of_another_machine_is_made_anew_when_used(
    shop: Shop, clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_pins(shop, "Luis")
    dearer = hashing.Cost(3, 2048)
    monkeypatch.setattr(hashing, "LEAST", dearer)
    monkeypatch.setattr(hashing, "calibrated", lambda: dearer)
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Named)
    assert hashing.cost_of(Credential.get().secret) == dearer
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Named)
    assert Credential.get().version == 2


def test_a_missing_pepper_is_said_in_words(shop: Shop, clockwork: Clockwork) -> None:
    give_pins(shop)
    kept = pepper.place().read_bytes()
    pepper.place().unlink()
    with pytest.raises(pepper.NoPepper, match="is missing"):
        naming.name(shop, number("Luis"), KIOSK)
    with pytest.raises(pepper.NoPepper, match="is missing"):
        secrets.set_pin(shop, employee("Kim"), "920471", DANA)
    pepper.place().write_bytes(bytes(reversed(kept)))
    with pytest.raises(pepper.NoPepper, match="another key"):
        naming.name(shop, number("Luis"), KIOSK)
    pepper.place().write_bytes(b"short")
    with pytest.raises(pepper.NoPepper, match="damaged"):
        naming.name(shop, number("Luis"), KIOSK)
    pepper.place().write_bytes(kept)
    assert isinstance(_try(shop, "Luis", PINS["Luis"]), Named)


def test_looking_takes_as_long_as_it_should_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    cost = hashing.calibrated.__wrapped__()
    assert cost.rounds >= 2
    assert cost.memory == 19 * 1024
    key = b"k" * pepper.LENGTH
    secret = hashing.hashed("736182", key, cost)
    began = time.perf_counter()
    assert hashing.fits("736182", secret, key)
    assert 0.03 < time.perf_counter() - began < 2.5
