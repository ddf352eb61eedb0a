"""What the shop derives from clients and pets: the lines that find them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from db.models import SearchLine
from pettui.imports.daysmart.context import Run
from pettui.people import searchline
from pettui.text import clean


def search_lines(run: Run) -> None:
    """Write the search lines of the clients that were brought, and of those who got a pet."""
    run.stage.put("CREATE INDEX fresh_pets_client ON fresh_pets (client)", [()])
    run.stage.put("CREATE INDEX fresh_phones_client ON fresh_phones (client)", [()])
    run.door.bulk(SearchLine, _lines(run), ("client", "text", "name"))
    older = (
        "SELECT DISTINCT client FROM fresh_pets WHERE client NOT IN (SELECT id FROM fresh_clients)"
    )
    searchline.rebuild([client for (client,) in run.stage.many(older)])


def _lines(run: Run) -> Iterator[tuple[Any, ...]]:
    total = int(run.stage.one("SELECT count(*) FROM fresh_clients"))
    for done, (key, seq) in enumerate(
        run.stage.many("SELECT id, seq FROM fresh_clients ORDER BY id")
    ):
        if done % 500 == 0:
            run.progress("search lines", done, total)
        row = run.stage.row("tblClients", seq)
        phones = run.stage.many("SELECT digits FROM fresh_phones WHERE client = ?", key)
        pets = run.stage.many("SELECT name FROM fresh_pets WHERE client = ?", key)
        first, last = clean(row.get("fldFirstName", "")), clean(row.get("fldLastName", ""))
        text = searchline.compose(
            first, last, clean(row.get("fldEMail", "")), [d for (d,) in phones],
            [n for (n,) in pets], clean(row.get("fldCity", "")),
        )  # fmt: skip
        yield (key, text, searchline.order_of(first, last))
