"""Lines in the small shop: who is meant, when, by whom, for how much, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import Bookable, Client, Item, Pet, Ticket, TicketRow
from pettui.book.booking import save
from pettui.book.oneline import booking
from pettui.book.oneline.lines import Lines
from pettui.book.oneline.resolving import NOWHERE, Cursor
from pettui.book.oneline.understood import Understood
from pettui.book.status import end
from pettui.history.door import change
from pettui.history.undo import undo
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

FRIDAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # half past eight in the shop


@pytest.fixture(autouse=True)
def at_half_past_eight() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def more(shop: Shop) -> Shop:
    """Give a second Bella, and a client with two pets."""
    with change("more", DANA) as door:
        for first, last, pets in (("Ann", "Ortiz", ("Bella",)), ("Pam", "Diaz", ("Milo", "Mia"))):
            client = door.insert(
                Client, number=door.next_number(shop.branch, "client"), first_name=first,
                last_name=last, created=door.at,
            )  # fmt: skip
            for pet in pets:
                door.insert(Pet, client=client, name=pet)
    return shop


def understood(shop: Shop, line: str, cursor: Cursor = NOWHERE) -> Understood:
    return Lines().understand(shop, line, cursor)


def told(said: Understood) -> str:
    """Write what is booked: `Fri 14:00 Bella Full groom Kim 65.00; ...`."""
    found = said.proposal
    if found is None or found.day is None:
        return ""
    return "; ".join(
        f"{found.day:%a} {row.start // 60}:{row.start % 60:02d} {row.pet_name} {row.name}"
        f" {row.employee_name} {row.price / 100:.2f}"
        for row in found.rows
    )


@pytest.mark.parametrize(
    ("line", "visit"),
    [
        ("bella fg fri 2p kim", "Fri 14:00 Bella Full groom Kim 65.00"),
        ("bella fg fri 2p", "Fri 14:00 Bella Full groom Kim 65.00"),
        ("maria bath fri 1", "Fri 13:00 Bella Bath Kim 35.00"),
        ("0142 bath fri 1 luis", "Fri 13:00 Bella Bath Luis 35.00"),
        ("#1000 bath fri 1 luis", "Fri 13:00 Bella Bath Luis 35.00"),
        ("rex fg fri 10 luis", "Fri 10:00 Rex Full groom Luis 95.00"),  # a large one costs more
        ("coco nails fri am ana", "Fri 8:00 Coco Nails Ana 15.00"),
        ("coco nails fri after 3", "Fri 15:00 Coco Nails Kim 15.00"),
        ("coco nails teeth fri 9-11 luis",
         "Fri 9:00 Coco Nails Luis 15.00; Fri 9:15 Coco Teeth Luis 12.00"),
        ("coco bath 90m nails fri 10 luis",
         "Fri 10:00 Coco Bath Luis 35.00; Fri 11:30 Coco Nails Luis 15.00"),
        ("coco nails asap luis", "Mon 9:15 Coco Nails Luis 15.00"),  # nine is taken by Coco itself
        ("coco nails asap ana", "Mon 8:30 Coco Nails Ana 15.00"),
        ("coco nails mon 8 ana", "Mon 8:00 Coco Nails Ana 15.00"),  # next Monday: eight is over
        ("coco nails next week ana", "Mon 8:00 Coco Nails Ana 15.00"),
        ("coco nails tue or thu after 2 luis", "Tue 14:00 Coco Nails Luis 15.00"),
        ("coco nails next week 2p luis", "Mon 14:00 Coco Nails Luis 15.00"),
        ("coco nails weekend ana", "Sat 8:00 Coco Nails Ana 15.00"),
        ("bella fg kim nails teeth luis fri 10", "Fri 10:00 Bella Full groom Kim 65.00;"
         " Fri 12:00 Bella Nails Luis 15.00; Fri 12:15 Bella Teeth Luis 12.00"),
    ],
)  # fmt: skip
def test_a_line_finds_the_visit(shop: Shop, line: str, visit: str) -> None:
    said = understood(shop, line)
    assert said.is_ready, (said.missing, said.question, said.wrong)
    assert told(said) == visit


def test_half_past_eight_has_passed_eight(shop: Shop) -> None:
    said = understood(shop, "coco nails mon 8 ana")
    assert said.proposal is not None and said.proposal.day == date(2026, 11, 30)


def test_several_pets_of_one_client(more: Shop) -> None:
    said = understood(more, "milo+mia bath nails fri 10 luis")
    assert [(row.pet_name, row.name) for row in said.proposal.rows] == [  # type: ignore[union-attr]  # it is ready
        ("Milo", "Bath"), ("Milo", "Nails"), ("Mia", "Bath"), ("Mia", "Nails"),
    ]  # fmt: skip
    assert [row.start for row in said.proposal.rows] == [600, 645, 660, 705]  # type: ignore[union-attr]  # it is ready


def test_each_pet_its_own_service_and_groomer(more: Shop) -> None:
    said = understood(more, "diaz milo bath kim, mia nails luis fri 10")
    assert told(said) == "Fri 10:00 Milo Bath Kim 35.00; Fri 10:45 Mia Nails Luis 15.00"


def test_two_of_the_same_name_are_told_apart_by_the_answer(more: Shop) -> None:
    said = understood(more, "bella fg fri 2p kim")
    assert not said.is_ready and said.question is not None and said.question.kind == "client"
    lines = [choice.line for choice in said.question.choices]
    assert lines == ["bella ortega fg fri 2p kim", "bella ortiz fg fri 2p kim"]
    for line, owner in zip(lines, ("Maria Ortega", "Ann Ortiz"), strict=True):
        answered = understood(more, line)
        assert answered.is_ready and answered.client is not None
        assert answered.client.name == owner


def test_a_client_with_several_pets_is_asked_for_one_or_all(more: Shop) -> None:
    said = understood(more, "diaz bath fri 10")
    assert said.question is not None and said.question.kind == "pet"
    lines = [choice.line for choice in said.question.choices]
    assert lines == [
        "diaz mia bath fri 10", "diaz milo bath fri 10", "diaz mia+milo bath fri 10",
    ]  # fmt: skip
    counts = [len(understood(more, line).proposal.rows) for line in lines]  # type: ignore[union-attr]  # all are ready
    assert counts == [1, 1, 2]
    begun = understood(more, "diaz mi bath fri 10")
    assert begun.question is not None and [c.label for c in begun.question.choices] == [
        "Mia",
        "Milo",
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("", "pet"), ("bella", "service"), ("bella fg", "when"), ("fg fri 2p", "pet"),
        ("zzz fg fri 2p", "pet"), ("bella fri 2p", "service"), ("bella fg 8", "day"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(shop: Shop, line: str, field: str) -> None:
    said = understood(shop, line)
    assert not said.is_ready and said.missing[0].field == field
    assert said.missing[0].words.endswith(("?", "."))


def test_the_second_pet_lacks_a_service_of_its_own(more: Shop) -> None:
    said = understood(more, "milo bath, mia fri 10")
    assert [one.words for one in said.missing] == [
        "What is done for Mia? Type a service, such as fg."
    ]


def test_what_is_not_said_is_taken_from_the_cursor(shop: Shop) -> None:
    luis = Bookable.get(Bookable.label == "Luis").id
    cursor = Cursor(FRIDAY, 10 * 60, luis)
    assert told(understood(shop, "coco nails", cursor)) == "Fri 10:00 Coco Nails Luis 15.00"
    assert told(understood(shop, "coco nails ana", cursor)) == "Fri 10:00 Coco Nails Ana 15.00"
    assert told(understood(shop, "coco nails 11", cursor)) == "Fri 11:00 Coco Nails Luis 15.00"
    assert told(understood(shop, "coco nails tue 9", cursor)) == "Tue 9:00 Coco Nails Luis 15.00"
    taken = Cursor(DAY, 10 * 60, luis)  # Rex stands there till 10:45
    assert told(understood(shop, "coco nails luis", taken)) == "Mon 10:45 Coco Nails Luis 15.00"


def test_a_conflict_is_told_with_times_near_it(shop: Shop) -> None:
    said = understood(shop, "coco nails today 10 luis")
    assert said.is_ready and said.proposal is not None
    assert any("Luis is taken by Rex" in problem.words for problem in said.proposal.problems)
    assert said.question is not None and not said.question.must
    for choice in said.question.choices:
        free = understood(shop, choice.line)
        assert free.proposal is not None and not free.proposal.checked.needs_asking  # type: ignore[union-attr]  # it has a time


def test_who_is_free_then_comes_before_other_times(shop: Shop) -> None:
    said = understood(shop, "coco nails today 10 luis")
    assert said.question is not None
    labels = [choice.label for choice in said.question.choices]
    # While Bella dries Kim is free.
    assert labels[:3] == ["10:00 with Kim", "10:00 with Ana", "9:15"]
    assert said.question.choices[1].line == "coco nails today 10 Ana"


def test_a_day_that_is_full_leads_to_the_same_time_of_another(shop: Shop) -> None:
    said = understood(shop, "coco nails sun 10 luis")
    assert said.is_ready and said.question is not None
    assert [choice.line for choice in said.question.choices] == [
        "coco nails Mon 30 Nov 2026 9:00 luis"
    ]


def test_a_full_part_of_the_day_leads_to_the_next_one(shop: Shop) -> None:
    said = understood(shop, "coco nails sun am")
    assert not said.is_ready and said.question is not None and said.question.kind == "time"
    assert understood(shop, said.question.choices[0].line).is_ready


def test_dangers_are_told_while_it_is_typed(shop: Shop) -> None:
    said = understood(shop, "bella fg")
    assert said.proposal is not None and said.proposal.banner == ("Bella: BITES, muzzle",)
    assert said.proposal.rows[0].price == 6500


def test_next_friday_may_be_another_one(shop: Shop) -> None:
    said = understood(shop, "coco nails next fri 10")
    assert said.is_ready and said.question is not None and said.question.kind == "day"
    assert [choice.label for choice in said.question.choices] == [
        "Fri 27 Nov 2026", "Fri 4 Dec 2026",
    ]  # fmt: skip
    other = understood(shop, said.question.choices[1].line)
    assert other.question is None and other.proposal is not None
    assert other.proposal.day == date(2026, 12, 4)


def test_the_hour_that_the_clock_skips_is_refused_in_words(shop: Shop) -> None:
    said = understood(shop, "coco nails 3/14/2027 230a")
    assert not said.is_ready
    assert "2:30 does not exist on Sun 14 Mar 2027: the clocks go forward" in said.wrong


def test_the_hour_that_comes_twice_is_asked_for(shop: Shop) -> None:
    said = understood(shop, "coco nails 11/7/2027 1:30a")
    assert not said.is_ready and said.question is not None and said.question.kind == "hour"
    lines = [choice.line for choice in said.question.choices]
    notes = [understood(shop, line).wish.plan.note for line in lines]
    assert notes == ["the first 1:30 of this night", "the second 1:30 of this night"]
    assert all(understood(shop, line).is_ready for line in lines)


def test_tab_writes_the_last_word_out(shop: Shop) -> None:
    for line, whole in (
        ("bel", "bella "), ("bella na", "bella nails "),
        ("bella fg fri 2p lu", "bella fg fri 2p luis "),
        ("bella fg", ""), ("zz", ""), ("bella ort", "bella ortega "), ("bella fg kim", ""),
    ):  # fmt: skip
        assert understood(shop, line).completed == whole


def test_words_that_are_nobodys_name_are_told_and_the_rest_is_understood(shop: Shop) -> None:
    said = understood(shop, "coco nails fri 10 luis no rush")
    assert not said.is_ready and said.client is not None and said.client.name == "Li Chen"
    assert said.wrong == "“no rush” is nobody's name and no word of a booking. Quote a note."
    assert understood(shop, 'coco nails fri 10 luis "no rush"').is_ready


def test_it_may_be_said_as_on_the_telephone(shop: Shop) -> None:
    said = understood(
        shop, "book Coco Chen for a nails appointment on Friday at 10 with Luis, please"
    )
    assert told(said) == "Fri 10:00 Coco Nails Luis 15.00"


def test_who_has_no_record_needs_no_pet(shop: Shop) -> None:
    with change("walk-ins", DANA) as door:
        door.insert(
            Client, number=5000, first_name="Walk-in", last_name="", anonymous=True,
            created=door.at,
        )  # fmt: skip
    said = understood(shop, "walk-in nails today 2p luis")
    assert told(said) == "Mon 14:00  Nails Luis 15.00" and said.is_ready


def test_nobody_is_free_and_it_is_told(shop: Shop) -> None:
    said = understood(shop, "coco nails fri 6a")
    assert said.is_ready and said.proposal is not None
    assert "nobody is free then" in " ".join(p.words for p in said.proposal.problems)


def test_a_pet_that_died_is_not_found(shop: Shop) -> None:
    with change("died", DANA) as door:
        door.update(Pet.get(Pet.name == "Coco"), deceased=True)
    assert understood(shop, "coco nails fri 10").missing[0].field == "pet"


def test_two_services_that_are_called_alike_are_asked_for(shop: Shop) -> None:
    with change("more", DANA) as door:
        door.insert(Item, code="FLEA", name="Flea bath", price=4000, setup=30)
        door.insert(Item, code="OAT", name="Oatmeal bath", price=4500, setup=30)
    assert told(understood(shop, "coco bath fri 10 luis")) == "Fri 10:00 Coco Bath Luis 35.00"
    assert told(understood(shop, "coco fl fri 10 luis")) == "Fri 10:00 Coco Flea bath Luis 40.00"
    with change("renamed", DANA) as door:
        door.update(Item.get(Item.code == "BATH"), name="Plain bath", code="PB")
    said = understood(shop, "coco bath fri 10 luis")
    assert not said.is_ready and said.question is not None and said.question.kind == "service"
    assert [(choice.label, choice.line) for choice in said.question.choices] == [
        ("Flea bath", "coco flea fri 10 luis"), ("Oatmeal bath", "coco oat fri 10 luis"),
        ("Plain bath", "coco pb fri 10 luis"),
    ]  # fmt: skip
    assert all(understood(shop, choice.line).is_ready for choice in said.question.choices)


def test_the_same_line_finds_its_visit_again(shop: Shop) -> None:
    said = understood(shop, "coco nails fri am luis")
    assert booking.standing(shop, said) is None and said.proposal is not None
    done = save(shop, booking.once(shop, said.proposal.plan), DANA)
    again = understood(shop, "coco nails fri am luis")
    there = booking.standing(shop, again)
    assert there is not None and there.ticket == done.ticket
    assert there.words(shop) == f"ticket {done.number}, Fri 27 Nov 2026 9:00 with Luis"
    assert booking.standing(shop, understood(shop, "coco nails wed-fri luis")) == there
    assert booking.standing(shop, understood(shop, "coco nails next week luis")) is None
    assert booking.standing(shop, understood(shop, "coco nails fri pm luis")) is None
    assert booking.standing(shop, understood(shop, "coco nails fri am kim")) is None
    assert booking.standing(shop, understood(shop, "coco nails teeth fri am luis")) is None


def test_two_who_book_the_same_line_at_once_make_one_visit(shop: Shop) -> None:
    first, second = (understood(shop, "coco nails fri 10 luis").proposal for _ in range(2))
    assert first is not None and second is not None
    before = Ticket.select().count()
    one, two = (booking.once(shop, found.plan) for found in (first, second))
    done = save(shop, one, DANA)
    again = save(shop, two, DANA)
    assert (again.ticket, again.words) == (done.ticket, "booked already")
    assert Ticket.select().count() == before + 1


def test_what_was_undone_or_cancelled_can_be_booked_again(shop: Shop) -> None:
    def book() -> int:
        found = understood(shop, "coco nails fri 10 luis").proposal
        assert found is not None
        return save(shop, booking.once(shop, found.plan), DANA).ticket

    book()
    undo(DANA)
    ticket = book()
    version = Ticket.get_by_id(ticket).version
    end(shop, [(ticket, version)], "cancelled", DANA)
    assert book() != ticket
    live = TicketRow.select().join(Ticket).where(TicketRow.day == FRIDAY, Ticket.status == "booked")
    assert live.count() == 1


_PARTS = (
    "bella coco rex ortega li 0142 #1 #99 fg nails bath teeth , + and fri tom today 2p 9 930 am "
    "after 3 next kim luis! kl any asap 90m +6w 3/14/2027 230a 1:30a 11/7/2027 first \" 'x' zz 31 "
    "june"
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PARTS.split()), max_size=9).map(" ".join), st.booleans())
def test_any_line_is_answered_and_every_answer_is_understood(
    shop: Shop, line: str, here: bool
) -> None:
    cursor = Cursor(FRIDAY, 600, None) if here else NOWHERE
    said = understood(shop, line, cursor)
    assert said.is_ready or said.missing or said.wrong or said.question
    for choice in said.question.choices if said.question else ():
        answered = understood(shop, choice.line, cursor)
        assert answered.question is None or answered.question.words != said.question.words  # type: ignore[union-attr]  # there is one
    assert not said.completed or said.completed != line
