"""`pettui find`: clients, pets and tickets by any parts of names and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.people.find import Found, find

if TYPE_CHECKING:
    from argparse import Namespace

EXAMPLES = """\
Every word must occur, in a name, a pet's name, a phone number or an e-mail address.

examples:
  pettui find ortega
  pettui find bella 0142       a pet's name and digits of a phone
  pettui find 1042             a ticket's number
  pettui find "o'hara" --json
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "find", help="find clients, pets and tickets",
        description="Finds clients, pets and tickets by parts of names and numbers.",
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument(
        "text", nargs="+", metavar="TEXT", help="parts of names and numbers, in any order"
    )
    made.add_argument(
        "--limit", type=int, default=50, metavar="N", help="show at most so many (50)"
    )
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Print what is found; the code says when there is nothing."""
    text = " ".join(arguments.text)
    with session.shop() as shop:
        found = find(shop, text, max(1, arguments.limit))
    if arguments.json:
        output.data_json([_as_json(line) for line in found])
    else:
        output.data(*(_as_text(line) for line in found))
    if not found:
        output.words(f"Nothing is found for “{text}”.")
        return codes.NOTHING
    return codes.OK


def _as_text(found: Found) -> str:
    kind = {"client": "client", "pet": "pet", "ticket": "ticket"}[found.kind]
    parts = [f"{kind}: {found.title}", found.phone, found.detail]
    if found.alerts:
        parts.append(f"ATTENTION: {'; '.join(found.alerts)}")
    if found.inactive:
        parts.append("inactive")
    return ", ".join(part for part in parts if part)


def _as_json(found: Found) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "id": found.id,
        "client": found.client,
        "title": found.title,
        "detail": found.detail,
        "phone": found.phone,
        "alerts": list(found.alerts),
        "inactive": found.inactive,
    }
