"""What is said is read by modules that no start has to load."""

from __future__ import annotations

import subprocess
import sys


def test_the_grammar_is_loaded_with_the_first_date_that_is_typed() -> None:
    script = (
        "import sys; from datetime import date; from pettui import dates;"
        "from pettui.formats import DayFormat; DayFormat().day(date(2026, 11, 27));"
        "before = any('spoken' in name for name in sys.modules);"
        "found = dates.parse_day('fri', date(2026, 11, 23));"
        "sys.exit(before or found != date(2026, 11, 27) or 'arrow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
