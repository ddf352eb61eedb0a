"""Two desks change one entry of a list: what only one changed is kept, the rest is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from pettui.history.actor import Actor
from pettui.people import vaccines
from pettui.people.vaccines import VaccineKind
from pettui.stock import groups, resources, taxes
from screens.desk import Desk
from screens.stock.form import Form
from screens.stock.listkinds import Categories, Kind, Resources, Taxes
from screens.stock.lists import ListScreen
from screens.stock.vaccinekinds import Vaccinations
from tests.ui.helpers import press, said, text, write
from tests.ui.stock.desk import play

LUIS = Actor(None, "Luis", "table")


def _category(shop_file: Path, name: str) -> None:
    """Make a category before the desk opens."""
    bind(Target(shop_file, ""))
    with connected():
        groups.save_group(name, LUIS)


def _list(kind: Kind) -> Callable[[], ListScreen]:
    return lambda: ListScreen(kind)


def test_what_each_desk_changed_in_a_tax_is_kept(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter")
        theirs = (await desk.gateway.run(taxes.taxes, desk.shop))[0]
        changed = replace(theirs, name="State tax", active=True)
        await desk.gateway.run(taxes.save_tax, desk.shop, changed, LUIS)
        await press(pilot, "tab", "ctrl+u")
        await write(pilot, "7.5")
        await press(pilot, "ctrl+s")
        assert "Luis at table changed this" in said(desk)
        assert "Both changes are kept." in said(desk)
        assert not isinstance(desk.screen, Form)
        (tax, *_) = await desk.gateway.run(taxes.taxes, desk.shop)
        assert (tax.name, f"{tax.service_rate.normalize()}") == ("State tax", "7.5")

    play(shop_file, _list(Taxes()), test)


def test_what_both_changed_shows_theirs_beside_mine_and_ctrl_s_decides(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", "ctrl+u")
        await write(pilot, "Basin")
        theirs = (await desk.gateway.run(resources.resources, desk.shop))[0]
        changed = replace(theirs, label="Big tub", lanes=2, shown=not theirs.shown)
        await desk.gateway.run(resources.save_resource, desk.shop, changed, LUIS)
        await press(pilot, "ctrl+s")
        assert "theirs: Big tub" in text(desk)
        assert "Ctrl+S again keeps yours." in text(desk)
        assert "Basin" in text(desk)  # mine is still there
        await press(pilot, "ctrl+s")
        kept = (await desk.gateway.run(resources.resources, desk.shop))[0]
        assert (kept.label, kept.lanes, kept.shown) == ("Basin", 2, not theirs.shown)

    play(shop_file, _list(Resources()), test)


def test_a_third_change_is_asked_about_again(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        def theirs(name: str) -> None:
            (tax, *_) = taxes.taxes(desk.shop)
            taxes.save_tax(desk.shop, replace(tax, name=name), LUIS)

        await press(pilot, "enter", "ctrl+u")
        await write(pilot, "Mine")
        await desk.gateway.run(theirs, "First")
        await press(pilot, "ctrl+s")
        assert "theirs: First" in text(desk)
        await desk.gateway.run(theirs, "Second")
        await press(pilot, "ctrl+s")
        assert "theirs: Second" in text(desk)
        await press(pilot, "ctrl+s")
        (tax, *_) = await desk.gateway.run(taxes.taxes, desk.shop)
        assert tax.name == "Mine"

    play(shop_file, _list(Taxes()), test)


def test_two_names_for_one_category_are_both_shown(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        def rename(key: int) -> None:
            groups.save_group("Baths", LUIS, key=key)

        await press(pilot, "enter", "ctrl+u")
        await write(pilot, "Washing")
        first = (await desk.gateway.run(groups.groups, "S"))[0]
        await desk.gateway.run(rename, first.id)
        await press(pilot, "ctrl+s")
        assert "theirs: Baths" in text(desk)
        await press(pilot, "ctrl+s")
        assert (await desk.gateway.run(groups.groups, "S"))[0].name == "Washing"

    _category(shop_file, "Tricks")
    play(shop_file, _list(Categories("S")), test)


def test_two_desks_say_what_needs_a_vaccination(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        def rabies() -> VaccineKind:
            return next(kind for kind in vaccines.kinds() if kind.name == "Rabies")

        def theirs() -> None:
            (tricks,) = groups.groups("S")
            vaccines.save_kind(replace(rabies(), items=(), categories=(tricks.id,)), LUIS)

        await press(pilot, "enter", "ctrl+u")
        await write(pilot, "Rabies shot")
        await desk.gateway.run(theirs)
        await press(pilot, "ctrl+s")
        assert "Both changes are kept." in said(desk)
        kept = next(k for k in await desk.gateway.run(vaccines.kinds) if k.name == "Rabies shot")
        assert len(kept.categories) == 1 and not kept.items

    _category(shop_file, "Tricks")
    play(shop_file, _list(Vaccinations()), test)


def test_what_somebody_deleted_meanwhile_is_told(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        def gone() -> None:
            (empty,) = groups.groups("S")
            groups.delete_group(empty.id, LUIS)

        await press(pilot, "enter", "ctrl+u")
        await write(pilot, "Magic")
        await desk.gateway.run(gone)
        await press(pilot, "ctrl+s")
        assert "no longer" in text(desk)
        assert "Magic" in text(desk)

    _category(shop_file, "Tricks")
    play(shop_file, _list(Categories("S")), test)
