"""SIGTERM and SIGHUP end the desk in order, so that the terminal stays usable."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

CODES = {signal.SIGTERM: 143, signal.SIGHUP: 129}
"""The exit codes by signal: 128 and the signal's number, as shells expect."""


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit code when a signal asks the program to end."""
    loop = asyncio.get_running_loop()
    for number, code in CODES.items():
        loop.add_signal_handler(number, leave, code)
