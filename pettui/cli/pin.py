"""`pettui pin`: gives people the PINs that name them at the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, secret, session
from pettui.history.actor import nobody_signed_in
from pettui.team.timeclock import people, secrets
from pettui.text import count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop

EXAMPLES = """\
The PIN is asked for without showing it; a script writes it to standard input, never as an option.

examples:
  pettui pin                   who has a PIN or a badge
  pettui pin 1002              give number 1002 a PIN, or another one
  pettui pin 1002 --remove
  pettui pin 1002 --new-key    the key that PINs were made with is lost: all PINs and badges go
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "pin", help="give people the PINs that name them at the time clock", epilog=EXAMPLES,
        description="Gives people the PINs that name them at the time clock.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("number", nargs="?", metavar="NUMBER", help="whose; without it all are shown")
    made.add_argument("--remove", action="store_true", help="take the PIN away")
    made.add_argument("--new-key", action="store_true", help="the old key is lost")
    made.add_argument("--json", action="store_true", help="write the list for machines")


def run(arguments: Namespace) -> int:
    """Set, remove or list."""
    with session.shop() as shop:
        if arguments.number is None:
            return _list(shop, for_machines=arguments.json)
        person = people.by_number(arguments.number)
        by = nobody_signed_in()
        if arguments.remove:
            output.words(secrets.remove_pin(shop, person.employee, by))
            return codes.OK
        whose = people.written(person, "full name")
        typed = secret.twice(f"New PIN of {whose} ({shop.setting('kiosk.pin_digits')} digits)")
        new_key = arguments.new_key
        output.words(secrets.set_pin(shop, person.employee, typed, by, new_key=new_key))
    return codes.OK


def _list(shop: Shop, *, for_machines: bool) -> int:
    found = secrets.access(shop)
    if for_machines:
        output.data_json(
            [
                {
                    "number": one.number, "name": one.name, "pin": one.pin_since is not None,
                    "badges": len(one.badges), "wrong_in_a_row": one.failures,
                }
                for one in found
            ]
        )  # fmt: skip
        return codes.OK
    for one in found:
        has = ["a PIN" if one.pin_since else "no PIN"]
        if one.badges:
            has.append(count(len(one.badges), "badge"))
        wrong = f" ({one.failures} wrong in a row)" if one.failures else ""
        output.data(f"{one.number}  {one.name}: {', '.join(has)}{wrong}")
    return codes.OK
