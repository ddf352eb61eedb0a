"""`pettui init`: makes a new shop, by asking or by options."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from db import connection
from pettui.cli import asking, codes, first_steps, making, output, session, surroundings
from pettui.cli.opening_times import USUAL, parse_hours
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.team.founding import NewShop, create_shop
from pettui.team.furnishing import Furnishing
from pettui.team.shop import NoShop, Shop, load_shop

if TYPE_CHECKING:
    from argparse import Namespace

EXAMPLES = """\
Asks for what no option gives; where nobody can be asked, --name, --zone and --employee are
needed, and the rest has defaults. A database that holds a shop is never changed.

examples:
  pettui init
  pettui init --name "Wagging Tails" --zone America/New_York --employee "Kim Lee" \\
              --open "mon-fri 9-17, sat 9-14" --staff "Luis, Ana" --prices x1.1 \\
              --resources "2 tubs, 2 dryers" --tax "Sales tax 8.25"
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
    made.add_argument("--staff", metavar="NAMES", help='who else works there: "Luis Moreno, Ana"')
    prices = made.add_mutually_exclusive_group()
    prices.add_argument(
        "--prices", metavar="FACTOR",
        help="the prices of the usual services: yes as they are, x1.2 for others, no for none",
    )  # fmt: skip
    prices.add_argument(
        "--no-price-list", dest="prices", action="store_const", const="no",
        help="begin without services and breeds (the usual ones are there otherwise)",
    )  # fmt: skip
    made.add_argument("--resources", metavar="WHAT", help='such as "2 tubs, 2 dryers, 4 kennels"')
    made.add_argument("--tax", metavar="TAX", help='such as "Sales tax 8.25"')
    made.add_argument("--phone", default="", help="the shop's phone number")
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
        output.words(f"{made.name} is made up, in {target.shown}. {_opens(arguments.database)}")
        return codes.OK
    try:
        answers = first_steps.given(arguments)
        if asking.can_ask():
            answers = first_steps.ask_all(answers)
        new = _new_shop(answers, arguments.phone)
    except asking.NoAnswer:
        output.words("Nothing was made.")
        return codes.REFUSED
    except ValueError as error:
        output.words(str(error))
        return codes.USAGE
    made = make(target, new)
    listed = new.furnishing is not None and new.furnishing.factor is not None
    output.words(
        f"{made.name} is ready, in {target.shown}: zone {made.zone}, currency {made.currency},"
        f" amounts like {made.money.text(123456)}."
        + (" It begins with the usual services and their prices." if listed else "")
        + f" {_opens(arguments.database)}"
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


def _opens(named: str | None) -> str:
    """Say how the shop is opened: a database that only this command named is named again."""
    if not named or "://" in named:  # an address may hold a password
        return "Open it with `pettui`."
    return f"Open it with `pettui -d {shlex.quote(named)}`."


def make(target: connection.Target, new: NewShop) -> Shop:
    """Make a shop in a database that holds none."""
    connection.bind(target, create=True)
    with connection.connected():
        session.bring_up_to_date()
        create_shop(new, nobody_signed_in())
        return load_shop()


def _new_shop(answers: dict[str, Any], phone: str) -> NewShop:
    """Put the answers together; raises ValueError in words where one is missing."""
    missing = [f"--{name}" for name in ("name", "zone", "employee") if name not in answers]
    if missing:
        raise ValueError(
            f"Nobody can be asked here, and {', '.join(missing)} must be said."
            " `pettui init --help` shows an example."
        )
    locale = answers.get("locale", surroundings.FALLBACK)
    currency = answers.get("currency") or surroundings.currency(locale) or "USD"
    prices = answers["prices"] if "prices" in answers else first_steps.usual_factor(currency)
    first, last = answers["employee"]
    return NewShop(
        name=answers["name"], zone=answers["zone"], locale=locale,
        currency=currency,
        opening=answers.get("open") or parse_hours(USUAL), first_name=first, last_name=last,
        phone=phone,
        furnishing=Furnishing(
            answers.get("staff", ()), prices, answers.get("resources", ()),
            answers.get("tax"),
        ),
    )  # fmt: skip
