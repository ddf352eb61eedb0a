"""The way back where an owner's PIN and password are lost: for whoever owns the database."""

from __future__ import annotations

from db.models import Employee
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.access import checking, having, signing_in
from pettui.team.shop import Shop
from pettui.team.timeclock import people, secrets, throttle
from pettui.team.timeclock.people import Known


def owner_to_reset(number: str = "") -> Known:
    """Give the owner who is meant; raises Refused where a number has to say which.

    Where nobody who works here is an owner, the number says who becomes one.
    """
    owners = checking.owners()
    if number:
        found = people.by_number(number)
        if owners and found.employee not in owners:
            names = ", ".join(str(people.known(key).number) for key in owners)
            raise Refused(f"{people.written(found, 'full name')} is no owner. Owners: {names}.")
        return found
    if len(owners) == 1:
        return people.known(owners[0])
    if owners:
        names = ", ".join(
            f"{p.number} ({people.written(p, 'full name')})" for p in map(people.known, owners)
        )
        raise Refused(f"There are several owners. Name one by number: {names}.")
    raise Refused("Nobody who works here is an owner. Name by number who is to be one.")


def reset(shop: Shop, employee: int, secret: str, by: Actor, *, new_key: bool = False) -> str:
    """Give an owner another PIN or password, and forget wrong ones; gives words.

    Only a command may do that, run by the account that owns the database's file or by root: what
    such an account could do to the file it may do here, and it leaves a trace.

    Args:
        shop: the shop.
        employee: the owner, or who becomes one where there is none.
        secret: the new PIN or password.
        by: the machine's user.
        new_key: the key that PINs were made with is lost, too; all of them go.
    """
    _refuse_others(by)
    if new_key and signing_in.kind_of(secret) != signing_in.PIN:
        raise Refused("With a new key, give a PIN first: digits alone. A password can follow.")
    person = people.known(employee)
    name = people.written(person, "full name")
    with change(f"reset the owner: {name}, by {by.name} who owns the machine", by,
                keep_empty=True, undoable=False) as door:  # fmt: skip
        _refuse_others(by)
        if not checking.owners():
            door.update(Employee.get_by_id(employee), role="owner")
    if new_key:
        said = secrets.set_pin(shop, employee, secret, by, new_key=True)
    else:
        said = signing_in.give(shop, employee, secret, by)
    throttle.forget(employee, by, f"forgot wrong PINs for {name}")
    return said


def _refuse_others(by: Actor) -> None:
    if by.account is not None or not having.owns_the_file():
        raise Refused(
            "Only the account that owns the database's file, or root, may reset the owner:"
            " `sudo pettui access reset-owner`."
        )
