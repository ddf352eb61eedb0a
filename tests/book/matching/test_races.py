"""Two desks, in processes of their own, confirm the same at the same instant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db.models import Ticket, WaitEntry
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY
from tests.book.waiting.steps import listed, who
from tests.small_shop import DAY

RACER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
import time_machine
from db.connection import Target, bind, connected
from pettui.book.matching.finding import match
from pettui.book.matching.taking import take
from pettui.book.matching.values import Opened
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import load_shop
bind(Target(Path(sys.argv[1]), ""))
with connected(), time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
    shop = load_shop()
    found = match(shop, [Opened(date(2026, 11, 24), int(sys.argv[4]), 540, 600)]).fits
    chosen = found[int(sys.argv[3])]
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print("got", take(shop, chosen, Actor(None, sys.argv[2], sys.argv[2])).number)
    except Refused as refused:
        print("told", refused)
"""


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (("0", "0"), "told This entry was booked already by "),
        (("0", "1"), "told Somebody was quicker: Kim is taken by "),
    ],
)
def test_one_desk_gets_it_and_the_other_is_told(
    shop_file: Path, shop: Shop, choices: tuple[str, str], words: str
) -> None:
    steps.book(shop, steps.row("FULL", "Kim", setup=420, process=0, finish=0), at=600)
    for pet in ("Rex", "Coco"):
        listed(shop, pet, "BATH", employees=(who("Kim"),))
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(shop_file), name, choice, str(who("Kim"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[3],
        )
        for name, choice in zip(("one", "two"), choices, strict=True)
    ]  # fmt: skip
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("go\n")
        desk.stdin.flush()
    said = sorted(desk.communicate(timeout=60)[0].strip() for desk in desks)
    assert said[0].startswith("got ") and said[1].startswith(words), said
    at_nine = Ticket.select().where(Ticket.day == TUESDAY, Ticket.created_via == "Wait list")
    assert at_nine.count() == 1 and DAY < TUESDAY
    assert WaitEntry.select().where(WaitEntry.status == "booked").count() == 1
