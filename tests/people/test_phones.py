"""Phone numbers as people type them."""

from __future__ import annotations

import pytest

from pettui.people.phones import apart, read


@pytest.mark.parametrize(
    ("typed", "name", "number"),
    [
        ("Maria Ortega 555-0142", "Maria Ortega", "555-0142"),
        ("Ortega, Maria, (212) 555-0142", "Ortega, Maria", "(212) 555-0142"),
        ("Peña +43 1 2345678", "Peña", "+43 1 2345678"),
        ("Maria Ortega", "Maria Ortega", ""),
        ("Pets 4 U 12345", "Pets 4 U 12345", ""),  # too few digits for a number
        ("5550142", "5550142", ""),  # nobody's name
    ],
)
def test_a_number_after_a_name_is_taken_apart(typed: str, name: str, number: str) -> None:
    assert apart(typed) == (name, number)


@pytest.mark.parametrize(
    ("region", "typed", "shown"),
    [
        ("US", "212 555 0171", "(212) 555-0171"),
        ("CA", "416-555-0171", "(416) 555-0171"),  # shares its country's code with the US
        ("CA", "+43 1 2345678", "+43 1 2345678"),
        ("AT", "01 2345678", "01 2345678"),
    ],
)
def test_numbers_of_the_own_country_are_shown_as_it_writes_them(
    region: str, typed: str, shown: str
) -> None:
    assert read(typed, region).shown == shown
