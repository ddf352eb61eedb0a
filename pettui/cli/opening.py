"""Opens the desk: the one place where a lower floor starts what is above it."""

from __future__ import annotations

from db import connection
from pettui import config
from pettui.book.loading import load_day
from pettui.cli import asking, codes, output, session, slow
from pettui.history.actor import nobody_signed_in
from pettui.team.shop import NoShop


def desk() -> int:
    """Open the desk on the shop; where there is none, offer to make one."""
    target = session.target()
    try:
        return open_on(target)
    except (connection.Missing, NoShop):
        if not asking.can_ask():
            raise
    return _first_steps(target)


def open_on(target: connection.Target) -> int:
    """Open the desk on a database that holds a shop; raises as `session.shop` does."""
    from db.gateway import Gateway

    with session.shop(target) as shop:  # what cannot be opened says so before Textual is loaded
        actor = nobody_signed_in()
        seen = connection.newest_change()  # before what is shown is read
        # Nothing of the book is read for a desk that opens with its lock.
        locked = actor.account is None and shop.setting("access.sign_in")
        views = [] if locked else [load_day(
            shop, shop.today(), ended=bool(shop.setting("book.show_ended")),
            closed=bool(shop.setting("book.show_closed")),
        )]  # fmt: skip
    chosen = config.load_config()
    slow.prepare(chosen.slow)  # Textual reads that as it is loaded
    from screens.desk import book_screen, open_desk

    gateway = Gateway(seen)
    try:
        return open_desk(
            shop, actor, gateway, chosen,
            home=lambda: book_screen(views.pop() if views else None),  # read once, for the first
        )  # fmt: skip
    finally:
        gateway.close()


def _first_steps(target: connection.Target) -> int:
    from pettui.cli import main

    output.words(f"There is no shop at {target.shown} yet.")
    question = "Make one now, look at a made-up shop first, or leave? [m]ake, [d]emo, [q]uit: "
    try:
        answer = asking.choose(question, "mdq")
    except asking.NoAnswer:
        return codes.UNUSABLE
    if answer == "d":
        return main.run(["demo"])
    if answer == "q":
        return codes.UNUSABLE
    code = main.run(["init"])
    return open_on(target) if code == codes.OK else code
