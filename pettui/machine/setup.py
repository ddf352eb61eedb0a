"""Makes this machine a time clock, and takes everything away again: both can be repeated."""

from __future__ import annotations

from pathlib import Path

from pettui.machine import doing, running
from pettui.machine.doing import Say, Unfit
from pettui.machine.hands import Hands
from pettui.machine.places import DATABASE, UNIT, carried
from pettui.machine.steps import STEPS
from pettui.machine.tree import Tree


def install(
    root: Path = Path("/"),
    *,
    dry_run: bool = False,
    say: Say = print,
    hands: Hands | None = None,
) -> None:
    """Put the kiosk's unit, account, folders, program, font and locked keys in place.

    `root` is where the machine's files are (another tree than `/` is prepared, not started);
    `dry_run` says every step and changes nothing. Raises Unfit or StepFailed.
    """
    tree = Tree(root, hands or Hands())
    live = tree.is_here and tree.hands.is_running()
    steps = [*STEPS, *(running.STEPS if live else ())]
    if dry_run:
        doing.tell(steps, say)
        _check(tree)
        return
    _check(tree)
    doing.check_person(tree, "pettui kiosk --install")
    doing.carry_out(tree, steps, say)
    if not tree.at(DATABASE).exists():
        say(
            f"There is no shop at {DATABASE} yet, and the clock waits for one:"
            f" pettui --database {DATABASE} init makes it, and `pettui kiosk --install`"
            " once more gives it the right owner."
        )
    say("The clock runs on tty1." if live else f"The clock ({UNIT}) starts with the machine.")


def uninstall(
    root: Path = Path("/"),
    *,
    dry_run: bool = False,
    say: Say = print,
    hands: Hands | None = None,
) -> None:
    """Take away what `install` put there, never the shop's data; raises Unfit or StepFailed."""
    tree = Tree(root, hands or Hands())
    if not dry_run:
        doing.check_person(tree, "pettui kiosk --install")
    entries = doing.in_order(tree)
    if not entries:
        say("No kiosk is installed here; nothing was changed.")
        return
    if dry_run:
        doing.tell_what_goes(entries, say)
        return
    live = tree.is_here and tree.hands.is_running()
    if live:
        with doing.part("Stopping the clock"):
            running.stop(tree)
    doing.take_all(tree, entries, say)
    if live:
        with doing.part("Giving the console back"):
            running.give_back(tree)


def _check(tree: Tree) -> None:
    """Refuse before anything is changed where it cannot end well."""
    doing.check_copy(tree)
    if not carried(UNIT).is_file():
        raise Unfit(f"This pettui carries no {UNIT}; install it from its wheel or its sources.")
