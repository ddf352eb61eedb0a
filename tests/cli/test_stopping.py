"""Ctrl+C ends long work, also where Python swallowed it."""

from __future__ import annotations

import contextlib
import os
import signal

import pytest

from pettui.cli.lines import Lines
from pettui.cli.progress import Progress


@pytest.mark.parametrize("kind", [Lines, Progress])
def test_a_ctrl_c_that_nobody_heard_ends_the_work_at_its_next_step(
    kind: type[Lines] | type[Progress],
) -> None:
    before = signal.getsignal(signal.SIGINT)
    steps = []
    with pytest.raises(KeyboardInterrupt), kind() as told:
        for step in range(3):
            with contextlib.suppress(KeyboardInterrupt):  # as a callback of Python's own does
                if step == 1:
                    os.kill(os.getpid(), signal.SIGINT)
            steps.append(step)
            told("rows", step, 3)
    assert steps == [0, 1]
    assert signal.getsignal(signal.SIGINT) is before


def test_work_that_nobody_stops_goes_to_its_end() -> None:
    with Lines() as told:
        for step in range(3):
            told("rows", step, 3)
