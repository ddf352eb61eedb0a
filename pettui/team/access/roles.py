"""The roles that every shop has, as bundles of rights; a shop may change all but the owner's."""

from __future__ import annotations

from typing import NamedTuple

from db.models import Role
from db.models.base import tuples
from pettui.team.access.rights import ALL

OWNER = "owner"

_BATHER = frozenset({"book.own"})
_GROOMER = _BATHER | {"people.edit", "people.phones", "price.override", "report.day"}
_DESK = _GROOMER | {
    "book.others", "book.limits", "team.schedule", "team.notices", "till.payment", "till.discount",
    "till.drawer",
}  # fmt: skip
_MANAGER = ALL - {"shop.access", "shop.export", "shop.import", "report.money"}


class Bundle(NamedTuple):
    """A role: its key as employees carry it, its name, its rights, and whether it was changed."""

    key: str
    name: str
    rights: frozenset[str]
    changed: bool = False


BUILT_IN = (
    Bundle("kiosk", "Kiosk only", frozenset()),
    Bundle("bather", "Bather", _BATHER),
    Bundle("groomer", "Groomer", _GROOMER),
    Bundle("front desk", "Front desk", _DESK),
    Bundle("manager", "Manager", _MANAGER),
    Bundle(OWNER, "Owner", ALL),
)
"""From the fewest rights to all. Clocking in and out needs none, and neither does looking."""

_BY_KEY = {bundle.key: bundle for bundle in BUILT_IN}


def bundle(key: str) -> Bundle:
    """Give a role as it is in this shop; one that nobody knows has no rights."""
    built_in = _BY_KEY.get(key)
    if key == OWNER:
        return _BY_KEY[OWNER]
    found = tuples(Role.select(Role.name, Role.rights).where(Role.key == key, Role.active))
    if not found:
        return built_in or Bundle(key, key, frozenset())
    name, rights = found[0]
    return Bundle(key, name, ALL & frozenset(rights or ()), changed=built_in is not None)


def bundles() -> tuple[Bundle, ...]:
    """Give all roles: the built-in ones in their order, then the shop's own."""
    own = tuples(Role.select(Role.key).where(Role.active).order_by(Role.position, Role.name))
    keys = [*_BY_KEY, *(key for (key,) in own if key not in _BY_KEY)]
    return tuple(bundle(key) for key in keys)
