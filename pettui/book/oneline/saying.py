"""Says what a line means: for standard output, for a screen reader, and for machines."""

from __future__ import annotations

from typing import Any

from pettui.book.oneline.understood import Question, Understood
from pettui.book.plan import PlacedRow
from pettui.book.proposing import Proposal
from pettui.dates import distance
from pettui.team.shop import Shop


def head(shop: Shop, found: Proposal) -> str:
    """Say when, and by whom: `Fri 27 Nov 2026 14:00-15:45 (in 4 days) with Kim`."""
    if found.day is None or found.start is None or not found.rows:
        return ""
    end = max(row.end for row in found.rows)
    names = list(dict.fromkeys(row.employee_name for row in found.rows if row.employee_name))
    who = f" with {', '.join(names)}" if names else " with nobody yet"
    away = distance(found.day, shop.today())
    return f"{shop.day(found.day)} {shop.time(found.start)}-{shop.time(end)} ({away}){who}"


def as_text(shop: Shop, said: Understood) -> list[str]:
    """Write the visit in lines that read well aloud."""
    found = said.proposal
    if found is None or not found.rows:
        return []
    owner = f"{said.client.name}, {said.client.phone}" if said.client is not None else ""
    lines = [words for words in (head(shop, found), owner.rstrip(", ")) if words]
    lines += [f"  {_row(shop, row, timed=found.checked is not None)}" for row in found.rows]
    lines += [f"  and {good.name} {shop.money.text(good.money.total)}" for good in found.goods.kept]
    if found.checked is not None:
        tax = found.checked.tax
        more = f", of it tax {shop.money.text(tax)}" if tax else ""
        lines.append(f"  Total {shop.money.text(found.checked.total)}{more}")
    lines += [f"ATTENTION: {words}" for words in found.banner]
    if found.no_shows:
        lines.append(f"ATTENTION: {found.no_shows}")
    if said.wish.plan.note:
        lines.append(f"note: {said.wish.plan.note}")
    mark = {"stop": "not possible", "ask": "conflict", "tell": "notice"}
    return lines + [f"{mark[problem.weight]}: {problem.words}" for problem in found.problems]


def _row(shop: Shop, row: PlacedRow, *, timed: bool) -> str:
    pet = f" for {row.pet_name}" if row.pet_name else ""
    span = f"{shop.time(row.start)}-{shop.time(row.end)}" if timed else f"{row.end - row.start} min"
    who = f" with {row.employee_name}" if row.employee_name else ""
    source = f" ({row.price_from})" if row.price_from else ""
    return f"{span} {row.name}{pet}{who}, {shop.money.text(row.price)}{source}"


def question_text(question: Question) -> list[str]:
    """Write a question with its numbered answers, each with the line that says it."""
    lines = [question.words]
    for number, choice in enumerate(question.choices, 1):
        detail = f", {choice.detail}" if choice.detail else ""
        lines.append(f"  {number}  {choice.label}{detail}: {choice.line}")
    return lines


def as_json(shop: Shop, said: Understood) -> dict[str, Any]:
    """Give a line's meaning for machines; times are `HH:MM` on the shop's wall clock."""
    found, client = said.proposal, said.client
    timed = found is not None and found.checked is not None
    checked = found.checked if found is not None else None
    return {
        "line": said.line,
        "day": found.day.isoformat() if found is not None and found.day else None,
        "start": clock(found.start) if found is not None and found.start is not None else None,
        "end": clock(max(row.end for row in found.rows)) if found and timed else None,
        "client": {"number": client.number, "name": client.name, "phone": client.phone}
        if client is not None
        else None,
        "rows": [
            {
                "service": row.name,
                "pet": row.pet_name,
                "employee": row.employee_name,
                "start": clock(row.start) if timed else None,
                "minutes": row.end - row.start,
                "price": shop.money.plain(row.price),
                "price_from": row.price_from,
            }
            for row in (found.rows if found is not None else ())
        ],
        "tax": shop.money.plain(checked.tax) if checked is not None else None,
        "total": shop.money.plain(checked.total) if checked is not None else None,
        "note": said.wish.plan.note,
        "alerts": [*found.banner, *([found.no_shows] if found.no_shows else [])] if found else [],
        "problems": [
            {"kind": problem.kind, "weight": problem.weight, "words": problem.words}
            for problem in (found.problems if found is not None else ())
        ],
        "missing": [{"field": one.field, "words": one.words} for one in said.missing],
        "wrong": said.wrong,
        "question": {
            "kind": said.question.kind,
            "words": said.question.words,
            "must": said.question.must,
            "choices": [choice._asdict() for choice in said.question.choices],
        }
        if said.question is not None
        else None,
    }


def clock(minute: int) -> str:
    """Write a time for machines."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
