"""Work off the event loop's back: workers whose errors become words and never close the app."""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.worker import Worker

from db.connection import Unusable
from db.gate import Busy
from pettui.book.slots import Taken
from pettui.config import log_file
from pettui.history.door import AlreadyDone, Refused

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from screens.desk import Desk

KNOWN = (Refused, Taken, Busy, Unusable)
"""Errors whose text is for people."""


def work_safely(
    node: DOMNode,
    work: Coroutine[Any, Any, Any] | Callable[[], Coroutine[Any, Any, Any]],
    *,
    hold_keys: bool = True,
    group: str = "default",
    exclusive: bool = False,
) -> Worker[None]:
    """Do some work in an async worker of a screen or widget.

    Args:
        node: whose worker it is; it ends with it.
        work: a coroutine (or a function that gives one), which may await `app.gateway.run(...)`
            and `app.push_screen_wait(...)`.
        hold_keys: keys typed meanwhile wait until the work ends or opens a screen.
        group: the name under which `exclusive` ends earlier work.
        exclusive: end earlier work of the group.
    """
    from screens.desk import Desk

    app = node.app
    if not isinstance(app, Desk):
        raise TypeError("work_safely is for widgets of the desk")
    held = contextlib.ExitStack()
    if hold_keys:
        held.enter_context(app.hold_keys())

    async def run() -> None:
        with held:
            await tell_errors(app, work() if callable(work) else work)

    return node.run_worker(run(), exit_on_error=False, group=group, exclusive=exclusive)


async def tell_errors(app: Desk, work: Awaitable[Any]) -> bool:
    """Await some work and show its errors in words; gives whether it went well."""
    try:
        await work
    except KNOWN as error:
        app.say(str(error), "warning")
    except AlreadyDone:
        app.say("This was saved already.")
    except Exception as error:  # noqa: BLE001  # whatever it was, the desk stays open
        app.say(note_error(error), "error")
    else:
        return True
    return False


def in_words(error: Exception) -> str:
    """Give an error's own words where they are for people; else log it and say so."""
    return str(error) if isinstance(error, KNOWN) else note_error(error)


def note_error(error: BaseException) -> str:
    """Write an unexpected error to the log and give one line about it for people.

    The log has no values of local variables: they hold names, phone numbers and PINs.
    """
    story = "".join(traceback.format_exception(error))
    try:
        _logger().error("%s", story)
    except OSError:
        return "Something went wrong that pettui did not expect, and its log cannot be written."
    return f"Something went wrong that pettui did not expect. Details are in {log_file()}."


def _logger() -> logging.Logger:
    logger = logging.getLogger("pettui.desk")
    if not logger.handlers:
        from logging.handlers import RotatingFileHandler

        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return logger
