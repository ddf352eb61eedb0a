"""`pettui slots`: when a visit fits, and who could do it; books or moves it when told to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from pettui.book.plan import Plan
    from pettui.book.search.asking import Answer, Search
    from pettui.team.shop import Shop

EXAMPLES = """\
SERVICE is a code, initials or parts of a name; several are parted by + or commas, and each pet
gets them all. NAMES are employees, the dearest first; with `any` behind them anybody else will
do as well. DATE is said as people say it: fri, tomorrow, +2w, 12/3. TIME is like 9, 930 or 2p;
both bound the start of the visit. A visit that is booked keeps its people and lengths, unless
--with names others.

Of each hour of a day the best start is listed; --all lists every quarter of an hour.
The reasons say how soon it is, who would do it, and what it leaves free beside it. A search
that finds nobody for all services lets each of them go to somebody else.

examples:
  pettui slots "full groom" --pet bella
  pettui slots fg + nails --pet "bella ortega" --with kim,any --days mon,tue --after 9 --before 14
  pettui slots bath --pet bella --pet coco --from fri --order gap
  pettui slots --ticket 1042 --until fri        an earlier place for a visit that is booked
  pettui slots --ticket 1042 --until fri --take 1     and move it to the first that is found
"""
DEFAULT_LIMIT = 9
MOST = 500


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made: ArgumentParser = subparsers.add_parser(
        "slots", help="find free times for a visit",
        description="Finds free times for a visit: who works, may do it and is free, with every\n"
        "tub and table that it needs.",
        epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("service", nargs="*", metavar="SERVICE", help="what is to be done")
    made.add_argument(
        "--pet", action="append", default=[], metavar="NAME",
        help="for whom: names of pet and owner, or digits of a phone; may be said again",
    )  # fmt: skip
    made.add_argument("--ticket", type=int, metavar="NUMBER", help="another time for this visit")
    made.add_argument("--length", metavar="TIME", help="how long all of it takes: 90, 1:30")
    made.add_argument("--with", dest="people", default="", metavar="NAMES", help="by whom: kim,any")
    made.add_argument(
        "--days", default="", metavar="DAYS", help="only on these: mon,tue or mon-fri"
    )
    made.add_argument("--from", dest="first", metavar="DATE", help="not before this day (today)")
    made.add_argument("--until", metavar="DATE", help="not after this day (four weeks later)")
    made.add_argument("--after", metavar="TIME", help="the earliest start")
    made.add_argument("--before", metavar="TIME", help="it starts before this")
    made.add_argument(
        "--order", choices=("soonest", "gap", "groomer"), default="soonest",
        help="soonest, least gap left (week by week), or preferred groomer first",
    )  # fmt: skip
    made.add_argument(
        "--all", action="store_true", help="every quarter of an hour, not only one start an hour"
    )
    made.add_argument(
        "--split", action="store_true", help="let each service go to a different employee at once"
    )
    made.add_argument(
        "--vaccinated", action="store_true",
        help="only while the vaccinations that are needed hold",
    )  # fmt: skip
    made.add_argument(
        "--limit", type=int, default=DEFAULT_LIMIT, metavar="N",
        help=f"so many answers at most ({DEFAULT_LIMIT})",
    )  # fmt: skip
    made.add_argument(
        "--take", type=int, metavar="N",
        help="book the answer with this number, or move the ticket to it",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Search, print what is found, and take one if that is wanted."""
    from pettui.book.search.finding import first_of, obstacles
    from pettui.history.door import Refused

    if not 1 <= arguments.limit <= MOST:
        output.words(f"From 1 to {MOST} answers can be asked for.")
        return codes.USAGE
    if bool(arguments.service) == (arguments.ticket is not None):
        output.words("Name services, as in pettui slots bath --pet bella, or a visit: --ticket.")
        return codes.USAGE
    if arguments.take is not None and arguments.take < 1:
        output.words("--take wants the number of an answer: 1 is the first.")
        return codes.USAGE
    with session.shop() as shop:
        try:
            search = _search(shop, arguments)
        except ValueError as error:
            output.words(str(error))
            return codes.USAGE
        if why := obstacles(shop, search):
            raise Refused(f"No time would do: {'; '.join(why)}.")
        answers = first_of(shop, search, max(arguments.limit, arguments.take or 0))
        if arguments.take is not None:
            return _take(shop, search, answers, arguments)
        _print(shop, answers, as_json=arguments.json)
        if not answers:
            output.words(_nothing(shop, search))
            return codes.NOTHING
    return codes.OK


