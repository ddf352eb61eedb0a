"""Which keys run which command: the table's own, or the user's where the configuration says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from screens.frame import keys as key_names
from screens.frame.commands import GLOBAL, Command, table, unbound

Names = tuple[str, ...]  # one key, or two that are typed in a row
Keys = Mapping[str, tuple[Names, ...]]  # by command id


class Offer(NamedTuple):
    """A command as a screen offers it now: its key, and why it does not apply ("" if it does).

    `lacks` is the right that whoever sits here lacks for it, "" for none.
    """

    command: Command
    key: str
    why_not: str
    lacks: str = ""


class KeyMap(NamedTuple):
    """All keys by command id; `problems` says in words what the configuration got wrong."""

    keys: Keys
    problems: tuple[str, ...] = ()
    changed: frozenset[str] = frozenset()

    def shown(self, command_id: str) -> str:
        """Give the first key of a command as screens show it, "" when it has none."""
        found = self.keys.get(command_id, ())
        return key_names.shown(found[0]) if found else ""

    def all_shown(self, command_id: str) -> str:
        """Give all keys of a command as screens show them."""
        return ", ".join(key_names.shown(names) for names in self.keys.get(command_id, ()))

    def sequences(self, prefix: str, areas: Iterable[str]) -> dict[str, str]:
        """Give the commands that begin with a key, by their second key."""
        wanted = {*GLOBAL, *areas}
        return {
            names[1]: command_id
            for command_id, found in self.keys.items()
            for names in found
            if len(names) > 1 and names[0] == prefix and table()[command_id].area in wanted
        }

    def for_textual(self) -> dict[str, str]:
        """Give the changed keys in the form of `App.set_keymap`."""
        single = {
            command_id: [names[0] for names in self.keys[command_id] if len(names) == 1]
            for command_id in self.changed
        }
        return {i: ",".join(names) or unbound(i) for i, names in single.items()}


def read_keys(wanted: Mapping[str, Sequence[str]]) -> KeyMap:
    """Lay the user's keys over the table's. What cannot be done is left as it was, and told."""
    commands = table()
    keys: dict[str, tuple[Names, ...]] = {i: c.default_keys for i, c in commands.items()}
    problems: list[str] = []
    changed: dict[str, tuple[Names, ...]] = {}
    for command_id, written in wanted.items():
        if command_id not in commands:
            problems.append(_unknown(command_id))
            continue
        try:
            changed[command_id] = tuple(_read(command_id, key) for key in written)
        except ValueError as error:
            problems.append(f"Keys: {error}. {command_id} keeps its own keys.")
    for command_id, names in list(changed.items()):
        others = keys | {i: n for i, n in changed.items() if i != command_id}
        clash = _clash(commands[command_id], names, others)
        if clash:
            problems.append(clash)
            del changed[command_id]
    return KeyMap(keys | changed, tuple(problems), frozenset(changed))


def _read(command_id: str, written: str) -> Names:
    names = key_names.names_of(written)
    if not names or len(names) > 2:
        raise ValueError(f"{written!r} for {command_id} is neither one key nor two in a row")
    ours = key_names.why_not_ours(names)
    if ours:
        raise ValueError(f"{written} cannot be given to {command_id}: {ours}")
    return names


def _unknown(command_id: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(command_id, table(), 1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"Keys: there is no command {command_id!r}.{hint}"


def _clash(
    command: Command, names: tuple[Names, ...], keys: Mapping[str, tuple[Names, ...]]
) -> str:
    """Say which other command has a key already that is there at the same time."""
    for other_id, taken in keys.items():
        other = table()[other_id]
        if other_id == command.id or not _meet(command, other):
            continue
        for mine in names:
            for theirs in taken:
                short = min(len(mine), len(theirs))
                if mine[:short] == theirs[:short] and (mine == theirs or len(mine) != len(theirs)):
                    return (
                        f"Keys: {key_names.shown(mine)} is {other_id} ({other.words}) already;"
                        f" {command.id} keeps its own keys."
                    )
    return ""


def _meet(one: Command, other: Command) -> bool:
    return one.area == other.area or one.area in GLOBAL or other.area in GLOBAL
