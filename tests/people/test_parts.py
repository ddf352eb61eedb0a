"""What hangs on a client or a pet: notes, groom notes, instructions, agreed prices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from db.models import Change, GroomNote, Item, Note, PetInstruction, PetPrice, Ticket
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused
from pettui.people import agreed, grooming, instructions, lists, notes
from pettui.people.grooming import Grooming
from pettui.people.instructions import Instruction
from pettui.people.record import Wrong
from pettui.team.shop import Shop
from pettui.till.prices import quotes
from tests.people.hostile import HOSTILE
from tests.small_shop import DANA, DAY

MARIA, BELLA = 1, 1
KIM = Actor(None, "Kim", "back room")


def test_notes_have_category_author_and_time(shop: Shop) -> None:
    at = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(shop.zone))
    with time_machine.travel(at, tick=False):
        notes.add(DANA, "Moved house\nnew keys", client=MARIA, category="Keys")
    with time_machine.travel(at + timedelta(minutes=5), tick=False):
        notes.add(KIM, "Ears are red", pet=BELLA, category="Medical")
    ears, house = notes.notes_of(shop, client=MARIA)
    assert (ears.about, ears.category, ears.author) == ("Bella", "Medical", "Kim")
    assert (house.text, house.at) == ("Moved house\nnew keys", datetime.combine(DAY, time(9, 30)))
    assert notes.notes_of(shop, client=MARIA, category="Keys") == (house,)
    assert notes.notes_of(shop, pet=BELLA)[0].id == ears.id
    assert lists.names(lists.NOTE)[-1] == "Keys"


def test_a_note_is_changed_removed_and_brought_back(shop: Shop) -> None:
    key = notes.add(DANA, "First", client=MARIA)
    (note,) = notes.notes_of(shop, client=MARIA)
    notes.edit(key, "Second", "General", note.version, KIM)
    with pytest.raises(Clash, match="Kim at back room"):
        notes.edit(key, "Third", "", note.version, DANA)
    notes.remove(key, DANA)
    assert notes.notes_of(shop, client=MARIA) == ()
    with pytest.raises(Refused, match="no longer here"):
        notes.edit(key, "x", "", 1, DANA)
    undo.undo(DANA)
    assert notes.notes_of(shop, client=MARIA)[0].text == "Second"


def test_groom_notes_stay_when_the_visit_is_gone(shop: Shop) -> None:
    visit = Ticket.get(Ticket.pet_names == "Bella")
    said = Grooming(ticket=visit.id, style="Teddy face", blade="#7F", text="Calm\ntoday")
    with time_machine.travel(datetime(2026, 11, 23, 15, tzinfo=ZoneInfo(shop.zone)), tick=False):
        key = grooming.save(shop, BELLA, said, KIM)
        with pytest.raises(Wrong, match="still to come"):
            grooming.save(shop, BELLA, replace(said, day=DAY + timedelta(days=1)), KIM)
    found = grooming.of_visit(BELLA, visit.id)
    assert found is not None
    assert (found.day, found.author, found.words) == (DAY, "Kim", "#7F · Teddy face · Calm today")
    grooming.save(shop, BELLA, replace(found, style="Lamb"), DANA)
    with pytest.raises(Clash):
        grooming.save(shop, BELLA, replace(found, style="Puppy"), KIM)
    assert [g.style for g in grooming.groomings_of(BELLA)] == ["Lamb"]
    grooming.remove(key, DANA)
    assert grooming.groomings_of(BELLA) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", ()), ("daily", ()), ("mon thu", (0, 3)), ("Thu, Mon", (0, 3)), ("weekdays",
        (0, 1, 2, 3, 4)), ("weekend", (5, 6)), ("monday/tuesday", (0, 1)),
        ("mon tue wed thu fri sat sun", ()),
    ],
)  # fmt: skip
def test_weekdays_as_people_type_them(text: str, days: tuple[int, ...]) -> None:
    assert instructions.read_days(text) == days
    assert instructions.read_days(instructions.days_text(days)) == days


def test_what_is_no_weekday_is_said() -> None:
    with pytest.raises(ValueError, match="mon, thu"):
        instructions.read_days("sometimes")


def test_instructions_are_kept_by_kind_and_time(shop: Shop) -> None:
    late = Instruction(text="Half a cup", time=17 * 60, days=(0, 3))
    first = instructions.save(BELLA, late, DANA)
    instructions.save(BELLA, Instruction(kind="Medication", text="One pill"), DANA)
    instructions.save(BELLA, Instruction(text="A cup", time=8 * 60), DANA)
    found = instructions.instructions_of(BELLA)
    assert [one.words(shop) for one in found] == [
        f"feeding · A cup · {shop.time(480)}",
        f"feeding · Half a cup · {shop.time(1020)} · Mon, Thu",
        "medication · One pill",
    ]  # fmt: skip
    instructions.save(BELLA, replace(found[1], text="Nothing"), KIM)
    with pytest.raises(Clash):
        instructions.save(BELLA, replace(found[1], text="All"), DANA)
    instructions.remove(first, DANA)
    undo.undo(DANA)
    assert instructions.instructions_of(BELLA)[1].text == "Nothing"


def test_agreed_prices_beat_the_list_and_0_is_one(shop: Shop) -> None:
    item = Item.get(Item.code == "FULL").id
    agreed.agree(shop, BELLA, item, 0, 95, DANA)
    quote = quotes(shop, [item], pet=BELLA, employee=None)[item]
    assert (quote.price, quote.setup) == (0, 95)
    agreed.agree(shop, BELLA, item, 7000, None, DANA)
    (kept,) = agreed.agreed_of(BELLA)
    assert (kept.name, kept.price, kept.minutes) == ("Full groom", 7000, None)
    last = Change.select().order_by(Change.id.desc()).get()
    assert last.what == "Bella: Full groom $70.00"
    agreed.agree(shop, BELLA, item, None, None, DANA)
    assert agreed.agreed_of(BELLA) == ()
    undo.undo(DANA)
    assert agreed.agreed_of(BELLA)[0].price == 7000


def test_what_a_pet_would_cost_without_an_agreement(shop: Shop) -> None:
    item = Item.get(Item.code == "FULL").id
    before = agreed.expected(shop, BELLA)[item]
    agreed.agree(shop, BELLA, item, 100, 200, DANA)
    assert agreed.expected(shop, BELLA)[item] == before == (6500, 60)
    seen = agreed.agreed_of(BELLA)[0].version
    agreed.agree(shop, BELLA, item, 200, None, KIM, seen=seen)
    with pytest.raises(Clash, match="Kim"):
        agreed.agree(shop, BELLA, item, 300, None, DANA, seen=seen)


EMPTY: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (notes.add, (DANA, " \n"), "text"),
    (grooming.save, ("shop", BELLA, Grooming(), DANA), "text"),
    (instructions.save, (BELLA, Instruction(text=" "), DANA), "text"),
    (instructions.save, (BELLA, Instruction(text="x", time=1440), DANA), "time"),
    (agreed.agree, ("shop", BELLA, 999, 1, None, DANA), "item"),
    (agreed.agree, ("shop", BELLA, 1, -1, None, DANA), "price"),
    (agreed.agree, ("shop", BELLA, 1, 1, 3, DANA), "minutes"),
]


@pytest.mark.parametrize(("rule", "values", "field"), EMPTY)
def test_what_says_nothing_is_not_saved(
    shop: Shop, rule: Callable[..., Any], values: tuple[Any, ...], field: str
) -> None:
    with pytest.raises(Wrong) as said:
        rule(*(shop if value == "shop" else value for value in values))
    assert said.value.field == field
    for model in (Note, GroomNote, PetInstruction, PetPrice):
        assert not model.select().exists()


@pytest.mark.parametrize("text", [t for t in HOSTILE if t.strip() != "\u3164\u115f"], ids=ascii)
def test_hostile_text_is_cleaned_and_stays(shop: Shop, text: str) -> None:
    try:
        notes.add(DANA, text, client=MARIA, category=text)
        grooming.save(shop, BELLA, Grooming(style=text, blade=text, text=text), DANA)
        instructions.save(BELLA, Instruction(kind=text, text=text), DANA)
    except Wrong:
        assert text == "\ud83d"  # nothing is left of it
        return
    (note,) = notes.notes_of(shop, client=MARIA)
    (groomed,) = grooming.groomings_of(BELLA)
    (said,) = instructions.instructions_of(BELLA)
    notes.edit(note.id, note.text, note.category, note.version, DANA)
    grooming.save(shop, BELLA, groomed, DANA)
    instructions.save(BELLA, said, DANA)
    assert notes.notes_of(shop, client=MARIA) == (note,)
    assert grooming.groomings_of(BELLA) == (groomed,)
    assert instructions.instructions_of(BELLA) == (said,)


def test_a_day_of_before_can_be_given(shop: Shop) -> None:
    grooming.save(shop, BELLA, Grooming(day=date(2024, 1, 2), style="Lamb"), DANA)
    assert grooming.groomings_of(BELLA)[0].day == date(2024, 1, 2)
