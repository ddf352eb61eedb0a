"""The list of services shows what the employee of the column does; a typed code still finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.models import Ability, Employee, Item
from pettui.history.door import change
from screens.book.form.start import FormStart
from screens.desk import Desk
from tests.small_shop import DANA, DAY
from tests.ui.form.opener import in_shop, opens
from tests.ui.helpers import drive, press, settle, text, type_ahead


def test_browsing_shows_what_the_employee_does_and_a_code_means_its_service(
    shop_file: Path,
) -> None:
    with in_shop(shop_file), change("limits", DANA) as door:
        ana = Employee.get(Employee.first_name == "Ana")
        key = int(ana.__data__["bookable"])
        door.update(ana, limited=True)
        door.insert(Ability, employee=key, item=Item.get(Item.code == "BATH"))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"bella", "enter")
        await press(pilot, "space")
        await settle(pilot)
        assert "Bath" in text(desk)
        assert "Nails" not in text(desk) and "Teeth" not in text(desk)
        await press(pilot, "backspace", *"nails")
        assert "Nails" in text(desk)

    drive(shop_file, test, home=opens(FormStart(DAY, employee=key)))
