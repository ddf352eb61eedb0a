"""pettui's own colours, dark and light, and which theme a terminal gets."""

from __future__ import annotations

from textual.theme import Theme

DARK = "pettui-dark"
LIGHT = "pettui-light"
ANSI_DARK = "ansi-dark"
ANSI_LIGHT = "ansi-light"
CHOICES = {
    DARK: "dark",
    LIGHT: "light",
    ANSI_DARK: "dark, in the terminal's own 16 colours",
    ANSI_LIGHT: "light, in the terminal's own 16 colours",
}
"""The themes that a person can choose, with a word for each."""

OWN = (
    Theme(
        name=DARK,
        dark=True,
        primary="#63b3a6",
        secondary="#7f9fb8",
        accent="#63b3a6",
        warning="#d9a55b",
        error="#e0707a",
        success="#8cb872",
        foreground="#d5d9dc",
        background="#15191c",
        surface="#1b2024",
        panel="#232a2f",
        boost="#232a2f",
        variables={
            "border": "#63b3a6",
            "border-blurred": "#39434a",
            "text-muted": "#8b969e",
            "block-cursor-background": "#63b3a6",
            "block-cursor-foreground": "#0f1315",
            "block-cursor-text-style": "none",
            "input-cursor-background": "#d5d9dc",
            "input-cursor-foreground": "#15191c",
            "input-selection-background": "#63b3a6 35%",
            "scrollbar": "#39434a",
            "scrollbar-hover": "#4a565e",
            "scrollbar-active": "#63b3a6",
            "scrollbar-background": "#1b2024",
            "scrollbar-background-hover": "#1b2024",
            "scrollbar-background-active": "#1b2024",
            "scrollbar-corner-color": "#1b2024",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#1f7a6d",
        secondary="#3f6785",
        accent="#1f7a6d",
        warning="#8f5f00",
        error="#b3303d",
        success="#3f7326",
        foreground="#23292d",
        background="#f6f5f2",
        surface="#eeece7",
        panel="#e3e0d9",
        boost="#e3e0d9",
        variables={
            "border": "#1f7a6d",
            "border-blurred": "#c3beb3",
            "text-muted": "#626a70",
            "block-cursor-background": "#1f7a6d",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "none",
            "input-cursor-background": "#23292d",
            "input-cursor-foreground": "#f6f5f2",
            "input-selection-background": "#1f7a6d 25%",
            "scrollbar": "#c3beb3",
            "scrollbar-hover": "#aaa498",
            "scrollbar-active": "#1f7a6d",
            "scrollbar-background": "#eeece7",
            "scrollbar-background-hover": "#eeece7",
            "scrollbar-background-active": "#eeece7",
            "scrollbar-corner-color": "#eeece7",
        },
    ),
)


def choose(
    wanted: str, *, known: set[str], sixteen: bool, colourless: bool
) -> tuple[str, list[str]]:
    """Give the theme to begin with, and words about it when it is not the wanted one.

    Args:
        wanted: the theme's name from the configuration or from last time; "" for ours.
        known: the names of all themes.
        sixteen: the terminal has 16 colours (the Linux console).
        colourless: no colours are wanted.
    """
    words = []
    if wanted and wanted not in known:
        there = ", ".join(CHOICES)
        words.append(f"There is no theme {wanted!r}, so this is {DARK}. There are {there}.")
        wanted = ""
    name = wanted or DARK
    if (sixteen or colourless) and not name.startswith("ansi-"):
        name = ANSI_LIGHT if name.endswith("-light") else ANSI_DARK
    return name, words


def other(name: str, *, dark: bool) -> str:
    """Give the light theme to a dark one, and the other way round."""
    if name.startswith("ansi-"):
        return ANSI_LIGHT if dark else ANSI_DARK
    return LIGHT if dark else DARK
