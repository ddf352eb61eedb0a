"""Reads the values of a list of clients: dates in their order, sizes, sexes, yes and no."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from pettui.people.breeds import SIZES
from pettui.text import fold

_NUMBERS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})(?:[ t]\d{1,2}:\d{2}.*)?")
_SIZES = {
    "XS": "xs x-small xsmall extra-small toy teacup tiny mini zwerg sehr-klein muy-pequeno",
    "S": "s small sm klein pequeno pequena petit petite piccolo piccola p",
    "M": "m medium med md mittel mediano mediana moyen moyenne medio media g-m",
    "L": "l large lg big gross grande grand groot g",
    "XL": "xl x-large xlarge extra-large giant huge riesig gigante geant xxl",
}
_SIZE = {word: size for size, text in _SIZES.items() for word in text.split()}
_YES = frozenset(
    ["y", "yes", "true", "1", "x", "t", "ja", "si", "oui", "sim", "j", "ok", "opted-in",
     "opt-in", "subscribed", "on", "allowed", "granted"]
)  # fmt: skip
_NO = frozenset(
    ["n", "no", "false", "0", "f", "nein", "non", "nao", "nee", "none", "opted-out", "opt-out",
     "unsubscribed", "off", "denied", "never"]
)  # fmt: skip
_HERE = frozenset(
    ["active", "aktiv", "actif", "activo", "attivo", "ativo", "actief", "current", "enabled",
     "open", "alive"]
)  # fmt: skip
_GONE = frozenset(
    ["inactive", "inaktiv", "inactif", "inactivo", "inattivo", "inativo", "inactief", "archived",
     "deleted", "disabled", "former", "closed", "deactivated", "moved", "lost", "banned"]
)  # fmt: skip
_DEAD = frozenset(
    ["deceased", "dead", "died", "passed", "rip", "verstorben", "fallecido", "decede", "deceduto"]
)
_DOGS = {
    "dog": "Dog", "canine": "Dog", "hund": "Dog", "perro": "Dog", "chien": "Dog", "cane": "Dog",
    "cachorro": "Dog", "cao": "Dog", "hond": "Dog", "k9": "Dog", "cat": "Cat", "feline": "Cat",
    "katze": "Cat", "gato": "Cat", "chat": "Cat", "gatto": "Cat", "kat": "Cat", "d": "Dog",
    "c": "Cat",
}  # fmt: skip
_FIXED = ("neuter", "spay", "fixed", "castr", "kastr", "steril")


class Order:
    """In which order the dates of a file have their day and month, and how sure that is."""

    def __init__(self, texts: Iterable[str], wanted: str = "", *, month_first: bool) -> None:
        firsts: Counter[str] = Counter()
        self.example = ""
        for text in texts:
            found = _NUMBERS.fullmatch(fold(text))
            if not found or len(found[1]) > 2:
                continue
            one, two = int(found[1]), int(found[2])
            if one > 12 >= two:
                firsts["dmy"] += 1
            elif two > 12 >= one:
                firsts["mdy"] += 1
            elif one != two:
                firsts["either"] += 1
                self.example = self.example or text.strip()
        told = "mdy" if firsts["mdy"] > firsts["dmy"] else "dmy"
        certain = bool(firsts["mdy"]) != bool(firsts["dmy"])
        home = "mdy" if month_first else "dmy"
        self.order = wanted or (told if firsts["mdy"] or firsts["dmy"] else home)
        self.ambiguous = 0 if wanted or certain else firsts["either"]

    @property
    def month_first(self) -> bool:
        """Whether 12/3 is the third of December in this file."""
        return self.order == "mdy"


def read_date(text: str, today: date, *, month_first: bool, future: bool = False) -> date | None:
    """Read a date in numbers (`3/14/2019`, `14.03.19`, `2019-03-14 00:00`); None for others.

    A year of two digits is of the past, unless the date may lie in the `future`.
    """
    found = _NUMBERS.fullmatch(fold(text))
    if found is None:
        return None
    one, two, three = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        year, month, day = one, two, three
    elif len(found[1]) <= 2:
        month, day = (one, two) if month_first else (two, one)
        if month > 12 >= day:  # the other order is the only one that makes a date
            month, day = day, month
        this_century = future or three + 2000 <= today.year
        year = three if three > 99 else three + (2000 if this_century else 1900)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_size(text: str) -> str | None:
    """Read a size class; None for what is none."""
    said = fold(text)
    return said.upper() if said.upper() in SIZES else _SIZE.get(said.replace(" ", "-"))


def read_yes(text: str) -> bool | None:
    """Read yes or no; None for what is neither."""
    said = fold(text).replace(" ", "-")
    return True if said in _YES else False if said in _NO else None


def read_state(text: str) -> tuple[bool | None, bool]:
    """Read whether somebody is still a client, and whether a pet has died.

    `Active`, `archived`, `yes`; the first is None for what is neither, the second only for pets.
    """
    tokens = set(re.sub(r"\W+", " ", fold(text)).split())
    if tokens & _DEAD:
        return None, True
    if tokens & _GONE:
        return False, False
    return (True if tokens & _HERE else read_yes(text)), False


def read_species(text: str) -> str:
    """Read a species; one that is not known stays as it is written."""
    return _DOGS.get(fold(text), text)


def read_sex(text: str) -> tuple[str, bool | None]:
    """Read a sex and whether the pet is neutered: `MN`, `spayed female`, `m`; "" where unknown."""
    said = fold(text).replace("/", " ").replace("(", " ").replace(")", " ").replace("-", " ")
    tokens = set(said.split())
    if said.replace(" ", "") in ("mn", "nm", "cm", "mc"):
        return "male", True
    if said.replace(" ", "") in ("fs", "sf", "fn"):
        return "female", True
    fixed = any(
        w.startswith(("neuter", "spay", "fixed", "castr", "kastr", "steril")) for w in tokens
    )
    neutered = True if fixed else False if tokens & {"intact", "entire", "unaltered"} else None
    if tokens & {"f", "female", "girl", "w", "weiblich", "hembra", "femelle", "femmina", "femea",
                 "vrouwelijk", "teef", "spayed"}:  # fmt: skip
        return "female", neutered
    if tokens & {"m", "male", "boy", "mannlich", "macho", "maschio", "mannelijk", "reu",
                 "neutered", "castrated"}:  # fmt: skip
        return "male", neutered
    return "", neutered
