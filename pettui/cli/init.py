"""`pettui init`: makes a new shop, by asking or by options."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from db import connection
from pettui.cli import asking, codes, making, output, session, surroundings
from pettui.cli.hours import USUAL, parse_hours
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.team.founding import NewShop, check_zone, create_shop
from pettui.team.shop import NoShop, Shop, load_shop
from pettui.text import clean

if TYPE_CHECKING:
    from argparse import Namespace

T = TypeVar("T")

EXAMPLES = """\
Asks for what no option gives; where nobody can be asked, --name, --zone and --employee are
needed, and the rest has defaults. A database that holds a shop is never changed.

examples:
  pettui init
  pettui init --name "Wagging Tails" --zone America/New_York --employee "Kim Lee" \\
              --open "mon-fri 9-17, sat 9-14"
  pettui init --demo --years 10 --clients 50000 --seed 7
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "init", help="make a new shop, by asking or by options",
        description="Makes a new shop in the database.", epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("--name", help="what the shop is called")
    made.add_argument("--zone", help="its time zone, such as America/New_York")
    made.add_argument("--currency", help="its currency: three letters, such as USD")
    made.add_argument("--locale", help="how it writes money and dates, such as en_US")
    made.add_argument("--open", metavar="HOURS", help=f'when it is open, such as "{USUAL}"')
    made.add_argument("--employee", metavar="NAME", help="the owner, who is its first employee")
    made.add_argument("--phone", default="", help="the shop's phone number")
    made.add_argument(
        "--no-price-list", dest="price_list", action="store_false",
        help="begin without services and breeds (the usual ones are there otherwise)",
    )  # fmt: skip
    demo = made.add_argument_group("a made-up shop")
    demo.add_argument("--demo", action="store_true", help="make up a shop whose past ends today")
    for option, default, words in (
        ("--years", making.YEARS, "how old it is"),
        ("--clients", making.CLIENTS, "how many clients it has"),
        ("--seed", making.SEED, "another seed makes another shop"),
    ):
        demo.add_argument(
            option, type=int, default=default, metavar="N", help=f"{words} ({default})"
        )


def run(arguments: Namespace) -> int:
    """Make the shop; refuse where there is one."""
    target = session.target()
    refuse_existing(target)
    if arguments.demo:
        if not 1 <= arguments.years <= 30 or not 1 <= arguments.clients <= 200_000:
            output.words("A made-up shop has 1 to 30 years and 1 to 200000 clients.")
            return codes.USAGE
        made = making.make_up(target, arguments.years, arguments.clients, arguments.seed)
        output.words(f"{made.name} is made up, in {target.shown}. Open it with `pettui`.")
        return codes.OK
    try:
        new = _asked(arguments) if asking.can_ask() else _given(arguments)
    except asking.NoAnswer:
        output.words("Nothing was made.")
        return codes.REFUSED
    except ValueError as error:
        output.words(str(error))
        return codes.USAGE
    made = make(target, new)
    output.words(
        f"{made.name} is ready, in {target.shown}: zone {made.zone}, currency {made.currency},"
        f" amounts like {made.money.text(123456)}."
        + (" It begins with the usual services and their prices." if new.price_list else "")
        + " Open it with `pettui`."
    )
    return codes.OK


def refuse_existing(target: connection.Target) -> None:
    """Raise Refused where the database holds a shop already, Unusable where it is not ours."""
    try:
        with session.shop(target) as shop:
            raise Refused(
                f"There is a shop at {target.shown} already: {shop.name}. Nothing was changed."
                " Name another database with --database."
            )
    except (connection.Missing, NoShop):
        return


def make(target: connection.Target, new: NewShop) -> Shop:
    """Make a shop in a database that holds none."""
    connection.bind(target, create=True)
    with connection.connected():
        session.bring_up_to_date()
        create_shop(new, nobody_signed_in())
        return load_shop()


def _given(arguments: Namespace) -> NewShop:
    """Take the shop from the options alone; raises ValueError in words."""
    zone = arguments.zone or ""
    missing = [
        option
        for option, value in (
            ("--name", arguments.name), ("--zone", zone), ("--employee", arguments.employee),
        )
        if not value
    ]  # fmt: skip
    if missing:
        raise ValueError(
            f"Nobody can be asked here, and {', '.join(missing)} must be said."
            " `pettui init --help` shows an example."
        )
    locale = arguments.locale or surroundings.FALLBACK
    first, last = _person(arguments.employee)
    return NewShop(
        name=_named(arguments.name), zone=_zone(zone), locale=locale,
        currency=arguments.currency or surroundings.currency(locale) or "USD",
        opening=parse_hours(arguments.open or USUAL), first_name=first, last_name=last,
        phone=arguments.phone, price_list=arguments.price_list,
    )  # fmt: skip


def _asked(arguments: Namespace) -> NewShop:
    """Ask for what the options do not give; raises asking.NoAnswer, and ValueError for options."""
    output.words("A new shop. Enter takes what stands in brackets; all of it can be changed later.")
    name = _one(arguments.name, "The shop's name", _named)
    zone = _one(arguments.zone, "Time zone", _zone, surroundings.zone() or "America/New_York")
    locale = arguments.locale or surroundings.locale()
    currency = _one(
        arguments.currency, "Currency", _currency, surroundings.currency(locale) or "USD"
    )
    opening = _one(arguments.open, "Open", parse_hours, USUAL)
    first, last = _one(arguments.employee, "Your name, as the first employee", _person)
    return NewShop(
        name=name, zone=zone, currency=currency, locale=locale, opening=opening,
        first_name=first, last_name=last, phone=arguments.phone, price_list=arguments.price_list,
    )  # fmt: skip


def _one(given: str | None, question: str, check: Callable[[str], T], default: str = "") -> T:
    return check(given) if given else asking.ask(question, check, default)


def _named(text: str) -> str:
    if not clean(text):
        raise ValueError("The shop needs a name.")
    return clean(text)


def _person(text: str) -> tuple[str, str]:
    name = clean(text)
    if not name:
        raise ValueError("The first employee needs a name.")
    first, _, last = name.partition(" ")
    return first, last


def _zone(text: str) -> str:
    try:
        return check_zone(text.strip().replace(" ", "_"))
    except Refused as error:
        raise ValueError(str(error)) from error


def _currency(text: str) -> str:
    from babel.numbers import is_currency

    code = text.strip().upper()
    if not is_currency(code):
        raise ValueError(f"{text!r} is not a currency code. Use three letters, such as USD.")
    return code
