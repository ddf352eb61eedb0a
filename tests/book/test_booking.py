"""Booking a visit: what is checked, what is asked, what is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import time_machine

from db.models import (
    Ability,
    Bookable,
    Category,
    Client,
    Closure,
    DayPlan,
    Employee,
    Hold,
    Item,
    Pet,
    Ticket,
    TicketRow,
    Vaccination,
)
from pettui.book import booking, status
from pettui.book.booking import NeedsConsent
from pettui.book.checking import check, no_shows
from pettui.book.plan import Plan
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY, book, plan, row, rows_of, ticket
from tests.small_shop import DANA, DAY


def asked(shop: Shop, wish: Plan) -> list[str]:
    return [problem.words for problem in check(shop, wish).needs_asking]


def told(shop: Shop, wish: Plan) -> list[str]:
    return [p.words for p in check(shop, wish).problems if p.weight == "tell"]


def test_a_visit_is_saved_with_copies_of_all_that_matters(shop: Shop) -> None:
    done = book(shop, row("FULL", of="Rex"), note=" early\x1b\r\nplease ")
    kept, (only,) = ticket(done), rows_of(done)
    assert done.words == "booked Rex: Full groom, Tue 24 Nov 2026 9:00 with Kim"
    assert (kept.client_name, kept.pet_names, kept.status) == ("Joe Whitfield", "Rex", "booked")
    assert kept.note == "early\nplease"
    assert (kept.tax1_name, str(kept.tax1_service)) == ("Sales tax", "8.25")
    assert (kept.subtotal, kept.tax1, kept.total) == (9500, 784, 10284)
    assert (only.description, only.pet_name, only.employee_name) == ("Full groom", "Rex", "Kim")
    assert (only.price, only.price_from, only.minutes_from) == (
        9500, "price list L", "price list L",
    )  # fmt: skip
    assert (only.start, only.setup, only.process, only.finish) == (540, 90, 30, 30)
    assert steps.kept_slots() == steps.expected_slots()


def test_several_pets_and_groomers_follow_each_other(shop: Shop) -> None:
    with change("a second pet", DANA) as door:
        door.insert(Pet, client=steps.client("Ortega"), name="Pip")
    done = book(shop, row("BATH"), row("NAILS", "Luis"), row("BATH", "Luis", of="Pip"))
    found = [(r.pet_name, r.employee_name, r.start) for r in rows_of(done)]
    assert found == [("Bella", "Kim", 540), ("Bella", "Luis", 585), ("Pip", "Luis", 600)]
    assert ticket(done).pet_names == "Bella, Pip"
    assert ticket(done).subtotal == 3500 + 1500 + 3500


def test_rows_may_have_their_own_start(shop: Shop) -> None:
    done = book(shop, row("BATH"), row("NAILS", "Luis", start=720), row("TEETH", "Luis"))
    assert [r.start for r in rows_of(done)] == [540, 720, 735]


def test_what_is_shown_before_saving_is_what_is_saved(shop: Shop) -> None:
    wish = plan(row("FULL", of="Rex"), row("NAILS", of="Rex", price=999))
    before = check(shop, wish)
    done = booking.save(shop, wish, DANA)
    saved = ticket(done)
    assert (before.subtotal, before.tax, before.total) == (
        saved.subtotal, saved.tax1 + saved.tax2 + saved.tax3, saved.total,
    )  # fmt: skip
    assert before.minutes == 165
    assert [(r.start, r.price_from) for r in before.rows] == [
        (r.start, r.price_from) for r in rows_of(done)
    ]
    assert rows_of(done)[1].price_from == "set by hand"


def test_a_second_save_of_the_same_plan_is_one_visit(shop: Shop) -> None:
    wish = plan(row("BATH"))
    first = booking.save(shop, wish, DANA)
    again = booking.save(shop, wish, steps.LUIS_DESK)
    assert (again.ticket, again.number) == (first.ticket, first.number)
    assert Ticket.select().where(Ticket.day == TUESDAY).count() == 1


def test_a_second_save_of_the_same_edit_changes_nothing_more(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    wish = booking.plan_of(done.ticket)
    wish = replace(wish, rows=(replace(wish.rows[0], start=600),), start=600)
    booking.save(shop, wish, DANA)
    version = ticket(done).version
    assert booking.save(shop, wish, DANA).ticket == done.ticket
    assert ticket(done).version == version


def test_saving_without_a_change_is_no_change(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    before = ticket(done).version
    booking.save(shop, booking.plan_of(done.ticket), DANA)
    assert ticket(done).version == before


class TestDoubleBooking:
    def test_it_needs_agreement_and_names_who_is_there(self, shop: Shop) -> None:
        book(shop, row("BATH"))
        with pytest.raises(NeedsConsent) as asks:
            book(shop, row("BATH", of="Coco"))
        assert str(asks.value) == "Kim is taken by Bella (Maria Ortega) at 9:00."
        assert Ticket.select().where(Ticket.day == TUESDAY).count() == 1

    def test_it_is_recorded_as_such(self, shop: Shop) -> None:
        book(shop, row("BATH"))
        done = book(shop, row("BATH", of="Coco"), agreed=None)
        assert ticket(done).double_booked == "on purpose"
        assert rows_of(done)[0].lane == 1
        third = book(shop, row("BATH", of="Rex"), agreed=None, reason="twins\x00")
        assert (ticket(third).double_booked, rows_of(third)[0].lane) == ("twins", 2)
        assert steps.kept_slots() == steps.expected_slots()

    def test_agreeing_to_one_is_not_agreeing_to_another(self, shop: Shop) -> None:
        book(shop, row("BATH"))
        wish = plan(row("BATH", of="Coco"))
        seen = asked(shop, wish)
        book(shop, row("NAILS", of="Rex"), at=9 * 60 + 30, agreed=None)
        with pytest.raises(NeedsConsent, match=r"Rex \(Joe Whitfield\)") as asks:
            booking.save(shop, wish, DANA, agreed=seen)
        assert len(asks.value.problems) == 1

    def test_one_visit_may_double_itself_on_purpose(self, shop: Shop) -> None:
        wish = plan(row("BATH", start=540), row("NAILS", start=560))
        assert asked(shop, wish) == ["Nails and Bath overlap for Kim"]
        done = booking.save(shop, wish, DANA, agreed=asked(shop, wish))
        assert [r.lane for r in rows_of(done)] == [0, 1]

    def test_lanes_of_a_visit_avoid_those_of_others(self, shop: Shop) -> None:
        """Lane 1 is somebody's, lane 0 goes to the first row: the second takes lane 2."""
        first = book(shop, row("BATH"))
        book(shop, row("BATH", of="Coco"), agreed=None)
        status.end(shop, [steps.seen(first)], "cancelled", DANA)
        done = book(shop, row("BATH", of="Rex"), row("NAILS", of="Rex", start=540), agreed=None)
        assert [r.lane for r in rows_of(done)] == [0, 2]
        assert steps.kept_slots() == steps.expected_slots()


