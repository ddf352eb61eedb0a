"""Eight terminals do everything at random; the oracle looks at what is left."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.stress import oracle, world
from tests.stress.crew import Crew, Line, scale

TERMINALS = 8
ACTS = 30  # that each does, where the machine is so slow that the time would not do
SLOWEST = 0.5  # seconds; what issue and design allow at a human pace


def run(tmp_path: Path, *, employees: int, days: int, seconds: float, pace: float) -> list[Line]:
    """Let eight terminals loose on a new shop, judge it, and give all that they were told."""
    database = tmp_path / "crowd.db"
    world.make(database, employees=employees)
    crew = Crew(database, tmp_path)
    try:
        for number in range(TERMINALS):
            crew.hire(
                f"desk{number}", 100 * employees + number, f"--days={days}",
                f"--seconds={seconds}", f"--per-second={pace}",
                f"--at-least={6 if pace else ACTS}",
            )  # fmt: skip
        crew.go()
        crew.wait()
    finally:
        crew.end()
    assert oracle.judge(database) == []
    assert oracle.lost(database, crew.logs()) == []
    return [line for _, lines in crew.logs() for line in lines]


@pytest.mark.parametrize(
    ("employees", "days"), [(2, 2), (6, 3), (1, 1)], ids=["few", "many", "hot"]
)
def test_nothing_overlaps_and_nothing_is_lost(tmp_path: Path, employees: int, days: int) -> None:
    seconds = scale("PETTUI_STRESS_SECONDS", 3)
    told = run(tmp_path, employees=employees, days=days, seconds=seconds, pace=0)
    results = Counter(line["result"] for line in told)
    kinds = {line["did"] for line in told if line["result"] == "saved"}
    # The storm was one: things were saved and refused, and undone.
    assert results["saved"] > 20
    assert results["refused"] > 5
    assert {"book", "cancel", "undo"} <= kinds
    assert results["busy"] == 0


def test_nobody_waits_long_at_a_human_pace(tmp_path: Path) -> None:
    seconds = scale("PETTUI_STRESS_SECONDS", 5)
    told = run(tmp_path, employees=4, days=3, seconds=seconds, pace=2)
    waits = sorted(line["took"] for line in told if "took" in line)
    # How late a sleeping process wakes is what the machine takes, not the program. A turn at the
    # gate can meet that once for each terminal before it.
    machine = max(line["late"] for line in told if line["result"] == "slept")
    assert len(waits) > TERMINALS * seconds / 2
    assert waits[-1] <= SLOWEST + TERMINALS * machine, (
        f"slowest of {len(waits)}: {waits[-5:]}, machine late by {machine:.3f} s"
    )
