"""Nothing is deleted that something refers to: every reference in the tables is thought of."""

from __future__ import annotations

import pytest
from peewee import ForeignKeyField

from db.models import ALL, Client, Pet, RecallCall, Ticket
from db.models.base import table_of
from pettui.book.series.listing import listed as series
from pettui.history import undo
from pettui.history.door import Refused, change
from pettui.people import clients, leaving, merging, removing
from pettui.people.clients import NewClient
from pettui.stock import saving
from pettui.team.shop import Shop
from tests.book.series.steps import repeat, visit
from tests.book.steps import client, item, pet
from tests.small_shop import DANA

COUNTED = {
    "client": {
        "ticket.client", "series.client", "wait_entry.client", "client.referred_by",
        "client_alias.client",
    },
    "pet": {"ticket_row.pet", "wait_row.pet"},
    "item": {
        "ticket_row.item", "wait_row.item", "recall_call.item", "pet_price.item",
        "item_link.other", "vaccine_need.item", "ability.item",
    },
    "employee": {
        "ticket_row.employee", "wait_employee.employee", "punch.employee",
        "punch_request.employee", "hour_adjustment.employee", "day_plan.employee",
        "client.preferred_employee", "override.by", "credential.employee",
    },
    "category": {"item.category", "ability.category", "vaccine_need.category"},
    "resource": {"hold.resource"},
}  # fmt: skip
"""What is counted before a thing is deleted; each such rule refuses with the count."""

GO_ALONG = {
    "client": {"phone.client", "pet.client", "note.client", "search_line.client"},
    "pet": {
        "pet_weight.pet", "pet_instruction.pet", "groom_note.pet", "photo.pet", "vaccination.pet",
        "pet_price.pet", "note.pet", "recall_call.pet",
    },
    "item": {
        "price_cell.item", "future_price.item", "item_link.item", "item_exception.item",
        "item_need.item", "ability.item",
    },
    "employee": {
        "shift.employee", "rotation.employee", "right_exception.employee", "future_price.employee",
        "item_exception.employee", "ability.employee", "pay_rate.employee",
    },
    "category": set(),
    "resource": set(),
}  # fmt: skip
"""What says something about the thing alone, and is deleted with it."""


@pytest.mark.parametrize("thing", COUNTED)
def test_every_reference_is_counted_or_goes_along(thing: str) -> None:
    there = {
        f"{table_of(model)}.{field.name}"
        for model in ALL
        for field in model._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and table_of(field.rel_model) == thing
    }
    assert there == COUNTED[thing] | GO_ALONG[thing]


def test_a_service_that_somebody_was_called_for_stays(shop: Shop) -> None:
    with change("called", DANA) as door:
        door.insert(
            RecallCall, pet=pet("Coco"), item=item("TEETH"), at=door.at, outcome="reached"
        )  # fmt: skip
    with pytest.raises(Refused, match="1 call to a client refers to it"):
        saving.delete_service(item("TEETH"), DANA)


def test_a_client_into_whom_another_was_merged_stays(shop: Shop) -> None:
    al = clients.create(shop, NewClient("Al Doe", "212 555 0111"), DANA).client
    alan = clients.create(shop, NewClient("Alan Doe", "212 555 0112"), DANA).client
    merging.merge_clients(shop, al, alan, DANA)
    with pytest.raises(Refused, match="1 record merged into it refers to it"):
        removing.remove_client(al, DANA)
    undo.undo(DANA)
    removing.remove_client(al, DANA)


def test_a_standing_appointment_is_told_before_a_client_leaves(shop: Shop) -> None:
    repeat(shop, visit(shop), "every 6 weeks, 4 times")
    assert len(series(shop)) == 1
    told = leaving.concerns(shop, client("Ortega"))
    assert "1 standing appointment" in told
    with pytest.raises(Refused, match="1 standing appointment"):
        removing.remove_client(client("Ortega"), DANA)


@pytest.mark.parametrize("why", ["deceased", "inactive"])
def test_nobody_is_asked_to_extend_the_series_of_who_comes_no_more(shop: Shop, why: str) -> None:
    made = repeat(shop, visit(shop), "every 6 weeks, 4 times").series
    with change("called off", DANA) as door:
        for ticket in list(Ticket.select().where(Ticket.series == made).offset(1)):
            door.update(ticket, status="cancelled")
    assert [one.runs_out for one in series(shop)] == [True]
    with change("gone", DANA) as door:
        if why == "deceased":
            door.update(Pet.get_by_id(pet("Bella")), deceased=True)
        else:
            door.update(Client.get_by_id(client("Ortega")), active=False)
    assert len(series(shop)) == 1  # a visit is still to come, and is to be called off
    with change("called off", DANA) as door:
        door.update(Ticket.get(Ticket.series == made, Ticket.status == "booked"), status="no-show")
    assert series(shop) == ()
    assert [one.active for one in series(shop, ended=True)] == [False]
