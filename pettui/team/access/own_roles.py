"""Roles that a shop makes for itself: begun like another one, named anew, removed."""

from __future__ import annotations

from db.models import Employee, Role
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.access import having
from pettui.team.access.granting import ACCESS, LONGEST_KEY, known_role, set_bundle
from pettui.team.access.roles import BUILT_IN, OWNER, bundles
from pettui.text import clean, count, fold

LONGEST_NAME = 40


def make_role(name: str, like: str, by: Actor) -> str:
    """Make a role with the rights of another; gives its key.

    Raises Refused for a name that a role has already, for a role that there is not, and for
    rights that whoever makes it has not.
    """
    title = clean(name, LONGEST_NAME)
    _refuse_name(title)
    if like and known_role(like).key == OWNER:
        raise Refused("Like: an owner may do everything. Begin with another role.")
    rights = known_role(like).rights if like else frozenset()
    set_bundle(title, rights, by, name=title)
    return fold(clean(title, LONGEST_KEY))


def rename_role(key: str, name: str, by: Actor) -> str:
    """Give a role of the shop's own another name; gives words. People who have it keep it."""
    title = clean(name, LONGEST_NAME)
    with change("", by) as door:
        having.require(ACCESS, by)
        row = _own(key)
        _refuse_name(title, but=key)
        door.what = f"named the role {row.name} {title}"
        before = row.name
        door.update(row, name=title)
        return f"The role {before} is called {title} now."


def remove_role(key: str, by: Actor) -> str:
    """Remove a role of the shop's own that nobody has; gives words, undo brings it back."""
    with change("", by) as door:
        having.require(ACCESS, by)
        row = _own(key)
        having_it = [
            f"{first} {last}".strip()
            for first, last in tuples(
                Employee.select(Employee.first_name, Employee.last_name)
                .where(Employee.role == key)
                .order_by(Employee.number)
            )
        ]
        if having_it:
            have = "has" if len(having_it) == 1 else "have"
            raise Refused(
                f"{count(len(having_it), 'person', 'people')} {have} the role {row.name}"
                f" ({', '.join(having_it[:5])}). Give them another role first (r)."
            )
        door.what = f"removed the role {row.name}"
        door.update(row, active=False)
        return f"The role {row.name} is removed."


def is_own(key: str) -> bool:
    """Tell whether a role is the shop's own, and none that every shop has."""
    return key not in {each.key for each in BUILT_IN}


def _refuse_name(title: str, but: str = "") -> None:
    if not title:
        raise Refused("Name: the role needs a name.")
    key = fold(clean(title, LONGEST_KEY))
    for each in bundles():
        if each.key != but and (each.key == key or fold(each.name) == fold(title)):
            raise Refused(f"Name: there is a role {each.name} already. Say it otherwise.")


def _own(key: str) -> Role:
    if not is_own(key):
        raise Refused("Every shop has this role; it keeps its name, and stays.")
    row: Role | None = Role.get_or_none(Role.key == key, Role.active)
    if row is None:
        raise Refused("This role is no longer here. Somebody has removed it.")
    return row
