"""The catalogue of rights: what each lets a person do, in words (DOMAIN 12.5)."""

from __future__ import annotations

from typing import NamedTuple


class Right(NamedTuple):
    """A right.

    Attributes:
        key: its name, `area.verb`, as exceptions and bundles keep it.
        words: what it lets a person do; reads on after "may".
        group: the heading in the matrix.
        waits: what it waits for where nothing asks for it yet, "" where rules ask for it.
    """

    key: str
    words: str
    group: str
    waits: str = ""


_BOOK, _TILL, _PEOPLE, _STOCK = "The book", "The till", "Clients and pets", "Services and prices"
_TEAM, _SHOP = "The team", "The shop"
_LATER = "the till"

RIGHTS = {
    right.key: right
    for right in (
        Right("book.own", "book and change one's own appointments", _BOOK),
        Right("book.others", "book and change other people's appointments", _BOOK),
        Right("book.void", "void appointments that were booked by mistake", _BOOK),
        Right("book.limits", "book somebody for what they do not do", _BOOK),
        Right("price.override", "set the price of a visit by hand", _BOOK),
        Right("ticket.closed", "change closed tickets", _BOOK, _LATER),
        Right("till.discount", "give discounts", _TILL, _LATER),
        Right("till.payment", "take payments", _TILL),
        Right("till.drawer", "open the cash drawer", _TILL, _LATER),
        Right("till.void", "void payments", _TILL),
        Right("till.refund", "give money back", _TILL, _LATER),
        Right("people.edit", "change clients and pets", _PEOPLE),
        Right("people.phones", "see phone numbers", _PEOPLE),
        Right("people.delete", "delete clients and pets", _PEOPLE),
        Right("people.merge", "merge clients and pets", _PEOPLE),
        Right("stock.edit", "change services, prices, resources and taxes", _STOCK),
        Right("stock.inventory", "adjust the inventory", _STOCK, "the inventory"),
        Right("stock.cost", "see what things cost the shop", _STOCK),
        Right("team.schedule", "change schedules, days off and closures", _TEAM),
        Right("team.staff", "change employees, their PINs and what they do", _TEAM),
        Right("team.hours", "change hours at the time clock", _TEAM),
        Right("team.payroll", "close pay periods and set what an hour pays", _TEAM),
        Right("team.notices", "put up notices", _TEAM),
        Right("shop.settings", "change the settings of the shop", _SHOP),
        Right("shop.import", "take over data from files", _SHOP),
        Right("shop.export", "export the shop's data", _SHOP),
        Right("shop.access", "give and take roles and rights", _SHOP),
        Right("report.day", "see the reports of the day", _SHOP, "the reports"),
        Right("report.money", "see the reports about money", _SHOP, "the reports"),
        Right("report.team", "see the reports about employees, and who changed what", _SHOP),
    )
}
"""All rights by key, in the order of the matrix."""

ALL = frozenset(RIGHTS)


def words_of(key: str) -> str:
    """Give what a right lets a person do, with its key: `change prices (stock.edit)`."""
    found = RIGHTS.get(key)
    return f"{found.words} ({key})" if found else key
