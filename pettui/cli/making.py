"""Makes up a demo shop, and the file of `pettui demo` anew each day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from db import connection
from pettui import clock
from pettui.cli import output, session
from pettui.cli.progress import Progress
from pettui.history.actor import Actor, nobody_signed_in
from pettui.team.shop import Shop, load_shop

ZONE = "America/New_York"  # where the made-up shop is
YEARS, CLIENTS, SEED = 2, 900, 7
SIDES = ("", "-wal", "-shm", "-gate")


def make_up(target: connection.Target, years: int, clients: int, seed: int) -> Shop:
    """Fill a database that holds no shop with a made-up one that ends today."""
    from pettui.demo import making as demo
    from pettui.demo import pins

    by: Actor = nobody_signed_in()
    connection.bind(target, create=True)
    with connection.connected(), Progress() as progress:
        session.bring_up_to_date()
        demo.make(years, clients, seed, clock.today(ZONE), by, progress)
        shop = load_shop()
        pins.give(shop, by)
        told = pins.words(shop)
    if told:
        output.words(told)
    return shop


def tell_pins(target: connection.Target) -> None:
    """Say which numbers and PINs the staff of a made-up shop has."""
    from pettui.demo import pins

    with session.shop(target) as shop:
        told = pins.words(shop)
    if told:
        output.words(told)


def demo_file(folder: Path) -> Path:
    """Give where the demo database of today is, or will be."""
    return folder / f"demo-{clock.today(ZONE).isoformat()}.db"


def demo_of_today(folder: Path) -> connection.Target:
    """Give the demo database of today, made anew when the last one ended on another day."""
    today = clock.today(ZONE)
    final = demo_file(folder)
    if final.exists():
        return connection.Target(final, "")
    old = [path for path in folder.glob("demo-????-??-??.db") if path != final]
    output.words(
        "Making up a shop with two busy years that end today"
        + (" (yesterday's is put away)." if _was_yesterday(old, today) else ".")
    )
    draft = folder / f".demo-{os.getpid()}.db"
    _remove(draft)
    try:
        make_up(connection.Target(draft, ""), YEARS, CLIENTS, SEED)
        _put(draft, final)
    finally:
        _remove(draft)
    for path in old:
        _remove(path)
    return connection.Target(final, "")


def _put(draft: Path, final: Path) -> None:
    """Give the finished file its name, unless another terminal was first: its may be open."""
    try:
        os.link(draft, final)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        draft.rename(final)


def _was_yesterday(old: list[Path], today: date) -> bool:
    return any(path.stem < f"demo-{today.isoformat()}" for path in old)


def _remove(path: Path) -> None:
    for side in SIDES:
        path.with_name(path.name + side).unlink(missing_ok=True)
