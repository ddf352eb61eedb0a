"""What a person may ask for: all that is on record of them, or to be forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pettui import reach
from pettui.history.door import Refused
from pettui.people.privacy import erase, erasure_of
from pettui.people.privacy_export import export_person
from pettui.text import capital, clean
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Confirm

if TYPE_CHECKING:
    from screens.desk import Desk


async def export_client(desk: Desk, client: int, number: int) -> None:
    """Ask for a folder, and write what is on record of a client into it."""

    def understand(text: str) -> Understood[Path]:
        path = reach.typed(clean(text, 400))
        if path.exists():
            raise Refused(f"{path} is there already. Name another folder.")
        return Understood(path, f"makes the folder {path}")

    target = await desk.push_screen_wait(
        Ask(
            "Write what is on record into which folder?", understand,
            value=str(reach.home() / f"client-{number}"),
        )
    )  # fmt: skip
    if target is not None:
        await desk.gateway.run(export_person, desk.shop, client, target)
        desk.say(f"Written into {target}.")


async def erase_client(desk: Desk, client: int) -> bool:
    """Erase a person, asking twice; gives whether it was done."""
    told = await desk.gateway.run(erasure_of, desk.shop, client)
    if told.refused:
        desk.say(told.refused, "warning")
        return False
    takes = f"{capital(told.takes)}, the name and all that was written go" if told.takes else (
        "The name and all that was written go"
    )  # fmt: skip
    stays = f"; {told.stays} stay without a name" if told.stays else ""
    words = (
        f"{takes}, from the history, too{stays}. This cannot be undone. Backups and exports that"
        " were made before still hold the person."
    )
    if not await desk.push_screen_wait(Confirm(f"Erase {told.name}?", words, yes="erase")):
        return False

    def understand(text: str) -> Understood[bool]:
        if text.strip() != str(told.number):
            raise Refused(f"Type {told.number} to erase this person, or Esc to leave it.")
        return Understood(True, "Enter erases; this cannot be undone.")

    sure = await desk.push_screen_wait(
        Ask(f"Type the number of {told.name}, {told.number}, to erase", understand)
    )
    if not sure:
        return False
    done = await desk.write(erase, desk.shop, client, desk.actor)
    left = "".join(f" {path} could not be removed; remove it by hand." for path in done.left)
    desk.say(f"Erased: {done.name} from now on.{left}", "warning" if left else "information")
    return True
