"""Texts that people or other programs may bring, which nothing may break on."""

from __future__ import annotations

HOSTILE = (
    "Rex [/]",
    "[/",
    "[stage=1:",
    "[@click=app.quit]x[/]",
    "\x1b]52;c;AAAA\x07e",
    "\x1b[2J\x9b2J",
    "a\x00b",
    "\u202eevil\u202c \u2066x\u2069",
    "zero\u200bwidth",
    "\ud83d",
    "日本語の名前",
    "👩‍👩‍👧‍👦 family",
    "e\u0301 combining",
    "İSTANBUL ß ŁØ",
    "y" * 500,
    "'; DROP TABLE client; --",
    "100% _under_ \\ back",
    "=HYPERLINK(1)",
    "line\nbreak\r\nand\ttab",
    " \u3164\u115f ",
    "a,b,,c",
)
