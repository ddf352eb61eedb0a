"""Putting people on the list, changing what they wait for, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from db.models import Bookable, Item, Pet, WaitEmployee, WaitEntry, WaitRow, WaitWindow
from pettui.book.booking import NeedsConsent
from pettui.book.waiting import reading
from pettui.book.waiting.marking import called, come_back, leave
from pettui.book.waiting.saving import save
from pettui.book.waiting.story import of_entry
from pettui.book.waiting.taking import Gone
from pettui.book.waiting.values import TODAY, When
from pettui.book.waiting.wanted import Want, wanted_of
from pettui.history import undo
from pettui.history.door import Clash, Refused, change
from pettui.team.shop import Shop
from tests.book.waiting.steps import (
    DANA,
    KIM,
    entry,
    item,
    listed,
    owner_of,
    pet_of,
    wanted,
    who,
)
from tests.small_shop import DAY

FRI = DAY + timedelta(days=4)


def test_an_entry_keeps_all_that_was_said(shop: Shop) -> None:
    rows = (
        Want(item("FULL"), pet_of("Bella").id, (who("Luis"), who("Kim"))),
        Want(item("NAILS"), pet_of("Bella").id),
    )
    done = save(
        shop,
        wanted(
            "Bella", rows=rows, employees=(who("Kim"),), phone="555 0100", source="Phone In",
            windows=(When(FRI, FRI, 127, 540, 660), When(weekdays=0b1100000)),
            comment="call after 5\nsecond line",
        ),
        DANA,
    )  # fmt: skip
    found = entry(shop, done.entry)
    assert done.words == "on the wait list: Bella, Full groom + Nails"
    assert [found.wanted(wish) for wish in found.rows] == [
        (who("Luis"), who("Kim")),
        (who("Kim"),),
    ]
    assert found.windows == (When(FRI, FRI, 127, 540, 660), When(weekdays=0b1100000))
    assert (found.pets, found.services) == ("Bella", "Full groom + Nails")
    assert found.comment == "call after 5\nsecond line"
    assert found.phone == "555-0100"


def test_the_clients_own_number_is_not_copied(shop: Shop) -> None:
    found = listed(shop, "Bella", "BATH", phone="555-0142")
    assert found.phone == "555-0142"
    assert WaitEntry.get_by_id(found.id).phone == ""


def test_a_walk_in_waits_today_only(shop: Shop) -> None:
    found = listed(shop, "Rex", "BATH", kind=TODAY)
    assert found.windows == (When(DAY, DAY),)


def test_the_same_twice_is_one_entry(shop: Shop) -> None:
    wish = wanted("Rex", "BATH")
    one, other = save(shop, wish, DANA), save(shop, wish, DANA)
    assert one.entry == other.entry
    assert WaitEntry.select().count() == 1


def test_the_same_pet_and_service_is_asked_about(shop: Shop) -> None:
    listed(shop, "Rex", "BATH", "NAILS")
    with pytest.raises(NeedsConsent) as asked:
        listed(shop, "Rex", "BATH")
    words = "Rex is on the wait list for Bath already"
    assert [p.words for p in asked.value.problems] == [words]
    assert listed(shop, "Rex", "BATH", agreed=[words]).services == "Bath"
    assert listed(shop, "Rex", "TEETH").services == "Teeth"  # several entries are fine


def test_an_entry_that_left_is_no_twin(shop: Shop) -> None:
    old = listed(shop, "Rex", "BATH")
    leave(((old.id, old.version),), "no longer needed", DANA)
    assert listed(shop, "Rex", "BATH").status == "waiting"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"rows": ()}, "No service is chosen"),
        ({"client": 999}, "no longer here"),
        ({"rows": (Want(999),)}, "no longer in the price list"),
        ({"employees": (999,)}, "does not work here"),
        ({"windows": (When(FRI, DAY),)}, "is before"),
        ({"windows": (When(earliest=700, latest=600),)}, "latest start is before the earliest"),
        ({"windows": (When(DAY, DAY, 0b1000000),)}, "None of these weekdays"),
        ({"windows": (When(None, DAY - timedelta(days=1)),)}, "in the past"),
        ({"windows": (When(weekdays=0),)}, "A weekday is needed"),
        ({"windows": tuple(When(earliest=n) for n in range(21))}, "more than 20"),
        ({"phone": "abc"}, "Phone:"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    shop: Shop, more: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        save(shop, wanted("Rex", "BATH", **more), DANA)
    assert WaitEntry.select().count() == WaitRow.select().count() == 0


@pytest.mark.parametrize(
    ("values", "words"),
    [({"deceased": True}, "Rex has died"), ({"active": False}, "Rex is inactive")],
)
def test_a_pet_that_does_not_come_is_not_listed(
    shop: Shop, values: dict[str, bool], words: str
) -> None:
    with change("pet", DANA) as door:
        door.update(pet_of("Rex"), **values)
    with pytest.raises(Refused, match=words):
        listed(shop, "Rex", "BATH")


def test_anothers_pet_is_refused(shop: Shop) -> None:
    with pytest.raises(Refused, match="Rex belongs to another client"):
        save(shop, wanted("Rex", "BATH", client=owner_of("Bella")), DANA)


def test_a_change_writes_what_changed_and_nothing_else(shop: Shop) -> None:
    before = listed(
        shop, "Bella", "FULL", "NAILS", employees=(who("Kim"), who("Luis")),
        windows=(When(FRI, FRI), When(weekdays=1)),
    )  # fmt: skip
    wish = wanted_of(before)
    rows = (wish.rows[0], Want(item("BATH"), pet_of("Bella").id, (who("Ana"),)))
    save(shop, replace(wish, rows=rows, employees=(who("Luis"),), windows=wish.windows[:1]), DANA)
    found = entry(shop, before.id)
    assert found.services == "Full groom + Bath"
    assert [wish.row for wish in found.rows] == [wish.row for wish in before.rows]
    assert (found.employees, found.rows[1].employees) == ((who("Luis"),), (who("Ana"),))
    assert found.windows == (When(FRI, FRI),)
    undo.undo(DANA)
    again = entry(shop, before.id)
    assert again._replace(version=0) == before._replace(version=0)
    undo.undo(DANA)
    assert not any(m.select().count() for m in (WaitEntry, WaitRow, WaitEmployee, WaitWindow))
    undo.redo(DANA)
    assert entry(shop, before.id)._replace(version=0) == before._replace(version=0)


def test_fewer_services_leave_nothing_behind(shop: Shop) -> None:
    rows = (Want(item("BATH"), pet_of("Rex").id), Want(item("NAILS"), None, (who("Kim"),)))
    before = listed(shop, "Rex", rows=rows)
    save(shop, replace(wanted_of(before), rows=rows[:1]), DANA)
    assert WaitEmployee.select().count() == 0
    assert entry(shop, before.id).services == "Bath"


def test_two_who_change_one_entry_are_told(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    windows = (When(FRI, FRI),)
    save(shop, replace(wanted_of(seen), windows=windows), KIM)  # a part alone counts, too
    with pytest.raises(Clash, match="Kim at phone"):
        save(shop, replace(wanted_of(seen), comment="late"), DANA)
    assert entry(shop, seen.id).windows == windows


def test_what_is_offered_no_more_stays_where_it_was_asked_for(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    with change("off", DANA) as door:
        door.update(Item.get_by_id(item("BATH")), active=False)
    save(shop, replace(wanted_of(seen), comment="still wants it"), DANA)
    with pytest.raises(Refused, match="Bath is no longer offered"):
        listed(shop, "Bella", "BATH")


def test_who_left_the_shop_is_wanted_no_more(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH", employees=(who("Ana"), who("Kim")))
    with change("left", DANA) as door:
        door.update(Bookable.get_by_id(who("Ana")), active=False)
    assert entry(shop, seen.id).employees == (who("Kim"),)


# Calls, leaving, coming back


def test_a_call_is_noted_with_its_time_and_number(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    assert called(seen.id, "no answer", DANA) == "called Rex: no answer"
    called(seen.id, "voicemail", DANA)
    found = entry(shop, seen.id)
    assert (found.answer, found.calls) == ("voicemail", 2)
    assert found.tried is not None
    assert found.tried > seen.added - timedelta(seconds=1)
    undo.undo(DANA)
    assert (entry(shop, seen.id).answer, entry(shop, seen.id).calls) == ("no answer", 1)
    with pytest.raises(Refused, match="reached, voicemail, no answer"):
        called(seen.id, "maybe", DANA)


def test_who_leaves_is_off_the_list_with_a_reason_and_may_come_back(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    assert leave(((seen.id, seen.version),), "went home", DANA) == (
        "off the wait list: Rex (went home)"
    )
    assert reading.read(shop) == ()
    found = entry(shop, seen.id)
    assert (found.status, found.reason, found.ended is not None) == ("left", "went home", True)
    with pytest.raises(Gone, match="left the list already by Dana at desk"):
        called(seen.id, "reached", KIM)
    come_back(seen.id, found.version, KIM)
    back = entry(shop, seen.id)
    assert (back.status, back.reason, back.added) == ("waiting", "", seen.added)
    with pytest.raises(Refused, match="on the list already"):
        come_back(seen.id, back.version, KIM)


def test_nobody_leaves_without_a_reason(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    with pytest.raises(Refused, match="Say why"):
        leave(((seen.id, seen.version),), " ", DANA)


def test_hostile_texts_are_kept_clean(shop: Shop) -> None:
    with change("renamed", DANA) as door:
        door.update(Pet.get_by_id(pet_of("Rex").id), name="[@click=app.quit]x[/]")
    text = "\x1b]52;c;aGk=\x1b\\[/] \u202eevil" + "y" * 5000
    seen = listed(shop, "[@click=app.quit]x[/]", "BATH", comment=text, source=text)
    assert "\x1b" not in seen.comment + seen.source
    assert "\u202e" not in seen.comment + seen.source
    assert len(seen.comment) <= 4000
    assert seen.pets == "[@click=app.quit]x[/]"


def test_the_history_says_what_was_changed_by_whom(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH", employees=(who("Kim"),), windows=(When(FRI, FRI),))
    called(seen.id, "no answer", KIM)
    seen = entry(shop, seen.id)
    rows = (Want(item("NAILS"), pet_of("Rex").id),)
    windows = (When(FRI, FRI, latest=660), When(weekdays=0b0000011))
    save(shop, replace(wanted_of(seen), rows=rows, windows=windows, comment="hi"), DANA)
    told = of_entry(shop, seen.id)
    assert told.title == "Wait list · Rex · Nails · waiting"
    assert [(e.who, e.what) for e in told.entries] == [
        ("Dana", "changed on the wait list: Rex, Nails"),
        ("Kim", "called Rex: no answer"),
        ("Dana", "on the wait list: Rex, Bath"),
    ]
    changed, call, first = (
        {(line.field, line.old, line.new) for line in e.lines} for e in told.entries
    )
    assert {
        ("comment", "", "hi"),
        ("when", "", "Mon, Tue"),
        ("service", "Bath", "Nails"),
    } <= changed
    assert ("the call", "", "no answer") in call
    assert {("with", "", "Kim"), ("when", "", "Fri 27 Nov"), ("service", "", "Rex: Bath")} <= first
    with pytest.raises(Refused, match="no history"):
        of_entry(shop, 999)
