"""Twelve people book over SSH at once: nothing overlaps, nothing is lost, and they fit in."""

from __future__ import annotations

from pathlib import Path

from tests.ssh.crowd import DOGS, MEMORY, storm
from tests.ssh.server import Server
from tests.stress.crew import scale


def test_twelve_book_at_once(server: Server, tmp_path: Path) -> None:
    seconds = scale("PETTUI_STRESS_SECONDS", 8)
    outcome = storm(server, tmp_path / "crowd.db", seconds, pause=0.5)
    assert outcome.complaints == []
    assert outcome.booked >= len(DOGS)
    assert max(outcome.share) <= MEMORY, outcome.words()
