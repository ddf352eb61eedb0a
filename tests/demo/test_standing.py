"""The made-up shop has standing appointments that can be looked at and extended."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import time_machine

from db import connection, migrating
from db.models import Series, Ticket
from pettui.book.series import extending, listing, record
from pettui.demo import making
from pettui.demo.making import DemoReport
from pettui.team.shop import load_shop
from tests.demo.conftest import BUSY, BY, TODAY
from tests.small_shop import unbind


def test_some_clients_come_again_and_one_series_runs_out(demo: DemoReport) -> None:
    shop = load_shop()
    with time_machine.travel("2026-11-23T16:10:00Z", tick=False):
        found = listing.listed(shop)
        assert len(found) >= 4
        assert sum(one.total for one in found) >= 15
        assert [one.runs_out for one in found].count(True) == 1
        assert found[0].runs_out
        assert len(extending.preview(shop, found[0].series, 3).lines) == 3


def test_they_stand_for_dates_of_their_rules(demo: DemoReport) -> None:
    for series in Series.select():
        days = [one.series_day for one in record.tickets_of(series.id)]
        assert days == sorted(set(days))
    assert Ticket.select().where(Ticket.series.is_null(False), Ticket.day > TODAY).exists()
    assert Ticket.select().where(Ticket.day > TODAY + timedelta(weeks=8)).exists()


def test_series_of_a_shop_as_large_as_the_demo_do_not_want_one_time_twice(tmp_path: Path) -> None:
    connection.bind(connection.Target(tmp_path / "large.db", ""), create=True)
    migrating.migrate()
    now = datetime.combine(TODAY, datetime.min.time()) + BUSY
    with connection.connected():
        making.make(2, 900, today=TODAY, by=BY, now=now)
        assert Series.select().count() > 3
    unbind()
