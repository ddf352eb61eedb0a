"""Writes answers: lines for people, values for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.book.search.asking import Answer

if TYPE_CHECKING:
    from pettui.team.shop import Shop


def when_text(shop: Shop, answer: Answer) -> str:
    """Write when an answer is: `Fri 27 Nov 9:00-11:00`."""
    return f"{shop.short_day(answer.day)} {shop.time(answer.start)}-{shop.time(answer.end)}"


def who_text(answer: Answer) -> str:
    """Write who does it: `Kim`, or `Kim, then Luis`."""
    return ", then ".join(dict.fromkeys(answer.labels))


def line_text(shop: Shop, answer: Answer) -> str:
    """Write an answer in one line, its reason behind it."""
    parts = [when_text(shop, answer), who_text(answer), answer.why]
    if answer.alerts:
        parts.append(f"ATTENTION: {'; '.join(answer.alerts)}")
    return "  ".join(parts)


def as_json(answer: Answer, number: int) -> dict[str, Any]:
    """Give an answer for machines; times are `HH:MM` on the shop's wall clock."""
    return {
        "number": number,
        "day": answer.day.isoformat(),
        "start": _clock(answer.start),
        "end": _clock(answer.end),
        "employees": list(answer.labels),
        "split": answer.split,
        "minutes_left_over": answer.scrap,
        "why": answer.why,
        "alerts": list(answer.alerts),
    }


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
