"""The wall clock of the small shop stands at its Monday, 10:42."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Begin at 10:42 in New York."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True) as traveller:
        yield traveller
