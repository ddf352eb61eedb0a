"""Reads a line without looking anything up: words in, the likeliest readings out."""

from __future__ import annotations

from collections.abc import Sequence

from pettui.book.oneline.cutting import words_of
from pettui.book.oneline.edges import Book, Edge, edges
from pettui.book.oneline.values import Group, Job, Piece, Reading
from pettui.text import clean

BEAM = 24  # ways that are followed at each word
GIVEN = 6  # readings that are given at most
_LACKS = 2.0  # what it costs that nobody is named, or that nothing is to be done
_ONCE = ("day", "time", "soonest", "which")  # what a line says once


def readings(line: str, book: Book) -> list[Reading]:
    """Give the ways to understand a line, the likeliest first; an empty one for an empty line."""
    words = words_of(line)
    ways: list[list[tuple[float, tuple[Piece, ...]]]] = [[] for _ in range(len(words) + 1)]
    ways[0] = [(0.0, ())]
    for place in range(len(words)):
        ways[place] = _shortest(ways[place])
        if not ways[place]:
            continue
        found = edges(words, place, book)
        for cost, pieces in ways[place]:
            for edge in found:
                if _goes(pieces, edge):
                    ways[edge.stop].append((cost + edge.cost, (*pieces, edge.piece)))
    made = [_reading(cost, pieces) for cost, pieces in _shortest(ways[-1])]
    return sorted(made, key=lambda one: one.cost)[:GIVEN]


def _shortest(
    ways: list[tuple[float, tuple[Piece, ...]]],
) -> list[tuple[float, tuple[Piece, ...]]]:
    return sorted(ways, key=lambda way: way[0])[:BEAM]


def _goes(pieces: Sequence[Piece], edge: Edge) -> bool:
    role = edge.piece.role
    if role in _ONCE and any(piece.role == role for piece in pieces):
        return False
    if role == "which":
        return bool(pieces) and pieces[-1].role == "time"
    return True


def _reading(cost: float, pieces: tuple[Piece, ...]) -> Reading:
    by_role = {piece.role: piece for piece in pieces}
    groups = _groups(pieces)
    named = [group for group in groups if group.employees or group.anybody]
    employees: tuple[Piece, ...] = ()
    anybody = False
    if len(named) == 1 and all(one.goes_on for one in groups[groups.index(named[0]) + 1 :]):
        # Whoever is named once, at the end, does all of it.
        employees, anybody = named[0].employees, named[0].anybody
        groups = [group._replace(employees=(), anybody=False) for group in groups]
    which = by_role.get("which")
    reading = Reading(
        cost,
        pieces,
        tuple(groups),
        by_role.get("day"),
        by_role.get("time"),
        which.minutes if which else 0,
        employees,
        anybody,
        "soonest" in by_role,
        clean(" ".join(piece.text for piece in pieces if piece.role == "note"), 1000),
    )
    cost += 0 if reading.names else _LACKS
    cost += 0 if any(group.jobs for group in groups) else _LACKS
    return reading._replace(cost=cost)


class _Making:
    """The group that is being read."""

    def __init__(self) -> None:
        self.names: list[Piece] = []
        self.jobs: list[Job] = []
        self.employees: list[Piece] = []
        self.anybody = False
        self.goes_on = False

    def made(self) -> Group:
        return Group(
            tuple(self.names), tuple(self.jobs), tuple(self.employees), self.anybody, self.goes_on
        )

    def is_empty(self) -> bool:
        return not (self.names or self.jobs or self.employees or self.anybody)


def _groups(pieces: Sequence[Piece]) -> list[Group]:
    """Put names, services and employees together: a name after services begins another group."""
    found: list[Group] = []
    now = _Making()

    def close() -> None:
        nonlocal now
        if not now.is_empty():
            found.append(now.made())
        now = _Making()

    for piece in pieces:
        if piece.role == "comma":
            close()
        elif piece.role == "name":
            if now.jobs and now.names:
                close()
            now.names.append(piece)
        elif piece.role == "service":
            if now.jobs and (now.employees or now.anybody):
                close()  # what comes now is done by somebody else, for the same pets
                now.goes_on = True
            now.jobs.append(Job(piece))
        elif piece.role == "length":
            if now.jobs:
                now.jobs[-1] = now.jobs[-1]._replace(minutes=piece.minutes)
            elif found and found[-1].jobs:
                *first, last = found[-1].jobs
                jobs = (*first, last._replace(minutes=piece.minutes))
                found[-1] = found[-1]._replace(jobs=jobs)
        elif piece.role == "employee":
            now.employees.append(piece)
        elif piece.role == "anybody":
            now.anybody = True
    close()
    return _merged(found)


def _merged(groups: list[Group]) -> list[Group]:
    """Join what stands apart only by a comma: `fri 2p, kim` names nobody new."""
    found: list[Group] = []
    for group in groups:
        before = found[-1] if found else None
        if group.goes_on:
            found.append(group)
        elif before is not None and not group.names and not group.jobs:
            found[-1] = before._replace(
                employees=(*before.employees, *group.employees),
                anybody=before.anybody or group.anybody,
            )
        elif (
            before is not None
            and not (before.names or before.goes_on)
            and (group.names or not before.jobs)
        ):
            found[-1] = Group(
                group.names, (*before.jobs, *group.jobs),
                (*before.employees, *group.employees), before.anybody or group.anybody,
            )  # fmt: skip
        elif before is not None and not group.names:
            found[-1] = before._replace(
                jobs=(*before.jobs, *group.jobs),
                employees=(*before.employees, *group.employees),
                anybody=before.anybody or group.anybody,
            )
        else:
            found.append(group)
    return found
