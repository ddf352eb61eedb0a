"""`pettui recall`: who is due to come again and has no visit ahead, with the number to call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.dates import distance

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.people.recall.reading import Line
    from pettui.team.shop import Shop

EXAMPLES = """\
A rhythm is what the owner wants, else the days between the pet's real visits, else what is usual
for the service. Whoever was called is left in peace for a while; --called lists those.

examples:
  pettui recall                    who is overdue or due
  pettui recall --lapsed           who has not come for long
  pettui recall bella              only what holds this word: a name, a service, a number
  pettui recall --all --json | jq -r '.[].phone'
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "recall", help="list who is due and has no visit ahead",
        description="Lists who is due to come again and has no visit ahead.",
        epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("text", nargs="*", metavar="TEXT", help="only lines that hold these words")
    which = made.add_mutually_exclusive_group()
    which.add_argument("--due", action="store_true", help="only who is due about now")
    which.add_argument("--overdue", action="store_true", help="only who is overdue")
    which.add_argument("--lapsed", action="store_true", help="only who has not come for long")
    which.add_argument("--all", action="store_true", help="all three")
    made.add_argument("--called", action="store_true", help="who was called and is left in peace")
    made.add_argument(
        "--limit", type=int, default=500, metavar="N", help="list at most so many (500)"
    )
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Print the list; the code says when there is nobody."""
    from pettui.people.recall.reading import recall

    with session.shop() as shop:
        found = recall(
            shop, states=_states(arguments), text=" ".join(arguments.text),
            resting=arguments.called, limit=max(1, arguments.limit),
        )  # fmt: skip
    if arguments.json:
        output.data_json([_as_json(line) for line in found.lines])
    else:
        output.data(*(_as_text(shop, line) for line in found.lines))
    if not found.lines:
        output.words(
            "Nobody was called of late." if arguments.called
            else "Nobody is due who has no visit ahead."
        )  # fmt: skip
        return codes.NOTHING
    if found.total > len(found.lines):
        output.words(f"These are the first {len(found.lines):,} of {found.total:,}.")
    return codes.OK


def _states(arguments: Namespace) -> tuple[str, ...]:
    from pettui.people.recall.rhythm import DUE, LAPSED, OVERDUE, STATES

    if arguments.all or arguments.called:
        return STATES
    for state in (DUE, OVERDUE, LAPSED):
        if getattr(arguments, state):
            return (state,)
    return (OVERDUE, DUE)


def _as_text(shop: Shop, line: Line) -> str:
    today = shop.today()
    phone = line.phone if line.wants_calls else "WANTS NO CALLS"
    parts = [
        f"{line.state}: {line.pet_name}, {line.service}", line.client_name, phone,
        f"due {shop.day(line.due)}, {distance(line.due, today)}",
        f"last {shop.day(line.last)}{f' with {line.groomer}' if line.groomer else ''}",
        line.rhythm.words,
    ]  # fmt: skip
    if line.call is not None:
        parts.append(f"last call {shop.day(line.call.at.date())}: {line.call.outcome}")
    if line.resting is not None:
        parts.append(f"again {shop.day(line.resting)}")
    return ", ".join(part for part in parts if part)


def _as_json(line: Line) -> dict[str, Any]:
    call = line.call
    return {
        "state": line.state,
        "client": line.client,
        "client_name": line.client_name,
        "phone": line.phone,
        "wants_calls": line.wants_calls,
        "pet": line.pet,
        "pet_name": line.pet_name,
        "item": line.item,
        "service": line.service,
        "last": line.last.isoformat(),
        "groomer": line.groomer,
        "every_days": line.rhythm.days,
        "rhythm": line.rhythm.source,
        "due": line.due.isoformat(),
        "again": line.resting.isoformat() if line.resting else None,
        "stopped": line.stopped,
        "call": None if call is None else {
            "outcome": call.outcome,
            "at": call.at.isoformat(timespec="minutes"),
            "note": call.note,
            "by": call.author,
        },
    }  # fmt: skip
