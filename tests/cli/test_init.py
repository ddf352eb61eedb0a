"""`pettui init`: a shop from options or from answers, and never over another."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from db import connection
from db.models import Employee, Item, OpeningHours, Resource, Shift, Tax
from db.models.base import tuples
from pettui.people.clients import find_breeds
from pettui.stock.services import services
from pettui.team.shop import Shop, load_shop
from tests.cli.conftest import Run
from tests.cli.helpers import ROOT

GIVEN = ("--name", "Paws & Claws", "--zone", "Europe/Vienna", "--employee", "Eva Maria Gruber")


def _made(path: Path) -> Shop:
    connection.bind(connection.Target(path, "")).connect()
    return load_shop()


def test_a_shop_from_options(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / "shop.db"
    ran = run(
        "-d", str(path), "init", *GIVEN, "--open", "tue-fri 8-18, sat 9-1p", "--locale", "de_AT",
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, "")
    assert "Paws & Claws is ready" in ran.err and str(path) in ran.err
    assert f"Open it with `pettui -d {path}`." in " ".join(ran.err.split())
    shop = _made(path)
    assert (shop.zone, shop.currency, shop.region) == ("Europe/Vienna", "EUR", "AT")
    owner = Employee.get()
    assert (owner.first_name, owner.last_name, owner.role) == ("Eva", "Maria Gruber", "owner")
    hours = tuples(OpeningHours.select(OpeningHours.weekday, OpeningHours.start, OpeningHours.end))
    assert sorted(hours) == [(d, 480, 1080) for d in (1, 2, 3, 4)] + [(5, 540, 780)]
    assert Shift.select().count() == 5
    assert {"Full groom", "Nail trim"} <= {service.name for service in services()}
    assert [breed.name for breed in find_breeds("toy poo")] == ["Poodle (Toy)"]


def test_a_shop_may_begin_without_a_price_list(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    ran = run("-d", str(path), "init", *GIVEN, "--no-price-list")
    assert ran.code == 0 and "usual services" not in ran.err
    _made(path)
    assert (services(), find_breeds("poodle")) == ([], [])


def test_staff_prices_places_and_tax_by_options_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    more = ("--staff", "Luis, Ana", "--prices", "x1.1", "--resources", "2 tubs", "--tax", "USt 20")
    assert run("-d", str(path), "init", *GIVEN, *more).code == 0
    _made(path)
    assert Employee.select().count() == 3 and Resource.select().count() == 2
    assert Item.get(Item.code == "NT").price == 2000
    assert (Tax.get(Tax.place == 1).name, Tax.get(Tax.place == 1).service_rate) == ("USt", 20)


def test_without_a_person_the_options_that_are_missing_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    ran = run("-d", str(path), "init", "--name", "X")
    assert ran.code == 2
    assert "--zone, --employee" in ran.err and "--name" not in ran.err
    assert not path.exists()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--zone", "Mars/Olympus", "America/New_York"),
        ("--currency", "XXQ", "USD"),
        ("--open", "mon 9", "closes"),
        ("--open", "noday 9-17", "weekday"),
        ("--open", "mon 17-9", "ends before"),
        ("--name", "\x00\x1b", "name"),
        ("--staff", "Ana, Ana", "twice"),
        ("--prices", "cheap", "x1.2"),
        ("--resources", "many", "2 tubs"),
        ("--tax", "high", "Sales tax 8.25"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_hint_and_nothing_is_made(
    run: Run, tmp_path: Path, option: str, value: str, said: str
) -> None:
    path = tmp_path / "shop.db"
    ran = run("-d", str(path), "init", *GIVEN, option, value)
    assert ran.code in (1, 2)
    assert said in ran.err
    again = run("-d", str(path), "init", *GIVEN)
    assert again.code == 0


def test_a_shop_is_never_made_over_another(run_shop: Run, shop_file: Path) -> None:
    for more in (GIVEN, ("--demo",)):
        ran = run_shop("init", *more)
        assert ran.code == 1
        assert "Wagging Tails" in ran.err and "Nothing was changed" in ran.err
    assert _made(shop_file).name == "Wagging Tails"


def _terminal(*arguments: str) -> pexpect.spawn[str]:
    return pexpect.spawn(
        sys.executable, ["-m", "pettui", *arguments], encoding="utf-8", timeout=30,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "TZ": "America/Chicago"},
    )  # fmt: skip


def test_a_shop_from_answers(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    terminal = _terminal("-d", str(path), "init")
    terminal.expect("shop's name: ")
    terminal.sendline("")
    terminal.expect("The shop needs a name")
    terminal.sendline("Muddy Paws")
    terminal.expect(r"Time zone \[America/Chicago\]: ")
    terminal.sendline("Nowhere")
    terminal.expect("not a time zone")
    terminal.sendline("")
    terminal.expect(r"dates and money \[en_US\]: ")
    terminal.sendline("fr-CA")
    terminal.expect("Dates like ven 27 nov. 2026")
    terminal.expect(r"Currency \[CAD\]: ")
    terminal.sendline("<")
    terminal.expect(r"dates and money \[en_US\]: ")
    terminal.sendline("en_CA")
    terminal.expect(r"Currency \[CAD\]: ")
    terminal.sendline("")
    terminal.expect(r"Open \[mon-fri 9-17, sat 9-14\]: ")
    terminal.sendline("mon-fri 8-18")
    terminal.expect("Open mon-fri 8a-6p")
    terminal.expect("Your name, as the first employee: ")
    terminal.sendline("Dana")
    terminal.expect(r"\[nobody\]: ")
    terminal.sendline("Luis Moreno, Ana")
    terminal.expect("3 people in the book")
    terminal.expect(r"x1.2 \[yes\]: ")
    terminal.sendline("x1.2")
    terminal.expect(r"full groom \$74.00 to \$192.00")
    terminal.expect(r"\[2 tubs, 2 dryers, 4 kennels\]: ")
    terminal.sendline("")
    terminal.expect(r"\[none\]: ")
    terminal.sendline("GST 5")
    terminal.expect(r"Make this shop \[yes\]: ")
    terminal.sendline("")
    terminal.expect("Muddy Paws is ready")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    shop = _made(path)
    assert (shop.name, shop.zone, shop.currency) == ("Muddy Paws", "America/Chicago", "CAD")
    assert (shop.locale, shop.region, Employee.select().count()) == ("en_CA", "CA", 3)


def test_who_leaves_in_the_middle_has_made_nothing(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    terminal = _terminal("-d", str(path), "init")
    terminal.expect("shop's name: ")
    terminal.sendeof()
    terminal.expect("Nothing was made")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    assert not path.exists()


def test_opening_the_desk_without_a_shop_offers_the_ways_on(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    terminal = _terminal("-d", str(path))
    terminal.expect("There is no shop at")
    terminal.expect(r"\[q\]uit: ")
    terminal.sendline("what?")
    terminal.expect("Answer with one of")
    terminal.sendline("q")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 4
    assert not path.exists()
