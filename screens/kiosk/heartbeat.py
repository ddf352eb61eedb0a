"""What systemd is told: that the first picture is there, and that the event loop goes round."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Mapping


def tell(words: str, environ: Mapping[str, str] = os.environ) -> None:
    """Tell the service manager something; without one, or a deaf one, nothing happens."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.setblocking(False)
        try:
            line.sendto(words.encode(), address)
        except OSError:
            return


def interval(environ: Mapping[str, str] = os.environ) -> float | None:
    """Give the seconds between two signs of life, None where nobody waits for them."""
    if environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    try:
        return int(environ["WATCHDOG_USEC"]) / 1_000_000 / 3
    except (KeyError, ValueError):
        return None


async def beat(is_well: Callable[[], bool]) -> None:
    """Give signs of life from the event loop, as long as all is well.

    What hangs or has ended gives none, and the service manager starts the clock again.
    """
    every = interval()
    while every is not None and is_well():
        tell("WATCHDOG=1")
        await asyncio.sleep(every)
