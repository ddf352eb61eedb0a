"""What names somebody at the clock, and their roles: given and taken by a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui import clock
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import secrets
from pettui.team.timeclock.secrets import Access
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Confirm, Menu

if TYPE_CHECKING:
    from screens.desk import Desk


class AskSecret(Ask[str]):
    """Asks for something that is never shown; what is typed shows as dots."""

    CSS_PATH = "../../styles/dialogs.tcss"  # Textual looks for it from where the class stands

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__(title, Understood, words=words)
        self.field.password = True

    def _take(self, found: Understood[str], *, take: bool) -> None:
        if take:
            self.dismiss(found.value)


def _of(shop: Shop, employee: int) -> Access:
    for each in secrets.access(shop):
        if each.employee == employee:
            return each
    raise Refused("They do not work here any more, so nothing names them at the clock.")


async def more(desk: Desk, employee: int) -> None:
    """Show what there is of somebody, and what can be done about it."""
    shop = desk.shop
    access = await desk.gateway.run(_of, shop, employee)
    since = f"since {_day(shop, access)}" if access.pin_since else ""
    none = "They have none."
    choices = [
        Choice("pin", "give another PIN…" if since else "give a PIN…", since),
        Choice("badge", "give a badge…", _badges(access)),
        Choice("roles", "roles and what an hour pays"),
        Choice("unpin", "take the PIN away", why_not="" if since else none),
        Choice("unbadge", "take all badges away", why_not="" if access.badges else none),
    ]  # fmt: skip
    words = f"Number {access.number} at the clock."
    if access.failures:
        words += f" {access.failures} wrong PINs were typed; another PIN clears that."
    chosen = await desk.push_screen_wait(Menu(access.name, choices, words=words))
    if chosen == "pin":
        await _give_pin(desk, access)
    elif chosen == "badge":
        await _give_badge(desk, access)
    elif chosen == "roles":
        from screens.stock.lists import ListScreen
        from screens.team.timeclock.lists import Roles

        roles = ListScreen(Roles(shop, employee, access.name))
        await desk.push_screen(roles)
    elif chosen == "unpin":
        if await _sure(desk, f"Take away the PIN of {access.name}?"):
            desk.say(await desk.write(secrets.remove_pin, shop, employee, desk.actor))
    elif chosen == "unbadge" and await _sure(desk, f"Take away all badges of {access.name}?"):
        desk.say(await desk.write(secrets.remove_badges, shop, employee, desk.actor))


async def _sure(desk: Desk, question: str) -> bool:
    asked = Confirm(question, "It cannot be undone, only given anew.")
    answer = await desk.push_screen_wait(asked)
    return answer is True


def _day(shop: Shop, access: Access) -> str:
    since = access.pin_since
    return shop.short_day(clock.wall_of(since, shop.zone).date()) if since else ""


def _badges(access: Access) -> str:
    number = len(access.badges)
    return f"has {number}" if number else "has none"


async def _give_pin(desk: Desk, access: Access) -> None:
    """Ask twice, so that a slip of the finger locks nobody out; what was typed shows nowhere."""
    digits = desk.shop.setting("kiosk.pin_digits")
    words = f"{digits} digits. Let {access.name} type it; it shows as dots, here and everywhere."
    while True:
        pin = await desk.push_screen_wait(AskSecret(f"PIN of {access.name}", words))
        if pin is None:
            return
        again = await desk.push_screen_wait(AskSecret("The same PIN once more"))
        if again is None:
            return
        if pin.strip() != again.strip():
            words = "These were two different PINs. Type it again, twice the same."
            continue
        try:
            said = await desk.write(
                secrets.set_pin, desk.shop, access.employee, pin.strip(), desk.actor
            )
        except Refused as refused:
            words = str(refused)
            continue
        desk.say(said)
        return


async def _give_badge(desk: Desk, access: Access) -> None:
    words = "Hold the badge to the reader, or type its number and press Enter."
    while True:
        number = await desk.push_screen_wait(AskSecret(f"Badge of {access.name}", words))
        if number is None:
            return
        try:
            said = await desk.write(
                secrets.assign_badge, desk.shop, access.employee, number, desk.actor
            )
        except Refused as refused:
            words = str(refused)
            continue
        desk.say(said)
        return
