"""The dates of a series as one decides about them: book, leave out, another slot or employee."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from pettui.book.series.looking import Line
from pettui.book.series.making import Preview
from pettui.team.shop import Shop
from pettui.text import count, cut, pad
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

_WORDS = 34  # cells of what speaks against a date; its own words need the rest of 80


@dataclass
class Decided:
    """A date and what was decided: `taken` is booked, `agreed` in spite of what speaks against."""

    line: Line
    taken: bool
    agreed: bool = False

    @property
    def state(self) -> str:
        """Say it in a word."""
        if self.line.ticket:
            return "there"
        if not self.taken:
            return "left out"
        return "all the same" if self.agreed else "free" if not self.line.words else "noted"


class Dates:
    """All dates of a preview with their decisions; what does not fit is left out at first."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.all = [Decided(one, taken=one.fits) for one in preview.lines]

    @property
    def chosen(self) -> list[Decided]:
        """Those that are to be booked."""
        return [one for one in self.all if one.taken and not one.line.ticket]

    @property
    def open(self) -> list[Decided]:
        """Those that do not fit and about which nothing was decided."""
        return [one for one in self.all if not one.taken and not one.line.fits]

    def at(self, key: str) -> Decided | None:
        """Find a date by the id of its row."""
        return next((one for one in self.all if key_of(one) == key), None)

    def put(self, old: Decided, new: Line, *, agreed: bool = False) -> Decided:
        """Put another place for a date; it is booked where it fits."""
        made = Decided(new, taken=new.fits or agreed, agreed=agreed and not new.fits)
        self.all[self.all.index(old)] = made
        return made

    def add(self, new: Line) -> Decided:
        """Add a date."""
        made = Decided(new, taken=new.fits)
        self.all.append(made)
        self.all.sort(key=lambda one: one.line.pick.due)
        return made

    def words(self) -> Content:
        """Say how many are booked, and how many do not fit."""
        there = sum(bool(one.line.ticket) for one in self.all)
        number = len(self.chosen)
        parts = [line(count(number, "visit") + " to book", "bold")]
        if there:
            parts.append(line(" and the one that is booked", "$text-muted"))
        if out := len(self.open):
            verb = "does" if out == 1 else "do"
            parts.append(line(f"  {out} {verb} not fit: left out", "$text-warning bold"))
        told = sum(bool(one.taken and one.line.words and not one.agreed) for one in self.all)
        if told:
            parts.append(line(f"  {told} to look at", "$text-warning"))
        return assemble(*parts)

    def rows(self, shop: Shop) -> list[Row]:
        """Give a row for each date."""
        return [_row(shop, number, one) for number, one in enumerate(self.all, 1)]


def key_of(one: Decided) -> str:
    """Give the id of a date's row."""
    return one.line.pick.due.isoformat()


def _row(shop: Shop, number: int, one: Decided) -> Row:
    pick = one.line.pick
    mark = " " if one.line.fits and not one.line.tells else "?" if one.line.fits else "!"
    colour = "$text-warning bold" if mark != " " else ""
    moved = f" (for {shop.short_day(pick.due)})" if pick.day != pick.due else ""
    left = assemble(
        line(f"{mark} ", colour),
        line(f"{number:>2} ", "$text-muted"),
        line(f"{pad(shop.day(pick.day), 16)} {shop.time(pick.start):>6}", _weight(one)),
        line(f" {one.line.label}{moved}", "" if one.taken or one.line.ticket else "$text-muted"),
    )
    return Row(key_of(one), left, _right(one))


def _weight(one: Decided) -> str:
    return "bold" if one.taken or one.line.ticket else "$text-muted strike"


def _right(one: Decided) -> Content:
    """Say the state; the whole words stand below the list, so that the place is not cut off."""
    if one.line.ticket:
        return line(f"ticket {one.line.ticket}")
    if one.state == "free":
        return line("free")
    words = one.line.words if one.state == "noted" else f"{one.state}: {one.line.words}"
    return line(cut(words.rstrip(": "), _WORDS))
