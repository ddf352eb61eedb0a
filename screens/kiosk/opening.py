"""Opens the time clock on a terminal; what goes wrong is a line there, and the rest in the log."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
from typing import Any

from db.connection import Target
from db.gateway import Gateway
from pettui.history.actor import Actor
from screens.frame.working import note_error
from screens.kiosk.app import Kiosk
from screens.kiosk.sealing import UNEXPECTED
from screens.kiosk.sight import Sight

SORRY = "The time clock had a problem. It starts again in a moment."
CLOSING = 3.0  # seconds that a database may take to be closed
_CLEAR = "\x1b[0m\x1b[H\x1b[2J"  # the Linux console has no second screen that would go away


def open_kiosk(sight: Sight, target: Target, by: Actor) -> int:
    """Open the clock on this terminal and give the exit code when it is left.

    The code is 143 after SIGTERM, 129 after SIGHUP or when the terminal is gone, and 70 after an
    unexpected error, after which the service manager starts it again.
    """
    threading.excepthook = lambda hook: _log(hook.exc_value)
    sys.unraisablehook = lambda hook: _log(hook.exc_value)
    gc.disable()
    try:
        code = asyncio.run(_run(sight, target, by))
    except BaseException as error:  # noqa: BLE001  # whatever it was, no traceback goes on the screen
        _log(error)
        code = UNEXPECTED
    finally:
        gc.enable()
    if code == UNEXPECTED:
        print(f"{_CLEAR}{SORRY}", file=sys.__stderr__, flush=True)
    return code


async def _run(sight: Sight, target: Target, by: Actor) -> int:
    from screens.frame.signals import leave_on_signals

    console = os.environ.get("TERM") == "linux"
    gateway = Gateway()
    kiosk = Kiosk(sight, target, by, gateway, touch=not console)
    leave_on_signals(kiosk.leave)
    asyncio.get_running_loop().set_exception_handler(_log_of_loop)
    try:
        await kiosk.run_async(mouse=not console)
    finally:
        closing = asyncio.get_running_loop().run_in_executor(None, gateway.close)
        await asyncio.wait((closing,), timeout=CLOSING)
    return kiosk.return_code or 0


def _log_of_loop(_loop: object, context: dict[str, Any]) -> None:
    _log(context.get("exception") or RuntimeError(str(context.get("message"))))


def _log(error: BaseException | None) -> None:
    if error is not None:
        note_error(error)
