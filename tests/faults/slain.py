"""Migrates a database and kills itself at a statement: `python -m tests.faults.slain DB NUMBER`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import apsw

from db import connection, migrating


def main() -> int:
    """Migrate until the nth statement that is run on the database."""
    left = int(sys.argv[2])

    def count(cursor: Any, statement: str, values: Any) -> bool:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return True

    apsw.connection_hooks.append(lambda new: new.set_exec_trace(count))
    connection.bind(connection.Target(Path(sys.argv[1]), ""), create=True)
    migrating.migrate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
