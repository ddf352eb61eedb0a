"""What people type into the fields of a record: birthdays, ages, weights, percentages, weeks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from pettui.dates import add_months, parse_day
from pettui.text import clean, fold

POUND = Decimal("453.59237")
OUNCE = Decimal("28.349523125")
HEAVIEST = 1_000_000  # grams
OLDEST = 100  # years
_AGE = re.compile(
    r"(?:(\d{1,2})(?:[.,](5))? ?y(?:o|rs?|ears?)?)? ?(?:old)? ?(?:and )?"
    r"(?:(\d{1,3}) ?mo?n?t?h?s?)? ?(?:old)?"
)
_WEEKS_OLD = re.compile(r"(\d{1,3}) ?w(?:ks?|eeks?)?(?: old)?")
_WEIGHT = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?) ?(lbs?|pounds?|#|kgs?|kilos?|g|oz)?")
_POUNDS_OUNCES = re.compile(r"(\d{1,4}) ?(?:lbs?|pounds?|#) ?(\d{1,2}(?:[.,]\d{1,2})?) ?oz")
_UNITS = {"l": POUND, "p": POUND, "#": POUND, "k": Decimal(1000), "g": Decimal(1), "o": OUNCE}


def counts_pounds(region: str) -> bool:
    """Tell whether a country weighs pets in pounds."""
    return region in ("US", "LR")


def weight_text(grams: int | None, region: str) -> str:
    """Write a weight as the shop's country does: `11.0 lb`, `5.0 kg`; "" when it is not known."""
    if not grams:
        return ""
    unit, name = (POUND, "lb") if counts_pounds(region) else (Decimal(1000), "kg")
    value = Decimal(grams) / unit
    return f"{value:.1f} {name}" if value >= Decimal("0.1") else f"{value:.3f} {name}"


def read_weight(text: str, region: str, known: int | None = None) -> int | None:
    """Read a weight in grams; "" is none. A number alone is in the country's unit.

    A text that says the weight `known` as it is shown gives just that, to the gram. Raises
    ValueError with a hint.
    """
    said = fold(clean(text, 40))
    if not said:
        return None
    if known and said == weight_text(known, region):
        return known
    if found := _POUNDS_OUNCES.fullmatch(said):
        exact = Decimal(found[1]) * POUND + Decimal(found[2].replace(",", ".")) * OUNCE
    elif found := _WEIGHT.fullmatch(said):
        own = "l" if counts_pounds(region) else "k"
        exact = Decimal(found[1].replace(",", ".")) * _UNITS[(found[2] or own)[0]]
    else:
        raise ValueError(
            f"“{clean(text, 40)}” is not a weight. Say it like 11 lb, 11 lb 4 oz or 5.2 kg."
        )
    grams = int(exact.to_integral_value())
    if not 0 < grams <= HEAVIEST:
        raise ValueError(f"A weight of {clean(text, 40)} is out of range: 1 g to 1000 kg.")
    return grams


def read_born(text: str, today: date, *, month_first: bool = True) -> date | None:
    """Read a birthday or an age: `4y`, `1y 3m`, `7 mo`, `10 weeks`, `2019`, `3/2019`, a date.

    An age gives the day that many years ago, a year its middle. "" is none. Raises ValueError
    with a hint.
    """
    said = fold(clean(text, 60))
    if not said:
        return None
    hint = "Say it like 4y, 7 mo, 2019 or 3/14/2019."
    try:
        found = _age(said, today) or _year(said, today)
        found = found or read_birthday(said, today, month_first=month_first)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"“{clean(text, 40)}” is not an age or a birthday. {hint}") from error
    if found is None or not add_months(today, -12 * OLDEST) <= found <= today:
        raise ValueError(f"“{clean(text, 40)}” is not a possible birthday of a pet. {hint}")
    return found


def _age(said: str, today: date) -> date | None:
    if re.fullmatch(r"\d{1,2}", said):
        return add_months(today, -12 * int(said))
    if weeks := _WEEKS_OLD.fullmatch(said):
        return today - timedelta(weeks=int(weeks[1]))
    found = _AGE.fullmatch(said)
    if found is None or (found[1] is None and found[3] is None):
        return None
    months = int(found[1] or 0) * 12 + (6 if found[2] else 0) + int(found[3] or 0)
    return add_months(today, -months)


def _year(said: str, today: date) -> date | None:
    if re.fullmatch(r"(19|20)\d{2}", said):
        middle = date(int(said), 7, 1)
        return middle if middle <= today else date(int(said), 1, 1)
    if found := re.fullmatch(r"(\d{1,2})[/.-]((?:19|20)\d{2})", said):
        return date(int(found[2]), int(found[1]), 1)
    return None


def read_birthday(text: str, today: date, *, month_first: bool = True) -> date | None:
    """Read a day of the past; one without a year is the last such day. "" is none.

    Raises ValueError with a hint.
    """
    said = fold(clean(text, 60))
    if not said:
        return None
    found = parse_day(said, today, month_first=month_first, past=True)
    if found <= today:
        return found
    if re.search(r"\d[/.]\d{1,2}[/.]\d{2}$", said):
        return add_months(found, -1200)  # 3/14/62
    raise ValueError(f"“{clean(text, 40)}” lies in the future. Correct the year.")


def read_percent(text: str) -> Decimal:
    """Read a percentage: `10`, `7.5 %`; "" is 0. Raises ValueError with a hint."""
    said = clean(text, 20).removesuffix("%").strip().replace(",", ".")
    try:
        value = Decimal(said or 0)
    except InvalidOperation as error:
        raise ValueError(f"“{clean(text, 20)}” is not a percentage. Say it like 10.") from error
    if not value.is_finite() or not 0 <= value <= 100:
        raise ValueError("A percentage is from 0 to 100.")
    return value


def read_weeks(text: str) -> int | None:
    """Read a number of weeks: `6`, `6w`, `6 weeks`; "" is none. Raises ValueError with a hint."""
    said = fold(clean(text, 20))
    if not said:
        return None
    found = re.fullmatch(r"(\d{1,3}) ?(?:w(?:ks?|eeks?)?)?", said)
    if found is None or not 1 <= int(found[1]) <= 104:
        raise ValueError(f"“{clean(text, 20)}” is not a number of weeks. Say 1 to 104, like 6.")
    return int(found[1])