class TestHours:
    def test_outside_the_hours_is_asked(self, shop: Shop) -> None:
        wish = plan(row("BATH"), at=16 * 60 + 30)
        assert asked(shop, wish) == ["Bath 16:30-17:15 is outside Kim's hours (9:00-17:00)"]
        assert asked(shop, plan(row("BATH"), at=16 * 60 + 15)) == []

    def test_a_closed_weekday_is_said_once(self, shop: Shop) -> None:
        sunday = plan(row("BATH"), day=DAY + timedelta(days=6))
        assert asked(shop, sunday) == ["the shop is closed on this weekday"]

    def test_a_closure_has_a_reason_and_a_dated_plan_beats_it(self, shop: Shop) -> None:
        with change("closed", DANA) as door:
            door.insert(Closure, branch=shop.branch, day=TUESDAY, reason="Thanksgiving")
        assert asked(shop, plan(row("BATH"))) == ["closed: Thanksgiving"]
        with change("Kim comes all the same", DANA) as door:
            door.insert(DayPlan, employee=steps.column("Kim"), day=TUESDAY, start=600, end=720)
        assert asked(shop, plan(row("BATH"), at=600)) == []
        assert asked(shop, plan(row("BATH"), at=540)) == [
            "Bath 9:00-9:45 is outside Kim's hours (10:00-12:00)"
        ]

    def test_a_day_off_has_its_reason(self, shop: Shop) -> None:
        with change("vacation", DANA) as door:
            door.insert(
                DayPlan, employee=steps.column("Kim"), day=TUESDAY, off=True, reason="vacation"
            )
        assert asked(shop, plan(row("BATH"))) == ["Kim does not work on Tue 24 Nov 2026: vacation"]
        assert asked(shop, plan(row("BATH", "Luis"))) == []

    def test_nobody_needs_to_be_there_while_a_pet_dries(self, shop: Shop) -> None:
        with change("a split shift", DANA) as door:
            for start, end in ((540, 660), (690, 800)):
                door.insert(
                    DayPlan, employee=steps.column("Kim"), day=TUESDAY, start=start, end=end
                )
        assert asked(shop, plan(row("FULL"), at=600)) == []  # dries 11:00-11:30
        assert len(asked(shop, plan(row("FULL"), at=605))) == 1

    def test_a_row_of_nobody_keeps_the_shops_hours(self, shop: Shop) -> None:
        assert asked(shop, plan(row("BATH", None), at=6 * 60)) == [
            "Bath 6:00-6:45 is outside the shop's hours (9:00-17:00)"
        ]

    def test_the_past_is_told_and_not_forbidden(self, shop: Shop) -> None:
        with time_machine.travel("2026-11-25T12:00:00Z", tick=False):
            assert told(shop, plan(row("BATH"))) == ["Tue 24 Nov 2026 is in the past"]
        with time_machine.travel("2026-11-24T14:16:00Z", tick=False):  # 9:16 in the shop
            assert told(shop, plan(row("BATH"))) == ["9:00 is over for today"]
            assert told(shop, plan(row("BATH"), at=9 * 60 + 5)) == []
            book(shop, row("BATH"))

    @pytest.mark.parametrize(
        ("at", "length", "words"),
        [
            (542, 30, "steps of 5 minutes"),
            (540, 32, "steps of 5 minutes"),
            (23 * 60 + 30, 45, "would not end on the same day"),
            (-15, 30, "would begin before midnight"),
            (540, 0, "needs a length of at least 5 minutes"),
        ],
    )
    def test_what_no_book_can_hold_is_refused(
        self, shop: Shop, at: int, length: int, words: str
    ) -> None:
        with pytest.raises(Refused, match=words):
            book(shop, row("BATH", setup=length), at=at, agreed=None)

    def test_an_hour_that_the_clocks_skip_does_not_exist(self, shop: Shop) -> None:
        spring = date(2026, 3, 8)
        with pytest.raises(Refused, match=r"2:30 does not exist on Sun 8 Mar 2026"):
            book(shop, row("BATH"), day=spring, at=150, agreed=None)
        book(shop, row("BATH"), day=spring, at=180, agreed=None)
        book(shop, row("BATH"), day=date(2026, 11, 1), at=90, agreed=None)


