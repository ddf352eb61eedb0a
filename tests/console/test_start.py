"""What the first picture of the desk costs: only what it shows is loaded, and it is drawn once."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.console.terminal import Terminal

# The desk as people start it. What was loaded and styled by its first picture goes to a file.
START = """
import sys
from pathlib import Path
from pettui.cli.main import run
from textual.css.stylesheet import Stylesheet
from screens.book.grid.daygrid import DayGrid
from screens.desk import Desk
styled = []
apply, ready = Stylesheet.apply, Desk.on_ready
def count(sheet, node, **more):
    styled.append(type(node))
    apply(sheet, node, **more)
def told(desk):
    ready(desk)
    Path(sys.argv[1]).write_text("\\n".join([str(styled.count(DayGrid)), *sys.modules]))
Stylesheet.apply, Desk.on_ready = count, told
sys.exit(run([]))
"""

NOT_YET = {
    # Slow libraries that only some commands of the desk need.
    "arrow", "babel", "phonenumbers", "dateutil", "psycopg", "markdown_it", "argparse",
    "playhouse.migrations", "tomllib", "tree_sitter", "logging.handlers",
    # Widgets that the book has none of, beyond those that Textual itself loads.
    "textual.widgets._text_area", "textual.widgets._markdown", "textual.widgets._data_table",
    "textual.widgets._footer", "textual.widgets._header", "textual.widgets._tabbed_content",
    # Our own: what a key leads to is loaded when the key is pressed.
    "pettui.book.booking", "pettui.book.checking", "pettui.book.free", "pettui.book.moving",
    "pettui.book.plan", "pettui.book.status", "pettui.book.summary", "pettui.history.story",
    "pettui.history.undo", "pettui.people.clients", "pettui.people.find", "pettui.stock.pricelist",
    "pettui.team.founding", "pettui.till.prices", "pettui.till.totals", "pettui.demo",
    "pettui.imports", "screens.book.form.screen", "screens.book.grid.listing",
    "screens.book.moving", "screens.frame.palette", "screens.people.person",
    "screens.widgets.dialog", "screens.widgets.picker", "screens.widgets.rows",
}  # fmt: skip


def test_the_first_picture_loads_only_what_it_shows(shop_file: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    terminal = Terminal(
        [sys.executable, "-c", START, str(told)], columns=120, rows=40,
        PETTUI_DATABASE=str(shop_file),
    )  # fmt: skip
    terminal.until("Wagging Tails")
    terminal.until("Kim")
    styled, *loaded = told.read_text().splitlines()
    terminal.type("\x11")
    assert terminal.end() == 0
    assert {"screens.book.screen", "pettui.book.loading", "peewee"} <= set(loaded)
    assert sorted(NOT_YET & set(loaded)) == []
    assert styled == "1"  # a grid with its forty component classes is dear to style
