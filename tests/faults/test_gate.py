"""A writer that stops in the middle of its work, while others want to work."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection, gate
from db.models import Client
from pettui.book.loading import load_day
from pettui.history.door import change
from pettui.team.shop import load_shop
from tests.faults.helpers import start
from tests.small_shop import DANA, DAY, unbind

PATIENCE = 0.2


@pytest.fixture
def holder(shop_file: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a process that holds the gate, with a change that is not committed."""
    process = start("tests.faults.holder", str(shop_file), "kiosk")
    assert process.stdout is not None
    assert process.stdout.readline() == "holding\n"
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.fixture
def patient(holder: subprocess.Popen[str], shop_file: Path) -> Iterator[None]:
    """Open the shop, with little patience at the gate."""
    connection.bind(connection.Target(shop_file, ""), patience=PATIENCE)
    with connection.connected():
        yield
    unbind()


def rename() -> None:
    """Write something."""
    with change("renamed", DANA) as door:
        door.update(Client.get_by_id(2), first_name="Later")


@pytest.mark.usefixtures("patient")
def test_a_stopped_writer_is_named_and_reading_goes_on(holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGSTOP)
    begun = time.monotonic()
    with pytest.raises(gate.Busy) as caught:
        rename()
    assert time.monotonic() - begun < 100 * PATIENCE  # it gave up, and did not wait for the end
    assert f"kiosk (process {holder.pid})" in str(caught.value)
    assert "Nothing was saved; try again." in str(caught.value)
    # Reading does not stand at the gate, and sees nothing of what is not committed.
    assert len(load_day(load_shop(), DAY).blocks) >= 3
    assert Client.get_by_id(1).first_name == "Maria"
    os.kill(holder.pid, signal.SIGCONT)
    output, _ = holder.communicate()
    assert output == "saved\n"
    rename()
    assert Client.get_by_id(1).first_name == "Changed"
    assert Client.get_by_id(2).first_name == "Later"


@pytest.mark.usefixtures("patient")
def test_a_killed_writer_leaves_the_gate_open_and_nothing_half_done(
    holder: subprocess.Popen[str],
) -> None:
    os.kill(holder.pid, signal.SIGSTOP)
    holder.kill()  # works on a stopped process too
    holder.wait()
    rename()
    assert Client.get_by_id(1).first_name == "Maria"
    assert Client.get_by_id(2).first_name == "Later"


@pytest.mark.usefixtures("patient")
def test_waiting_in_vain_costs_no_file_handles(holder: subprocess.Popen[str]) -> None:
    def handles() -> int:
        return len(os.listdir("/proc/self/fd"))

    before = handles()
    for _ in range(5):
        with pytest.raises(gate.Busy):
            rename()
    holder.communicate()
    rename()
    deadline = time.monotonic() + 5
    while handles() > before and time.monotonic() < deadline:
        time.sleep(0.01)  # those who gave up let go in threads of their own
    assert handles() <= before
