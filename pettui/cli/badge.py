"""`pettui badge`: gives people the badges that name them at the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, secret, session
from pettui.history.actor import nobody_signed_in
from pettui.team.timeclock import people, secrets

if TYPE_CHECKING:
    from argparse import Namespace


def add(subparsers: Any) -> None:
    """Add the command's options."""
    made = subparsers.add_parser(
        "badge", help="give people the badges that name them at the time clock",
        description="Gives somebody a badge: swipe it when it is asked for. People may have"
        " several. `pettui pin` shows who has some.",
    )  # fmt: skip
    made.add_argument("number", metavar="NUMBER", help="whose")
    made.add_argument("--remove", action="store_true", help="take their badges away")


def run(arguments: Namespace) -> int:
    """Assign or remove."""
    with session.shop() as shop:
        person = people.by_number(arguments.number)
        by = nobody_signed_in()
        if arguments.remove:
            output.words(secrets.remove_badges(shop, person.employee, by))
            return codes.OK
        typed = secret.read(f"Badge of {people.written(person, 'full name')}")
        output.words(secrets.assign_badge(shop, person.employee, typed, by))
    return codes.OK
