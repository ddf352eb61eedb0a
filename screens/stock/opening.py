"""The ways into services and prices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pettui.stock.choices import KINDS
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk


def open_services(desk: Desk) -> None:
    """Open the services, or go back to them where they are open already."""
    from screens.stock.screen import ServicesScreen

    for screen in desk.screen_stack:
        if isinstance(screen, ServicesScreen):
            while desk.screen is not screen:
                desk.pop_screen()
            return
    desk.push_screen(ServicesScreen())


async def choose_list(desk: Desk) -> None:
    """Ask which list is meant, and open it."""
    from screens.stock.listkinds import Breeds, Categories, Choices, Kind, Resources, Taxes
    from screens.stock.lists import ListScreen
    from screens.stock.vaccinekinds import Vaccinations

    chosen = await desk.push_screen_wait(
        Menu("Lists", [
            Choice("categories", "Categories of services"),
            Choice("products", "Categories of products"),
            Choice("resources", "Resources", "tubs, dryers, tables, kennels"),
            Choice("taxes", "Taxes", "names and rates"),
            *(Choice(kind, words) for kind, words in KINDS.items()),
            Choice("breeds", "Breeds and breed groups", "groups are leaves of the price list"),
            Choice("vaccinations", "Vaccinations", "and which services need them"),
        ])
    )  # fmt: skip
    if chosen is None:
        return
    kinds: dict[str, Callable[[], Kind]] = {
        "categories": lambda: Categories("S"), "products": lambda: Categories("P"),
        "resources": Resources, "taxes": Taxes, "breeds": Breeds, "vaccinations": Vaccinations,
    }  # fmt: skip
    made = kinds[chosen]() if chosen in kinds else Choices(chosen)
    await desk.push_screen(ListScreen(made))
