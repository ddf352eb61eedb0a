"""Measures the time clock: its start, a punch, its memory and its rest."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import DESK, MINIMAL, start
from tests.bench.report import Row, high, median, ratio
from tests.bench.shops import ROOT, Made, environment
from tests.bench.terminal import Silent, Terminal

KIOSK = (*DESK, "kiosk")
BEFORE = "back to the clock"  # on the card that Enter punches from
QUIET = 0.15  # seconds of silence that end the answer to a key
PEOPLE = 6
BOUNCE = 0.2  # seconds between two Enters that are two


@dataclass(frozen=True)
class Clock:
    """A shop whose people have badges, and the surroundings of its clock."""

    path: Path
    badges: tuple[str, ...]
    number: str
    pin: str

    @property
    def environment(self) -> dict[str, str]:
        """Give the clock its own key for badges and PINs, and a folder of its own."""
        folder = self.path.parent
        own = {"PETTUI_PEPPER": str(folder / "pepper"), "XDG_STATE_HOME": str(folder / "state")}
        return environment(self.path) | own


def starts(demo: Made, rounds: int) -> list[Row]:
    """Start the clock, in turns with the minimal Textual app."""
    small: list[float] = []
    clocks: list[float] = []
    for number in range(rounds + 1):
        one = start(MINIMAL, lambda text: "minimal is painted" in text)
        two = start(KIOSK, lambda text: "then Enter, or your badge" in text, demo.path)
        if number:  # the first round warms the disk's cache
            small.append(one)
            clocks.append(two)
    return [ratio(clocks, small, 1.5, "kiosk to its first picture / minimal app")]


def punches(demo: Made) -> list[Row]:
    """Clock everybody in, to a break, back and out by their badges; then look at the memory."""
    with _clock(demo) as clock:
        terminal = _opened(clock)
        try:
            shown = [_punched(terminal, badge, key) for badge in clock.badges for key in _KINDS]
            named = _named(terminal, clock)
            memory = terminal.resident()
        finally:
            terminal.close()
    middle = median(shown)
    said = f"{middle:.1f} ms (95th {high(shown):.1f}, {len(shown)} punches)"
    return [
        Row("punch: Enter to committed and shown", said, "100 ms", middle <= 100),
        Row("a PIN's Enter to the person's card", f"{named:.0f} ms", "with its hash", None),
        Row("memory of the kiosk after them", f"{memory:.1f} MB", "55 MB", memory <= 55),
    ]


_KINDS = ("", "2", "", "1")  # in, to a break, back from it, out


def rest(demo: Made, seconds: float) -> list[Row]:
    """Let the clock stand; then let a minute turn."""
    with _clock(demo) as clock:
        terminal = _opened(clock)
        try:
            if time.time() % 60 > 58 - seconds:
                _turn(terminal)
            idle = terminal.listen(seconds)
            minute = _turn(terminal)
        finally:
            terminal.close()
    share = 100 * idle.seconds / seconds
    return [
        Row("bytes of an idle kiosk", f"{idle.bytes} in {seconds:.0f} s", "0", not idle.bytes),
        Row("bytes of its minute's change", str(minute), "the clock's", minute <= 6000),
        Row("processor of an idle kiosk", f"{share:.2f} %", "0.2 %", share <= 0.2),
    ]


def _turn(terminal: Terminal) -> int:
    """Wait for the minute to turn, and give the bytes of that."""
    return terminal.listen(60 - time.time() % 60 + 1.5).bytes


def _opened(clock: Clock) -> Terminal:
    terminal = Terminal(KIOSK, clock.environment, ROOT)
    terminal.wait_for(lambda text: "then Enter, or your badge" in text)
    terminal.press("", quiet=0.8, limit=1.0)
    return terminal


def _punched(terminal: Terminal, badge: str, choice: str) -> float:
    """Make one punch by badge; give the milliseconds from Enter to the confirmation."""
    terminal.press(f"{badge}\r", quiet=QUIET)
    if choice:
        terminal.press(choice, quiet=QUIET)
    if BEFORE not in terminal.text:
        raise Silent(f"{badge} names nobody: {terminal.text}")
    time.sleep(BOUNCE)
    answer = terminal.press("\r", quiet=QUIET)
    if BEFORE in terminal.text or "Not saved" in terminal.text:
        raise Silent(f"Enter does not punch: {terminal.text}")
    return 1000 * answer.seconds


def _named(terminal: Terminal, clock: Clock) -> float:
    terminal.press(f"{clock.number}\r", quiet=QUIET)
    terminal.press(clock.pin, quiet=QUIET)
    return 1000 * terminal.press("\r", quiet=0.5).seconds


@contextmanager
def _clock(demo: Made) -> Iterator[Clock]:
    """Copy a made-up shop, with badges for all and a PIN for one, as dear as this machine bears."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(demo.path, Path(folder) / "shop.db"))
        os.environ["PETTUI_PEPPER"] = str(path.with_name("pepper"))
        try:
            yield _given(path)
        finally:
            del os.environ["PETTUI_PEPPER"]


def _given(path: Path) -> Clock:
    from db import connection
    from pettui.history.actor import Actor
    from pettui.history.door import change
    from pettui.team.founding import add_employee
    from pettui.team.shop import load_shop
    from pettui.team.timeclock import people, secrets

    by, pin = Actor(None, "Bench", "bench"), "736182"
    connection.bind(connection.Target(path, "")).connect()
    try:
        shop = load_shop()
        with change("hired for a measurement", by) as door:  # who is in, and why, is theirs
            new = {add_employee(door, shop.branch, f"Bench {n}", "Bench") for n in range(PEOPLE)}
        staff = [one for one in people.everybody(shop.branch) if one.employee in new]
        secrets.set_pin(shop, staff[0].employee, pin, by, new_key=True)
        badges = tuple(f"98765{number:05}" for number, _ in enumerate(staff))
        for person, badge in zip(staff, badges, strict=True):
            secrets.assign_badge(shop, person.employee, badge, by)
        return Clock(path, badges, str(staff[0].number), pin)
    finally:
        connection.close()
