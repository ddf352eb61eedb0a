"""Measures the program: starts, commands, keys, memory, idleness, and eight terminals at once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.report import Row, high, median, ratio
from tests.bench.shops import ROOT, Made, environment
from tests.bench.terminal import Silent, Terminal

PYTHON = os.environ.get("PETTUI_BENCH_PYTHON", sys.executable)  # another environment's
DESK = (PYTHON, "-m", "pettui")
MINIMAL = (PYTHON, "-m", "tests.bench.minimal")
GAP = 0.04  # seconds of silence that end the answer to a key
Shows = Callable[[str], bool]


def start(command: tuple[str, ...], shows: Shows, database: Path | None = None) -> float:
    """Give the seconds from exec to the painted screen."""
    terminal = Terminal(command, environment(database), ROOT)
    try:
        return terminal.wait_for(shows).seconds
    finally:
        terminal.close()


def run(command: tuple[str, ...], database: Path | None = None) -> float:
    """Give the seconds that a command takes from exec to its end."""
    begun = time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, env=environment(database), stdout=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - begun


def starts(demo: Made, ten: Made | None, rounds: int) -> list[Row]:
    """Start the desk, in turns with the minimal Textual app."""
    small: list[float] = []
    desk: list[float] = []
    old: list[float] = []
    for number in range(rounds + 1):
        one = start(MINIMAL, lambda text: "minimal is painted" in text)
        two = start(DESK, demo.is_painted, demo.path)
        three = start(DESK, ten.is_painted, ten.path) if ten else 0.0
        if number:  # the first round warms the disk's cache
            small.append(one)
            desk.append(two)
            old.append(three)
    rows = [
        Row("minimal Textual app, exec to painted", f"{1000 * median(small):.0f} ms", "", None),
        ratio(desk, small, 1.5, "desk to a painted busy day / minimal app"),
    ]
    if ten:
        rows.append(ratio(old, desk, 1.1, "desk on ten years / desk on the demo shop"))
    return rows


def commands(demo: Made, ten: Made | None, rounds: int) -> list[Row]:
    """Run one-shot commands, in turns with Python doing nothing."""
    shops = {"demo": demo} | ({"ten years": ten} if ten else {})
    nothing: list[float] = []
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        unit = run((PYTHON, "-c", "pass"))
        if number:
            nothing.append(unit)
        for name, shop in shops.items():
            for words in (("day",), ("find", "bella")):
                seconds = run((*DESK, *words), shop.path)
                if number:
                    found.setdefault(f"pettui {' '.join(words)}, {name}", []).append(seconds)
    return [ratio(times, nothing, 8, f"{what} / python -c pass") for what, times in found.items()]


def opened(shop: Made) -> Terminal:
    """Open the desk and wait until it has come to rest."""
    terminal = Terminal(DESK, environment(shop.path), ROOT)
    terminal.wait_for(shop.is_painted)
    terminal.press("", quiet=0.5, limit=0.6)
    return terminal


def cursor(demo: Made, presses: int) -> list[Row]:
    """Move the cursor about in the book."""
    terminal = opened(demo)
    try:
        keys = ("\x1b[A", "\x1b[B", "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D")
        # The line about what the cursor is on follows when it has rested: not part of the key.
        answers = [terminal.press(keys[n % len(keys)], quiet=GAP) for n in range(presses)]
    finally:
        terminal.close()
    times = [1000 * a.seconds for a in answers[6:] if a.bytes]
    sent = [a.bytes for a in answers[6:] if a.bytes]
    if len(times) < presses / 2:
        raise Silent(f"only {len(times)} of {presses} keys were answered")
    middle, top = median(times), high(times)
    return [
        Row("cursor key to painted, median", f"{middle:.1f} ms", "5 ms", middle <= 5),
        Row("cursor key to painted, 95th percentile", f"{top:.1f} ms", "15 ms", top <= 15),
        Row(
            "bytes sent per cursor key", f"{median(sent):.0f} (95th {high(sent):.0f})", "300",
            median(sent) <= 300,
        ),
    ]  # fmt: skip


def days(shop: Made, presses: int, name: str) -> list[Row]:
    """Turn from day to day."""
    terminal = opened(shop)
    try:
        answers = []
        for number in range(presses):
            answers.append(terminal.press("." if number % 8 < 4 else ",", quiet=GAP))
            terminal.press("", quiet=0.2, limit=0.4)  # what comes later belongs to this day too
    finally:
        terminal.close()
    times = [1000 * a.seconds for a in answers[2:]]
    shown = f"{median(times):.1f} ms (95th {high(times):.1f})"
    return [Row(f"next day, key to painted, {name}", shown, "30 ms", median(times) <= 30)]


def finding(shop: Made, name: str) -> list[Row]:
    """Type in the find box, letter by letter."""
    times = []
    terminal = opened(shop)
    try:
        for word in ("smith", "bella", "maria", "0142", "ander"):
            terminal.press("/", quiet=0.3)
            before = terminal.text
            times += [1000 * terminal.press(letter, quiet=0.3).seconds for letter in word]
            if terminal.text == before:
                raise Silent("the find box shows nothing")
            terminal.press("\x1b", quiet=0.4)
    finally:
        terminal.close()
    shown = f"{median(times):.1f} ms (95th {high(times):.1f})"
    what = f"letter in the find box to painted results, {name}"
    return [Row(what, shown, "50 ms", median(times) <= 50)]


def rest(shop: Made, seconds: float, name: str) -> list[Row]:
    """Let the desk stand idle, then look at its memory after some use."""
    terminal = opened(shop)
    try:
        idle = terminal.listen(seconds)
        for key in (".", ".", ",", "\x1b[B", "\x1b[C", "/", "b", "e", "l", "\x1b", "t"):
            terminal.press(key, quiet=0.2)
        memory = terminal.resident()
    finally:
        terminal.close()
    share = 100 * idle.seconds / seconds
    shown = f"{idle.bytes} in {seconds:.0f} s"
    return [
        Row(f"memory of a desk session, {name}", f"{memory:.1f} MB", "65 MB", memory <= 65),
        Row("bytes sent while idle", shown, "the clock's", idle.bytes < 1000 * (1 + seconds / 60)),
        Row("processor while idle", f"{share:.2f} %", "0.2 %", share <= 0.2),
    ]


def writing(seconds: float) -> list[Row]:
    """Let eight terminals write at a human pace; the oracle judges."""
    from tests.stress.test_random import run as storm

    with tempfile.TemporaryDirectory() as folder:
        told = storm(Path(folder), employees=4, days=3, seconds=seconds, pace=2)
    waits = [1000 * line["took"] for line in told if "took" in line]
    shown = f"longest {max(waits):.0f} ms, median {median(waits):.0f} ms of {len(waits)}"
    return [
        Row("8 terminals writing: lost, overlapping", "none (the oracle looked)", "none", True),
        Row("8 terminals writing: wait", shown, "500 ms", max(waits) <= 500),
    ]
