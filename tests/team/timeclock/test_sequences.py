"""Whatever people press, in whatever order, under whatever clock: what must always hold."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db import connection
from db.models import ChangedRow, Punch, PunchRequest
from pettui import clock
from pettui.history.chain import broken_links
from pettui.history.door import Refused
from pettui.team.shop import load_shop
from pettui.team.timeclock import forgotten, present, proof, punching
from pettui.team.timeclock.facts import Answer, Standing
from pettui.team.timeclock.present import AFTER
from tests.small_shop import unbind
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import KIOSK, employee, named

LABELS = ("Luis", "Ana")


class AtTheClock(RuleBasedStateMachine):
    """Two people, one clock, and time that passes."""

    template: Path
    folder: Path
    patch: pytest.MonkeyPatch

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / f"{uuid.uuid4()}.db"
        shutil.copy(self.template, path)
        connection.bind(connection.Target(path, "")).connect()
        self.path = path
        self.shop = load_shop()
        self.clockwork = Clockwork(self.patch)
        self.shown: dict[str, Standing] = {}
        self.commands: dict[str, str] = {}
        self.punches = 0

    def teardown(self) -> None:
        """Put everything away."""
        self.clockwork.stop()
        unbind()
        self.path.unlink()

    @rule(minutes=st.integers(0, 20 * 60))
    def time_passes(self, minutes: int) -> None:
        """Let up to twenty hours pass."""
        self.clockwork.pass_time(minutes=minutes, seconds=21)

    @rule(hours=st.integers(-24 * 30, 24 * 30), synchronised=st.booleans())
    def the_clock_is_set(self, hours: int, synchronised: bool) -> None:
        """Set the clock to some other time, after a restart."""
        self.clockwork.reboot(uuid.uuid4().hex)
        self.clockwork.set_wrong(hours=hours)
        self.clockwork.synchronised = synchronised

    @rule(label=st.sampled_from(LABELS))
    def look(self, label: str) -> None:
        """Show somebody how they stand; what they press later may be stale by then."""
        self.shown[label] = punching.standing(self.shop, named(self.shop, label))
        self.commands[label] = str(uuid.uuid4())

    @precondition(lambda self: self.shown)
    @rule(
        data=st.data(),
        kind=st.sampled_from(["enter", "in", "out", "break", "back"]),
        answer=st.sampled_from(["planned", "17:30", "unknown", "through", "nothing"]),
        times=st.integers(1, 3),
    )
    def press(self, data: st.DataObject, kind: str, answer: str, times: int) -> None:
        """Press a key one to three times on what was shown, whether it fits or not."""
        label = data.draw(st.sampled_from(sorted(self.shown)))
        shown = self.shown[label]
        before = present.of(self.shop, employee(label), clock.instant())
        wanted = shown.enter if kind == "enter" else kind
        made = set()
        for _ in range(times):
            try:
                done = punching.punch(
                    self.shop, named(self.shop, label), wanted,  # type: ignore[arg-type]  # a kind
                    KIOSK, seen=shown.seen, command=self.commands[label],
                    answer=self._answer(shown, answer),
                )  # fmt: skip
            except Refused:
                assert present.of(self.shop, employee(label), clock.instant()) == before
                return
            made.add(done.punch)
            assert done.kind == wanted or done.already
        assert len(made) == 1
        now = present.of(self.shop, employee(label), clock.instant())
        assert now.last is not None
        assert now.state == AFTER[now.last.kind]

    def _answer(self, shown: Standing, said: str) -> Answer | None:
        asked = shown.forgotten
        if asked is None or said == "nothing":
            return None
        if said == "planned" and asked.planned:
            return forgotten.as_planned(self.shop, asked)
        if said == "through":
            return forgotten.worked_through(self.shop, asked)
        if said == "17:30":
            return forgotten.at_time(self.shop, asked, said)
        return forgotten.not_known(self.shop, asked)

    @invariant()
    def hours_are_never_negative_and_never_sixteen_unseen(self) -> None:
        """Count what there is; a shift that is too long counts nothing by itself."""
        for label in LABELS:
            now = present.of(self.shop, employee(label), clock.instant())
            assert now.minutes(clock.instant()) >= 0
            for shift in now.today:
                assert 0 <= shift.worked <= 14 * 60

    @invariant()
    def rows_only_grow_and_stay_as_they_were_made(self) -> None:
        """Compare the punches with the history."""
        rows = [row.sequence for row in Punch.select().order_by(Punch.id)]
        assert rows == list(range(1, len(rows) + 1))
        assert len(rows) >= self.punches
        self.punches = len(rows)
        assert proof.broken_punches(self.shop) == []
        assert not ChangedRow.select().where(
            ChangedRow.table == "punch", ChangedRow.old.is_null(False)
        )

    @invariant()
    def nobody_is_in_twice(self) -> None:
        """Two clock-ins in a row have a forgotten clock-out between them, told or not."""
        for label in LABELS:
            kinds = [
                (row.id, row.kind, row.reason)
                for row in Punch.select()
                .where(Punch.employee == employee(label))
                .order_by(Punch.id)
            ]
            asked = {request.after.id for request in PunchRequest.select()}
            before: tuple[int, str] | None = None
            for key, kind, reason in kinds:
                if kind == "in" and before is not None and before[1] != "out":
                    assert before[0] in asked or "cannot say" in reason
                before = (key, kind)


def test_whatever_people_press(
    shop_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AtTheClock.template, AtTheClock.folder, AtTheClock.patch = shop_template, tmp_path, monkeypatch
    machine = AtTheClock.TestCase
    machine.settings = settings(
        max_examples=15, stateful_step_count=25, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    machine().runTest()
    connection.bind(connection.Target(shop_template, "")).connect()
    assert broken_links() == []
