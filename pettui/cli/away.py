"""`pettui away`: somebody is ill; their visits are shared out, and clients are to be phoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.text import capital, count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.book.spreading.calling import Call
    from pettui.book.spreading.values import Step
    from pettui.team.shop import Shop

EXAMPLES = """\
As many visits as possible keep their time with somebody else. The others get the nearest time on
the same day, else a place on the wait list. All of it is one change, which undo takes back.

examples:
  pettui away kim                    Kim is ill today
  pettui away kim fri --kind personal
  pettui away kim --dry-run          what would become of the visits
  pettui away --calls                the clients who are still to be phoned
"""
KINDS = ("sick", "personal", "off", "vacation", "training", "unpaid")


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "away", help="mark somebody ill and share out their visits", epilog=EXAMPLES,
        description="Marks somebody as away on a day and shares out their visits.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("person", nargs="?", metavar="PERSON", help="a name or number")
    made.add_argument("day", nargs="?", metavar="DAY", default="today", help="fri, 12/3 (today)")
    made.add_argument("--kind", choices=KINDS, default="sick", help="of the time off (sick)")
    made.add_argument("--dry-run", action="store_true", help="show it and change nothing")
    made.add_argument("--calls", action="store_true", help="list whom to phone")
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Show or do it, or list the calls."""
    from pettui.book.spreading import calling, doing, leaving
    from pettui.team.schedule.reading import named

    if not arguments.person and not arguments.calls:
        output.words("Say who is away, as in pettui away kim; or --calls for whom to phone.")
        return codes.USAGE
    with session.shop() as shop:
        if not arguments.person:
            return _calls(shop, calling.to_call(shop), arguments)
        try:
            day = shop.parse_day(arguments.day)
        except ValueError as error:
            output.words(str(error))
            return codes.USAGE
        try:
            employee, _ = named(shop, arguments.person)
        except Refused as error:
            output.words(str(error))
            return codes.NOTHING
        away = leaving.away_on(shop, employee, day, arguments.kind)
        steps = leaving.proposal(shop, away)
        if arguments.json:
            output.data_json([_json(step) for step in steps])
        else:
            output.data(*(_line(shop, step) for step in steps))
        if arguments.dry_run:
            output.words(f"{count(len(steps), 'visit')}. Nothing was changed.")
            return codes.OK
        done = doing.spread(shop, steps, nobody_signed_in(), away=away, reason=away.kind)
        output.words(f"{capital(done.words)}.")
        if calls := sum(step.call for step in steps):
            output.words(f"{count(calls, 'client')} to phone: pettui away --calls lists them.")
    return codes.OK


def _calls(shop: Shop, calls: tuple[Call, ...], arguments: Namespace) -> int:
    if arguments.json:
        output.data_json([call._asdict() | {"day": call.day.isoformat()} for call in calls])
    else:
        output.data(
            *(
                f"{call.phone or 'no phone'}  {call.name}, {call.client}: {shop.day(call.day)}"
                f" {call.was} -> {call.now}{f' ({call.tried})' if call.tried else ''}"
                for call in calls
            )
        )
    if not calls:
        output.words("Nobody needs to be phoned about a moved visit.")
        return codes.NOTHING
    return codes.OK


def _line(shop: Shop, step: Step) -> str:
    to = f" {shop.time(step.to)} {step.takers}" if step.takers else ""
    why = f" ({step.why})" if step.why else ""
    phone = f"; phone {step.phone}" if step.call else ""
    return (
        f"{shop.time(step.start)}  {step.name}, {step.client}: {step.services}"
        f" -> {step.do}{to}{why}{phone}"
    )


def _json(step: Step) -> dict[str, Any]:
    return {
        "ticket": step.ticket, "day": step.day.isoformat(), "start": step.start,
        "pets": step.pets, "client": step.client, "phone": step.phone,
        "services": step.services, "becomes": step.do, "to": step.to if step.takers else None,
        "with": step.takers, "why": step.why, "call": step.call,
    }  # fmt: skip
