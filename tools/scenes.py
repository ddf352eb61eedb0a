"""The scenes of the pictures: how large, in which colours, and the keys that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot

from tests.ui.helpers import press, write


@dataclass(frozen=True)
class Scene:
    """One picture.

    Attributes:
        name: of the file, without `.svg`.
        title: what stands in the window's frame.
        keys: pressed one by one; a text in quotes is typed.
        size: columns and lines of the terminal.
        theme: the colours.
        words: what the picture must show, as a check that the keys led there.
    """

    name: str
    title: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    theme: str = "pettui-dark"
    words: tuple[str, ...] = ()

    async def play(self, pilot: Pilot[Any]) -> None:
        """Press the keys."""
        for key in self.keys:
            if key.startswith("'"):
                await write(pilot, key[1:-1])
            else:
                await press(pilot, key)


_PHONE_CALL = ("n", "'Sam Gomez'", "enter", "'9175552030'", "enter", "'Bella poodle s'", "enter",
               "'fg'", "enter", "enter")  # fmt: skip

SCENES = (
    Scene("book-80x24", "pettui", size=(80, 24), words=("today", "BITES", "late")),
    Scene("book-120x40", "pettui", words=("tub 1", "BITES")),
    Scene("book-200x60", "pettui", size=(200, 60), words=("dryers",)),
    Scene("book-light", "pettui", theme="pettui-light", words=("tub 1",)),
    Scene("book-16-colours", "pettui", theme="ansi-dark", words=("tub 1",)),
    Scene("week", "pettui: a groomer's week", ("v",), words=("this week",)),
    Scene("list", "pettui: the day as a list", ("v", "v"), words=("Alerts and notes",)),
    Scene(
        "phone",
        "pettui: somebody new calls",
        (*_PHONE_CALL, "'dec 4 pm'"),
        words=("Fri 4 Dec 2026",),
    ),
    Scene(
        "booking",
        "pettui: a dog that bites",
        (
            "n",
            "'murphy pham'",
            "enter",
            "'fg'",
            "enter",
            "enter",
            "'tue 9'",
            "enter",
        ),
        words=("BITES",),
    ),
    Scene(
        "duplicate",
        "pettui: is it one of these?",
        ("n", "'Judith Pham'", "enter", "'5165550111'", "enter"),
        words=("same phone",),
    ),
    Scene(
        "grab",
        "pettui: a visit in the air",
        ("m", "right", "right", "down"),
        words=("Enter puts it down",),
    ),
    Scene("endings", "pettui: how it ends", ("x",), words=("Did not come",)),
    Scene(
        "history",
        "pettui: who changed what",
        ("s", "N", "'No perfume, please'", "enter", "s", "u", "escape", "H"),
        words=("Dana",),
    ),
    Scene("find", "pettui: find anything", ("/", "'bella'"), words=("pet",)),
    Scene("client", "pettui: a client", ("o",), words=("Nala",)),
    Scene("pet", "pettui: a pet", ("/", "'murphy pham'", "enter"), words=("Vaccinations",)),
    Scene("clock", "pettui: the time clock", ("F6",), words=("In since", "To decide")),
    Scene("clock-80x24", "pettui: the time clock", ("F6",), size=(80, 24), words=("In since",)),
    Scene(
        "clock-card",
        "pettui: a time card",
        (
            *("F6", "end", "enter", "e", "'9:50'", "tab", "tab", "tab"),
            *("'The bus was late'", "enter"),
        ),
        words=("amended by Dana", "was in"),
    ),
    Scene(
        "clock-decide",
        "pettui: a forgotten clock-out",
        ("F6", "down", "down", "enter", "1"),
        words=("from in to out",),
    ),
    Scene(
        "schedule",
        "pettui: who works when",
        (
            "g",
            "h",
            ".",
            "home",
            "down",
            "right",
            "space",
            "space",
            "'vac Rome'",
            "enter",
            "s",
            "escape",
            "down",
            "down",
            "shift+right",
            "'9-12 13-17'",
        ),
        size=(120, 30),
        words=("*", "vacation", "Enter saves"),
    ),
    Scene(
        "one-line",
        "pettui: a visit in one line",
        ("a", "'murphy pham fg +1w 2p kim'"),
        size=(100, 34),
        words=("Full groom", "BITES"),
    ),
    Scene(
        "away",
        "pettui: a groomer is ill",
        ("d", "'mon'", "enter", "I"),
        size=(120, 34),
        words=("is away (sick)",),
    ),
    Scene("wait-list", "pettui: the wait list", ("F3",), size=(120, 30), words=("Wait list",)),
    Scene(
        "series",
        "pettui: a standing appointment",
        ("S", "'every 6 weeks on tue, 8 times'", "enter"),
        size=(120, 34),
        words=("8",),
    ),
    Scene("recall", "pettui: who is due", ("g", "l"), size=(120, 30), words=("due",)),
    Scene("help", "pettui: help", ("?",), words=("search",)),
)
