"""`pettui settings`: read, set, taken back, and refused in words."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_a_setting_is_read_set_and_taken_back(run_shop: Run) -> None:
    assert run_shop("settings", "get", "book.step").out == "15\n"
    ran = run_shop("settings", "set", "book.step", "10")
    assert (ran.code, ran.out) == (0, "")
    assert "book.step is 10 now; it was 15." in ran.err
    assert run_shop("settings", "get", "book.step").out == "10\n"
    assert "10 already" in run_shop("settings", "set", "book.step", "10").err
    assert "is 15 now" in run_shop("settings", "unset", "book.step").err
    assert run_shop("settings", "get", "book.step").out == "15\n"


def test_all_of_them_are_listed_with_what_they_do(run_shop: Run) -> None:
    ran = run_shop("settings", "list")
    assert ran.code == 0
    assert "shop.name = Wagging Tails" in ran.out
    assert "Minutes that one line of the book stands for." in ran.out
    assert "book.step = 15 (default)\n" in ran.out
    run_shop("settings", "set", "book.step", "10")
    assert "book.step = 10 (changed; the default is 15)" in run_shop("settings", "list").out
    changed = run_shop("settings", "list", "--changed", "book").out
    assert "book.step" in changed and "book.view" not in changed
    nothing = run_shop("settings", "list", "zzz")
    assert (nothing.code, nothing.out) == (3, "")


def test_machines_read_values_as_they_are(run_shop: Run) -> None:
    found = {line["name"]: line for line in run_shop("settings", "list", "--json").json}
    assert found["book.show_ended"]["value"] is False
    assert found["shop.hours"]["value"] == "mon-sat 9-17"
    assert found["shop.hours"]["default"] is None
    ran = run_shop("settings", "set", "book.show_ended", "yes", "--json")
    assert ran.json["value"] is True and ran.json["changed"] is True
    assert run_shop("settings", "get", "book.show_ended", "--json").json == ran.json


def test_several_words_are_one_value(run_shop: Run) -> None:
    assert run_shop("settings", "set", "shop.hours", "mon-fri", "8-18,", "sat", "9-13").code == 0
    assert run_shop("settings", "get", "shop.hours").out == "mon-fri 8-18, sat 9-13\n"
    assert run_shop("settings", "set", "shop.phone", "").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("set", "book.step", "7"), 2, "book.step cannot be “7”; it is one of 5, 10, 15, 20 or 30"),
        (("set", "book.steps", "10"), 2, "Did you mean book.step?"),
        (("get", "nothing"), 2, "no setting"),
        (("unset", "shop.name"), 1, "no default"),
        (("set", "shop.currency", "EUR"), 1, "tickets in USD"),
        (("set", "shop.name"), 2, "VALUE"),
        ((), 2, "VERB"),
    ],
)
def test_what_cannot_be_is_said_with_a_code(
    run_shop: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = run_shop("settings", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_what_is_set_is_what_the_book_shows(run_shop: Run) -> None:
    assert "9:00-11:00" in run_shop("day", "2026-11-23").out
    run_shop("settings", "set", "clock.hours", "12")
    assert "9:00a-" in run_shop("day", "2026-11-23").out
    run_shop("settings", "set", "shop.locale", "de_DE")
    assert run_shop("day", "2026-11-23").out.startswith("Mo 23. Nov. 2026")
    assert run_shop("day", "23. nov 2026").out.startswith("Mo 23. Nov. 2026")
    run_shop("settings", "set", "book.columns", "only staff")
    assert "tub 1" not in run_shop("day", "2026-11-23").out
