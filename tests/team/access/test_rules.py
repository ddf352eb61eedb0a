"""Every area's rules, by everybody who may and may not: refused inside the change that writes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.models import (
    ALL,
    Ability,
    Change,
    Client,
    Employee,
    Item,
    Override,
    Payment,
    Pet,
    Setting,
    Tender,
    Ticket,
)
from db.models.base import table_of
from pettui.book import blocks, booking, moving, notes, status
from pettui.book.moving import Move
from pettui.history import audit
from pettui.history.actor import Actor, Lent
from pettui.history.door import change
from pettui.people import clients, merging, privacy, removing, vaccines
from pettui.people import notes as dated
from pettui.people.clients import NewClient, NewPet
from pettui.stock import choices, groups, resources, saving
from pettui.team import settings
from pettui.team.access import checking, granting, having
from pettui.team.access.rights import RIGHTS
from pettui.team.access.roles import BUILT_IN
from pettui.team.schedule import closing as closures
from pettui.team.schedule.closing import CloseWish
from pettui.team.shop import Shop
from pettui.team.timeclock import (
    adjusting,
    breaks,
    closing,
    notices,
    overtime_rules,
    rates,
    secrets,
)
from pettui.team.timeclock.breaks import BreakForm
from tests.book.series.steps import repeat, visit
from tests.book.steps import book, column, item, pet, plan, row, rows_of, seen
from tests.small_shop import DANA, DAY
from tests.team.access.steps import be, changes

Rule = Callable[[Shop, Actor], object]
LATER = DAY + timedelta(days=40)


def _priced(shop: Shop, by: Actor) -> object:
    return booking.save(shop, plan(replace(row("BATH", "Ana", "Rex"), price=100)), by)


def _others(shop: Shop, by: Actor) -> object:
    return booking.save(shop, plan(row("BATH", "Luis", "Rex")), by)


def _own(shop: Shop, by: Actor) -> object:
    return booking.save(shop, plan(row("BATH", "Ana", "Rex")), by)


def _taken_over(shop: Shop, by: Actor) -> object:
    made = rows_of(book(shop, row("BATH", "Luis", "Rex")))[0]
    version = Ticket.get_by_id(made.__data__["ticket"]).version
    return moving.move(shop, Move(made.id, version, column=column("Ana")), by)


def _handed_on(shop: Shop, by: Actor) -> object:
    made = rows_of(book(shop, row("BATH", "Ana", "Rex")))[0]
    version = Ticket.get_by_id(made.__data__["ticket"]).version
    return moving.move(shop, Move(made.id, version, column=column("Luis")), by)


def _confirm_others(shop: Shop, by: Actor) -> object:
    return status.advance(shop, [seen(book(shop, row("BATH", "Luis", "Rex")))], "confirmed", by)


def _confirm_own(shop: Shop, by: Actor) -> object:
    return status.advance(shop, [seen(book(shop, row("BATH", "Ana", "Rex")))], "confirmed", by)


def _void(shop: Shop, by: Actor) -> object:
    return status.end(shop, [seen(book(shop, row("BATH", "Ana", "Rex")))], "void", by)


def _cancel(shop: Shop, by: Actor) -> object:
    return status.end(shop, [seen(book(shop, row("BATH", "Ana", "Rex")))], "cancelled", by)


def _block_others(shop: Shop, by: Actor) -> object:
    return blocks.add(shop, [column("Luis")], LATER, 600, 30, "errand", by)


def _note(shop: Shop, by: Actor) -> object:
    return notes.add(book(shop, row("BATH", "Luis", "Rex")).ticket, "matted", by)


def _remove_client(shop: Shop, by: Actor) -> None:
    made = clients.create(shop, NewClient("Al Doe", "555-0123", pets=(NewPet("Bo"),)), DANA)
    removing.remove_client(made.client, by)


def _rename_service(shop: Shop, by: Actor) -> None:
    saving.set_active(item("TEETH"), by, active=False)


def _role(shop: Shop, by: Actor) -> object:
    return granting.set_role(column("Luis"), "bather", by)


def _right(shop: Shop, by: Actor) -> object:
    return granting.set_right(column("Luis"), "book.own", by, granted=False)


def _pay(shop: Shop, by: Actor) -> object:
    with change("paid", by) as door:
        return door.insert(
            Payment, ticket=Ticket.get(), tender=Tender.get(), amount=100, at=door.at
        )


def _take_back(shop: Shop, by: Actor) -> None:
    _pay(shop, DANA)
    with change("took a payment back", by) as door:
        door.delete(Payment.select().get())


def _import(shop: Shop, by: Actor) -> object:
    with change("took over", by, undoable=False) as door:
        return door.bulk(Client, [(5000, "Al", door.at)], ("number", "first_name", "created"))


def _unprotected(shop: Shop, by: Actor) -> object:
    """A rule that forgot to ask, as a command of a later version may."""
    with change("cheap", by) as door:
        return door.update(Item.get_by_id(item("BATH")), price=1)


def _close_period(shop: Shop, by: Actor) -> object:
    return closing.close(shop, DAY - timedelta(days=21), by)


RULES: dict[str, tuple[str, Rule]] = {
    "book one's own": ("book.own", _own),
    "book another's": ("book.others", _others),
    "take another's over": ("book.others", _taken_over),
    "hand one's own on": ("book.others", _handed_on),
    "confirm another's": ("book.others", _confirm_others),
    "confirm one's own": ("book.own", _confirm_own),
    "block another's time": ("book.others", _block_others),
    "cancel one's own": ("book.own", _cancel),
    "void": ("book.void", _void),
    "note on a visit": ("book.own", _note),
    "price by hand": ("price.override", _priced),
    "take a payment": ("till.payment", _pay),
    "take a payment back": ("till.void", _take_back),
    "new client": (
        "people.edit",
        lambda shop, by: clients.create(shop, NewClient("Al Doe", "555-0123"), by),
    ),
    "alert": (
        "people.edit", lambda _, by: clients.set_alert(Client.get().id, "rings twice", by),
    ),
    "vaccination": (
        "people.edit",
        lambda shop, by: vaccines.set_shot(shop, pet("Coco"), 1, date(2027, 1, 1), by),
    ),
    "dated note": ("book.own", lambda _, by: dated.add(by, "shy", pet=pet("Coco"))),
    "merge": ("people.merge", lambda shop, by: merging.merge_clients(shop, 1, 3, by)),
    "remove a client": ("people.delete", _remove_client),
    "service": ("stock.edit", _rename_service),
    "category": ("stock.edit", lambda _, by: groups.save_group("Spa", by)),
    "new list entry": ("people.edit", lambda _, by: choices.add_entry("referral", "Radio", by)),
    "resource": (
        "stock.edit",
        lambda shop, by: resources.set_resource_active(shop, column("tub 1"), by, active=False),
    ),
    "unprotected rule": ("stock.edit", _unprotected),
    "setting": ("shop.settings", lambda shop, by: settings.put(shop, "book.step", "30", by)),
    "fact": ("shop.settings", lambda shop, by: settings.put(shop, "shop.phone", "555-0100", by)),
    "signing in": (
        "shop.access", lambda shop, by: settings.put(shop, "access.lock_minutes", "5", by),
    ),
    "closure": (
        "team.schedule", lambda shop, by: closures.close_days(shop, [CloseWish(LATER, "x")], by),
    ),
    "notice": ("team.notices", lambda shop, by: notices.add(shop, "Party", by)),
    "hours": (
        "team.hours", lambda shop, by: adjusting.adjust(shop, column("Luis"), DAY, 15, by, "x"),
    ),
    "kind of break": (
        "team.hours",
        lambda shop, by: breaks.save(shop, BreakForm("Nap", paid=True, meal=False, minutes=9), by),
    ),
    "overtime": (
        "team.hours", lambda shop, by: overtime_rules.use_set(shop, "california", LATER, by),
    ),
    "pay": ("team.payroll", lambda shop, by: rates.save(shop, column("Luis"), "Boss", 9900, by)),
    "pay period": ("team.payroll", _close_period),
    "another's PIN": (
        "team.staff", lambda shop, by: secrets.set_pin(shop, column("Luis"), "815274", by),
    ),
    "role": ("shop.access", _role),
    "right": ("shop.access", _right),
    "take over data": ("shop.import", _import),
    "log of changes": ("report.team", lambda shop, by: audit.read(shop, audit.Wish(), by)),
}  # fmt: skip


@pytest.mark.parametrize("role", [bundle.key for bundle in BUILT_IN])
@pytest.mark.parametrize("name", RULES)
def test_a_rule_refuses_whoever_lacks_its_right(guarded: Shop, name: str, role: str) -> None:
    right, rule = RULES[name]
    ana = be("Ana", role)
    rights = next(bundle.rights for bundle in BUILT_IN if bundle.key == role)
    if right in rights:
        rule(guarded, ana)
        return
    with pytest.raises(having.Forbidden) as refused:
        rule(guarded, ana)
    assert refused.value.right in ({right, "book.own"} - rights)
    said = str(refused.value)
    assert RIGHTS[refused.value.right].words in said and refused.value.right in said
    assert "Ana" in said and "Kim Lee may" in said

    assert Employee.get_by_id(ana.account).role == role


def test_refused_means_that_nothing_is_written(guarded: Shop) -> None:
    ana = be("Ana", "bather")
    before, price = changes(), Item.get_by_id(item("BATH")).price
    with pytest.raises(having.Forbidden):
        _unprotected(guarded, ana)
    assert (changes(), Item.get_by_id(item("BATH")).price) == (before, price)


def test_every_table_has_its_right() -> None:
    assert {table_of(model) for model in ALL} == set(checking.TABLES)
    assert set(checking.TABLES.values()) <= {*RIGHTS, checking.FREE}


def test_every_right_that_waits_for_nothing_is_asked_for_by_a_rule() -> None:
    asked = {right for right, _ in RULES.values()}
    elsewhere = {"book.limits", "shop.export", "people.phones", "stock.cost"}  # on their own
    assert {r.key for r in RIGHTS.values() if not r.waits} == asked | elsewhere


def test_nobody_gives_themselves_rights_by_a_rule_that_forgot_to_ask(guarded: Shop) -> None:
    ana = be("Ana", "manager")
    with pytest.raises(having.Forbidden, match=r"shop\.access"), change("promoted", ana) as door:
        door.update(Employee.get_by_id(ana.account), role="owner")
    with pytest.raises(having.Forbidden, match=r"shop\.access"), change("open", ana) as door:
        door.delete(Setting.get(Setting.name == "access.sign_in"))


def test_nobody_signed_in_writes_nothing(guarded: Shop) -> None:
    with pytest.raises(having.Forbidden, match="Nobody is signed in here"):
        _own(guarded, Actor(0, "nobody", "desk"))


def test_a_shop_at_which_nobody_signs_in_is_open(shop: Shop) -> None:
    assert booking.save(shop, plan(row("BATH", "Luis", "Rex")), DANA).ticket
    assert settings.put(shop, "book.step", "30", DANA).setting("book.step") == 30


def test_pets_go_to_another_owner_by_editing_alone(guarded: Shop) -> None:
    luis = be("Luis", "groomer")
    with change("moved", luis) as door:
        door.update(Pet.get_by_id(pet("Rex")), client=Client.get(Client.last_name == "Chen"))
    assert Pet.get_by_id(pet("Rex")).client.last_name == "Chen"


def test_a_start_loads_nothing_of_signing_in() -> None:
    """Neither the desk's start nor the day's command pays for what they do not use."""
    code = (
        "import sys, screens.desk, pettui.cli.opening, pettui.cli.day;"
        "print([m for m in sys.modules if 'argon2' in m or '.access' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_who_books_for_what_somebody_does_not_do_needs_a_right_of_its_own(guarded: Shop) -> None:
    with change("limited", DANA) as door:
        door.update(Employee.get_by_id(column("Luis")), limited=True)
        door.insert(Ability, employee=column("Luis"), item=item("NAILS"))
    luis = be("Luis", "groomer")
    with pytest.raises(having.Forbidden, match=r"book\.limits"):
        book(guarded, row("BATH", "Luis", "Rex"), by=luis, agreed=None)
    assert book(guarded, row("NAILS", "Luis", "Rex"), by=luis).ticket
    desk = be("Ana", "front desk")
    assert book(guarded, row("BATH", "Luis", "Rex"), by=desk, agreed=None, at=720).ticket


def test_a_lent_right_to_book_beyond_limits_is_written_down(guarded: Shop) -> None:
    with change("limited", DANA) as door:
        door.update(Employee.get_by_id(column("Luis")), limited=True)
        door.insert(Ability, employee=column("Luis"), item=item("NAILS"))
    luis = be("Luis", "groomer")._replace(lent=Lent(column("Kim"), "Kim Lee", "Kim shows how"))
    book(guarded, row("BATH", "Luis", "Rex"), by=luis, agreed=None)
    last = Change.select().order_by(Change.id.desc()).get()
    assert last.what.endswith("(allowed by Kim Lee: Kim shows how)")
    first = visit(guarded, row("BATH", "Luis", "Coco"), at=720)
    repeat(guarded, first, "every week, 3 times", luis)
    assert [(o.right, o.by_name, o.asked_name) for o in Override.select()] == [
        ("book.limits", "Kim Lee", "Luis")
    ] * 2


def test_a_lent_right_to_erase_is_written_down(guarded: Shop) -> None:
    made = clients.create(guarded, NewClient("Al Doe", "555-0123"), DANA)
    luis = be("Luis", "groomer")._replace(lent=Lent(column("Kim"), "Kim Lee", "he asked us to"))
    privacy.erase(guarded, made.client, luis)
    assert "people.delete" in {str(each.right) for each in Override.select()}
