"""Where everything of pettui lives on the machine: of the kiosk, and of staff over SSH."""

from __future__ import annotations

from pathlib import Path

ACCOUNT = "pettui"
UNIT = "kiosk.service"

PROGRAM = Path("/opt/pettui")
STATE = Path("/var/lib/pettui")
SETTINGS = Path("/etc/pettui")
DATABASE = STATE / "shop.db"
PEPPER = SETTINGS / "pepper"
ENVIRONMENT = SETTINGS / "kiosk.env"
LEDGER = SETTINGS / "kiosk-installed"
SSH_LEDGER = SETTINGS / "ssh-installed"
LEDGERS = (LEDGER, SSH_LEDGER)
UNITS = Path("/etc/systemd/system")
CONSOLE_SETUP = Path("/etc/default/console-setup")

FILES = {
    "sysctl.conf": Path("/etc/sysctl.d/90-pettui-kiosk.conf"),
    "logind.conf": Path("/etc/systemd/logind.conf.d/pettui-kiosk.conf"),
    "system.conf": Path("/etc/systemd/system.conf.d/pettui-kiosk.conf"),
}
"""What keeps the console locked: the file's name in the program, and where it goes."""

MASKED = (
    "getty@.service",
    "getty@tty1.service",
    "getty-static.service",
    "autovt@.service",
    "ctrl-alt-del.target",
    "kbrequest.target",
)
"""Units that would give a login prompt or restart the machine at a key."""


def carried(name: str) -> Path:
    """Give a file that the program carries; in a checkout the unit is at the top of the project."""
    path = Path(__file__).with_name("files") / name
    if name == UNIT and not path.exists():
        return Path(__file__).parents[2] / UNIT
    return path


SSH_GROUP = "pettui-ssh"
"""The group whose accounts get the program over SSH and nothing else, unless another is named."""

WRAPPER = Path("/usr/local/lib/pettui/ssh-desk")
SSH_SETTINGS = SETTINGS / "ssh.toml"
SSH_KEYS = SETTINGS / "ssh-keys"
SSH_DROP_IN = Path("/etc/ssh/sshd_config.d/10-pettui.conf")
FILES_OVER_SSH = STATE / "files"
"""The one folder in which people over SSH read and write files."""
