"""What the matrix shows: its columns, and the letters of each right."""

from __future__ import annotations

from pettui.team.access.granting import Matrix, Profile
from pettui.team.access.rights import RIGHTS, Right
from pettui.team.access.roles import Bundle
from screens.team.access.grid import GIVEN, HAS, HAS_NOT, TAKEN, Column, RightRow


def columns_of(matrix: Matrix, *, of_roles: bool) -> list[Column]:
    """Give a column for each person, with the role below the name, or for each role."""
    if of_roles:
        counts = [sum(p.role.key == role.key for p in matrix.people) for role in matrix.roles]
        return [
            Column(role.key, role.name, f"{number} here{' *' if role.changed else ''}")
            for role, number in zip(matrix.roles, counts, strict=True)
        ]
    return [Column(str(p.employee), p.label, p.role.name.lower()) for p in matrix.people]


def rows_of(matrix: Matrix, *, of_roles: bool) -> list[RightRow]:
    """Give the rights under their headings, each with its letters."""
    rows: list[RightRow] = []
    group = ""
    for right in RIGHTS.values():
        if right.group != group:
            group = right.group
            rows.append(RightRow("", group))
        if of_roles:
            letters = tuple(_of_role(role, right) for role in matrix.roles)
        else:
            letters = tuple(_of_person(person, right) for person in matrix.people)
        rows.append(RightRow(right.key, right.words, letters, right.waits))
    return rows


def _of_role(role: Bundle, right: Right) -> str:
    return HAS if right.key in role.rights else HAS_NOT


def _of_person(person: Profile, right: Right) -> str:
    apart = person.exceptions.get(right.key)
    if apart is not None:
        return GIVEN if apart else TAKEN
    return _of_role(person.role, right)
