"""What the machine says about where the shop is: guesses that `init` offers, never decides."""

from __future__ import annotations

import os
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
FALLBACK = "en_US"


def zone() -> str:
    """Give the machine's IANA zone, "" when it does not tell one."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    if named.startswith("/"):
        return _below_zoneinfo(named)
    try:
        return _below_zoneinfo(str(LOCALTIME.resolve()))
    except OSError:
        return ""


def _below_zoneinfo(path: str) -> str:
    _, found, name = path.partition("zoneinfo/")
    name = name.removeprefix("posix/").removeprefix("right/")
    return name if found and "/" in name and not name.startswith("Etc/") else ""


def locale() -> str:
    """Give the person's locale as the environment names it, `en_US` when it names none."""
    for name in ("LC_ALL", "LC_MONETARY", "LANG"):
        value = os.environ.get(name, "").partition(".")[0].partition("@")[0]
        language, _, territory = value.partition("_")
        if len(language) == 2 and len(territory) == 2:
            return value
    return FALLBACK


def currency(locale: str) -> str:
    """Give the currency of a locale's country, "" when it is unknown."""
    from babel.numbers import get_territory_currencies

    try:
        return str(get_territory_currencies(locale.partition("_")[2] or "US")[-1])
    except (LookupError, ValueError):
        return ""
