"""What a ticket comes to, to the cent (DOMAIN 13.9)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.money import Money
from pettui.till.totals import RowMoney, TaxRates, totals

D = Decimal
ALL = (True, True, True)
FIRST = (True, False, False)


def rates(
    service: tuple[str, str, str],
    product: tuple[str, str, str] = ("0", "0", "0"),
    compound: tuple[bool, bool, bool] = (False, False, False),
) -> TaxRates:
    names = ("A", "B", "C")
    s, p = tuple(map(D, service)), tuple(map(D, product))
    return TaxRates(names, (s[0], s[1], s[2]), (p[0], p[1], p[2]), compound)


@pytest.mark.parametrize(
    ("rows", "with_rates", "taxes", "total"),
    [
        pytest.param([], rates(("8.25", "0", "0")), (0, 0, 0), 0, id="nothing"),
        pytest.param(
            [RowMoney("S", 6500, taxed=FIRST)], rates(("8.25", "0", "0")), (536, 0, 0), 7036,
            id="5.3625 rounds down",
        ),
        pytest.param(
            [RowMoney("S", 1000, taxed=FIRST)], rates(("8.25", "0", "0")), (83, 0, 0), 1083,
            id="half a cent rounds up",
        ),
        pytest.param(
            [RowMoney("S", -1000, taxed=FIRST)], rates(("8.25", "0", "0")), (-83, 0, 0), -1083,
            id="a refund is its mirror image",
        ),
        pytest.param(
            [RowMoney("S", 10, taxed=FIRST)] * 3, rates(("4", "0", "0")), (1, 0, 0), 31,
            id="rounded once per tax, not per row",
        ),
        pytest.param(
            [RowMoney("S", 5000), RowMoney("P", 2000, taxed=FIRST)],
            rates(("10", "0", "0"), ("5", "0", "0")), (100, 0, 0), 7100,
            id="a product has its own rate, an untaxed service none",
        ),
        pytest.param(
            [RowMoney("S", 10000, taxed=ALL)], rates(("5", "9.975", "1")), (500, 998, 100), 11598,
            id="three taxes side by side",
        ),
        pytest.param(
            [RowMoney("S", 10000, taxed=ALL)],
            rates(("5", "10", "1"), compound=(False, True, False)), (500, 1050, 100), 11650,
            id="the second on top of the first",
        ),
        pytest.param(
            [RowMoney("S", 10000, taxed=ALL)],
            rates(("5", "10", "1"), compound=(False, True, True)), (500, 1050, 116), 11666,
            id="the third on top of both: 1 % of 115.50 is 1.155",
        ),
        pytest.param(
            [RowMoney("S", 10000, taxed=(False, True, True))],
            rates(("5", "10", "1"), compound=(False, True, True)), (0, 1000, 110), 11110,
            id="compound on a row that the first does not apply to",
        ),
        pytest.param(
            [RowMoney("S", 5000, 3, 500, D("10"), FIRST)], rates(("10", "0", "0")),
            (1300, 0, 0), 14300,
            id="three at 50 less 10 percent, then less 5, are taxed on what is left",
        ),
        pytest.param(
            [RowMoney("S", 1999, 1, 0, D("12.5"), FIRST)], rates(("0", "0", "0")), (0, 0, 0), 1749,
            id="a percentage of 2.49875 takes 2.50",
        ),
    ],
)  # fmt: skip
def test_totals(
    rows: list[RowMoney], with_rates: TaxRates, taxes: tuple[int, int, int], total: int
) -> None:
    found = totals(rows, with_rates)
    assert found.taxes == taxes
    assert found.total == total


def test_what_rounding_gave_is_kept() -> None:
    found = totals([RowMoney("S", 6500, taxed=FIRST)], rates(("8.25", "0", "0")))
    assert found.rounding == D("-0.25")
    assert totals([RowMoney("S", 1000, taxed=FIRST)], rates(("8.25", "0", "0"))).rounding == D(
        "0.5"
    )


money_rows = st.builds(
    RowMoney,
    kind=st.sampled_from("SP"),
    price=st.integers(0, 100_000),
    quantity=st.integers(1, 5),
    discount=st.integers(0, 500),
    percent=st.decimals(0, 100, places=2),
    taxed=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
percents = st.decimals(0, 30, places=3)
three = st.tuples(percents, percents, percents)


@given(
    st.lists(money_rows, max_size=8),
    st.builds(
        TaxRates,
        service=three,
        product=three,
        compound=st.tuples(st.just(False), st.booleans(), st.booleans()),
    ),
)
def test_totals_add_up_and_agree_with_exact_fractions(
    rows: list[RowMoney], with_rates: TaxRates
) -> None:
    found = totals(rows, with_rates)
    assert found.subtotal == sum(row.total for row in rows)
    assert found.total == found.subtotal + sum(found.taxes)
    exact = [Fraction(0)] * 3
    for row in rows:
        own = Fraction(0)
        for place in range(3):
            rate = Fraction((with_rates.product if row.kind == "P" else with_rates.service)[place])
            if row.taxed[place]:
                base = int(row.total) + (own if with_rates.compound[place] else 0)
                exact[place] += base * rate / 100
                own += base * rate / 100
    for place in range(3):
        assert abs(int(found.taxes[place]) - exact[place]) <= Fraction(1, 2)
    assert Fraction(found.rounding) == int(sum(found.taxes)) - sum(exact)
    assert found.total == totals(rows[::-1], with_rates).total


@given(money_rows)
def test_what_is_not_taxed_has_no_base(row: RowMoney) -> None:
    assert row.taxable == (row.total if any(row.taxed) else 0)
    assert isinstance(row.total, Money)
