"""Roles and rights given and taken, amid a session, and never above one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.models import Bookable, Employee, Override, Setting
from pettui.book import booking
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.chain import broken_links
from pettui.history.door import Clash, Refused, change
from pettui.team import settings
from pettui.team.access import granting, having, overriding, signing_in
from pettui.team.access.rights import ALL
from pettui.team.shop import Shop
from pettui.team.timeclock import secrets
from tests.book.steps import column, plan, row
from tests.small_shop import DANA
from tests.team.access.steps import actor, be, hire
from tests.team.timeclock.steps import PINS, number


def test_a_demoted_users_next_write_is_refused(guarded: Shop) -> None:
    luis = be("Luis", "manager")
    settings.put(guarded, "book.step", "30", luis)
    granting.set_role(column("Luis"), "bather", actor("Kim"))
    with pytest.raises(
        having.Forbidden, match=r"change the settings of the shop \(shop\.settings\)"
    ):
        settings.put(guarded, "book.step", "10", luis)
    with pytest.raises(having.Forbidden):
        undo.undo(luis)  # nor back what they did before


def test_who_left_may_nothing(guarded: Shop) -> None:
    luis = be("Luis", "manager")
    with change("left", DANA) as door:
        door.update(Bookable.get_by_id(luis.account), active=False)
    with pytest.raises(having.Forbidden, match="does not work here any more"):
        settings.put(guarded, "book.step", "10", luis)


def test_the_last_owner_stays(guarded: Shop) -> None:
    kim = actor("Kim")
    with pytest.raises(Refused, match="without an owner"):
        granting.set_role(column("Kim"), "manager", kim)
    with pytest.raises(Refused, match="without an owner"), change("left", kim) as door:
        door.update(Bookable.get_by_id(column("Kim")), active=False)
    with pytest.raises(Refused), change("gone", kim) as door:
        door.delete(Employee.get_by_id(column("Kim")))
    granting.set_role(column("Luis"), "owner", kim)
    granting.set_role(column("Kim"), "manager", kim)
    with pytest.raises(Refused, match="without an owner"):
        granting.set_role(column("Luis"), "groomer", actor("Luis"))


def test_undo_does_not_take_the_last_owner(guarded: Shop) -> None:
    granting.set_role(column("Luis"), "owner", actor("Kim"))
    granting.set_role(column("Kim"), "manager", actor("Luis"))
    with pytest.raises(Refused):
        undo.undo(actor("Kim"))
    assert Employee.get_by_id(column("Luis")).role == "owner"


def test_exceptions_over_the_role(guarded: Shop) -> None:
    ana, kim = actor("Ana"), actor("Kim")
    with pytest.raises(having.Forbidden):
        settings.put(guarded, "book.step", "10", ana)
    said = granting.set_right(column("Ana"), "shop.settings", kim, granted=True)
    assert said == "Ana Silva may change the settings of the shop."
    settings.put(guarded, "book.step", "10", ana)
    granting.set_right(column("Ana"), "shop.settings", kim, granted=False)
    granting.set_right(column("Ana"), "book.own", kim, granted=False)
    with pytest.raises(having.Forbidden, match=r"book\.own"):
        booking.save(guarded, plan(row("BATH", "Ana", "Rex")), ana)
    profile = next(p for p in granting.matrix(guarded).people if p.label == "Ana")
    assert profile.exceptions == {"book.own": False}


def test_a_profile_is_copied_with_its_exceptions(guarded: Shop) -> None:
    kim = actor("Kim")
    granting.set_right(column("Ana"), "team.notices", kim, granted=True)
    granting.set_right(column("Luis"), "people.edit", kim, granted=False)
    said = granting.copy_profile(column("Ana"), [column("Luis")], kim)
    assert said == "Luis Moreno: like Ana Silva now."
    people = {p.label: p for p in granting.matrix(guarded).people}
    assert people["Luis"].role.key == "bather"
    assert people["Luis"].rights == people["Ana"].rights == {"book.own", "team.notices"}
    undo.undo(kim)
    people = {p.label: p for p in granting.matrix(guarded).people}
    assert people["Luis"].exceptions == {"people.edit": False}
    assert people["Luis"].role.key == "groomer"


def test_nobody_gives_what_they_have_not(guarded: Shop) -> None:
    luis = be("Luis", "manager")
    granting.set_right(column("Luis"), "shop.access", actor("Kim"), granted=True)
    attempts: tuple[Callable[[], str], ...] = (
        lambda: granting.set_role(column("Ana"), "owner", luis),
        lambda: granting.set_role(column("Luis"), "owner", luis),
        lambda: granting.set_right(column("Luis"), "shop.export", luis, granted=True),
        lambda: granting.set_bundle("manager", ALL, luis),
        lambda: granting.copy_profile(column("Kim"), [column("Luis")], luis),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="nobody gives a right that they have not"):
            attempt()
    with pytest.raises(Refused, match="may do more than Luis"):
        granting.set_role(column("Kim"), "bather", luis)
    with pytest.raises(Refused, match="may do more than Luis"):
        secrets.set_pin(guarded, column("Kim"), "815274", luis)  # and then sign in as Kim
    with pytest.raises(Refused, match="may do more than Luis"):
        signing_in.set_password(column("Kim"), "four words in a row", luis)
    granting.set_role(column("Ana"), "groomer", luis)


def test_a_role_changes_for_everybody_who_has_it(guarded: Shop) -> None:
    luis, kim = be("Luis", "groomer"), actor("Kim")
    rights = next(b.rights for b in granting.matrix(guarded).roles if b.key == "groomer")
    granting.set_bundle("groomer", rights | {"book.others"}, kim)
    assert booking.save(guarded, plan(row("BATH", "Ana", "Rex")), luis).ticket
    granting.reset_bundle("groomer", kim)
    with pytest.raises(having.Forbidden, match="other people"):
        booking.save(guarded, plan(row("BATH", "Ana", "Rex"), at=720), luis)
    granting.set_bundle("Weekend", {"book.own"}, kim)
    assert granting.set_role(column("Luis"), "weekend", kim) == "Luis Moreno is weekend now."
    with pytest.raises(Refused, match="stays as it is"):
        granting.set_bundle("owner", {"book.own"}, kim)


def test_a_stale_matrix_says_who_was_faster(guarded: Shop) -> None:
    profile = next(p for p in granting.matrix(guarded).people if p.label == "Ana")
    granting.set_role(column("Ana"), "groomer", actor("Kim"))
    with pytest.raises(Clash, match="Kim at desk changed this"):
        granting.set_role(column("Ana"), "manager", actor("Kim"), seen=profile.version)


def test_an_override_is_one_action_and_is_kept(guarded: Shop) -> None:
    ana = actor("Ana")
    allowed = overriding.lend(number("Kim"), PINS["Kim"], "Luis is ill", "book.others", ana)
    done = booking.save(guarded, plan(row("BATH", "Luis", "Rex")), allowed)
    assert done.words.endswith("with Luis")
    kept = Override.get()
    assert (kept.right, kept.by_name, kept.asked_by, kept.asked_name, kept.reason) == (
        "book.others", "Kim Lee", ana.account, "Ana", "Luis is ill",
    )  # fmt: skip
    with pytest.raises(having.Forbidden):
        booking.save(guarded, plan(row("BATH", "Luis", "Rex"), at=720), ana)
    again = overriding.lend(number("Kim"), PINS["Kim"], "and back", "book.others", ana)
    undo.undo(again)
    assert [row.reason for row in Override.select()] == ["Luis is ill", "and back"]
    assert broken_links() == []


def test_an_override_needs_what_it_lends(guarded: Shop) -> None:
    ana = actor("Ana")
    be("Luis", "groomer")
    with pytest.raises(Refused, match=r"Luis Moreno may not .* \(book\.others\) either"):
        overriding.lend(number("Luis"), PINS["Luis"], "please", "book.others", ana)
    with pytest.raises(Refused, match="say why"):
        overriding.lend(number("Kim"), PINS["Kim"], "  ", "book.others", ana)
    with pytest.raises(Refused, match="do not go together"):
        overriding.lend(number("Kim"), "000000", "please", "book.others", ana)
    allowed = overriding.lend(number("Kim"), PINS["Kim"], "please", "book.others", ana)
    hire("Boss", "owner")
    granting.set_role(column("Kim"), "bather", actor("Boss"))  # taken away meanwhile
    with pytest.raises(having.Forbidden):
        booking.save(guarded, plan(row("BATH", "Luis", "Rex")), allowed)
    assert not Override.select().exists()


def test_a_machine_that_does_not_own_the_file_is_a_time_clock(
    guarded: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Actor(None, "dana", "ssh")
    settings.put(guarded, "book.step", "30", machine)
    monkeypatch.setattr(having, "owns_the_file", lambda: False)
    with pytest.raises(having.Forbidden, match="dana may not change the settings"):
        settings.put(guarded, "book.step", "10", machine)


def test_signing_in_is_turned_on_only_where_an_owner_can(shop: Shop) -> None:
    with pytest.raises(Refused, match="give an owner a PIN or a password"):
        settings.put(shop, "access.sign_in", "yes", DANA)
    assert not Setting.select().where(Setting.name == "access.sign_in").exists()
    signing_in.set_password(column("Kim"), "four words in a row", DANA)
    assert settings.put(shop, "access.sign_in", "yes", DANA).setting("access.sign_in")
