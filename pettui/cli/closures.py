"""`pettui closures`: the days on which the shop is closed, and the holidays to come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.text import capital

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.schedule.closing import Closed
    from pettui.team.schedule.outside import Outside
    from pettui.team.shop import Shop

EXAMPLES = """\
Closing days on which visits are booked lists these and changes nothing; --anyway closes, and the
visits stay where they are until somebody moves them.

examples:
  pettui closures                                   the closed days to come
  pettui closures --holidays                        and the holidays of the coming year
  pettui closures close 12/24 12/25 1/1 --reason Christmas \\
      --notice "Closed December 24th, 25th and January 1st" --from 12/1
  pettui closures open 12/24
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "closures", help="show, close and open days of the shop", epilog=EXAMPLES,
        description="Shows the days on which the shop is closed.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write the list for machines")
    made.add_argument("--holidays", action="store_true", help="with holidays that are open days")
    verbs = made.add_subparsers(dest="verb", metavar="VERB")
    close = verbs.add_parser("close", help="close the shop on days")
    close.add_argument("days", nargs="+", metavar="DAY", help="12/24, fri, 2026-12-24")
    close.add_argument("--reason", default="", metavar="TEXT", help="why")
    close.add_argument("--notice", default="", metavar="TEXT", help="what tells everybody")
    close.add_argument("--from", dest="since", metavar="DAY", help="the notice's first day (today)")
    close.add_argument("--anyway", action="store_true", help="even where visits are booked")
    opened = verbs.add_parser("open", help="open the shop again on days")
    opened.add_argument("days", nargs="+", metavar="DAY", help="12/24, fri, 2026-12-24")


def run(arguments: Namespace) -> int:
    """List, close or open."""
    from pettui.team.schedule import closing, holidays

    with session.shop() as shop:
        if arguments.verb:
            return _change(shop, arguments)
        today = shop.today()
        found = closing.closures(shop, today)
        shut = {each.day for each in found}
        coming = (
            holidays.offered(shop, today, today + timedelta(days=365)) if arguments.holidays else ()
        )
        free = [each for each in coming if each.day not in shut]
        if arguments.json:
            output.data_json(
                [_json(each) for each in found]
                + [{"day": h.day.isoformat(), "holiday": h.name, "closed": False} for h in free]
            )
        else:
            lines = [(each.day, _line(shop, each)) for each in found]
            lines += [(h.day, f"{shop.day(h.day)}: open ({h.name})") for h in free]
            output.data(*(words for _, words in sorted(lines)))
        if not found and not free:
            output.words("No closed day is to come.")
            return codes.NOTHING
    return codes.OK


def _change(shop: Shop, arguments: Namespace) -> int:
    from pettui.team.schedule import closing
    from pettui.team.schedule.outside import LeavesOutside, outside_words, rows_of

    by = nobody_signed_in()
    try:
        days = [shop.parse_day(said) for said in arguments.days]
        since = shop.parse_day(arguments.since) if getattr(arguments, "since", None) else None
    except ValueError as error:
        output.words(str(error))
        return codes.USAGE
    if arguments.verb == "open":
        shut = [each for each in closing.closures(shop, min(days)) if each.day in days]
        output.words(f"{capital(closing.reopen(shop, [each.id for each in shut], by).words)}.")
        return codes.OK
    wishes = [closing.CloseWish(day, arguments.reason) for day in days]
    agreed: frozenset[int] = frozenset()
    while True:
        try:
            done = closing.close_days(
                shop, wishes, by, notice=arguments.notice, notice_from=since, agreed=agreed
            )
        except LeavesOutside as told:
            if arguments.anyway:
                agreed |= rows_of(told.visits)
                continue
            output.data(*_visits(shop, told.visits))
            output.words(f"{outside_words(len(told.visits))}. Nothing was changed; see --anyway.")
            return codes.REFUSED
        output.data(*_visits(shop, done.left))
        output.words(f"{capital(done.words)}.")
        return codes.OK


def _visits(shop: Shop, visits: tuple[Outside, ...]) -> list[str]:
    return [
        f"{shop.day(v.day)} {shop.time(v.start)}  {v.pet}, {v.client}, {v.phone}: {v.service}"
        f" with {v.who} (ticket {v.number}{', standing' if v.again else ''})"
        for v in visits
    ]


def _line(shop: Shop, closed: Closed) -> str:
    why = f": {closed.reason}" if closed.reason else ""
    since = f" from {shop.day(closed.notice_from)} on" if closed.notice_from else ""
    told = f" (notice{since}: {closed.notice})" if closed.notice else ""
    return f"{shop.day(closed.day)}: closed{why}{told}"


def _json(closed: Closed) -> dict[str, Any]:
    return {
        "day": closed.day.isoformat(),
        "closed": True,
        "reason": closed.reason,
        "holiday": closed.holiday,
        "notice": closed.notice,
        "notice_from": closed.notice_from.isoformat() if closed.notice_from else None,
    }
