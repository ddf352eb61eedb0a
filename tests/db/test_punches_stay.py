"""The engine itself refuses to change or remove a punch, whatever the code above does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from db.models import Branch, Employee, Punch
from pettui import clock
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from tests.small_shop import DANA


def _remove() -> None:
    Punch.delete().execute()


def _alter() -> None:
    Punch.update(offset=60).execute()


@pytest.mark.parametrize("harm", [_remove, _alter])
def test_a_punch_is_never_changed_or_removed(shop: Shop, harm: Callable[[], None]) -> None:
    with change("clock in", DANA) as door:
        door.insert(
            Punch, branch=Branch.get(), employee=Employee.get(), kind="in", at=clock.instant(),
            zone=shop.zone, offset=0, day=date(2026, 1, 2), terminal="kiosk", sequence=1,
            source="pin",
        )  # fmt: skip
    with pytest.raises(Refused, match="never changed or removed"), change("harm", DANA):
        harm()
    assert [p.offset for p in Punch.select()] == [0]
