"""How commands speak: data to standard output, words to standard error."""

from __future__ import annotations

import sys
from typing import Any

from pettui.text import safe


def data(*lines: str) -> None:
    """Write lines of data; people's text in them is made harmless to a terminal."""
    sys.stdout.write("".join(f"{safe(line)}\n" for line in lines))


def data_json(value: Any) -> None:
    """Write a value for machines: UTF-8 JSON, as it is in the database."""
    import json

    # A terminal obeys no escape sequence here, because JSON writes control characters as \u00xx;
    # the rest of what `safe` removes stays, for machines should get what was entered.
    json.dump(value, sys.stdout, ensure_ascii=not _speaks_utf8(), indent=2)
    sys.stdout.write("\n")


def words(text: str) -> None:
    """Say something to the person; standard output stays clean for data."""
    sys.stdout.flush()
    sys.stderr.write(safe(text) + "\n")
    sys.stderr.flush()


def prepare() -> None:
    """Let no letter that the terminal's encoding lacks become an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
