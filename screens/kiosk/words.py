"""The words around the clock: shop and day, what is to be typed, the day's notices."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from pettui.team.timeclock.facts import Told
from pettui.text import safe_line
from screens.kiosk.card import DOTS
from screens.kiosk.cutting import cut
from screens.kiosk.glyphs import SIZES, Size, fitting
from screens.kiosk.ink import STYLES, Ink
from screens.kiosk.listing import lines_needed
from screens.kiosk.sight import Sight
from screens.widgets.plain import plain

NUMBER = 6  # digits that a number has at most; what is longer is a badge and shows as dots
NOTICES = 4
FIRST = "Nobody has a PIN yet. Managers give them: F6 at the desk, or `pettui pin`."
_KINDS: dict[str, Ink] = {"notice": "bright", "closed": "bad", "off": "plain"}


def time_of(sight: Sight, minute: datetime) -> str:
    """Write the time as the shop does; with 24 hours while no shop can be read."""
    if sight.shop is None:
        return f"{minute:%-H:%M}"
    return sight.shop.time(minute.hour * 60 + minute.minute)


def head_of(sight: Sight, minute: datetime, width: int, *, with_time: bool) -> Content:
    """Write the shop's name, the day, and the time where the face is hidden."""
    name = safe_line(sight.shop.name) if sight.shop else "Time clock"
    day = sight.shop.day(minute.date()) if sight.shop else f"{minute:%Y-%m-%d}"
    right = f"{day}  {time_of(sight, minute)}" if with_time else day
    room = max(0, width - cell_len(right) - 2)
    left = plain(cut(name, room), STYLES["head"])
    gap = " " * max(2, width - left.cell_length - cell_len(right))
    return Content.assemble(left, gap, plain(right, STYLES["bright"]))


def prompt_of(sight: Sight, typed: str, *, touch: bool) -> Content:
    """Write what is to be typed and what is typed; or why nothing can be punched."""
    if sight.trouble:
        return Content.assemble(
            plain("NO PUNCHES NOW  ", STYLES["bad"]),
            plain(safe_line(sight.trouble), STYLES["bright"]),
            plain("\nWrite your time down. The clock goes on by itself.", STYLES["plain"]),
        )
    hidden = len(typed) > NUMBER or sight.is_pin
    shown = DOTS * len(typed) if hidden else typed
    hint = "then Enter, or your badge" + ("; touch for a keypad" if touch and not typed else "")
    return Content.assemble(
        plain(f"{safe_line(sight.prompt)}: ", STYLES["head"]),
        plain(f"{safe_line(shown)}_", STYLES["bright"]),
        plain(f"   {hint}", STYLES["quiet"]),
        plain(f"\n{FIRST}" if sight.nobody else "", STYLES["bright"]),
    )


def notices_of(sight: Sight) -> Content:
    """Write the day's notices, and that punches are missing."""
    told = list(sight.board.notices) if sight.board else []
    lines = [_notice(one) for one in told[:NOTICES]]
    if len(told) > NOTICES:
        lines.append(plain(f"and {len(told) - NOTICES} more", STYLES["quiet"]))
    if sight.loss:
        lines.insert(0, plain(safe_line(f"MISSING  {sight.loss}"), STYLES["bad"]))
    return Content("\n").join(lines)


def _notice(told: Told) -> Content:
    return plain(safe_line(told.text), STYLES[_KINDS.get(told.kind, "plain")])


def size_of(sight: Sight, minute: datetime | None, width: int, height: int) -> Size:
    """Give the size of the time beside which the board is whole, or the smallest one."""
    lines = lines_needed(sight.board, width - 4) if sight.board else 0
    notices = min(NOTICES + 1, len(sight.board.notices)) if sight.board else 0
    if sight.loss:
        notices += -(-cell_len(f"MISSING  {sight.loss}") // max(1, width - 4))
    others = 6 + lines + notices + (2 if sight.trouble else 1 if sight.nobody else 0)
    text = time_of(sight, minute) if minute else "00:00"
    room = min(height * 2 // 5, max(SIZES[0].height, height - others))
    return next(fitting(text, width - 4, room))
