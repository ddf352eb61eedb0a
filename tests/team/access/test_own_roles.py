"""Roles of one's own: begun like another, named, ticked, given, removed."""

from __future__ import annotations

import pytest

from pettui.history import undo
from pettui.history.door import Refused
from pettui.team.access import granting, having, own_roles
from pettui.team.access.roles import Bundle
from pettui.team.shop import Shop
from tests.book.steps import column
from tests.team.access.steps import actor, be


def role(shop: Shop, key: str) -> Bundle | None:
    """Give a role as the matrix shows it."""
    return next((each for each in granting.matrix(shop).roles if each.key == key), None)


def test_begun_like_another_it_goes_its_own_way(guarded: Shop) -> None:
    kim = actor("Kim")
    assert own_roles.make_role("Weekend help", "bather", kim) == "weekend help"
    granting.set_bundle("weekend help", {"book.own", "till.payment"}, kim)
    granting.set_bundle("bather", set(), kim)
    made = role(guarded, "weekend help")
    assert made == Bundle("weekend help", "Weekend help", frozenset({"book.own", "till.payment"}))
    granting.set_role(column("Ana"), "weekend help", kim)
    assert having.rights_of(actor("Ana")) == {"book.own", "till.payment"}
    own_roles.rename_role("weekend help", "Saturdays", kim)
    assert having.rights_of(actor("Ana")) == {"book.own", "till.payment"}
    renamed = role(guarded, "weekend help")
    assert renamed is not None and renamed.name == "Saturdays"


def test_nobody_may_have_what_is_removed(guarded: Shop) -> None:
    kim = actor("Kim")
    key = own_roles.make_role("Trainee", "", kim)
    granting.set_role(column("Ana"), key, kim)
    with pytest.raises(Refused, match=r"1 person has the role Trainee \(Ana Silva\)"):
        own_roles.remove_role(key, kim)
    granting.set_role(column("Ana"), "bather", kim)
    assert own_roles.remove_role(key, kim) == "The role Trainee is removed."
    assert role(guarded, key) is None
    undo.undo(kim)
    assert role(guarded, key) is not None
    own_roles.remove_role(key, kim)
    assert own_roles.make_role("Trainee", "groomer", kim) == key  # begun anew
    made = role(guarded, key)
    assert made is not None and "people.edit" in made.rights


@pytest.mark.parametrize(
    ("name", "like", "told"),
    [
        ("", "bather", "Name: the role needs a name"),
        ("BATHER", "", "Name: there is a role Bather already"),
        ("Boss", "owner", "an owner may do everything"),
        ("Boss", "king", "There is no role king"),
    ],
)
def test_what_cannot_be(guarded: Shop, name: str, like: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        own_roles.make_role(name, like, actor("Kim"))


def test_the_roles_of_every_shop_stay(guarded: Shop) -> None:
    with pytest.raises(Refused, match="Every shop has this role"):
        own_roles.remove_role("bather", actor("Kim"))
    with pytest.raises(Refused, match="Every shop has this role"):
        own_roles.rename_role("owner", "King", actor("Kim"))


def test_nobody_makes_a_role_above_themselves(guarded: Shop) -> None:
    luis = be("Luis", "groomer")
    with pytest.raises(having.Forbidden, match=r"shop\.access"):
        own_roles.make_role("Mine", "bather", luis)
    granting.set_right(column("Luis"), "shop.access", actor("Kim"), granted=True)
    with pytest.raises(Refused, match="nobody gives a right that they have not"):
        own_roles.make_role("Mine", "manager", luis)
    assert own_roles.make_role("Mine", "groomer", luis) == "mine"
