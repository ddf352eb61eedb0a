"""Makes up the book day by day: the past, today, and what is booked ahead."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pettui.demo.calendar import WallClock
from pettui.demo.columns import DayColumns
from pettui.demo.menu import Menu
from pettui.demo.people import MadeClient
from pettui.demo.staff import AHEAD, Crew
from pettui.demo.story import Story, Visit
from pettui.demo.today import fill
from pettui.demo.wishes import Wishes

WORKDAYS = 302  # a year's
FULL = 22  # visits a day that five groomers can do
YEARLY = 9.5  # visits of a regular client
EARLY = 4  # days by which a visit may be before it is due
LUNCH = 30


@dataclass(frozen=True)
class Demand:
    """How many visits a day there are, and how long clients stay."""

    per_day: float
    at_start: int  # clients whom the shop has on the first day
    leave: float  # the share that does not come again after a visit
    former: int  # groomers who worked here and left

    @classmethod
    def of(cls, years: float, clients: int) -> Demand:
        """Fit the demand to a number of clients and years."""
        days = max(1.0, years * WORKDAYS)
        regular = min(FULL, 0.8 * clients * YEARLY / WORKDAYS)
        per_day = max(regular, min(4.1, 2 * years) * clients / days)
        at_start = round(min(0.8 * clients, per_day * WORKDAYS / YEARLY))
        leave = min(0.5, (clients - at_start) / (per_day * days))
        former = -(-max(0.0, per_day - FULL) // 4.4) + (years >= 1)
        return cls(per_day, at_start, leave, int(former))


class Diary:
    """Gives the visits and time blocks of every day, in order."""

    def __init__(
        self,
        rng: Random,
        crew: Crew,
        clients: Sequence[MadeClient],
        demand: Demand,
        clock: WallClock,
        days: tuple[int, int],
        now: int,
    ) -> None:
        self._rng = rng
        self._crew = crew
        self._clients = clients
        self._demand = demand
        self.first, self.today = days
        self._now = now
        self._clock = clock
        self._wishes = Wishes(rng, crew, Menu(crew), self.today)
        self._story = Story(rng, clock, self.today, now)
        self._due: list[tuple[int, int]] = []
        self._arrived = 0
        self._staying = {worker.id for worker in crew.workers if worker.until is None}
        week = [DayColumns(self.first + n, crew.workers, crew.places).minutes for n in range(7)]
        self._usual = sum(week) / max(1, sum(1 for minutes in week if minutes))

    def days(self) -> Iterator[tuple[int, list[Visit]]]:
        """Make up every day from the first to the last that is booked ahead."""
        for ordinal in range(self.first, self.today + AHEAD + 1):
            self._let_in(ordinal)
            day = DayColumns(ordinal, self._crew.workers, self._crew.places)
            if ordinal in self._crew.closed or not day.hours:
                yield ordinal, []
            elif ordinal == self.today:
                blocks = self._lunches(day)
                yield ordinal, blocks + self._today(day)
            else:
                yield ordinal, self._lunches(day) + self._usual_day(day)

    def _today(self, day: DayColumns) -> list[Visit]:
        queue = [heapq.heappop(self._due) for _ in range(min(600, len(self._due)))]
        waiting = [self._clients[key - 1] for _, key in queue]
        visits = fill(self._rng, day, waiting, self._wishes, self._story, self._now)
        seen = {visit.client.id for visit in visits if visit.client}
        for due, key in queue:
            if key in seen:
                self._again(self._clients[key - 1], day.ordinal, self._clients[key - 1].every)
            else:
                heapq.heappush(self._due, (max(due, day.ordinal + 1), key))
        for visit in visits:
            if visit.status == "closed":
                visit.products = self._wishes.wares()
        return visits

    def _let_in(self, ordinal: int) -> None:
        while self._arrived < len(self._clients):
            client = self._clients[self._arrived]
            if client.arrival > ordinal:
                return
            late = 0
            if self._arrived < self._demand.at_start and not client.visits:
                late = self._rng.randrange(client.every)
            heapq.heappush(self._due, (ordinal + late, client.id))
            self._arrived += 1

    def _again(self, client: MadeClient, ordinal: int, days: int) -> None:
        heapq.heappush(self._due, (ordinal + max(1, days), client.id))

    def _lunches(self, day: DayColumns) -> list[Visit]:
        found = []
        for place, (worker, (start, end)) in enumerate(day.hours.items()):
            at = 690 + 30 * ((place + day.ordinal) % 5)
            if end - start < 360 or not start + 90 <= at <= end - 90:
                at = (start + end) // 60 * 30  # the middle, on the half hour
            day.block(worker, at, LUNCH)
            if day.ordinal > self.today - 365 and worker in self._staying:
                created = self._clock.instant(day.ordinal - 50, 540)
                found.append(
                    Visit(
                        day.ordinal, [], reason="Lunch", created=min(created, self._story.now),
                        block=(worker, at, LUNCH),
                    )
                )  # fmt: skip
        return found

    def _usual_day(self, day: DayColumns) -> list[Visit]:
        rng, ordinal = self._rng, day.ordinal
        ahead = ordinal - self.today
        target = self._demand.per_day * day.minutes / self._usual * rng.uniform(0.9, 1.1)
        if ahead > 0:
            target *= max(0.12, 1.0 - 0.85 * ahead / AHEAD)
        visits: list[Visit] = []
        later: list[tuple[int, int]] = []
        tries = 0
        while len(visits) < target and tries < 2 * target + 3 and self._due:
            if self._due[0][0] > ordinal + EARLY:
                break
            tries += 1
            client = self._clients[heapq.heappop(self._due)[1] - 1]
            visit = self._visit(client, day, ahead)
            if visit is None:
                later.append((ordinal + rng.randint(1, 3), client.id))
            else:
                visits.append(visit)
                self._plan_next(client, visit)
        for entry in later:
            heapq.heappush(self._due, entry)
        visits.sort(key=lambda visit: visit.start)
        return visits

    def _visit(self, client: MadeClient, day: DayColumns, ahead: int) -> Visit | None:
        rng = self._rng
        wanted = self._wishes.visit(client, day)
        if wanted is None:
            return None
        status = self._story.ending()
        if ahead > 0:
            near = rng.random() < (0.6 if ahead <= 3 else 0.06)
            status = "cancelled" if status == "cancelled" else "confirmed" if near else "booked"
        holding = status in ("closed", "confirmed", "booked")
        rows = day.find(wanted, rng.randrange(100), take=holding)
        if rows is None:
            return None
        visit = Visit(day.ordinal, rows, client)
        self._story.begin(visit)
        self._story.finish(visit, status)
        if status == "closed":
            visit.products = self._wishes.wares()
        return visit

    def _plan_next(self, client: MadeClient, visit: Visit) -> None:
        rng = self._rng
        if visit.status in ("cancelled", "late cancel", "no-show", "void"):
            self._again(client, visit.ordinal, rng.randint(3, 12))
        elif client.loyal or rng.random() >= self._demand.leave:
            self._again(client, visit.ordinal, client.every + rng.randint(-4, 5))
