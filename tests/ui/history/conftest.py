"""The shop of the tests of signing in: its clock, and a file at which people sign in."""

from __future__ import annotations

from tests.ui.access.conftest import cheap_hashes, clock, guarded_file

__all__ = ["cheap_hashes", "clock", "guarded_file"]
