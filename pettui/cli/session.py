"""The database of a command: opened, brought up to date, closed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import connection
from pettui import config
from pettui.cli import output
from pettui.team.shop import Shop, load_shop
from pettui.text import count


def target() -> connection.Target:
    """Give the database that is meant: `--database`, PETTUI_DATABASE, or the configuration's."""
    if os.environ.get("PETTUI_DATABASE", "").strip():
        return config.target(config.Config(Path()))  # no file needs to be looked for and read
    return config.target(config.load_config())


def bring_up_to_date() -> None:
    """Apply pending migrations, and say so; a newer or foreign database is refused in words."""
    from db import migrating

    if migrating.is_current():
        return
    applied, copy = migrating.migrate()
    if applied and copy:
        output.words(
            f"The database was brought up to date ({count(len(applied), 'migration')})."
            f" A copy from before is at {copy}."
        )


@contextmanager
def shop(wanted: connection.Target | None = None) -> Iterator[Shop]:
    """Give the shop, with the models bound and a connection of this thread open.

    With PETTUI_AS (`--as`), what is done meanwhile is done as that employee.

    Raises connection.Missing, connection.Unusable or shop.NoShop with words for people.
    """
    connection.bind(wanted or target())
    with connection.connected():
        bring_up_to_date()
        number = os.environ.get("PETTUI_AS", "").strip()
        if not number:
            yield _seen(load_shop())
            return
        from pettui.cli import acting

        with acting.as_number(number):
            yield _seen(load_shop())


def _seen(found: Shop) -> Shop:
    """Give the shop with the rights of whoever runs the command; nothing is asked where all may."""
    if not found.setting("access.sign_in"):
        return found
    from pettui.history.actor import nobody_signed_in
    from pettui.team.viewing import seen_by

    return seen_by(found, nobody_signed_in())