class TestLimits:
    def test_an_allow_list_and_later_services_of_a_category(self, shop: Shop) -> None:
        with change("limits", DANA) as door:
            washing = door.insert(Category, name="Washing")
            door.update(Item.get(Item.code == "BATH"), category=washing)
            ana = Employee.get(Employee.first_name == "Ana")
            door.update(ana, limited=True)
            door.insert(Ability, employee=ana, category=washing)
            door.insert(Ability, employee=ana, item=steps.item("NAILS"))
        for code in ("BATH", "NAILS"):
            assert asked(shop, plan(row(code, "Ana"))) == []
        assert asked(shop, plan(row("TEETH", "Ana"))) == ["Ana is not set up to do Teeth"]
        with change("a new name, a new service", DANA) as door:
            door.update(Category.get(), name="Wash & go")
            door.update(Item.get(Item.code == "TEETH"), category=washing)
        assert asked(shop, plan(row("TEETH", "Ana"))) == []
        assert asked(shop, plan(row("FULL", "Kim"))) == []

    def test_an_empty_list_is_nothing(self, shop: Shop) -> None:
        with change("limits", DANA) as door:
            door.update(Employee.get(Employee.first_name == "Ana"), limited=True)
        assert asked(shop, plan(row("BATH", "Ana"))) == ["Ana is not set up to do Bath"]
        book(shop, row("BATH", "Ana"), agreed=None)  # staff may, on purpose


