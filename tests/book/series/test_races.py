"""Two programs extend a series by the same date: it gets one visit, and the other is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pettui.book.series import extending, record
from pettui.team.shop import Shop
from tests.book.series.steps import repeat, visit

_PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from db import connection
from pettui.book.series import extending
from pettui.book.series.copying import Pick
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import load_shop
connection.bind(connection.Target(Path(sys.argv[1]), ""))
with connection.connected():
    shop = load_shop()
    picks = [Pick(date.fromisoformat(day), date.fromisoformat(day), 600) for day in sys.argv[4:]]
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        by = Actor(None, sys.argv[3], sys.argv[3])
        done = extending.extend(shop, int(sys.argv[2]), picks, by)
        print("extended", done.visits)
    except Refused as refused:
        print("refused", refused)
"""


def test_two_programs_extend_by_the_same_date_and_one_does(shop: Shop, shop_file: Path) -> None:
    made = repeat(shop, visit(shop), "weekly, 3 times")
    days = [line.pick.due.isoformat() for line in extending.preview(shop, made.series, 4).lines]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(shop_file), str(made.series), name, *days],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("Dana", "Luis", "Kim")
    ]  # fmt: skip
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    said = []
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        said.append(program.communicate(timeout=60)[0].strip())
    assert sum(words == "extended 4" for words in said) == 1
    assert sum("is in this series already" in words for words in said) == 2
    assert len(record.tickets_of(made.series)) == 7
