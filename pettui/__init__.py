"""FLOOR 2: what the shop knows. Rules, commands; no screen, no widget."""

from __future__ import annotations

__version__ = "0.1.0"