class TestPeople:
    def test_inactive_is_asked_and_deceased_refused(self, shop: Shop) -> None:
        bella = Pet.get(Pet.name == "Bella")
        with change("gone", DANA) as door:
            door.update(bella, active=False)
            door.update(Client.get(Client.last_name == "Ortega"), active=False)
            door.update(Bookable.get(Bookable.label == "Luis"), active=False)
        assert asked(shop, plan(row("BATH", "Luis"))) == [
            "this client is inactive", "Bella is inactive", "Luis no longer works here",
        ]  # fmt: skip
        with change("gone for ever", DANA) as door:
            door.update(bella, deceased=True)
        with pytest.raises(Refused, match="Bella has died"):
            book(shop, row("BATH"), agreed=None)

    def test_somebody_elses_pet_is_refused_even_when_inactive(self, shop: Shop) -> None:
        with change("inactive", DANA) as door:
            door.update(Pet.get(Pet.name == "Coco"), active=False)
        wish = replace(plan(row("BATH"), row("NAILS", of="Coco")), client=steps.owner("Bella"))
        with pytest.raises(Refused, match="Coco belongs to another client"):
            booking.save(shop, wish, DANA, agreed=asked(shop, wish))

    def test_who_and_what_is_gone_is_said(self, shop: Shop) -> None:
        good = row("BATH")
        for wrong, words in (
            (replace(good, pet=999), "This pet is no longer here"),
            (replace(good, employee=steps.column("tub 1")), "Nobody called tub 1 works here"),
            (replace(good, employee=999), "choose a groomer"),
            (replace(good, item=999), "no longer in the price list"),
        ):
            wish = replace(plan(good), rows=(wrong,))
            with pytest.raises(Refused, match=words):
                booking.save(shop, wish, DANA)
        with pytest.raises(Refused, match="This client is no longer here"):
            booking.save(shop, replace(plan(good), client=999), DANA)
        with pytest.raises(Refused, match="No service is chosen"):
            booking.save(shop, replace(plan(good), rows=()), DANA)
        with pytest.raises(Refused, match="no longer there"):
            booking.save(shop, replace(plan(good), ticket=999), DANA)
        assert Ticket.select().where(Ticket.day == TUESDAY).count() == 0

    def test_another_visit_of_the_pet_that_day_is_told(self, shop: Shop) -> None:
        done = book(shop, row("BATH"), at=14 * 60)
        assert told(shop, plan(row("NAILS", "Luis"))) == [
            f"Bella has another visit at 14:00 (ticket {done.number})"
        ]
        assert told(shop, booking.plan_of(done.ticket)) == []

    def test_what_must_be_known_stands_out(self, shop: Shop) -> None:
        with change("alerts", DANA) as door:
            door.update(Pet.get(Pet.name == "Bella"), medical="heart", alert="no perfume")
            door.update(Client.get(Client.last_name == "Ortega"), alert="pays cash")
        assert check(shop, plan(row("BATH"))).banner == (
            "Bella: HEART, BITES, muzzle, no perfume", "pays cash",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("expires", "words"),
        [(date(2026, 11, 23), ("Bella: BITES, muzzle, Rabies lapsed",)),
         (date(2026, 11, 24), ("Bella: BITES, muzzle",))],
    )  # fmt: skip
    def test_a_vaccination_counts_on_the_visits_date(
        self, shop: Shop, expires: date, words: tuple[str, ...]
    ) -> None:
        with change("vaccination", DANA) as door:
            door.update(Vaccination.get(Vaccination.pet == steps.pet("Bella")), expires=expires)
        with time_machine.travel("2026-11-20T12:00:00Z", tick=False):
            assert check(shop, plan(row("BATH"))).banner == words

    def test_no_shows_are_counted(self, shop: Shop) -> None:
        whose = steps.client("Ortega")
        ends = ("closed", "no-show", "cancelled", "late cancel", "no-show", "closed")
        with time_machine.travel("2026-12-31T12:00:00Z", tick=False):
            for days, how in enumerate(ends):
                done = book(shop, row("BATH"), day=date(2026, 12, 7 + days), agreed=None)
                act = status.advance if how == "closed" else status.end
                act(shop, [steps.seen(done)], how, DANA)
        assert no_shows(whose) == "2 no-shows, 1 late cancel of 5 visits"
        assert check(shop, plan(row("BATH"))).no_shows == no_shows(whose)
        assert no_shows(steps.client("Chen")) == ""
        with change("walk in", DANA) as door:
            door.update(Client.get_by_id(whose), anonymous=True)
        assert no_shows(whose) == ""


