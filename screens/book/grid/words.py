"""What a block says, line by line, in the room it has; the important before the pleasant."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from pettui.book.day import ENDED, Block
from pettui.people.flags import BEHAVIOR, MEDICAL
from pettui.text import safe_line
from screens.book.grid.cells import cut, pack, shorten, width_of, wrap
from screens.book.grid.lanes import Piece
from screens.book.grid.sheet import Clock, time_words

Runs = tuple[tuple[str, str], ...]
"""Pieces of text, each with its role: the component class that colours it."""

DANGERS = frozenset(flag.words for flag in (*BEHAVIOR, *MEDICAL) if flag.danger)
ALERT = "!"
DOUBLE = "×"  # noqa: RUF001 - the multiplication sign stands for a double booking
_NAME = 5  # cells of a name that must stay legible before anything else gets room
_BREED = 8  # cells of a cut breed that still tell something


class Line(NamedTuple):
    """One line of a block: its paper (what colours its ground), bar, text, and right edge."""

    paper: str
    bar: str
    runs: Runs = ()
    right: Runs = ()


def status_role(block: Block) -> str:
    """Give the component class of a block's status."""
    if block.kind == "block":
        return "blocked"
    return "ended" if block.status in ENDED else block.status.replace(" ", "-")


def alert_role(words: Collection[str]) -> str:
    """Tell danger from caution."""
    return "danger" if DANGERS.intersection(words) else "caution"


def name_of(block: Block) -> str:
    """Give what a block is called: the pet, else the client."""
    return safe_line(block.pet or block.client or "visit")


def animal_of(block: Block) -> str:
    """Give breed and size."""
    return safe_line(f"{block.breed} {block.size}".strip())


def animal_in(block: Block, width: int) -> str:
    """Give breed and size in some cells; the breed gives way, for the size decides the work."""
    breed, size = safe_line(block.breed), safe_line(block.size)
    if not breed or not size or width_of(size) + 4 > width:
        return cut(f"{breed} {size}".strip(), width)
    return f"{cut(breed, width - width_of(size) - 1)} {size}"


def length_of(runs: Runs) -> int:
    """Give the cells that some runs take."""
    return sum(width_of(text) for text, _ in runs)


def title(block: Block, width: int, *, late: bool, alone: bool = True) -> tuple[Runs, Runs, bool]:
    """Write a visit's first line: its left and right parts, and whether "late" found room.

    The status letter stands at the right, its word before it where there is room. Marks for
    alerts and double bookings are never cut off. A service that does not fit is shortened where
    this line is `alone`, and left to the next line where it is not.
    """
    role = status_role(block)
    letter = block.letter
    marks = (ALERT if block.alerts else "") + (DOUBLE if block.double_booked else "")
    name, service = name_of(block), safe_line(block.service)
    room = width - len(letter) - 1
    if room < 3:
        return ((cut(name, width - len(marks)), "name"), (marks, "danger")), (), not late
    right: list[tuple[str, str]] = [(letter, role)]
    least = min(width_of(name), _NAME) + len(marks)
    if late and room >= least + 5:
        right.insert(0, ("late ", "late"))
        room -= 5
    elif not late:
        full = width_of(name) + len(marks) + (3 + width_of(service) if service else 0)
        if full + 1 + len(block.status) + 1 <= room:
            right.insert(0, (f"{block.status} ", "muted"))
    name = cut(name, room - len(marks))
    left = [(name, "name")]
    if marks:
        left.append((marks, alert_role(block.alerts) if block.alerts else "caution"))
    rest = room - width_of(name) - len(marks)
    if service and rest >= 1 + min(width_of(service), 2) and (alone or rest > width_of(service)):
        short = shorten(service, rest - 1)
        between = " · " if width_of(short) + 3 <= rest else "·"
        left.append((between + short, "service"))
    return tuple(left), tuple(right), len(right) > 1 or not late


def _alert_lines(block: Block, width: int, most: int) -> list[Runs]:
    """Write the alerts: as many lines as they need and may have, dangers with a mark."""
    if not block.alerts or most <= 0:
        return []
    role = alert_role(block.alerts)
    first, *rest = block.alerts
    if role == "danger" and width_of(safe_line(first)) + 2 <= width:
        first = f"{ALERT} {first}"  # else the word matters more: the first line has the mark too
    return [((text, role),) for text in pack((first, *rest), width, most)]


