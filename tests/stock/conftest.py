"""The day on which the tests of services and prices happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
        yield
