"""Locking a desk, and letting somebody in: everybody has screens of their own, kept meanwhile.

The screens of each person are a mode of Textual's; the lock is one more. So a form that was open
stays open, with what was typed, and nobody sees or saves it but who opened it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.history.actor import NOBODY, Actor
from pettui.team.shop import Shop
from screens.frame.too_small import TooSmall, is_too_small
from screens.team.access.lock import LockScreen

if TYPE_CHECKING:
    from screens.desk import Desk

_LOCK = "lock"


def lock(desk: Desk, who: str) -> None:
    """Lock the desk at once, from whatever is open; `who` is offered to sign in again."""
    if desk.is_locked:
        return
    if not desk.shop.setting("access.sign_in"):
        desk.say("Nobody signs in here. Roles and rights (g a) sets it up.")
        return
    _park(desk)
    desk.actor = desk.machine._replace(account=NOBODY, name="nobody")
    desk.shop = desk.shop._replace(rights=frozenset())
    desk.lent = None
    desk.clear_notifications()  # they may name people
    if _LOCK not in desk._modes:
        desk.add_mode(_LOCK, LockScreen)
    desk.switch_mode(_LOCK)
    screen = desk.screen
    if isinstance(screen, LockScreen):
        screen.begin(who)


def let_in(desk: Desk, actor: Actor, shop: Shop) -> None:
    """Give the desk to somebody: their own screens as they left them, or the book.

    Args:
        desk: the app.
        actor: who it is.
        shop: the shop with their rights.
    """
    _park(desk)
    desk.actor, desk.shop = actor, shop
    desk.home_mode = f"book of {actor.account}"
    if desk.home_mode not in desk._modes:
        desk.add_mode(desk.home_mode, desk.make_home)
    desk.switch_mode(desk.home_mode)
    _cover(desk)


def _park(desk: Desk) -> None:
    """Take away what covers a window that is too small; it belongs to no one's screens."""
    if isinstance(desk.screen, TooSmall):
        desk.pop_screen()


def _cover(desk: Desk) -> None:
    if is_too_small(desk.size) and not isinstance(desk.screen, TooSmall):
        desk.push_screen(TooSmall())
    elif isinstance(desk.screen, TooSmall) and not is_too_small(desk.size):
        desk.pop_screen()
