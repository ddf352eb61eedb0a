"""`pettui wait`: who waits for a place, and putting somebody on the list."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.book.waiting.listing import Board, Line
    from pettui.book.waiting.values import When
    from pettui.team.shop import Shop

EXAMPLES = """\
WHEN is said as people say it: fri, "thu fri am", "sat-mon after 3", "12/3 - 12/10", any.
Times bound the start. Without WHEN somebody waits in the lobby, today.

examples:
  pettui wait list                        who waits, and by when walk-ins can be taken
  pettui wait list --room --json          only those for whom there is a free time
  pettui wait add "bella ortega" bath nails
  pettui wait add "bella ortega" "full groom" --when "thu fri am" --with kim,luis
"""

MORE: dict[str, str] = {"match": "pettui.cli.wait_match"}
"""Other modules' subcommands: each has `add(subparsers)` and `run(arguments)`."""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "wait", help="show the wait list, and put somebody on it",
        description="Shows who waits for a place in the book, and puts somebody on the list.",
        epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    kinds = made.add_subparsers(title="what to do", metavar="WHAT", dest="what", required=True)
    shown = kinds.add_parser("list", help="show who waits")
    shown.add_argument(
        "--order", choices=("oldest", "latest", "value"), default="oldest",
        help="who waits longest first (oldest), who came last (latest), the dearest visit (value)",
    )  # fmt: skip
    shown.add_argument("--room", action="store_true", help="only those who have a free time")
    shown.add_argument(
        "--all", action="store_true",
        help="with those whose time has passed, and who was booked or left this week",
    )  # fmt: skip
    shown.add_argument("--json", action="store_true", help="write it for machines")
    new = kinds.add_parser("add", help="put somebody on the list")
    new.add_argument("who", metavar="WHO", help="a pet or client, by parts of names and numbers")
    new.add_argument("service", nargs="+", metavar="SERVICE", help="its code, initials or name")
    new.add_argument("--when", default="", metavar="WHEN", help="when it would suit")
    new.add_argument("--with", default="", metavar="NAMES", dest="people",
                     help="who is wanted, the dearest first: kim,luis")  # fmt: skip
    new.add_argument("--comment", default="", metavar="TEXT", help="whatever else was said")
    new.add_argument("--phone", default="", metavar="NUMBER", help="the number to call for this")
    new.add_argument("--source", default="", metavar="TEXT", help="where it comes from")
    new.add_argument("--again", action="store_true",
                     help="also where the pet waits for the service already")  # fmt: skip
    new.add_argument("--json", action="store_true", help="write it for machines")
    for module in MORE.values():
        if (found := _module(module)) is not None:
            found.add(kinds)


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise
        return None


def run(arguments: Namespace) -> int:
    """Show the list, or put somebody on it."""
    if arguments.what in MORE:
        return int(_module(MORE[arguments.what]).run(arguments))
    if arguments.what == "add":
        from pettui.cli import wait_add

        return wait_add.run(arguments)
    from pettui.book.waiting.listing import load

    with session.shop() as shop:
        board = load(shop, order=arguments.order, over=arguments.all, room=arguments.room)
    groups = [("in the lobby", board.today), ("another day", board.later)]
    if arguments.all:
        groups += [("time has passed", board.over), ("booked or left", board.done)]
    lines = [line for _, found in groups for line in found]
    if arguments.json:
        output.data_json([as_json(shop, board, line) for line in lines])
    else:
        for title, found in groups:
            if found:
                output.data(f"{title}: {len(found)}")
                output.data(*(as_text(shop, board, line) for line in found))
    if not lines:
        output.words("Nobody waits.")
        return codes.NOTHING
    return codes.OK


def as_text(shop: Shop, board: Board, line: Line) -> str:
    """Write an entry in a line that reads well aloud."""
    from pettui.book.waiting.listing import since
    from pettui.book.waiting.values import TODAY
    from pettui.book.waiting.words import people_text, waited, windows_text

    entry = line.entry
    parts = [entry.pets, entry.client_name, entry.services]
    if entry.employees:
        parts.append(f"with {people_text(board.labels, entry.employees)}")
    if entry.status != "waiting":
        parts.append(f"{entry.status} {entry.reason}".strip())
    elif entry.kind == TODAY and not line.over:
        parts.append(f"waits {' '.join(waited(line.waited)).strip()}")
        soon = line.estimate
        if soon is not None and soon.start is not None:
            parts.append(f"about {shop.time(soon.start)} with {soon.label}")
        else:
            parts.append("no room today")
    else:
        earlier = "earlier than booked: " if entry.moves is not None else ""
        parts.append(f"{earlier}{windows_text(shop, entry.windows)}")
        parts.append(f"since {since(shop, line)}")
    parts += [entry.phone, entry.answer, entry.comment.replace("\n", " ")]
    if line.alerts:
        parts.append(f"ATTENTION: {'; '.join(line.alerts)}")
    return "  " + ", ".join(part for part in parts if part)


def as_json(shop: Shop, board: Board, line: Line) -> dict[str, Any]:
    """Give an entry for machines: instants are UTC, times `HH:MM` on the shop's wall clock."""
    entry, soon = line.entry, line.estimate
    return {
        "id": entry.id,
        "kind": entry.kind,
        "status": entry.status,
        "expired": line.over,
        "client": entry.client_name,
        "phone": entry.phone,
        "services": [
            {
                "pet": wish.pet_name,
                "service": wish.name,
                "with": [board.labels.get(who, "") for who in entry.wanted(wish)],
            }
            for wish in entry.rows
        ],
        "windows": [_window(window) for window in entry.windows],
        "comment": entry.comment,
        "source": entry.source,
        "added": entry.added.isoformat(),
        "waited": line.waited if entry.kind == "today" else None,
        "estimate": None
        if soon is None or soon.start is None
        else {"start": _clock(soon.start), "with": soon.label, "minutes": soon.minutes},
        "calls": entry.calls,
        "answer": entry.answer,
        "reason": entry.reason,
        "moves": entry.moves is not None,
        "alerts": list(line.alerts),
        "value": shop.money.plain(line.value) if line.value else None,
    }


def _window(window: When) -> dict[str, Any]:
    return {
        "first": window.first.isoformat() if window.first else None,
        "last": window.last.isoformat() if window.last else None,
        "weekdays": [day + 1 for day in range(7) if window.weekdays >> day & 1],  # 1 is Monday
        "earliest": _clock(window.earliest),
        "latest": _clock(window.latest),
    }


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
