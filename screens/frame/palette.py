"""The palette, the help and the list of themes: searched by typing, run by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pettui.text import fold
from screens.frame import colours
from screens.frame.keymap import Offer
from screens.frame.screen import DeskScreen
from screens.styles import themes
from screens.widgets.menu import Choice, Menu
from screens.widgets.picker import PickList
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from screens.desk import Desk


def search(offers: Sequence[Offer], text: str) -> list[Offer]:
    """Give the commands that have all the words in label, help or group; labels first."""
    words = fold(text).split()

    def rank(offer: Offer) -> int | None:
        command = offer.command
        label = fold(command.words)
        if text.strip() and text.strip() in offer.key.split(", "):
            return 0
        if all(word in label for word in words):
            return 1 if label.startswith(words[0] if words else "") else 2
        story = f"{label} {fold(command.help)} {fold(command.group)} {command.id}"
        return 3 if all(word in story for word in words) else None

    ranked = [(rank(offer), place, offer) for place, offer in enumerate(offers)]
    found = [(r, place, offer) for r, place, offer in ranked if r is not None]
    return [offer for _, _, offer in sorted(found, key=lambda item: item[:2])]


def palette_rows(offers: Sequence[Offer], text: str) -> list[Row]:
    """Give the rows of the palette: what can be done first, then what cannot and why."""
    found = search(offers, text)
    return [
        Row(o.command.id, line(o.command.words), line(o.key), o.why_not)
        for o in sorted(found, key=lambda o: bool(o.why_not))
    ]


def help_rows(offers: Sequence[Offer], text: str) -> list[Row]:
    """Give the rows of the help: under headings, with key and sentence."""
    found = search(offers, text)
    rows: list[Row] = []
    for group in dict.fromkeys(offer.command.group for offer in found):
        rows.append(Row(f"#{group}", line(group), heading=True))
        rows += [
            Row(o.command.id, assemble((f"{o.key:<12}", "$accent"), line(o.command.help)),
                why_not=f"needs {o.lacks}" if o.lacks else "")
            for o in found
            if o.command.group == group
        ]  # fmt: skip
    return rows


async def open_palette(desk: Desk) -> None:
    """Let a person search the commands of this screen by name, and run one."""
    offers = _offers(desk)

    async def source(text: str) -> list[Row]:
        return palette_rows(offers, text)

    await _run_chosen(desk, PickList("Commands", source, placeholder="what to do"))


async def open_help(desk: Desk) -> None:
    """Let a person search what can be done here, and do it."""
    offers = [o._replace(key=desk.keys.all_shown(o.command.id)) for o in _offers(desk)]

    async def source(text: str) -> list[Row]:
        return help_rows(offers, text)

    await _run_chosen(desk, PickList("What can be done here", source, placeholder="search"))


async def _run_chosen(desk: Desk, dialog: PickList) -> None:
    chosen = await desk.push_screen_wait(dialog)
    if chosen:
        await desk.action_command(chosen)


def _offers(desk: Desk) -> list[Offer]:
    screen = desk.screen
    return screen.offers() if isinstance(screen, DeskScreen) else []


async def choose_theme(desk: Desk) -> None:
    """Let a person choose the colours."""
    known = desk.available_themes
    choices = [
        Choice(name, words, "now" if name == desk.theme else "")
        for name, words in themes.CHOICES.items()
        if name in known
    ]
    chosen = await desk.push_screen_wait(Menu("Colours", choices))
    if chosen:
        colours.wear(desk, chosen)
