"""The log of all changes is looked at by whoever may, or whom somebody lets, which is noted."""

from __future__ import annotations

import pytest

from pettui.history import audit
from pettui.history.audit import Wish
from pettui.team.access import having, overriding
from pettui.team.shop import Shop
from tests.team.access.steps import actor, be
from tests.team.timeclock.steps import PINS, number


def test_whoever_may_not_look_does_not(guarded: Shop) -> None:
    ana, luis = be("Ana", "front desk"), be("Luis", "manager")
    with pytest.raises(
        having.Forbidden,
        match=r"see the reports about employees, and who changed what \(report\.team\)",
    ):
        audit.read(guarded, Wish(), ana)
    with pytest.raises(having.Forbidden):
        audit.lines_of(guarded, 1, ana)
    assert audit.read(guarded, Wish(), luis).changes
    lent = overriding.lend(number("Kim"), PINS["Kim"], "a guest asks", "report.team", ana)
    assert audit.read(guarded, Wish(), lent).changes
    audit.looked(lent)
    newest = audit.read(guarded, Wish(), actor("Kim"), most=1).changes[0]
    assert newest.who == "Ana"
    assert newest.what == "looked at the changes of the shop (allowed by Kim Lee: a guest asks)"
