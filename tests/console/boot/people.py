"""Gives the people of the boot test's shop PINs and badges; runs inside the image."""

from __future__ import annotations

import sys
from pathlib import Path

from db import connection
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from pettui.team.timeclock.hashing import LEAST
from pettui.team.timeclock.secrets import assign_badge, set_pin

OWNER = Actor(1, "Kim Lee", "setup")
PINS = {1: "739214", 2: "582047", 3: "904618", 4: "276935"}
BADGES = {3: "0004917263", 4: "0008812405"}


def main(path: Path) -> None:
    """Give them out, at a cost that suits an emulated machine and not the one that makes it."""
    connection.bind(connection.Target(path, ""))
    with connection.connected():
        shop = load_shop()
        for employee, pin in PINS.items():
            set_pin(shop, employee, pin, OWNER, cost=LEAST)
        for employee, badge in BADGES.items():
            assign_badge(shop, employee, badge, OWNER)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
