"""`pettui who`: who is in, on a break and expected, and the day's notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.team.timeclock import who, wording

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from pettui.team.timeclock.facts import Board, Present

PLAIN: Mapping[str, Any] = {"json": False}
"""What `pettui who` alone means: the same that argparse makes of it."""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    made = subparsers.add_parser(
        "who", help="show who is in, on a break, and expected",
        description="Shows who is in since when, on a break, and expected today.",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Print the board of the clock."""
    with session.shop() as shop:
        board = who.board(shop, ahead=99)
    if arguments.json:
        output.data_json(as_json(board))
    else:
        output.data(*as_text(board))
    return codes.OK


def as_text(board: Board) -> list[str]:
    """Write the board in lines that read well aloud."""
    lines = [_line(person, "in") for person in board.inside]
    lines += [_line(person, person.note or "on a break") for person in board.on_break]
    if not lines:
        lines = ["Nobody is in."]
    for awaited in board.expected:
        late = f", {wording.length(awaited.late)} late" if awaited.late else ""
        lines.append(f"{awaited.person.name}: expected at {awaited.at}{late}")
    return lines + [f"- {told.text}" for told in board.notices]


def _line(person: Present, state: str) -> str:
    since = f" since {person.since}" if person.since else ""
    long = f"{person.doubt}: " if since else ""  # no figures where they are hidden
    doubt = f" ({long}the clock-out was forgotten?)" if person.doubt else ""
    return f"{person.person.name}: {state}{since}{doubt}"


def as_json(board: Board) -> dict[str, Any]:
    """Give the board for machines; times are the shop's wall clock."""
    return {
        "in": [_present(person) for person in board.inside],
        "on_break": [_present(person) for person in board.on_break],
        "expected": [
            {
                "name": one.person.name, "number": one.person.number,
                "at": f"{one.minute // 60:02d}:{one.minute % 60:02d}", "late": one.late,
            }
            for one in board.expected
        ],
        "notices": [{"text": told.text, "kind": told.kind} for told in board.notices],
    }  # fmt: skip


def _present(person: Present) -> dict[str, Any]:
    return {
        "name": person.person.name,
        "number": person.person.number,
        "since": person.at.isoformat(timespec="minutes") if person.at else None,
        "break": person.note,
        "doubt": person.doubt,
    }
