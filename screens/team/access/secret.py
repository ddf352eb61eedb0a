"""PINs and passwords given at the desk, and the one step that lets people sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team import settings
from pettui.team.access import checking, granting, signing_in
from pettui.team.access.granting import Profile
from pettui.team.shop import Shop
from pettui.team.viewing import shop_for
from screens.team.timeclock.access import AskSecret
from screens.widgets.menu import Choice, Confirm, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

_WORDS = (
    "A PIN of {digits} digits, or a password of 8 letters or more: several words in a row are"
    " good. Let {name} type it; it shows as dots."
)


async def give(desk: Desk, employee: int, name: str) -> bool:
    """Ask for a PIN or a password twice, and give it; tells whether it was given."""
    words = _WORDS.format(digits=desk.shop.setting("kiosk.pin_digits"), name=name)
    while True:
        typed = await desk.push_screen_wait(AskSecret(f"PIN or password of {name}", words))
        if typed is None:
            return False
        again = await desk.push_screen_wait(AskSecret("The same once more"))
        if again is None:
            return False
        if typed.strip() != again.strip():
            words = "These two were different. Type it again, twice the same."
            continue
        try:
            said = await desk.write(signing_in.give, desk.shop, employee, typed.strip(), desk.actor)
        except Refused as refused:
            words = str(refused)
            continue
        desk.say(said)
        return True


async def turn(desk: Desk) -> None:
    """Let people sign in at this shop's desks from now on, or no more."""
    if desk.shop.setting("access.sign_in"):
        words = "Then whoever sits at a desk may do everything there, and nobody is asked who."
        if await desk.push_screen_wait(Confirm("Let nobody sign in any more?", words)):
            await desk.write(settings.put, desk.shop, "access.sign_in", "no", desk.actor)
            desk.say("Nobody signs in any more.")
        return
    owner = await _owner(desk)
    if owner is None:
        return
    fresh = owner.employee not in await desk.gateway.run(signing_in.can_sign_in)
    if fresh and not await give(desk, owner.employee, owner.name):
        return
    words = (
        "From now on the desk asks for a number or name and a PIN or password, and everybody may"
        " do what this list says. Whoever has neither cannot sign in: give them one (p)."
    )
    if not await desk.push_screen_wait(Confirm("Let people sign in?", words)):
        return
    from screens.team.access import guard

    actor = desk.actor
    if actor.account is not None:
        await desk.write(settings.put, desk.shop, "access.sign_in", "yes", actor)
        return
    me = Actor(owner.employee, owner.name, desk.machine.terminal)
    desk.shop = await desk.gateway.run(settings.put, desk.shop, "access.sign_in", "yes", actor)
    if not fresh:  # the PIN that they have had for long was not asked for yet
        guard.lock(desk, owner.name)
        return
    guard.let_in(desk, me, await desk.gateway.run(shop_for, me))
    desk.say(f"{owner.name} is signed in. Ctrl+L locks the desk; g u lets somebody else in.")


async def _owner(desk: Desk) -> Profile | None:
    """Give the owner who sets it up; asks where there are several."""
    found = await desk.gateway.run(_owners, desk.shop)
    if not found:
        raise Refused("Nobody here is an owner. Give somebody that role first (r).")
    if len(found) == 1:
        return found[0]
    choices = [Choice(str(each.employee), each.name) for each in found]
    chosen = await desk.push_screen_wait(Menu("Which owner are you?", choices))
    return next((each for each in found if str(each.employee) == chosen), None)


def _owners(shop: Shop) -> list[Profile]:
    keys = checking.owners()
    return [each for each in granting.matrix(shop).people if each.employee in keys]
