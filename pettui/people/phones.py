"""Phone numbers: understood as people type them, kept in one form, shown as the country does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pettui.text import clean, digits

_NUMBER_AT_END = re.compile(r"(?P<who>.*[^\W\d_].*?)[\s,;:]+(?P<number>[+(]?\d[\d()./ -]*)")
_FEWEST = 7  # digits that end a line and are no part of a name


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number as it is kept (E.164 where understood), as it is shown, and its digits."""

    number: str
    shown: str
    digits: str


def read(text: str, region: str) -> PhoneNumber:
    """Read a phone number; one that no country knows is kept as it was typed.

    `digits` are the national ones, so that a search without the country's code finds them.
    Raises ValueError for text that cannot be a phone number at all.
    """
    typed = clean(text, 40)
    plain = digits(typed)
    if not 3 <= len(plain) <= 15:
        raise ValueError(f"“{typed}” is not a phone number. Type its digits, such as 555-0142.")
    import phonenumbers  # large: loaded when a number is entered

    try:
        known = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return PhoneNumber(typed, typed, plain)
    if not phonenumbers.is_possible_number(known):
        return PhoneNumber(typed, typed, plain)
    home = known.country_code == phonenumbers.country_code_for_region(region)
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return PhoneNumber(
        phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.format_number(known, form),
        digits(phonenumbers.national_significant_number(known)),
    )


def apart(text: str) -> tuple[str, str]:
    """Part a name from the phone number typed after it; "" where none is.

    `Maria Ortega 555-0142` is both in one breath, as they are said on the phone.
    """
    found = _NUMBER_AT_END.fullmatch(text.strip())
    if found is None or len(digits(found["number"])) < _FEWEST:
        return text.strip(), ""
    return found["who"], found["number"].strip()
