"""Phone numbers as people type them."""

from __future__ import annotations

import pytest

from pettui.people.phones import apart


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
