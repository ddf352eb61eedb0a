"""What sshd starts for staff, in place of a shell: the desk, and nothing that was asked for.

The wrapper of `pettui ssh-setup` runs it by name, with Python's -I and an environment of its own.
Arguments are not looked at.
"""

from __future__ import annotations

import gc
import os
import pwd
import re
import sys
from pathlib import Path

from pettui.cli import codes, failing, opening, output, session
from pettui.machine import ssh_keys

_TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,39}")


def run() -> int:
    """Open the desk for whomever the key names, or with its lock; give the exit code."""
    output.prepare()
    os.umask(0o007)  # the clock's account and the others share what is made
    _look_at_the_key()
    if not _TERM.fullmatch(os.environ.get("TERM", "")):
        os.environ.pop("TERM", None)
    if not sys.stdin.isatty():
        output.words(
            "This account is for pettui's desk alone: connect with ssh and nothing behind the"
            " name. Commands, scp and sftp do not work here."
        )
        return codes.USAGE
    try:
        return opening.open_on(session.target())
    except KeyboardInterrupt:
        return codes.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the outermost frame: people never see a traceback
        return failing.explain(error)


def _look_at_the_key() -> None:
    """Sign in the employee whom the key names, in a file that only root writes."""
    auth, folder = os.environ.get("SSH_USER_AUTH", ""), os.environ.get("PETTUI_KEYS", "")
    if not auth or not folder:
        return
    wish = ssh_keys.of_session(Path(auth), Path(folder) / pwd.getpwuid(os.getuid()).pw_name)
    if wish.number:
        os.environ["PETTUI_AS"] = wish.number
    if wish.slow:
        os.environ["PETTUI_SLOW"] = "1"


def main() -> None:
    """Run, and leave at once: see `pettui.__main__`."""
    gc.disable()
    code = run()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
