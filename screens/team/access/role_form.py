"""Asks for a role of one's own: its name, and the role that it begins like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pettui.team.access import own_roles
from pettui.team.access.roles import OWNER, Bundle
from screens.stock.form import Fields, Form, Pick
from screens.widgets.line import Line

if TYPE_CHECKING:
    from screens.desk import Desk

NAME, LIKE = "Name", "Like"


async def ask_role(desk: Desk, roles: Sequence[Bundle], like: str) -> str | None:
    """Ask for a new role and make it; gives its key, None when it is left."""
    choices = [(each.key, f"{each.name} ({len(each.rights)} rights)") for each in roles]
    choices = [("", "nothing yet"), *(choice for choice in choices if choice[0] != OWNER)]

    async def save(values: Mapping[str, str]) -> str:
        return await desk.write(own_roles.make_role, values[NAME], values[LIKE], desk.actor)

    fields: Fields = [
        (NAME, Line(NAME, placeholder="weekend help")),
        (LIKE, Pick(LIKE, choices, like)),
    ]
    words = "It begins with the rights of the other one, and goes its own way from then on."
    made: str | None = await desk.push_screen_wait(
        Form("A role of your own", fields, save, words, record="role:new")
    )
    return made


async def ask_name(desk: Desk, role: Bundle) -> None:
    """Ask for another name of a role, and write it."""

    async def save(values: Mapping[str, str]) -> bool:
        said = await desk.write(own_roles.rename_role, role.key, values[NAME], desk.actor)
        desk.say(said)
        return True

    fields: Fields = [(NAME, Line(NAME, role.name))]
    await desk.push_screen_wait(
        Form(f"The role {role.name}", fields, save, record=f"role:{role.key}")
    )
