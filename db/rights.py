"""Who may read and write a new file of the shop: its owner, or a group that shares the folder."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def is_shared(folder: Path) -> bool:
    """Tell whether a folder hands what is made in it to a group that writes there (mode 2770).

    The time clock's account and the back office's people share a shop that way.
    """
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def share(path: Path) -> None:
    """Let the group of a shared folder write a file that was just made; elsewhere nothing changes.

    Whatever the umask of the account that made it is: the other account must be able to work.
    """
    with contextlib.suppress(OSError):  # made by the other account, which does this itself
        if is_shared(path.parent):
            os.chmod(path, 0o660)
