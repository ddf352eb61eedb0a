"""Makes up today: every column nearly full, and the statuses right for the time of day."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice
from random import Random

from pettui.book.slots import STEP
from pettui.demo.columns import GRID, DayColumns, Held
from pettui.demo.people import MadeClient
from pettui.demo.story import Story, Visit
from pettui.demo.wishes import Wishes

TRIES = 12
GONE = (("no-show", -100), ("cancelled", -40), ("late cancel", 60))


def fill(
    rng: Random,
    day: DayColumns,
    waiting: Sequence[MadeClient],
    wishes: Wishes,
    story: Story,
    now: int,
) -> list[Visit]:
    """Book a full day for the clients who wait, most urgent first; `now` is in minutes."""
    special = _special(waiting)
    picked = {client.id for client in special}
    queue = deque(client for client in waiting if client.id not in picked)
    visits: list[Visit] = []
    for worker, (start, end) in day.hours.items():
        for minute in range(start, end, GRID * STEP):
            gap = day.gap(worker, minute)
            if gap >= 15 and (gap >= 45 or rng.random() < 0.7):
                visit = _book(day, special, queue, wishes, worker, minute, gap)
                if visit is not None:
                    visits.append(visit)
    visits.sort(key=lambda visit: (visit.start, visit.rows[0].worker))
    for visit in visits:
        story.begin(visit)
    _tell(rng, visits, story, now)
    visits += _gone(rng, day, queue, wishes, story, now)
    doubled = _double(rng, day, visits, queue, wishes, story)
    return visits + doubled


def _special(waiting: Sequence[MadeClient]) -> list[MadeClient]:
    """Give two of each whose pet bites, has a weak heart, or needs its rabies shot again."""
    found: dict[int, MadeClient] = {}
    for mark in ("bites", "heart", "lapsed"):
        marked = [client for client in waiting if getattr(client.pets[0], mark)]
        found.update((client.id, client) for client in marked[:2])
    return list(found.values())


def _book(
    day: DayColumns,
    special: list[MadeClient],
    queue: deque[MadeClient],
    wishes: Wishes,
    worker: int,
    minute: int,
    gap: int,
) -> Visit | None:
    """Book whoever comes first and fits at a minute; the special ones are asked first."""
    for client in (*special, *islice(queue, TRIES)):
        wanted = (
            wishes.short(client, worker, gap, day)
            if gap < 45
            else wishes.with_worker(client, worker, day)
        )
        rows = day.fit(wanted, minute)
        if rows is not None:
            (special if client in special else queue).remove(client)
            return Visit(day.ordinal, rows, client)
    queue.rotate(-TRIES)
    if gap >= 45 and queue:  # nothing long fits: the dryer is taken, or lunch is near
        rows = day.fit(wishes.short(queue[0], worker, 30, day), minute)
        if rows is not None:
            return Visit(day.ordinal, rows, queue.popleft())
    return None


def _tell(rng: Random, visits: list[Visit], story: Story, now: int) -> None:
    """Give every visit the status that it has at this time of day."""
    late = next((v for v in visits if now - 40 <= v.start <= now - 10 and v.end > now), None)
    ready = next((v for v in reversed(visits) if v.end <= now - 5), None)
    soon = next((v for v in visits if now < v.start <= now + 30), None)
    here = next((v for v in reversed(visits) if v.start <= now < v.end and v is not late), None)
    for visit in visits:
        if visit is late:
            status = "confirmed"
        elif visit is soon or (visit is here and now - visit.start < 20):
            status = "arrived"
        elif visit.end <= now:
            waits = visit is ready or (visit.end > now - 75 and rng.random() < 0.4)
            status = "ready" if waits else "closed"
        elif visit.start <= now:
            status = "in progress"
        else:
            status = "confirmed" if rng.random() < 0.62 else "booked"
        story.finish(visit, status)


def _gone(
    rng: Random,
    day: DayColumns,
    queue: deque[MadeClient],
    wishes: Wishes,
    story: Story,
    now: int,
) -> list[Visit]:
    """Make up visits of today that ended otherwise; they hold nothing."""
    found = []
    workers = list(day.hours)
    for status, away in GONE:
        worker = rng.choice(workers)
        start, end = day.hours[worker]
        minute = min(max(start, (now + away) // 15 * 15), end - 120)
        if not queue or (status == "no-show" and minute > now - 45):
            continue
        client = queue.popleft()
        rows, at = [], minute
        for line, pet, who in wishes.with_worker(client, worker, day):
            rows.append(Held(line, pet, who, at))
            at += line.minutes
        if at <= 24 * 60:
            visit = Visit(day.ordinal, rows, client)
            story.begin(visit)
            story.finish(visit, status)
            found.append(visit)
    return found


def _double(
    rng: Random,
    day: DayColumns,
    visits: Sequence[Visit],
    queue: deque[MadeClient],
    wishes: Wishes,
    story: Story,
) -> list[Visit]:
    """Book one visit over another on purpose, in the second lane."""
    over = [v for v in visits if v.start >= 13 * 60 and v.status in ("booked", "confirmed")]
    over = over or [v for v in visits if v.status not in ("no-show", "cancelled", "late cancel")]
    if not over or not queue:
        return []
    under = rng.choice(over)
    worker = under.rows[0].worker
    client = queue.popleft()
    line, pet, who = wishes.short(client, worker, 15, day)[0]
    visit = Visit(day.ordinal, [Held(line, pet, who, under.start, lane=1)], client)
    visit.double = "Owner waits; done in between"
    story.begin(visit)
    story.finish(visit, under.status)
    return [visit]