def _who_lines(block: Block, width: int, most: int) -> list[Runs]:
    """Write breed, size and owner on one line, or on two where one is too narrow."""
    animal, owner = animal_of(block), safe_line(block.client_last or block.client)
    if not animal or not owner or width_of(animal) + 2 + width_of(owner) <= width:
        text = f"{animal}  {owner}" if animal and owner else animal_in(block, width) or owner
        return [((cut(text, width), "detail"),)] if text else []
    if most >= 2:
        return [((animal_in(block, width), "detail"),), ((cut(owner, width), "detail"),)]
    short = cut(owner, max(6, width // 2))
    room = width - width_of(short) - 2
    if room >= _BREED:
        return [((f"{animal_in(block, room)}  {short}", "detail"),)]
    return [((cut(owner, width), "detail"),)]


def details(
    block: Block, width: int, lines: int, *, late: bool, cramped: bool, money: Callable[[int], str]
) -> list[Runs]:
    """Write what follows a visit's first line: service, alerts, pet and owner, then the rest.

    Args:
        block: the visit.
        width: cells of a line.
        lines: how many there are.
        late: say "late" here, because the first line had no room for it.
        cramped: the first line had no room for the whole service.
        money: writes a price.
    """
    if lines <= 0 or width < 3:
        return []
    found: list[Runs] = []
    if late:
        found.append(((cut("late", width), "late"),))
    service: list[Runs] = []
    if cramped and block.service:
        most = 2 if lines - len(found) > 2 + len(block.alerts) else 1
        service = [((text, "detail"),) for text in wrap(block.service, width, most)]
    if len(found) + len(service) + bool(block.alerts) <= lines:
        found += service
        service = []
    alerts = _alert_lines(block, width, max(1, lines - len(found) - 1))
    double = f"{DOUBLE} {safe_line(block.double_booked)}"
    urgent = alerts + ([((cut(double, width), "caution"),)] if block.double_booked else [])
    who = _who_lines(block, width, lines - len(found) - len(urgent))
    found += urgent + who
    found += service
    extra: list[tuple[str, str]] = []
    if block.requested:
        extra.append(("requested", "muted"))
    if block.note:
        extra += [(text, "note") for text in wrap(block.note, width, 3)]
    phone, price = safe_line(block.phone), money(block.price) if block.price else ""
    if phone and price and width_of(phone) + 2 + width_of(price) <= width:
        extra.append((f"{phone}  {price}", "muted"))
    else:
        # A part of a number tells nothing.
        extra += [(text, "muted") for text in (phone, price) if 0 < width_of(text) <= width]
    found += [((cut(text, width), role),) for text, role in extra]
    return found[:lines]


def _phase(block: Block, start: int, step: int) -> str:
    """Give the phase that fills most of a line beginning at a minute."""
    process = block.start + block.setup
    finish = process + block.process
    parts = {"setup": (block.start, process), "process": (process, finish),
             "finish": (finish, block.end)}  # fmt: skip
    shared = {
        name: min(end, start + step) - max(begin, start) for name, (begin, end) in parts.items()
    }
    return max(shared, key=lambda name: shared[name])


def lines_of(
    piece: Piece,
    *,
    first: int,
    step: int,
    late: bool = False,
    marked: bool = False,
    money: Callable[[int], str] = str,
    clock: Clock = time_words,
) -> list[Line]:
    """Write all lines of a block.

    Lines that its process time lends to another block stay empty; "dry till" and "finish"
    give way to alerts where there are few lines.
    """
    block, width = piece.block, piece.width - 1
    role = status_role(block)
    taken = {
        line for child in piece.children for line in range(child.top, child.bottom)
    }  # fmt: skip
    if block.kind == "block":
        words = wrap(block.reason or "blocked", width, 2)
        words += wrap(block.note, width, max(0, piece.height - len(words)))
        return [
            Line("blocked", "▒", ((words[i], "reason"),) if i < len(words) else ())
            for i in range(piece.height)
        ]
    phases = [
        "setup" if not i else _phase(block, first + (piece.top + i) * step, step)
        for i in range(piece.height)
    ]
    free = [i for i in range(1, piece.height) if piece.top + i not in taken]
    left, right, said_late = title(block, width, late=late)
    labels: dict[int, str] = {}
    for phase in ("process", "finish"):
        at = next((i for i in free if phases[i] == phase), None)
        needed = len(labels) + 1 + bool(block.alerts) + (not said_late)
        if at is not None and block.process and len(free) >= needed:
            until = clock(block.start + block.setup + block.process)
            labels[at] = f"dry till {until}" if phase == "process" else "finish"
    rows = [i for i in free if i not in labels]
    if taken:
        # What stood below another pet's block would read as that pet's.
        above = [i for i in rows if piece.top + i < min(taken)]
        rows = above if above or not block.alerts else rows
    if len(rows) > bool(block.alerts) + (not said_late):
        left, right, said_late = title(block, width, late=late, alone=False)
    cramped = not any(text.endswith(safe_line(block.service)) for text, _ in left)
    texts = details(block, width, len(rows), late=not said_late, cramped=cramped, money=money)
    at_row = dict(zip(rows, texts, strict=False))
    lines = []
    for i, phase in enumerate(phases):
        light = phase == "process"
        runs = at_row.get(i, ())
        if i in labels:
            runs = ((cut(labels[i], width), "dry"),)
        bar = "░" if light else "┃"
        paper = role if role in ("ended", "closed") else "process" if light else "block"
        if not i:
            paper = "title" if paper == "block" else paper
            lines.append(Line(paper, "■" if marked else bar, left, right))
        else:
            lines.append(Line(paper, bar, runs))
    return lines
