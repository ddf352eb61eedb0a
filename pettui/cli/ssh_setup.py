"""`pettui ssh-setup`: gives staff the desk over SSH, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output

if TYPE_CHECKING:
    from argparse import Namespace

WORDS = """\
As root: lets staff open the desk over SSH, and gives them nothing else of this machine. It makes
the account pettui, which they share, and a group whose accounts get no shell, no command, no scp
or sftp, no forwarding and no environment of their own. sshd's configuration is tried before
sshd reads it, and taken back where it is refused. Each run puts right what is not as it should
be; after an update of pettui the same command brings the new program.
"""
EXAMPLES = """\
examples:
  sudo pettui ssh-setup --dry-run                  say every step, change nothing
  sudo pettui ssh-setup                            do it
  sudo pettui ssh-setup --key dana.pub --for 1002  let a key in, as the employee 1002
  sudo pettui ssh-setup --account kim              an account of Kim's own as well: ssh kim@...
  sudo pettui ssh-setup --uninstall
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "ssh-setup", help="give staff the desk over SSH, and nothing else",
        description=WORDS, epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("--dry-run", action="store_true", help="say every step, change nothing")
    made.add_argument("--uninstall", action="store_true", help="take away what was put there")
    made.add_argument("--group", default="", metavar="NAME", help="the group (pettui-ssh)")
    made.add_argument(
        "--account", action="append", default=[], metavar="NAME",
        help="an account of somebody's own; made where it is not there (can be repeated)",
    )  # fmt: skip
    made.add_argument("--key", metavar="FILE", help="let this public key in")
    made.add_argument(
        "--for", default="", metavar="NUMBER", dest="employee",
        help="with --key: as the employee with this number, who is not asked for a PIN",
    )  # fmt: skip


def run(arguments: Namespace) -> int:
    """Set SSH up, take it away, or let a key in."""
    from pettui.machine import ssh_setup
    from pettui.machine.places import ACCOUNT

    if arguments.key:
        if arguments.uninstall or arguments.dry_run or len(arguments.account) > 1:
            output.words("--key goes with --for and one --account, and with nothing else.")
            return codes.USAGE
        account = arguments.account[0] if arguments.account else ACCOUNT
        key = Path(arguments.key).expanduser()
        ssh_setup.add_key(key, arguments.employee, account=account, say=output.data)
        return codes.OK
    if arguments.employee:
        output.words("--for says whom a key signs in; name the key with --key.")
        return codes.USAGE
    if arguments.uninstall:
        ssh_setup.uninstall(dry_run=arguments.dry_run, say=output.data)
        return codes.OK
    ssh_setup.install(
        group=arguments.group, accounts=arguments.account, dry_run=arguments.dry_run,
        say=output.data,
    )  # fmt: skip
    return codes.OK
