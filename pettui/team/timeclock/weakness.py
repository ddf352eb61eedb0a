"""PINs that a colleague would try first; reads nothing."""

from __future__ import annotations

from itertools import pairwise

_FAMOUS = """
    0741 0852 1004 1357 1397 1470 1590 2001 2468 2580 3570 3690 4200 5683 6969 7139
    12345 13579 24680 102030 112233 121314 123321 131211 135790 142536 147258 147852 159357 159753
    246810 258369 258456 321654 357159 420420 445566 456789 456852 520131 654123 696969 789456
    1234567 2468013 11223344 12121212 12344321 12345678 87654321
"""
"""What is found most often where PINs became known."""


def why_weak(pin: str, number: int, phone: str = "") -> str:
    """Give why a PIN is too easy to guess, in words; "" when it is not.

    Args:
        pin: its digits.
        number: the person's own number.
        phone: their phone number, as it is written.
    """
    if len(set(pin)) < 3:
        return "it has fewer than three different digits"
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(steps) == 1:
        return "its digits run up or down"
    if pin in _FAMOUS.split():
        return "it is one of those that people try first"
    for size in range(1, len(pin) // 2 + 1):
        if len(pin) % size == 0 and pin == pin[:size] * (len(pin) // size):
            return "it repeats itself"
    own = str(number)
    if pin.strip("0") == own.strip("0") or (len(own) >= 3 and own in pin):
        return "it has the person's number in it"
    digits = "".join(letter for letter in phone if letter.isdigit())
    if len(digits) >= len(pin) and (digits.endswith(pin) or digits.endswith(pin[::-1])):
        return "it is the end of the person's phone number"
    if _year(pin[:4]) or _year(pin[-4:]):
        return "it has a year in it, as birthdays do"
    return ""


def _year(four: str) -> bool:
    return 1940 <= int(four) <= 2029
