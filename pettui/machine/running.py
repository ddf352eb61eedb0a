"""The machine that runs now: the clock starts on it without a restart, and gives it back."""

from __future__ import annotations

import contextlib

from pettui.machine.hands import Failed
from pettui.machine.places import FILES, PROGRAM, UNIT
from pettui.machine.steps import Step
from pettui.machine.tree import Tree


def reload(tree: Tree) -> bool:
    """Let systemd, the kernel and logind read what was put in place."""
    tree.hands.run(["systemctl", "daemon-reload"])
    tree.hands.run(["systemctl", "daemon-reexec"])  # Ctrl+Alt+Del is decided by system.conf
    tree.hands.run(["sysctl", "--quiet", "--load", str(FILES["sysctl.conf"])])
    with contextlib.suppress(Failed):  # a machine without logind has no login prompts of its
        tree.hands.run(["systemctl", "kill", "--signal=HUP", "systemd-logind.service"])
    return True


def start(tree: Tree) -> bool:
    """Send login prompts away from the consoles and start the clock, or start it anew."""
    with contextlib.suppress(Failed):  # none may be there
        tree.hands.run(["systemctl", "stop", "getty@*.service"])
    tree.hands.run(["systemctl", "restart", "--no-block", UNIT])
    return True


STEPS = (
    Step("Systemd, kernel and logind read what was put in place", reload),
    Step(f"Login prompts stop, {UNIT} starts on tty1", start),
)
"""What is left to do on a machine that runs; an image does it when it boots."""


def stop(tree: Tree) -> None:
    """Stop the clock and unlock the console, while the program for it is still there."""
    with contextlib.suppress(Failed):  # it may never have started
        tree.hands.run(["systemctl", "stop", UNIT])
    if tree.at(PROGRAM / "bin" / "python").exists():
        with contextlib.suppress(Failed):  # a machine without that console
            tree.hands.run(
                [str(PROGRAM / "bin" / "python"), "-I", "-m", "pettui.machine.locking",
                 "--unlock", "/dev/tty1"]
            )  # fmt: skip


def give_back(tree: Tree) -> None:
    """Let systemd forget the unit, and a login prompt and the keys come back."""
    tree.hands.run(["systemctl", "daemon-reload"])
    tree.hands.run(["systemctl", "daemon-reexec"])
    for command in (
        ["systemctl", "kill", "--signal=HUP", "systemd-logind.service"],
        ["sysctl", "--quiet", "--system"],
        ["setupcon", "--force"],  # the keys that lost their magic, and the font
        ["systemctl", "start", "getty@tty1.service"],
    ):
        with contextlib.suppress(Failed):  # the next start of the machine does the same
            tree.hands.run(command)
