"""Commands of the log of changes, roles, regular weeks; `screens.frame.table` has the others."""

from __future__ import annotations

from screens.frame.commands import Command

CHANGES: tuple[Command, ...] = (
    Command("go.changes", ("g l",), "changes",
            "Open the log of all changes: who changed what, when, and where.", "Go to",
            rights=("report.team",)),
    Command("changes.open", ("Enter",), "from what to what",
            "Show what the change wrote, from what to what.", "Log of changes", footer=1),
    Command("changes.filter", ("f",), "words",
            "Look for words in what was done, names and terminals.", "Log of changes", footer=2),
    Command("changes.who", ("p",), "person", "Show what one person changed, or everybody.",
            "Log of changes", footer=3),
    Command("changes.of", ("k",), "kind",
            "Show what happened to one kind of thing, or to one client, ticket or setting.",
            "Log of changes", footer=4),
    Command("changes.late", ("x",), "after closing",
            "Show only what changed a ticket after it had been closed, or all.",
            "Log of changes", footer=5),
    Command("changes.date", ("d",), "day", "Show the changes of a day, or of all days.",
            "Log of changes", footer=6),
    Command("changes.before", (",",), "day before", "Show the changes of the day before.",
            "Log of changes"),
    Command("changes.after", (".",), "next day", "Show the changes of the next day.",
            "Log of changes"),
    Command("changes.go", ("o",), "to the visit",
            "Go to the visit in the book that the change was about.", "Log of changes", footer=7),
)  # fmt: skip

SCHEDULE: tuple[Command, ...] = (
    Command("schedule.since", ("f",), "from a day on",
            "Say from which day on a changed regular week counts; days before keep theirs.",
            "Schedule", footer=5, rights=("team.schedule",)),
)  # fmt: skip

ROLES: tuple[Command, ...] = (
    Command("access.new", ("n",), "new role",
            "Make a role of one's own, begun like another; then tick what it may do.",
            "Roles and rights", footer=7, rights=("shop.access",)),
    Command("access.rename", ("e",), "rename role", "Give a role of one's own another name.",
            "Roles and rights", rights=("shop.access",)),
    Command("access.remove", ("D",), "remove role",
            "Remove a role of one's own that nobody has.", "Roles and rights",
            rights=("shop.access",)),
)  # fmt: skip
