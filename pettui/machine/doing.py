"""Does the steps of an installation, and takes away again what was put there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from pettui.history.door import Refused
from pettui.machine import taking
from pettui.machine.hands import Failed
from pettui.machine.ledger import Entry
from pettui.machine.places import SETTINGS
from pettui.machine.program import NotCopied, base_python, is_own, libraries
from pettui.machine.steps import Step
from pettui.machine.tree import Tree

Say = Callable[[str], None]
_LAST = ("folder", "group", "account")


class Unfit(Refused):
    """The machine or the person cannot do this; nothing was changed."""


class StepFailed(Refused):
    """A step did not work; the text names it, what was done before it, and how to go on."""


def tell(steps: Sequence[Step], say: Say) -> None:
    """Say every step, and do none."""
    say("This would be done, in this order; nothing is changed now:")
    for counted in _counting(steps):
        say(counted)


def carry_out(tree: Tree, steps: Sequence[Step], say: Say) -> None:
    """Do all steps in their order; raises StepFailed at the first that does not work."""
    for number, (step, counted) in enumerate(zip(steps, _counting(steps), strict=True), 1):
        try:
            changed = step.do(tree)
        except (OSError, Failed, NotCopied) as error:
            raise StepFailed(_how_far(number, len(steps), step.words, error)) from error
        say(f"{counted}: {'done' if changed else 'as it was'}")


def _counting(steps: Sequence[Step]) -> list[str]:
    return [f"{number:2}/{len(steps)}  {step.words}" for number, step in enumerate(steps, 1)]


def _how_far(number: int, steps: int, words: str, error: Exception) -> str:
    said = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
    before = f"Steps 1 to {number - 1} are done." if number > 1 else "Nothing was done before it."
    return (
        f"Step {number} of {steps} did not work ({words}): {said}. {before}"
        " Put that right and run the same command again: it goes on from there."
    )


def in_order(tree: Tree) -> list[Entry]:
    """Give what was put there, the last first.

    Accounts go after what belongs to them, and the folder of the list itself at the end: what does
    not work before that can be repeated.
    """

    def when(entry: Entry) -> int:
        if entry == Entry("folder", str(SETTINGS)):
            return len(_LAST) + 1
        return _LAST.index(entry.kind) + 1 if entry.kind in _LAST else 0

    return sorted(reversed(tree.ledger.entries()), key=when)


def tell_what_goes(entries: Sequence[Entry], say: Say) -> None:
    """Say what would be taken away, and take nothing."""
    say("This would be taken away, in this order; nothing is changed now:")
    for entry in entries:
        say(f"  {shown(entry)}")


def take_all(tree: Tree, entries: Sequence[Entry], say: Say) -> None:
    """Take things away; raises StepFailed at the first that does not go."""
    for entry in entries:
        with part(shown(entry)):
            say(f"{shown(entry)}: {taking.take_away(tree, entry) or 'gone'}")


@contextmanager
def part(words: str) -> Iterator[None]:
    """Do one part of the taking away; what does not work is named, and can be repeated."""
    try:
        yield
    except (OSError, Failed) as error:
        said = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
        raise StepFailed(
            f"{words} did not work: {said}. Put that right and run the same command again:"
            " what is gone already is no hindrance."
        ) from error


def shown(entry: Entry) -> str:
    """Name a thing that was put there."""
    name = entry.where.lstrip("/")
    if entry.kind in ("account", "group"):
        return f"{entry.kind} {name}"
    if entry.kind == "member":
        group, _, account = name.partition("/")
        return f"account {account} in the group {group}"
    if entry.kind == "shell":
        return f"the login of the account {name.partition('/')[0]}"
    return f"{'file' if entry.kind == 'kept' else entry.kind} {entry.where}"


def check_copy(tree: Tree) -> None:
    """Raise Unfit where the program that runs could not be copied, before anything is changed."""
    try:
        base_python(tree.hands)
        if not is_own(tree):
            libraries()
    except NotCopied as error:
        raise Unfit(str(error)) from error
    if not tree.hands.finds("systemd-sysusers"):
        raise Unfit("This needs a Linux with systemd (systemd-sysusers was not found).")


def check_person(tree: Tree, command: str) -> None:
    """Raise Unfit unless root runs a command."""
    if not tree.hands.is_root():
        raise Unfit(
            f"Only root can set up the machine. Run it as: sudo {command} (or --uninstall);"
            " with --dry-run it says every step and changes nothing."
        )
