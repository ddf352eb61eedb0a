"""Names of keys: as people write them, as Textual names them, as screens show them."""

from __future__ import annotations

import unicodedata

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "minus": "-",
    "underscore": "_",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "delete": "Del",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}
_NAMED = set(_SHOWN) | {f"f{number}" for number in range(1, 25)} | {"insert"}
_SAME = {"ctrl+m": "Enter", "ctrl+j": "Enter", "ctrl+i": "Tab", "ctrl+h": "Backspace"}
_OURS = {
    "escape": "Esc always goes back one level",
    "tab": "Tab moves between fields",
    "shift+tab": "Tab moves between fields",
    "ctrl+c": "ctrl+c copies",
}


def name_of(written: str) -> str:
    """Give Textual's name of one key as people write it (`,`, `U`, `F6`, `ctrl+p`, `comma`).

    Raises ValueError, in words, for what is no key or cannot be told from another one.
    """
    key = written.strip() or written[:1]
    if len(key) == 1:
        return _name_of_character(key)
    *modifiers, last = key.lower().split("+")
    if not last and modifiers:
        raise ValueError(f"{written!r} is not the name of a key")
    if "alt" in modifiers:
        raise ValueError(f"{key}: Alt reaches a program on some terminals only")
    if len(last) == 1:
        last = _name_of_character(last)
    elif last not in _NAMED and last not in _RENAMED.values():
        raise ValueError(f"{written!r} is not the name of a key")
    unknown = [modifier for modifier in modifiers if modifier not in ("ctrl", "shift")]
    if unknown:
        raise ValueError(f"{written!r} is not the name of a key")
    name = "+".join((*modifiers, last))
    if name in _SAME:
        raise ValueError(f"{key} is the same as {_SAME[name]} on a terminal")
    if name == "ctrl+enter":
        raise ValueError("ctrl+Enter is the same as Enter on most terminals")
    return name


def _name_of_character(character: str) -> str:
    if character == " ":
        return "space"
    if character.isalnum():
        return character
    try:
        name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    except ValueError:
        raise ValueError(f"{character!r} is not the name of a key") from None
    return _RENAMED.get(name, name)


def names_of(written: str) -> tuple[str, ...]:
    """Give the names of a key or of a sequence of keys (`g b`); raises ValueError in words."""
    if written == " ":
        return ("space",)
    return tuple(name_of(part) for part in written.split())


def why_not_ours(names: tuple[str, ...]) -> str:
    """Say why a key cannot be given to a command, "" when it can."""
    return _OURS.get(names[0], "")


def shown(names: tuple[str, ...]) -> str:
    """Write a key or a sequence as screens show it: `F2`, `g b`, `ctrl+p`, `?`."""
    return " ".join(_shown_one(name) for name in names)


def _shown_one(name: str) -> str:
    *modifiers, last = name.split("+")
    if last in _SHOWN:
        last = _SHOWN[last]
    elif last.startswith("f") and last[1:].isdigit():
        last = last.upper()
    elif len(last) > 1:
        last = _character_of(last)
    return "+".join((*modifiers, last))


def _character_of(name: str) -> str:
    """Give the character that Textual names so, such as `$` of `dollar_sign`; else the name."""
    name = next((own for own, renamed in _RENAMED.items() if renamed == name), name)
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name
