"""The command table: its type, and what keys, footer, palette, help and key map read from it.

How a screen gets commands:

1. Its area's commands stand in `screens.frame.table` (id `area.verb`).
2. The screen subclasses `screens.frame.screen.DeskScreen`, names its areas and takes their keys::

       class BookScreen(DeskScreen):
           AREAS = ("book",)
           BINDINGS = bindings("book")

           def action_book_move(self) -> None: ...

3. A command is there (key, footer, palette, help) once the screen or the app has its method:
   `book.move` runs `action_book_move`. What has no method is not listed anywhere.
4. A command names the rights that it takes. Whoever lacks one sees it dimmed; its key says which
   right that is, and asks whether somebody else allows it (`screens.team.access.override`).
5. The screen sets `self.context`; `Command.when` reads it and says why a command does not apply
   just now. Such a command is dimmed, and its key tells the reason instead of doing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from screens.frame import keys as key_names
from screens.frame.context import Context

if TYPE_CHECKING:
    from textual.binding import BindingType

GLOBAL = ("desk", "go")
"""The areas whose commands are there on every screen."""


def always(context: Context) -> str:
    """Let a command apply everywhere."""
    return ""


class Command(NamedTuple):
    """One thing that a person can do.

    Attributes:
        id: `area.verb`; the key map names it so.
        keys: keys as people write them; two keys with a blank between are typed one by one.
        words: the label in footer and palette.
        help: one sentence that says what it does.
        group: the heading in the help.
        footer: the rank in the footer, 1 first; 0 stays out of it.
        when: gives the reason why it does not apply just now, "" when it does.
        everywhere: works over an open dialog too.
        rights: what whoever uses it must have, all of them. It is dimmed for whoever lacks one;
            whether something is written is decided by the rules alone.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    help: str
    group: str
    footer: int = 0
    when: Callable[[Context], str] = always
    everywhere: bool = False
    rights: tuple[str, ...] = ()

    @property
    def area(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """The name of the method that does it."""
        return "action_" + self.id.replace(".", "_")

    @property
    def default_keys(self) -> tuple[tuple[str, ...], ...]:
        """The keys by Textual's names, each a sequence of one or more."""
        return tuple(key_names.names_of(key) for key in self.keys)


@cache
def table() -> dict[str, Command]:
    """Give all commands by id, in the order of the table."""
    from screens.frame.table import COMMANDS

    return {command.id: command for command in COMMANDS}


def in_areas(areas: Iterable[str]) -> list[Command]:
    """Give the commands of these areas, in the order of the table."""
    wanted = set(areas)
    return [command for command in table().values() if command.area in wanted]


def bindings(*areas: str) -> list[BindingType]:
    """Give Textual's bindings of these areas; the key map replaces their keys by their ids."""
    from textual.binding import Binding

    found: list[BindingType] = []
    prefixes: dict[str, None] = {}
    for command in in_areas(areas):
        single = [names[0] for names in command.default_keys if len(names) == 1]
        prefixes.update((names[0], None) for names in command.default_keys if len(names) > 1)
        found.append(
            Binding(
                ",".join(single) or unbound(command.id),
                f"app.command('{command.id}')",
                command.words,
                id=command.id,
                priority=command.everywhere,
            )
        )
    found += [Binding(key, f"app.prefix('{key}')", show=False) for key in prefixes]
    return found


def unbound(command_id: str) -> str:
    """Give a name that no key has, for a command that is reached by a sequence or not at all."""
    return f"unbound_{command_id}"


def handler(command: Command, *nodes: Any) -> Callable[[], Any] | None:
    """Give the method that does a command, of the first node that has it."""
    for node in nodes:
        found: Callable[[], Any] | None = getattr(node, command.method, None)
        if found is not None:
            return found
    return None
