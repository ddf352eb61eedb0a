"""The client of 400 visits that is measured must be one as the program knows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from db.connection import Target, bind, connected
from db.models import Client, Ticket
from pettui.people.pages import client_page
from pettui.team.shop import load_shop
from tests.bench.people import bring_often
from tests.bench.shops import ROOT, environment


def test_the_regular_client_has_four_hundred_visits_on_their_page(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    subprocess.run(
        (sys.executable, "-m", "pettui", "init", "--demo", "--years=1", "--clients=30"),
        cwd=ROOT, env=environment(path), stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    regular = bring_often(path)
    assert regular.visits == 400
    bind(Target(path, ""))
    with connected():
        client = Client.get(Client.email == regular.email)
        page = client_page(load_shop(), client.id)
        days = [t.day for t in Ticket.select().where(Ticket.client == client)]
    listed = (*page.past, *page.coming, *page.called_off)
    again = sum(visit.again.more for visit in page.coming if visit.again)  # folded into one line
    assert len(listed) + again + page.more_past == 400
    assert all(visit.services and visit.pets and visit.start for visit in page.past)
    assert len(set(days)) > 390  # nobody comes ten times a day
