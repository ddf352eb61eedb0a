"""Every right in one table: the rule that asks for it, the key that it dims, the command.

A right without a row fails a test, so that a new one comes with all three.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """Where a right is asked for.

    Attributes:
        rule: the name of its rule in `test_rules.RULES`, or the test that proves it.
        key: the command of the desk that is dimmed; "" for none.
        cli: a command line that is refused; () for none.
        why: why there is no key or command line yet.
    """

    rule: str
    key: str = ""
    cli: tuple[str, ...] = ()
    why: str = ""


NO_COMMAND = "no command line writes it"
OF_THE_CASE = "the rule alone knows when it is needed: it asks as the visit is saved"

TABLE = {
    "book.own": Row("book one's own", "book.new", ("book", "coco bath wed 9 ana")),
    "book.others": Row("book another's", "", ("book", "coco bath wed 9 luis"), OF_THE_CASE),
    "book.void": Row("void", why=OF_THE_CASE),
    "book.limits": Row(
        "test_who_books_for_what_somebody_does_not_do_needs_a_right_of_its_own", why=OF_THE_CASE
    ),
    "price.override": Row("price by hand", why=OF_THE_CASE),
    "till.payment": Row("take a payment", why="the till is still to come"),
    "till.void": Row("take a payment back", why="the till is still to come"),
    "people.edit": Row("new client", "clients.new", why=NO_COMMAND),
    "people.phones": Row(
        "test_no_whole_number_is_shown", cli=("export", "FOLDER"),
        why="numbers are veiled, no key is dimmed",
    ),
    "people.delete": Row("remove a client", why="offered in the menu of a page"),
    "people.merge": Row("merge", "twins.merge", why=NO_COMMAND),
    "stock.edit": Row("service", "stock.raise", why=NO_COMMAND),
    "stock.cost": Row(
        "test_costs_are_hidden_in_the_log", cli=("export", "FOLDER"),
        why="costs are hidden, no key is dimmed",
    ),
    "team.schedule": Row("closure", "schedule.edit", ("closures", "close", "12/24")),
    "team.staff": Row(
        "another's PIN", "staff.limits", ("staff", "edit", "1001", "--comment", "left-handed")
    ),
    "team.hours": Row("hours", "clock.new", ("hours", "--overtime", "california")),
    "team.payroll": Row("pay period", "clock.close", ("hours", "--close")),
    "team.notices": Row("notice", "", ("notice", "add", "Party"), why="it is in a list"),
    "shop.settings": Row("setting", "settings.edit", ("settings", "set", "book.step", "30")),
    "shop.import": Row("take over data", "", ("import", "clients", "FILE", "--yes"),
                       why="data are taken over by commands"),
    "shop.export": Row("test_the_way_back_for_whoever_owns_the_file", "", ("export", "FOLDER"),
                       why="it is a command"),
    "shop.access": Row("role", "access.role", ("access", "role", "1001", "bather")),
    "report.team": Row("log of changes", "go.changes", ("audit",)),
}  # fmt: skip
