"""`pettui access`: who may do what; the way back for whoever owns the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, secret, session
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.team.access import granting, resetting, signing_in
from pettui.team.access.rights import RIGHTS
from pettui.team.timeclock import people
from pettui.text import count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop

EXAMPLES = """\
examples:
  pettui access                        everybody's role, and what differs from it
  pettui access rights                 all rights, with the roles that have them
  pettui access role 1002 manager      give number 1002 another role
  pettui access give 1002 stock.edit   whatever the role says
  pettui access take 1002 book.void
  pettui access copy 1002 1003         let 1003 have the role and rights of 1002
  pettui access password 1002          give number 1002 a password or a PIN for the desk
  pettui access reset-owner            the owner's PIN and password are lost: give another one
  pettui settings set access.sign_in yes
                                       let people sign in at the desk

Once people sign in, a command may do everything where it is run by the account that owns the
database's file, or by root, and nothing elsewhere.
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "access", help="show and change who may do what", epilog=EXAMPLES,
        description="Shows and changes who may do what.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument(
        "what", nargs="?", metavar="WHAT", default="list", choices=(*_DO, "list", "rights"),
        help=f"list, rights, {', '.join(_DO)}",
    )  # fmt: skip
    made.add_argument("words", nargs="*", metavar="WORD", help="whose number, and what")
    made.add_argument(
        "--new-key", action="store_true",
        help="with reset-owner: the key that PINs were made with is lost too; all PINs go",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write lists for machines")


def run(arguments: Namespace) -> int:
    """Show, or change one thing."""
    with session.shop() as shop:
        if arguments.what == "list":
            return _list(shop, for_machines=arguments.json)
        if arguments.what == "rights":
            return _rights(shop, for_machines=arguments.json)
        output.words(_DO[arguments.what](shop, arguments))
    return codes.OK


def _words(arguments: Namespace, *names: str) -> list[str]:
    if len(arguments.words) != len(names):
        raise Refused(f"Write it so: pettui access {arguments.what} {' '.join(names)}")
    return [str(word) for word in arguments.words]


def _role(shop: Shop, arguments: Namespace) -> str:
    number, role = _words(arguments, "NUMBER", "ROLE")
    person = people.by_number(number)
    return granting.set_role(person.employee, role, nobody_signed_in())


def _give(shop: Shop, arguments: Namespace) -> str:
    number, right = _words(arguments, "NUMBER", "RIGHT")
    employee = people.by_number(number).employee
    granted = arguments.what == "give"
    return granting.set_right(employee, right, nobody_signed_in(), granted=granted)


def _copy(shop: Shop, arguments: Namespace) -> str:
    giver, taker = (people.by_number(w).employee for w in _words(arguments, "NUMBER", "NUMBER"))
    return granting.copy_profile(giver, [taker], nobody_signed_in())


def _password(shop: Shop, arguments: Namespace) -> str:
    (number,) = _words(arguments, "NUMBER")
    person = people.by_number(number)
    typed = secret.twice(f"New PIN or password of {people.written(person, 'full name')}")
    return signing_in.give(shop, person.employee, typed, nobody_signed_in())


def _reset_owner(shop: Shop, arguments: Namespace) -> str:
    if len(arguments.words) > 1:
        raise Refused("Write it so: pettui access reset-owner [NUMBER]")
    owner = resetting.owner_to_reset(arguments.words[0] if arguments.words else "")
    whose = people.written(owner, "full name")
    typed = secret.twice(f"New PIN or password of {whose}, the owner")
    by = nobody_signed_in()
    return resetting.reset(shop, owner.employee, typed, by, new_key=arguments.new_key)


_DO = {
    "role": _role, "give": _give, "take": _give, "copy": _copy, "password": _password,
    "reset-owner": _reset_owner,
}  # fmt: skip


def _list(shop: Shop, *, for_machines: bool) -> int:
    found = granting.matrix(shop).people
    able = signing_in.can_sign_in()
    if for_machines:
        output.data_json(
            [
                {
                    "number": each.number, "name": each.name, "role": each.role.key,
                    "given": sorted(r for r, granted in each.exceptions.items() if granted),
                    "taken": sorted(r for r, granted in each.exceptions.items() if not granted),
                    "rights": sorted(each.rights), "can_sign_in": each.employee in able,
                }
                for each in found
            ]
        )  # fmt: skip
        return codes.OK
    for each in found:
        apart = [f"{'+' if granted else '-'}{r}" for r, granted in sorted(each.exceptions.items())]
        parts = [each.role.name.lower(), *apart]
        if each.employee not in able:
            parts.append("no PIN or password")
        output.data(f"{each.number}  {each.name}: {', '.join(parts)}")
    if not shop.setting("access.sign_in"):
        output.words("Nobody signs in at the desk, so whoever sits there may do everything.")
    return codes.OK


def _rights(shop: Shop, *, for_machines: bool) -> int:
    roles = granting.matrix(shop).roles
    if for_machines:
        output.data_json(
            [
                {
                    "right": right.key, "words": right.words,
                    "roles": [role.key for role in roles if right.key in role.rights],
                }
                for right in RIGHTS.values()
            ]
        )  # fmt: skip
        return codes.OK
    for right in RIGHTS.values():
        having = [role.key for role in roles if right.key in role.rights]
        output.data(f"{right.key:<16} {right.words}: {', '.join(having)}")
    output.words(f"{count(len(RIGHTS), 'right')}, {count(len(roles), 'role')}.")
    return codes.OK
