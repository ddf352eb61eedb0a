"""`pettui find`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("text", ["bella", "BEL", "bella 0142", "Maria ortega bella"])
def test_a_pet_is_found_by_any_parts(run_shop: Run, text: str) -> None:
    ran = run_shop("find", *text.split())
    assert ran.code == 0
    assert ran.out == ("pet: Bella · Maria Ortega, 555-0142, Poodle S, ATTENTION: BITES; muzzle\n")


def test_a_ticket_is_found_by_its_number(run_shop: Run) -> None:
    assert run_shop("find", "1001").out.startswith("ticket: Ticket 1001 · Li Chen")


def test_findings_for_machines(run_shop: Run) -> None:
    (found,) = run_shop("find", "--json", "whitfield").json
    assert (found["kind"], found["title"], found["phone"]) == (
        "client", "Joe Whitfield", "555-0177",
    )  # fmt: skip


def test_nothing_found_is_said_and_coded(run_shop: Run) -> None:
    ran = run_shop("find", "nobody")
    assert (ran.code, ran.out) == (3, "")
    assert "“nobody”" in ran.err
    assert run_shop("find", "--json", "nobody").json == []


@pytest.mark.parametrize("text", ["%", "_", "*", "(", "NEAR(", "'; DROP TABLE client; --", '"'])
def test_signs_that_mean_something_elsewhere_mean_themselves(run_shop: Run, text: str) -> None:
    assert run_shop("find", text).code == 3


def test_at_most_as_many_as_asked_for(run_shop: Run) -> None:
    assert len(run_shop("find", "--limit", "2", "example").out.splitlines()) == 2