def _search(shop: Shop, arguments: Namespace) -> Search:
    """Make the search that is meant; raises ValueError or Refused in words."""
    from db.connection import reading
    from pettui.book.oneline.vocabulary import read_vocabulary
    from pettui.book.search import naming
    from pettui.book.search.asking import APART, Search

    with reading():
        known = read_vocabulary(shop.branch)
        people, others = naming.employees(known, arguments.people)
        plan = _plan(shop, arguments)
        if arguments.ticket is None:
            plan = _with_services(plan, naming.services(known, arguments.service), arguments)
        elif people or arguments.people:
            plan = replace(plan, rows=tuple(replace(row, employee=None) for row in plan.rows))
    return Search(
        plan,
        employees=people,
        others=others,
        windows=(_window(shop, arguments),),
        order=arguments.order,
        split=arguments.split,
        covered=arguments.vaccinated,
        apart=0 if arguments.all else APART,
    )


def _plan(shop: Shop, arguments: Namespace) -> Plan:
    from db.models import Ticket
    from pettui.book.booking import plan_of
    from pettui.book.plan import Plan, PlannedRow
    from pettui.book.search import naming
    from pettui.history.door import Refused

    if arguments.ticket is None:
        who = naming.comers(arguments.pet)
        # The services are put in their place: here stand the pets alone.
        rows = tuple(PlannedRow(0, pet, None) for pet in who.pets or (None,))
        return Plan(who.client, shop.today(), 9 * 60, rows, created_via="Command")
    ticket = Ticket.get_or_none(
        Ticket.branch == shop.branch, Ticket.number == arguments.ticket, Ticket.kind == "visit"
    )
    if ticket is None:
        raise Refused(f"No visit has the number {arguments.ticket}.")
    return plan_of(ticket.id)


def _with_services(plan: Plan, items: tuple[int, ...], arguments: Namespace) -> Plan:
    """Give each pet all services; a length that is said is shared among them."""
    from pettui import dates
    from pettui.book.search.asking import lasting

    rows = tuple(replace(row, item=item) for row in plan.rows for item in items)
    plan = replace(plan, rows=rows)
    return lasting(plan, dates.parse_length(arguments.length)) if arguments.length else plan


def _window(shop: Shop, arguments: Namespace) -> Any:
    from pettui import dates
    from pettui.book.search import naming
    from pettui.book.waiting.values import LAST_MINUTE, When

    first = shop.parse_day(arguments.first) if arguments.first else None
    last = shop.parse_day(arguments.until) if arguments.until else None
    if last is not None and last < (first or shop.today()):
        start = shop.day(first) if first else "today"
        raise ValueError(f"{shop.day(last)} is before {start}. Say another --until.")
    earliest = dates.parse_time(arguments.after) if arguments.after else 0
    latest = dates.parse_time(arguments.before) - 1 if arguments.before else LAST_MINUTE
    if latest < earliest:
        raise ValueError("--before is not later than --after: nothing starts in between.")
    return When(first, last, naming.weekdays(shop, arguments.days), earliest, latest)


def _print(shop: Shop, answers: tuple[Answer, ...], *, as_json: bool) -> None:
    from pettui.book.search import saying

    if as_json:
        output.data_json([saying.as_json(answer, n) for n, answer in enumerate(answers, start=1)])
        return
    output.data(
        *(f"{n:>2}  {saying.line_text(shop, answer)}" for n, answer in enumerate(answers, start=1))
    )


def _nothing(shop: Shop, search: Search) -> str:
    window = search.windows[0]
    if window.last is not None:
        until = f"until {shop.day(window.last)}"
    else:
        until = f"within {search.ahead} days" + (
            f" of {shop.day(window.first)}" if window.first else ""
        )
    from pettui.book.search.empty import why_empty

    why = why_empty(shop, search)
    return (
        f"Nothing is free for it {until}{f' ({why})' if why else ''}."
        " Ask for other days, times or people."
    )


def _take(shop: Shop, search: Search, answers: tuple[Answer, ...], arguments: Namespace) -> int:
    """Book an answer, or move the ticket to it."""
    from pettui.book import booking
    from pettui.book.search import saying
    from pettui.book.search.asking import taking
    from pettui.history.actor import nobody_signed_in
    from pettui.history.door import Refused

    number = arguments.take
    if len(answers) < number:
        output.words(_nothing(shop, search) if not answers else f"There are only {len(answers)}.")
        return codes.NOTHING
    if not search.plan.client:
        raise Refused("Whom to book it for? Name a pet: --pet bella.")
    answer = answers[number - 1]
    verb = "moved" if arguments.ticket is not None else "booked"
    done = booking.save(shop, taking(search, answer), nobody_signed_in(), verb=verb)
    if arguments.json:
        output.data_json(saying.as_json(answer, number) | {"ticket": done.number})
    else:
        output.data(f"{done.words}, ticket {done.number}")
    return codes.OK