class TestResources:
    def test_any_free_one_of_the_kind_serves(self, shop: Shop) -> None:
        steps.add_need("BATH", "tub", "all", "tub 2")
        for who, of, tub in (("Kim", "Bella", "tub 1"), ("Luis", "Coco", "tub 2")):
            done = book(shop, row("BATH", who, of=of))
            assert [h.resource_id for h in Hold.select().where(Hold.row == rows_of(done)[0])] == [
                steps.column(tub)
            ]
        assert asked(shop, plan(row("BATH", "Ana", of="Rex"))) == [
            "every tub is taken, the first by Bella (Maria Ortega);"
            " Bath would be booked without one"
        ]
        done = book(shop, row("BATH", "Ana", of="Rex"), agreed=None)
        assert not Hold.select().where(Hold.row == rows_of(done)[0]).exists()

    def test_a_resource_holds_as_many_pets_as_it_has_lanes(self, shop: Shop) -> None:
        steps.add_need("TEETH", "kennel", "all", "kennel", lanes=2)
        for who, of in (("Kim", "Bella"), ("Luis", "Coco")):
            book(shop, row("TEETH", who, of=of))
        assert asked(shop, plan(row("TEETH", "Ana", of="Rex"))) == [
            "the kennel is taken by Bella (Maria Ortega); Teeth would be booked without one"
        ]
        assert sorted({lane for _, _, lane in steps.held("kennel")}) == [0, 1]

    def test_two_pets_of_one_visit_share_a_kennel_with_a_stranger(self, shop: Shop) -> None:
        steps.add_need("TEETH", "kennel", "all", "kennel", lanes=3)
        one = book(shop, row("TEETH", of="Coco"))
        book(shop, row("TEETH", "Luis", of="Rex"))
        status.end(shop, [steps.seen(one)], "cancelled", DANA)  # lane 1 stays taken
        done = book(shop, row("TEETH", start=540), row("TEETH", "Ana", start=540))
        lanes = [Hold.get(Hold.row == r).lane for r in rows_of(done)]
        assert lanes == [0, 2]
        assert steps.kept_slots() == steps.expected_slots()

    def test_what_the_shop_does_not_have_is_not_asked_for(self, shop: Shop) -> None:
        steps.add_need("BATH", "hydrotherapy", "all")
        assert asked(shop, plan(row("BATH"))) == []


def test_the_ticket_number_of_a_refused_visit_is_not_lost(shop: Shop) -> None:
    book(shop, row("BATH"))
    with pytest.raises(NeedsConsent):
        book(shop, row("BATH", of="Coco"))
    numbers = [t.number for t in Ticket.select().order_by(Ticket.number)]
    assert numbers == list(range(1000, 1004))
    assert TicketRow.select().count() == 4


def test_a_plan_keeps_its_day_at_midnight(shop: Shop) -> None:
    """Just before midnight in New York it is tomorrow in UTC already."""
    with time_machine.travel(datetime.fromisoformat("2026-11-25T04:59:00+00:00"), tick=False):
        assert told(shop, plan(row("BATH"))) == ["9:00 is over for today"]
