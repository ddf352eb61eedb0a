"""Where pettui's files live, and what the configuration file says."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from db.connection import Target

_KNOWN = {"database": str, "theme": str, "mouse": bool, "slow": bool, "keys": dict}
_WORDS = {str: 'a text in quotes, such as "..."', bool: "true or false", dict: "a [table]"}


class Misconfigured(Exception):
    """The configuration cannot be used; the text names file, line and key."""


class Config(NamedTuple):
    """What the configuration file says.

    Attributes:
        path: the file, whether it exists or not.
        database: a path or URL, "" when the file names none.
        theme: the name of a theme, "" for pettui's own.
        mouse: whether the mouse is used.
        slow: whether the line to the terminal is a slow one; None finds it out.
        keys: keys by command id, as written (`"m, f6"`).
    """

    path: Path
    database: str = ""
    theme: str = ""
    mouse: bool = True
    slow: bool | None = None
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def config_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Give the path of the configuration file; `PETTUI_CONFIG` names another."""
    named = environ.get("PETTUI_CONFIG", "").strip()
    if named:
        return Path(named).expanduser().absolute()
    if sys.platform == "linux":  # what platformdirs says there, which costs 5 ms to load
        base = environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(base) if base else Path.home() / ".config") / "pettui/config.toml"
    import platformdirs

    return platformdirs.user_config_path("pettui") / "config.toml"


def data_dir() -> Path:
    """Give the folder of the database, unless something else names one."""
    import platformdirs

    return platformdirs.user_data_path("pettui")


def state_dir() -> Path:
    """Give the folder of the log and of what pettui remembers between starts."""
    import platformdirs

    return platformdirs.user_state_path("pettui")


def log_file() -> Path:
    """Give the path of the log, into which unexpected errors are written."""
    return state_dir() / "pettui.log"


def load_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Read the configuration file; raises Misconfigured. A file that is not there says nothing."""
    path = config_file(environ)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if environ.get("PETTUI_CONFIG", "").strip():
            raise Misconfigured(f"PETTUI_CONFIG names {path}, which does not exist.") from None
        return Config(path)
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path} cannot be read: {error}.") from error
    return read_config(text, path)


def read_config(text: str, path: Path) -> Config:
    """Read the text of a configuration file; raises Misconfigured."""
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(f"{path} is not valid TOML: {error}.") from error
    for name, value in found.items():
        where = f"{path}, line {_line_of(text, name)}"
        if name not in _KNOWN:
            known = ", ".join(_KNOWN)
            raise Misconfigured(f"{where}: there is no setting {name!r}. There are {known}.")
        if not isinstance(value, _KNOWN[name]):
            raise Misconfigured(f"{where}: {name} must be {_WORDS[_KNOWN[name]]}.")
    keys = {
        command: _read_keys(command, value, f"{path}, line {_line_of(text, command)}")
        for command, value in _flat(found.pop("keys", {})).items()
    }
    database = found.pop("database", "").strip()
    if database and "://" not in database:
        database = str(path.parent / Path(database).expanduser())
    return Config(path, database=database, keys=keys, **found)


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Give `book.move = "m"` the same meaning with and without quotes around the id."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        else:
            found[before + name] = value
    return found


def _read_keys(command: str, value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise Misconfigured(f'{where}: the keys of {command} must be a text, such as "m, f6".')


def _line_of(text: str, name: str) -> int:
    """Give the number of the line that begins with a key, as a person would look for it."""
    last = name.rpartition(".")[2]
    for part in (name, last):
        begins = re.compile(rf"""^\s*\[?\s*([\w.]+\.)?["']?{re.escape(part)}["']?\s*[\].=]""")
        for number, line in enumerate(text.splitlines(), 1):
            if begins.match(line):
                return number
    return 1


def target(config: Config, environ: Mapping[str, str] = os.environ) -> Target:
    """Give the database: `PETTUI_DATABASE`, else the configuration's, else one of its own.

    Raises db.connection.Unusable for a name that means nothing.
    """
    from db.connection import Target

    named = environ.get("PETTUI_DATABASE", "").strip() or config.database
    if named:
        return Target.parse(named)
    return Target(data_dir() / "shop.db", "")


def remembered(name: str) -> Any:
    """Give what was remembered at an earlier start, None when nothing was."""
    try:
        return json.loads((state_dir() / "remembered.json").read_text(encoding="utf-8"))[name]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(name: str, value: Any) -> None:
    """Remember a value until the next start; a folder that cannot be written is no error."""
    path = state_dir() / "remembered.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        if not isinstance(known, dict):
            known = {}
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(known | {name: value}, indent=1), encoding="utf-8")
        draft.replace(path)
    except OSError:
        return
