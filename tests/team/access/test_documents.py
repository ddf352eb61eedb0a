"""What docs/access.md says of rights and roles is what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pettui.team.access.rights import RIGHTS, Right
from pettui.team.access.roles import BUILT_IN

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (Path(__file__).parents[3] / "docs" / "access.md").read_text("utf-8").splitlines()
    if line.startswith("| ")
]


@pytest.mark.parametrize("right", RIGHTS.values(), ids=list(RIGHTS))
def test_the_table_of_rights_is_true(right: Right) -> None:
    (row,) = [row for row in ROWS if row[0] == f"`{right.key}`"]
    assert row[1] == right.words + (" *" if right.waits else "")
    roles = [cell == "yes" for cell in row[2:]]
    assert roles == [right.key in bundle.rights for bundle in BUILT_IN if bundle.key != "kiosk"]
