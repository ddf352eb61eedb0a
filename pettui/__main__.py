"""`pettui` and `python -m pettui`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    Everything is closed and flushed when `run` returns. The interpreter's own farewell, which
    takes every class and module apart, would be a fifth of a short command's time: left out.
    """
    gc.disable()  # nothing is worth collecting while a command starts; the desk enables it again
    from pettui.cli.main import run

    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
