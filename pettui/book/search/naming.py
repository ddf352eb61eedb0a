"""What the words of a search mean: services, pets, employees, weekdays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pettui.book.oneline.people import Household, households
from pettui.book.oneline.vocabulary import Vocabulary
from pettui.book.waiting import said
from pettui.book.waiting.values import ALL_WEEK
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.text import clean, fold

ANYBODY = ("any", "anybody", "anyone")


class Unclear(Refused):
    """Several are called so; `several` names them."""

    def __init__(self, words: str, several: Sequence[str]) -> None:
        self.several = tuple(several)
        super().__init__(f"{words} Which one: {', '.join(several)}?")


class Comers(NamedTuple):
    """Who comes: a client, and which of the pets; their names."""

    client: int = 0
    pets: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


def services(known: Vocabulary, phrases: Sequence[str]) -> tuple[int, ...]:
    """Find services by code, initials or parts of names; several are parted by `+` or commas."""
    labels = known.labels()
    parts = [part for phrase in phrases for part in re.split(r"[,;+]", phrase) if fold(part)]
    found = []
    for part in parts:
        match = known.service(fold(part).split())
        if match is None:
            raise Refused(
                f"No service is called “{clean(part, 40)}”. `pettui prices` lists all of them."
            )
        if len(match.ids) > 1:
            several = [labels["service", key] for key in match.ids]
            raise Unclear(f"“{clean(part, 40)}” may be several services.", several)
        found.append(match.ids[0])
    return tuple(found)


def employees(known: Vocabulary, text: str) -> tuple[tuple[int, ...], bool]:
    """Read who is wanted, the dearest first, and whether anybody else will do: `kim,luis,any`."""
    labels = known.labels()
    found: list[int] = []
    others = not fold(text)
    for part in re.split(r"[,;>]+| or ", text):
        if not fold(part):
            continue
        if fold(part) in ANYBODY:
            others = True
            continue
        match = known.employee(fold(part).split())
        if match is None:
            there = ", ".join(one.label for one in known.people)
            raise Refused(f"Nobody here is called “{clean(part, 40)}”. There are {there}.")
        if len(match.ids) > 1:
            several = [labels["employee", key] for key in match.ids]
            raise Unclear(f"“{clean(part, 40)}” may be several people.", several)
        found.append(match.ids[0])
    return tuple(dict.fromkeys(found)), others


def weekdays(shop: Shop, text: str) -> int:
    """Read weekdays as a mask: `mon,tue`, `mon-fri`, `sat-mon`, `weekdays`; "" is every day."""
    if not fold(text):
        return ALL_WEEK
    english = shop.formats.english(text).lower().replace(",", " ")
    try:
        (window,) = said.read(shop, f"every {english}")
    except ValueError:
        window = None
    plain = window is not None and (window.first, window.last, window.earliest) == (None, None, 0)
    if window is None or not plain or window.weekdays == 0:
        raise ValueError(f"“{clean(text, 40)}” are no weekdays. Say it like mon,tue or mon-fri.")
    return window.weekdays


def comers(texts: Sequence[str]) -> Comers:
    """Find the pets that come, all of one client: by pet's and owner's names, or a number."""
    found: list[Comers] = [_comer(text) for text in texts if fold(text)]
    if not found:
        return Comers()
    if len({one.client for one in found}) > 1:
        raise Refused("These pets belong to different clients. Search for each of them.")
    pets = {pet: name for one in found for pet, name in zip(one.pets, one.names, strict=True)}
    return Comers(found[0].client, tuple(pets), tuple(pets.values()))


def _comer(text: str) -> Comers:
    there = households(fold(text).split())
    options: list[tuple[Household, int]] = [
        (house, pet) for house in there.found for pet in house.meant or _all(house)
    ]
    if not options:
        raise Refused(f"No pet is found for “{clean(text, 40)}”. `pettui find` finds them.")
    if len(options) > 1 or there.more:
        several = [f"{_name(house, pet)} ({house.name})" for house, pet in options[:6]]
        raise Unclear(f"“{clean(text, 40)}” may be several pets.", several)
    house, pet = options[0]
    return Comers(house.client, (pet,), (_name(house, pet),))


def _all(house: Household) -> tuple[int, ...]:
    return tuple(pet.id for pet in house.pets)


def _name(house: Household, pet: int) -> str:
    return next(one.name for one in house.pets if one.id == pet)
