"""Writes `docs/export.md` anew from the models: `python -m tests.exports.docs`."""

from __future__ import annotations

from pathlib import Path

from pettui.exports import readme

PAGE = Path(__file__).parents[2] / "docs" / "export.md"

if __name__ == "__main__":
    PAGE.write_text(readme.page(), encoding="utf-8")
