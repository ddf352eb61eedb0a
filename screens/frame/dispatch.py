"""An app whose keys, sequences of keys and palette all run commands of the one table."""

from __future__ import annotations

import inspect
from typing import Any

from screens.frame.commands import Command, handler, table
from screens.frame.keymap import KeyMap
from screens.frame.keys import shown
from screens.frame.screen import DeskScreen
from screens.frame.typeahead import TypeAheadApp


class CommandApp(TypeAheadApp):
    """Runs commands by their ids; tells why one does not apply."""

    def __init__(self, keys: KeyMap, **more: Any) -> None:
        super().__init__(**more)
        self.keys = keys
        everywhere = [command.id for command in table().values() if command.everywhere]
        self._urgent = {names[0] for found in everywhere for names in keys.keys[found]}
        self._prefix = ""

    def say(self, words: str) -> None:
        """Show some words for a while."""
        self.notify(words, markup=False)

    def is_urgent(self, key: str) -> bool:
        """Let a key that works everywhere wait for nothing."""
        return key in self._urgent

    def allows(self, command_id: str) -> bool:
        """Tell whether a command is there at all just now."""
        return True

    def ask_first(self, command: Command) -> bool:
        """Ask somebody else where whoever sits here may not use a command; tells whether it does.

        Once it is allowed, the command is run from there.
        """
        return False

    async def take_key(self, key: str) -> bool:
        """Take the second key of a sequence."""
        if not self._prefix:
            return False
        prefix, self._prefix = self._prefix, ""
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return False
        screen.show_hint("")
        command = self.keys.sequences(prefix, screen.AREAS).get(key)
        if command is not None:
            await self.action_command(command)
        elif key != "escape":
            self.say(f"{shown((prefix, key))} is no command.")
        return True

    def action_prefix(self, key: str) -> None:
        """Wait for the second key of a sequence, and show which there are."""
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        there = {command.id: command for command in screen.commands()}
        second = self.keys.sequences(key, screen.AREAS)
        choices = [(shown((k,)), there[i].words) for k, i in second.items() if i in there]
        self._prefix = key
        screen.show_hint(_hint(shown((key,)), choices, screen.size.width - 2))

    async def action_command(self, command_id: str) -> None:
        """Do a command, or say why it does not apply just now."""
        if not self.allows(command_id):
            return
        command = table()[command_id]
        screen = self.screen
        why_not = screen.why_not(command) if isinstance(screen, DeskScreen) else ""
        if why_not:
            self.say(why_not)
            return
        if not self.ask_first(command):
            await self.run_command(command)

    async def run_command(self, command: Command) -> None:
        """Do a command."""
        screen = self.screen
        do = handler(command, screen, self)
        result = do() if do is not None else None
        if inspect.isawaitable(result):
            await result


def _hint(key: str, choices: list[tuple[str, str]], width: int) -> str:
    """List the second keys of a sequence, on two lines where one would cut the words too short."""
    from screens.book.grid.cells import shorten

    half = (len(choices) + 1) // 2
    hint = ""
    for most, gap, lines in (
        (40, 2, 1), (12, 2, 1), (9, 2, 1), (7, 1, 1),
        (40, 2, 2), (40, 1, 2), (12, 2, 2),
        (9, 1, 2), (7, 1, 2), (6, 1, 2), (5, 1, 2), (4, 1, 2), (3, 1, 2),
    ):  # fmt: skip
        words = [f"{second} {shorten(label, most)}" for second, label in choices]
        parts = [words] if lines == 1 else [words[:half], words[half:]]
        parts[0] = [f"{key} …", *parts[0]]
        parts[-1] = [*parts[-1], "Esc back"]
        shown = [(" " * gap).join(part) for part in parts]
        hint = "\n    ".join(shown)
        if all(len(line) <= width for line in (shown[0], f"    {shown[-1]}")):
            break
    return hint
