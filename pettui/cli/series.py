"""`pettui series`: the standing appointments, their visits, and further ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.text import capital, count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.book.series.listing import Listed, Visit
    from pettui.book.series.looking import Line
    from pettui.team.shop import Shop

EXAMPLES = """\
A series that has fewer than two visits to come runs out. Extending books the next dates of its
rule where they fit; those that do not are listed and left out.

examples:
  pettui series                    the standing appointments, those that run out first
  pettui series list --ending      only those that run out
  pettui series show 12            all visits of one
  pettui series extend 12 4        four visits more
  pettui series extend 12 4 --dry-run
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "series", help="show and extend standing appointments", epilog=EXAMPLES,
        description="Shows standing appointments: visits that come again by a rule.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write it for machines")
    made.set_defaults(verb="list", ending=False, all=False)
    verbs = made.add_subparsers(metavar="VERB")
    every = verbs.add_parser("list", help="list them")
    every.add_argument("--ending", action="store_true", help="only those that run out")
    every.add_argument("--all", action="store_true", help="those that ended, too")
    every.set_defaults(verb="list")
    one = verbs.add_parser("show", help="show the visits of one")
    one.set_defaults(verb="show")
    more = verbs.add_parser("extend", help="book further visits of one")
    more.add_argument("--dry-run", action="store_true", help="only show what it would book")
    more.set_defaults(verb="extend")
    for verb in (one, more):
        verb.add_argument("number", type=int, metavar="NUMBER", help="of the series, as listed")
    more.add_argument("visits", type=int, metavar="VISITS", help="how many visits more")
    for verb in (every, one, more):
        from argparse import SUPPRESS

        verb.add_argument("--json", action="store_true", default=SUPPRESS,
                          help="write it for machines")  # fmt: skip


def run(arguments: Namespace) -> int:
    """List, show or extend."""
    with session.shop() as shop:
        if arguments.verb == "show":
            return _show(shop, arguments)
        if arguments.verb == "extend":
            return _extend(shop, arguments)
        return _list(shop, arguments)


def _list(shop: Shop, arguments: Namespace) -> int:
    from pettui.book.series.listing import listed

    found = [
        one for one in listed(shop, ended=arguments.all) if one.runs_out or not arguments.ending
    ]
    if arguments.json:
        output.data_json([_as_json(one) for one in found])
    else:
        output.data(*(_as_text(shop, one) for one in found))
    if not found:
        output.words("No standing appointment.")
        return codes.NOTHING
    return codes.OK


def _as_text(shop: Shop, one: Listed) -> str:
    who = ", ".join(part for part in (one.pets, one.client, one.phone) if part)
    following = f", next {shop.day(one.next)}" if one.next else ""
    state = " (runs out)" if one.runs_out else "" if one.active else " (ended)"
    return f"{one.series}  {who}: {one.words}; {one.progress}{following}{state}"


def _as_json(one: Listed) -> dict[str, Any]:
    rule = one.rule
    return {
        "series": one.series, "client": one.client, "pets": one.pets, "phone": one.phone,
        "rule": one.words, "unit": rule.unit, "every": rule.every,
        "weekdays": list(rule.weekdays), "ordinal": rule.ordinal, "visits": one.total,
        "closed": one.done, "coming": one.coming,
        "next": one.next.isoformat() if one.next else None,
        "last": one.last.isoformat() if one.last else None,
        "active": one.active, "runs_out": one.runs_out,
    }  # fmt: skip


def _show(shop: Shop, arguments: Namespace) -> int:
    from pettui.book.series.listing import series_of, visits_of

    one = series_of(shop, arguments.number)
    visits = visits_of(one.series)
    if arguments.json:
        output.data_json({**_as_json(one), "dates": [_visit_json(visit) for visit in visits]})
    else:
        output.data(_as_text(shop, one), *(_visit_text(shop, visit) for visit in visits))
    return codes.OK


def _visit_text(shop: Shop, visit: Visit) -> str:
    at = f" {shop.time(visit.start)}" if visit.start is not None else ""
    moved = f", for {shop.day(visit.due)}" if visit.due != visit.day else ""
    words = f"{visit.employee}  {visit.status}, ticket {visit.number}{moved}"
    return f"  {shop.day(visit.day)}{at}  {words}"


def _visit_json(visit: Visit) -> dict[str, Any]:
    return {
        "ticket": visit.number, "due": visit.due.isoformat(), "day": visit.day.isoformat(),
        "start": visit.start, "employee": visit.employee, "status": visit.status,
    }  # fmt: skip


def _extend(shop: Shop, arguments: Namespace) -> int:
    from pettui.book.series import extending
    from pettui.book.series.listing import series_of

    one = series_of(shop, arguments.number)
    found = extending.preview(shop, one.series, arguments.visits)
    fit = [line for line in found.lines if line.fits]
    words = ""
    if fit and not arguments.dry_run:
        picks = [line.pick for line in fit]
        words = extending.extend(shop, one.series, picks, nobody_signed_in()).words
    if arguments.json:
        output.data_json([_line_json(line) for line in found.lines])
    else:
        output.data(*(_line_text(shop, line) for line in found.lines))
    left = len(found.lines) - len(fit)
    if left:
        verb = "does" if left == 1 else "do"
        output.words(f"{count(left, 'date')} {verb} not fit and {_is(left)} left out.")
    if words:
        output.words(f"{capital(words)}.")
    elif arguments.dry_run:
        output.words("Nothing was booked (--dry-run).")
    return codes.OK if fit else codes.REFUSED


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _line_text(shop: Shop, line: Line) -> str:
    when = f"{shop.day(line.pick.day)} {shop.time(line.pick.start)}  {line.label}"
    return f"{when}  {'left out: ' if not line.fits else ''}{line.words or 'free'}"


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "day": line.pick.day.isoformat(), "start": line.pick.start, "employee": line.label,
        "fits": line.fits, "words": line.words,
    }  # fmt: skip
