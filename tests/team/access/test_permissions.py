"""The table of rights is whole, and each rule in it is one that is proved by role."""

from __future__ import annotations

import pytest

from pettui.team.access.rights import RIGHTS
from screens.frame.commands import table
from tests.cli import test_access
from tests.team.access import test_rules, test_veiling
from tests.team.access.permissions import TABLE, Row


def test_every_right_has_its_row() -> None:
    """A right that rules ask for has one; a right that still waits has none."""
    assert set(TABLE) == {right.key for right in RIGHTS.values() if not right.waits}


@pytest.mark.parametrize(("right", "row"), TABLE.items(), ids=list(TABLE))
def test_a_row_names_what_there_is(right: str, row: Row) -> None:
    asked, _ = test_rules.RULES.get(row.rule, ("", None))
    proved = any(hasattr(module, row.rule) for module in (test_rules, test_veiling, test_access))
    assert asked == right or proved
    assert not row.key or right in table()[row.key].rights
    assert row.why or (row.key and row.cli), "say why there is no key, or no command line"
