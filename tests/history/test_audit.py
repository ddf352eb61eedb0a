"""The log of all changes: what came after closing, whoever may look, words of every table."""

from __future__ import annotations

from db.models import Breed, Employee, RecallCall, Ticket, TicketRow
from pettui.book.waiting.values import When
from pettui.history import audit, undo
from pettui.history.audit import Wish
from pettui.history.door import change
from pettui.history.lines import MOST
from pettui.history.things import About
from pettui.team import settings
from pettui.team.schedule import closing
from pettui.team.schedule.closing import CloseWish
from pettui.team.shop import Shop
from tests.book.series.steps import repeat, visit
from tests.book.steps import column, item, pet
from tests.book.waiting.steps import listed
from tests.small_shop import DANA, DAY


def write(what: str, ticket: Ticket, **values: object) -> None:
    """Change a ticket, as a rule does."""
    with change(what, DANA) as door:
        door.update(Ticket.get_by_id(ticket.id), **values)


def done(shop: Shop, wish: Wish) -> list[str]:
    """Give what the log says, the newest first."""
    return [each.what for each in audit.read(shop, wish, DANA).changes]


def test_what_was_changed_after_closing(shop: Shop) -> None:
    first, other = Ticket.select().order_by(Ticket.id).limit(2)
    write("a note before", first, note="matted")
    write("closed", first, status="closed")
    write("a note after", first, note="bites")
    write("another's note", other, note="shy")
    with change("a cheaper row", DANA) as door:
        door.update(TicketRow.get(TicketRow.ticket == first), price=1)
    assert done(shop, Wish(after_close=True)) == ["a cheaper row", "a note after"]
    marked = {each.what: each.after_close for each in audit.read(shop, Wish(), DANA).changes}
    assert marked["a note after"] and not marked["closed"] and not marked["another's note"]
    assert [e.ticket for e in audit.read(shop, Wish(words="cheaper"), DANA).changes] == [first.id]


def test_a_ticket_that_an_import_brought_closed(shop: Shop) -> None:
    ticket = Ticket.get()
    with change("poured", DANA, undoable=False) as door:
        names = [name for name in ticket.__data__ if name != "id"]
        values = [ticket.__data__[n] for n in names]
        values[names.index("number")] = 4000
        values[names.index("status")] = "closed"
        door.bulk(Ticket, [values], names)
    write("a note after", Ticket.get(Ticket.number == 4000), note="x")
    assert done(shop, Wish(after_close=True)) == ["a note after"]


def test_undo_is_told_with_what_it_undid(shop: Shop) -> None:
    settings.put(shop, "book.step", "30", DANA)
    undo.undo(DANA)
    newest, before = audit.read(shop, Wish(about=About("setting")), DANA, most=2).changes
    assert (newest.kind, newest.what) == ("undo", "undo: set book.step to 30 (was 15)")
    assert before.undone and not newest.undone


def test_pages(shop: Shop) -> None:
    for step in ("5", "10", "30"):
        settings.put(shop, "book.step", step, DANA)
    log = audit.read(shop, Wish(), DANA, most=2)
    assert log.more and [e.what for e in log.changes] == [
        "set book.step to 30 (was 10)", "set book.step to 10 (was 5)",
    ]  # fmt: skip
    rest = audit.read(shop, Wish(), DANA, before=log.changes[-1].id)
    assert rest.changes[0].what == "set book.step to 5 (was 15)" and not rest.more


def test_words_of_any_table(shop: Shop) -> None:
    closing.close_days(shop, [CloseWish(DAY.replace(month=12), "Party")], DANA)
    with change("a role", DANA) as door:
        door.update(Employee.get_by_id(column("Ana")), role="groomer")
    newest, closed = audit.read(shop, Wish(), DANA, most=2).changes
    (line,) = audit.lines_of(shop, newest.id, DANA)
    assert (line.of, line.field, line.old, line.new) == (
        "employee Ana", "role", "bather", "groomer",
    )  # fmt: skip
    said = {(one.field, one.new) for one in audit.lines_of(shop, closed.id, DANA)}
    assert {("day", "Wed 23 Dec 2026"), ("reason", "Party")} <= said


def test_a_change_of_thousands_of_rows_is_cut_and_says_so(shop: Shop) -> None:
    with change("many breeds", DANA) as door:
        for place in range(300):
            door.insert(Breed, name=f"Breed {place}", size="S", coat="curly")
    newest = audit.read(shop, Wish(), DANA, most=1).changes[0]
    lines = audit.lines_of(shop, newest.id, DANA)
    assert len(lines) == MOST + 1 and lines[-1].field == "and more"


def test_the_wait_list_calls_and_series_are_kinds_in_words(shop: Shop) -> None:
    listed(shop, "Bella", "NAILS", comment="shy", windows=(When(DAY, DAY, latest=720),))
    with change("called about Coco", DANA) as door:
        door.insert(
            RecallCall, pet=pet("Coco"), item=item("TEETH"), at=door.at, outcome="reached"
        )  # fmt: skip
    repeat(shop, visit(shop), "every 6 weeks, 4 times")
    assert done(shop, Wish(about=About("wait"))) == ["on the wait list: Bella, Nails"]
    assert done(shop, Wish(about=About("call"))) == ["called about Coco"]
    assert done(shop, Wish(about=About("client", "chen")))[0] == "called about Coco"
    assert "on the wait list: Bella, Nails" in done(shop, Wish(about=About("client", "ortega")))
    (made,) = audit.read(shop, Wish(about=About("series")), DANA).changes
    told = [(line.field, line.new) for line in audit.lines_of(shop, made.id, DANA)]
    assert ("comes again", "every 6 weeks on Tue, 4 times") in told
    (waits,) = audit.read(shop, Wish(about=About("wait")), DANA).changes
    assert [(line.field, line.new) for line in audit.lines_of(shop, waits.id, DANA)] == [
        ("comment", "shy"), ("source", "Main Desk"), ("service", "Bella: Nails"),
        ("when", "Mon 23 Nov until 12:00"),
    ]  # fmt: skip
