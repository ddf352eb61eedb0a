"""What people read when a command cannot do its work, and what the log keeps."""

from __future__ import annotations

import os
import sys

from pettui.cli import codes, output


def explain(error: Exception) -> int:
    """Say what went wrong, in words that name the remedy; give the exit code."""
    if os.environ.get("PETTUI_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    from db import errors
    from db.connection import Missing, Unusable
    from db.gate import Busy
    from pettui.book.slots import Taken
    from pettui.config import Misconfigured
    from pettui.history.door import Refused
    from pettui.team.shop import NoShop

    if isinstance(error, Missing):
        output.words(f"{error} `pettui init` makes one, `pettui demo` opens a made-up one.")
        return codes.UNUSABLE
    if isinstance(error, NoShop | Unusable | Busy):
        output.words(str(error))
        return codes.UNUSABLE
    if isinstance(error, Misconfigured):
        output.words(str(error))
        return codes.USAGE
    if isinstance(error, Refused | Taken):
        output.words(str(error))
        return codes.REFUSED
    if told := errors.in_words(error):
        output.words(str(told))
        return codes.UNUSABLE
    return _unexpected(error)


def _unexpected(error: Exception) -> int:
    place = _log(error)
    kept = f" What happened is kept in {place}." if place else ""
    output.words(f"Something went wrong inside pettui ({type(error).__name__}).{kept}")
    return codes.UNEXPECTED


def _log(error: Exception) -> str:
    """Write the traceback, without values of variables, to the log; "" where it cannot be."""
    import traceback

    from pettui import clock
    from pettui.config import log_file

    path = log_file()
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "desk")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(handle, "a", encoding="utf-8", errors="replace") as log:
            log.write(
                f"{clock.instant():%Y-%m-%d %H:%M:%S} UTC, process {os.getpid()}: {command}\n"
            )
            log.write("".join(traceback.format_exception(error)))
    except OSError:
        return ""
    return str(path)
