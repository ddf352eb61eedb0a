"""`pettui audit`: who changed what, when and where, in the whole shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.text import count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.history.audit import Log, Logged, Wish
    from pettui.history.story import Line
    from pettui.team.shop import Shop

EXAMPLES = """\
Words narrow it down: all of them must occur in what was done, by whom, or where. Without a day, the
changes of today are shown; with any wish, those of all days.

Kinds of things: ticket, client, pet, employee, service, category, setting, schedule, role, clock,
notice, resource; some of them alone show all of the kind, with a name or number those of one.

examples:
  pettui audit                            what was changed today
  pettui audit --since mon --by kim       what Kim changed since Monday
  pettui audit --of ticket 1042 --full    a ticket's changes, from what to what
  pettui audit --of client ortega
  pettui audit --of setting book.step
  pettui audit --of employee 1002 --since 11/1
  pettui audit --after-close --since 11/1 tickets that were changed after they were closed
  pettui audit price --at kiosk --json

Whether the log itself is whole: `pettui doctor`.
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "audit", help="show who changed what, when and where", epilog=EXAMPLES,
        description="Shows who changed what, when and where; the newest first.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("text", nargs="*", metavar="WORD", help="parts of what was done")
    made.add_argument("--day", metavar="DATE", help="the changes of one day")
    made.add_argument("--since", metavar="DATE", help="from this day on")
    made.add_argument("--until", metavar="DATE", help="up to this day")
    made.add_argument("--by", metavar="PERSON", help="a number, or a part of a name")
    made.add_argument("--at", metavar="TERMINAL", help="a part of a terminal's name")
    made.add_argument("--of", nargs="+", metavar="KIND", help="a kind of thing, and which one")
    made.add_argument(
        "--after-close", action="store_true", help="tickets changed after they were closed"
    )
    made.add_argument("--full", action="store_true", help="from what to what")
    made.add_argument("--limit", type=int, default=200, metavar="N", help="at most so many (200)")
    made.add_argument("--json", action="store_true", help="write it for machines, in full")


def run(arguments: Namespace) -> int:
    """Show the changes that fit."""
    from pettui.history import audit

    with session.shop() as shop:
        try:
            wish = _wish(shop, arguments)
        except ValueError as error:
            output.words(str(error))
            return codes.USAGE
        by = nobody_signed_in()
        log = audit.read(shop, wish, by, most=max(1, arguments.limit))
        full = arguments.full or arguments.json
        lines = {each.id: audit.lines_of(shop, each.id, by) for each in log.changes if full}
    if arguments.json:
        output.data_json([_json(each, lines[each.id]) for each in log.changes])
    else:
        for each in log.changes:
            output.data(_text(shop, each), *(_line(one) for one in lines.get(each.id, ())))
    return _told(log)


def _wish(shop: Shop, arguments: Namespace) -> Wish:
    from pettui.history.audit import Wish
    from pettui.history.things import About

    since, until = (
        shop.parse_day(said) if said else None for said in (arguments.since, arguments.until)
    )
    wished = (
        since, until, arguments.by, arguments.at, arguments.of, arguments.text,
        arguments.after_close,
    )  # fmt: skip
    if arguments.day or not any(wished):
        since = until = shop.parse_day(arguments.day) if arguments.day else shop.today()
    about = About(arguments.of[0], " ".join(arguments.of[1:])) if arguments.of else None
    return Wish(
        since, until, arguments.by or "", arguments.at or "", " ".join(arguments.text), about,
        arguments.after_close,
    )  # fmt: skip


def _told(log: Log) -> int:
    if not log.changes:
        output.words("Nothing was changed that is like that.")
        return codes.NOTHING
    more = "; there are older ones, see --limit and --until" if log.more else ""
    output.words(f"{count(len(log.changes), 'change')}{more}.")
    return codes.OK


def _text(shop: Shop, each: Logged) -> str:
    when = f"{shop.day(each.at.date())} {shop.time(each.at.hour * 60 + each.at.minute)}"
    marks = [
        "after closing" if each.after_close else "", "undone since" if each.undone else "",
    ]  # fmt: skip
    said = "; ".join(mark for mark in marks if mark)
    return f"{when}  {each.who} ({each.where}): {each.what}{f' [{said}]' if said else ''}"


def _line(one: Line) -> str:
    of = f"{one.of}, " if one.of else ""
    if not one.old:
        return f"    {of}{one.field}: {one.new}"
    return f"    {of}{one.field}: {one.old} -> {one.new or '(removed)'}"


def _json(each: Logged, lines: tuple[Line, ...]) -> dict[str, Any]:
    return {
        "id": each.id,
        "at": each.at.isoformat(timespec="seconds"),
        "who": each.who,
        "terminal": each.where,
        "what": each.what,
        "kind": each.kind,
        "undone": each.undone,
        "after_close": each.after_close,
        "rows": [
            {"of": one.of, "field": one.field, "old": one.old, "new": one.new} for one in lines
        ],
    }
