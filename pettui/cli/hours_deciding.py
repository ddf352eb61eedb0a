"""What `pettui hours` decides: pay periods that close, and rules of overtime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop


def add(made: Any, form: Any) -> None:
    """Add the options; no two of those in `form` go together."""
    form.add_argument("--close", action="store_true", help="close the pay period (the last one)")
    form.add_argument("--reopen", action="store_true", help="open it again, if nothing followed")
    form.add_argument(
        "--overtime", nargs="?", const="", metavar="SET",
        help="list the rules of overtime; or none, 'us federal' or california, from a day on",
    )  # fmt: skip
    made.add_argument("--open-as-zero", action="store_true",
                      help="close, and take what is undecided for nothing")  # fmt: skip
    made.add_argument("--from", dest="since", metavar="DAY", help="the rules' first day (today)")


def wanted(arguments: Namespace) -> bool:
    """Tell whether something is to be decided, not shown."""
    return bool(arguments.close or arguments.reopen or arguments.overtime is not None)


def run(arguments: Namespace) -> int:
    """Do what is wanted and say what was done."""
    from pettui.history.door import Refused

    with session.shop() as shop:
        try:
            if arguments.overtime is not None:
                return _overtime(shop, arguments.overtime, arguments.since)
            return _period(shop, arguments)
        except ValueError as error:
            output.words(str(error))
            return codes.USAGE
        except Refused as refused:
            output.words(str(refused))
            return codes.REFUSED


def _period(shop: Shop, arguments: Namespace) -> int:
    from pettui.history.actor import nobody_signed_in
    from pettui.team.timeclock import closing, periods

    day = periods.said(shop, arguments.period or "last").first
    if arguments.reopen:
        period = closing.reopen(shop, day, nobody_signed_in())
    else:
        zero = bool(arguments.open_as_zero)
        period = closing.close(shop, day, nobody_signed_in(), open_as_zero=zero)
    state = "closed" if period.closed else "open again"
    output.words(f"{periods.shown(shop, period)} is {state}.")
    return codes.OK


def _overtime(shop: Shop, name: str, since: str | None) -> int:
    from pettui.history.actor import nobody_signed_in
    from pettui.team.timeclock import overtime, overtime_rules

    if name:
        known = [known for known in overtime.SETS if known.startswith(name.lower())]
        day = shop.parse_day(since or "today")
        wanted = known[0] if len(known) == 1 else name
        overtime_rules.use_set(shop, wanted, day, nobody_signed_in())
    rules = overtime_rules.rules(shop.branch)
    for rule in rules:
        until = f" to {shop.day(rule.last_day)}" if rule.last_day else ""
        output.data(f"{overtime_rules.words(rule)}, from {shop.day(rule.first_day)}{until}")
    if not rules:
        output.words("There are no rules of overtime: every hour counts once.")
    return codes.OK
