"""Opens a change and keeps it open: `python -m tests.faults.holder DATABASE NAME`.

Says "holding" inside the transaction and commits when its input ends.
"""

from __future__ import annotations

import sys
from pathlib import Path

from db import connection
from db.models import Client
from pettui.history.actor import Actor
from pettui.history.door import change


def main() -> int:
    """Hold the gate until told to go on."""
    connection.bind(connection.Target(Path(sys.argv[1]), ""))
    with connection.connected(), change("renamed", Actor(None, "Kim", sys.argv[2])) as door:
        client = Client.get_by_id(1)
        door.update(client, first_name="Changed")
        sys.stdout.write("holding\n")
        sys.stdout.flush()
        sys.stdin.read()
    sys.stdout.write("saved\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
