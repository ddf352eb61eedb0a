"""`pettui duplicates`: clients and pets who are likely on record twice."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.people.duplicates import MOST, Pair, duplicates

if TYPE_CHECKING:
    from argparse import Namespace

PLAIN = {"limit": MOST, "json": False}
EXAMPLES = """\
The likeliest come first. In the desk, F4 and d list the same, compare two and merge them.

examples:
  pettui duplicates
  pettui duplicates --limit 20 --json
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "duplicates", help="list who is likely on record twice", epilog=EXAMPLES,
        description="Lists clients and pets who are likely on record twice, and why.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument(
        "--limit", type=int, default=MOST, metavar="N", help=f"list at most so many ({MOST})"
    )
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Print the pairs; the code says when there are none."""
    with session.shop() as shop:
        found = duplicates(max(1, arguments.limit), shop)
    if arguments.json:
        output.data_json([asdict(pair) for pair in found])
    else:
        output.data(*(_as_text(pair) for pair in found))
    if not found:
        output.words("Nobody seems to be on record twice.")
        return codes.NOTHING
    return codes.OK


def _as_text(pair: Pair) -> str:
    sides = " and ".join(f"{one.name} ({one.detail})" for one in (pair.one, pair.other))
    return f"{pair.kind}: {sides}: {', '.join(pair.reasons)}"
