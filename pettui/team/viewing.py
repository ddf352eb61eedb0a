"""The shop as somebody sees it: with what they may do, so that screens and lists can show that."""

from __future__ import annotations

from pettui.history.actor import Actor
from pettui.team.shop import Shop, load_shop


def shop_for(by: Actor) -> Shop:
    """Read the shop, with the rights of whoever looks at it."""
    return seen_by(load_shop(), by)


def seen_by(shop: Shop, by: Actor) -> Shop:
    """Give the shop with somebody's rights; where nobody signs in, everybody may everything."""
    if not shop.setting("access.sign_in"):
        return shop._replace(rights=None)
    from pettui.team.access.having import rights_of  # no start pays for it where nobody signs in

    return shop._replace(rights=rights_of(by))
