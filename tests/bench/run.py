"""Measures pettui against its yardsticks, in turns and in one run: `make bench`.

Prints the rows of the figures to reach. What is over its target says so; the exit code is 0
unless nothing could be measured at all. Figures of different runs do not compare, ratios do.
PETTUI_BENCH_PYTHON may name the Python of another environment, whose pettui is then measured.
"""

from __future__ import annotations

import argparse
import compileall
import os
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import kiosk, measure, oneline, people, shops, slots
from tests.bench.matching import matching
from tests.bench.queries import queries
from tests.bench.report import Row, guarded, table
from tests.bench.series import series

GROUPS = (
    "start", "commands", "keys", "find", "line", "rest", "write", "queries", "slots", "series",
    "matching", "people", "kiosk",
)  # fmt: skip


def main() -> int:
    """Measure what is asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    cache = os.environ.get("PETTUI_BENCH_CACHE", "build/bench")
    parser.add_argument("--cache", type=Path, default=Path(cache), help=f"made shops ({cache})")
    parser.add_argument("--rounds", type=int, default=7, help="starts of each program (7)")
    parser.add_argument("--no-ten", action="store_true", help="leave out the shop of ten years")
    parser.add_argument("--only", choices=GROUPS, action="append", help="only these groups")
    chosen = parser.parse_args()
    for folder in ("pettui", "screens", "db", "tests/bench"):
        compileall.compile_dir(shops.ROOT / folder, quiet=1)
    demo = shops.made(chosen.cache, "demo", 2, 600)
    ten = None if chosen.no_ten else shops.made(chosen.cache, "ten", 10, 50_000)
    big, name = (ten, "ten years") if ten else (demo, "demo")
    rows: list[Row] = []
    for shop in (demo, *((ten,) if ten else ())):
        if shop.seconds:
            what = f"making {shop.path.stem} ({shop.path.stat().st_size / 1e6:.0f} MB)"
            rows.append(Row(what, f"{shop.seconds:.1f} s", "minutes", shop.seconds < 300))
    groups: dict[str, list[Callable[[], list[Row]]]] = {
        "start": [lambda: measure.starts(demo, ten, chosen.rounds)],
        "commands": [lambda: measure.commands(demo, ten, chosen.rounds)],
        "keys": [lambda: measure.cursor(demo, 126), lambda: measure.days(big, 26, name)],
        "find": [lambda: measure.finding(big, name)],
        "line": [lambda: oneline.lines(big.path, name)],
        "rest": [lambda: measure.rest(big, 15, name)],
        "write": [lambda: measure.writing(8)],
        "queries": [lambda: queries(big.path, name)],
        "series": [lambda: series(big.path, name)],
        "slots": [lambda: slots.searching(big.path, name)],
        "matching": [lambda: matching(big.path, name)],
        "people": [
            lambda: people.typing(big, name),
            lambda: people.opening(big, 12, name),
            lambda: people.importing(demo),
        ],
        "kiosk": [
            lambda: kiosk.starts(demo, chosen.rounds),
            lambda: kiosk.punches(demo),
            lambda: kiosk.rest(demo, 15),
        ],
    }
    for group, measures in groups.items():
        for each in measures if not chosen.only or group in chosen.only else ():
            sys.stderr.write(f"measuring: {group} ...\n")
            rows += guarded(group, each)
    sys.stdout.write(table(rows) + "\n")
    return 0 if any(row.ok is not None for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
