"""One action by another person's PIN: asked for when a rule refuses, then the rule runs again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import NoActiveWorker, get_current_worker

from pettui.history.actor import Actor
from pettui.history.door import Refused
from screens.frame.commands import Command
from screens.frame.screen import DeskScreen
from screens.frame.seat import Lent
from screens.stock.form import Form
from screens.widgets.line import Line

if TYPE_CHECKING:
    from screens.desk import Desk

T = TypeVar("T")
WHO, SECRET, REASON = "Who", "PIN", "Reason"


async def again(
    desk: Desk, refused: Refused, rule: Callable[..., T], *args: Any, **kwargs: Any
) -> T:
    """Ask who allows it, and run the rule once more with what they lend.

    Raises the same refusal where nobody does.
    """
    actor = desk.actor
    try:
        get_current_worker()
    except NoActiveWorker:
        raise refused from None  # nobody can be asked from here
    if actor not in (*args, *kwargs.values()):
        raise refused
    by = desk.take_lent(getattr(refused, "right", ""))  # somebody has allowed it already
    by = by or await desk.push_screen_wait(_form(desk, refused, actor))
    if by is None or desk.actor != actor:  # somebody else sits here by now
        raise refused

    def lent(value: Any) -> Any:
        return by if value == actor else value

    names = {name: lent(value) for name, value in kwargs.items()}
    return await desk.gateway.run(rule, *map(lent, args), **names)


async def before(desk: Desk, command: Command, right: str) -> None:
    """Ask who allows a command that whoever sits here may not use, then run it.

    What they lend goes to the first thing that the command writes; the rule asks for it again.
    """
    from pettui.team.access.having import refusal

    actor, screen = desk.actor, desk.screen
    refused = await desk.gateway.run(refusal, right, actor)
    takes = screen.rights_for(command) if isinstance(screen, DeskScreen) else command.rights
    lacking = tuple(each for each in takes if not desk.shop.may(each))
    by = await desk.push_screen_wait(_form(desk, refused, actor, more=lacking))
    if by is None or desk.actor != actor:
        desk.say(str(refused), "warning")
        return
    desk.lent = Lent((right, *lacking), by, screen)
    await desk.run_command(command)


def _form(desk: Desk, refused: Refused, actor: Actor, more: tuple[str, ...] = ()) -> Form:
    async def save(values: Mapping[str, str]) -> Actor:
        from pettui.team.access import overriding

        right = getattr(refused, "right", "")
        return await desk.gateway.run(
            overriding.lend, values[WHO], values[SECRET], values[REASON], right, actor, more=more
        )

    fields = [
        (WHO, Line(WHO, placeholder="number or name of whoever allows it")),
        (SECRET, Line(SECRET, placeholder="their PIN or password")),
        (REASON, Line(REASON, placeholder="why; it stays with the change")),
    ]
    fields[1][1].field.password = True
    form = Form("Somebody may allow this", fields, save, words=str(refused), record="")
    form.HINT = "Ctrl+S allows it this once · Tab Enter next field · Esc leaves it"
    return form
