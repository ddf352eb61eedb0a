"""Writes `docs/keys.md` from the table of commands, so that it says what the keys do."""

from __future__ import annotations

import sys
from pathlib import Path

from screens.desk import Desk
from screens.frame import keys
from screens.frame.commands import Command, handler, table

FILE = Path(__file__).parent.parent / "docs" / "keys.md"
INTRO = """\
# Keys

Made from the table of commands by `make keys`; the help (`?`) shows the same, and runs it. The id
is what the configuration calls a command:

```toml
[keys]
"book.move" = "m, f12"
```

Two keys with a blank between are typed one after the other. A command that does not apply is
dimmed, and its key says why.
"""
MOVING = """
## Moving about

| key | does |
| --- | --- |
| arrows, `h` `j` `k` `l` | move the cursor by a line or a column |
| `Tab`, `shift+Tab` | the next visit, the one before |
| `PgUp` `PgDn`, `Home` `End` | a page; the start and the end of the day |
| `Esc` | back one level: closes a dialog, lets go, unmarks |
| in the air: arrows, `+` `-`, `Enter`, `Esc` | move, longer or shorter, put down, leave it |
"""


def there() -> list[Command]:
    """Give the commands that some screen has."""
    from screens.book.screen import BookScreen
    from screens.book.waiting.screen import WaitScreen
    from screens.history.screen import ChangesScreen
    from screens.people.client import ClientScreen
    from screens.people.clients import ClientsScreen
    from screens.people.duplicates import DuplicatesScreen
    from screens.people.pet import PetScreen
    from screens.people.recall.screen import RecallScreen
    from screens.stock.lists import ListScreen
    from screens.stock.prices import PricesScreen
    from screens.stock.screen import ServicesScreen
    from screens.team.access.screen import AccessScreen
    from screens.team.employees import EmployeesScreen
    from screens.team.schedule.closures import ClosuresScreen
    from screens.team.schedule.regular import RegularScreen
    from screens.team.schedule.screen import ScheduleScreen
    from screens.team.settings import SettingsScreen
    from screens.team.timeclock.card import CardScreen
    from screens.team.timeclock.screen import ClockScreen

    classes = (
        Desk, BookScreen, WaitScreen, ClientScreen, PetScreen, ClockScreen, CardScreen,
        ScheduleScreen, RegularScreen, ClosuresScreen, AccessScreen, ChangesScreen, ClientsScreen,
        RecallScreen, DuplicatesScreen, ServicesScreen, ListScreen, PricesScreen, EmployeesScreen,
        SettingsScreen,
    )  # fmt: skip
    return [command for command in table().values() if handler(command, *classes) is not None]


def page() -> str:
    """Write the whole page."""
    groups: dict[str, list[str]] = {}
    for command in there():
        shown = " ".join(f"`{keys.shown(names)}`" for names in command.default_keys)
        row = f"| {shown} | {command.help} | `{command.id}` |"
        groups.setdefault(command.group, []).append(row)
    parts = [INTRO]
    for group, rows in groups.items():
        parts.append("\n".join((f"\n## {group}\n", "| key | does | id |", "| --- | --- | --- |",
                                *rows, "")))  # fmt: skip
    return "".join((*parts, MOVING))


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{FILE.name}\n")
