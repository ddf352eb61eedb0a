"""Makes this machine a time clock, and takes everything away again: both can be repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pettui.history.door import Refused
from pettui.machine import running, taking
from pettui.machine.hands import Failed, Hands
from pettui.machine.ledger import Entry
from pettui.machine.places import ACCOUNT, DATABASE, UNIT, carried
from pettui.machine.program import NotCopied, base_python, is_own, libraries
from pettui.machine.steps import STEPS
from pettui.machine.tree import Tree

Say = Callable[[str], None]


class Unfit(Refused):
    """The machine or the person cannot do this; nothing was changed."""


class StepFailed(Refused):
    """A step did not work; the text names it, what was done before it, and how to go on."""


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
    counting = [f"{number:2}/{len(steps)}  {step.words}" for number, step in enumerate(steps, 1)]
    if dry_run:
        say("This would be done, in this order; nothing is changed now:")
        for counted in counting:
            say(counted)
        _check(tree)
        return
    _check(tree)
    _check_person(tree)
    for number, (step, counted) in enumerate(zip(steps, counting, strict=True), 1):
        try:
            changed = step.do(tree)
        except (OSError, Failed, NotCopied) as error:
            raise StepFailed(_how_far(number, len(steps), step.words, error)) from error
        say(f"{counted}: {'done' if changed else 'as it was'}")
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
        _check_person(tree)
    entries = _in_order(tree)
    if not entries:
        say("No kiosk is installed here; nothing was changed.")
        return
    if dry_run:
        say("This would be taken away, in this order; nothing is changed now:")
        for entry in entries:
            say(f"  {_shown(entry)}")
        return
    live = tree.is_here and tree.hands.is_running()
    if live:
        with _part("Stopping the clock"):
            running.stop(tree)
    for entry in entries:
        with _part(_shown(entry)):
            say(f"{_shown(entry)}: {taking.take_away(tree, entry) or 'gone'}")
    if live:
        with _part("Giving the console back"):
            running.give_back(tree)


def _in_order(tree: Tree) -> list[Entry]:
    """Give what was put there, the last first; accounts after what belongs to them."""
    entries = list(reversed(tree.ledger.entries()))
    later = ("folder", "account")
    return [e for e in entries if e.kind not in later] + [e for e in entries if e.kind in later]


def _check(tree: Tree) -> None:
    """Refuse before anything is changed where it cannot end well."""
    try:
        base_python(tree.hands)
        if not is_own(tree):
            libraries()
    except NotCopied as error:
        raise Unfit(str(error)) from error
    if not carried(UNIT).is_file():
        raise Unfit(f"This pettui carries no {UNIT}; install it from its wheel or its sources.")
    if not tree.hands.finds("systemd-sysusers"):
        raise Unfit("The kiosk needs a Linux with systemd (systemd-sysusers was not found).")


def _check_person(tree: Tree) -> None:
    if not tree.hands.is_root():
        raise Unfit(
            "Only root can set up the machine. Run it as: sudo pettui kiosk --install (or"
            " --uninstall); with --dry-run it says every step and changes nothing."
        )


def _how_far(number: int, steps: int, words: str, error: Exception) -> str:
    said = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
    before = f"Steps 1 to {number - 1} are done." if number > 1 else "Nothing was done before it."
    return (
        f"Step {number} of {steps} did not work ({words}): {said}. {before}"
        " Put that right and run the same command again: it goes on from there."
    )


@contextmanager
def _part(words: str) -> Iterator[None]:
    """Do one part of the taking away; what does not work is named, and can be repeated."""
    try:
        yield
    except (OSError, Failed) as error:
        said = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
        raise StepFailed(
            f"{words} did not work: {said}. Put that right and run the same command again:"
            " what is gone already is no hindrance."
        ) from error


def _shown(entry: Entry) -> str:
    return f"account {ACCOUNT}" if entry.kind == "account" else f"{entry.kind} {entry.where}"
