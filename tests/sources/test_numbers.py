"""Numbers of many countries: read to the last digit, or told; never a thousand times too much."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.sources.amounts import BadCell, number, quantity, rounded_minor
from notecard.sources.numbers import NumbersSeen, amount, currency_in


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12.5", "12.5"), ("-12.50", "-12.50"), (".5", "0.5"), ("$1,149.00", "1149.00"),
        ("AU $3,000.00", "3000.00"), ("US$5", "5"), ("-$0.93", "-0.93"), ("$-0.93", "-0.93"),
        ("$ -0.93", "-0.93"), ("12.50-", "-12.50"), ("−5", "-5"), ("($33.62)", "-33.62"),
        ("$1,149.00 ", "1149.00"), ("CHF 1'234.50", "1234.50"), ("CHF 1’234.50", "1234.50"),
        ("1 234.50", "1234.50"), ("1,00,000.00", "100000.00"), ("£4.50", "4.50"), ("4.50 USD",
        "4.50"),
        ("R$12.00", "12.00"), ("+7", "7"), ("１２.５", "12.5"), ("Rs. 500", "500"), ("12.50 €",
        "12.50"),
    ],
)  # fmt: skip
def test_with_a_point(cell: str, value: str) -> None:
    assert number(cell, "Price", ".", ",") == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,5", "12.5"), ("EUR 90,00", "90.00"), ("1 234,50 €", "1234.50"), ("1.234,50",
        "1234.50"),
        ("1\xa0234,50\xa0€", "1234.50"), ("1\u202f234,50", "1234.50"), ("kr 12,50", "12.50"),
        ("12,50 zł", "12.50"), ("R$ 1.234,56", "1234.56"), ("-1.234.567,89", "-1234567.89"),
        ("(33,62 €)", "-33.62"), ("12,50-", "-12.50"), ("1'234,50", "1234.50"), ("90", "90"),
    ],
)  # fmt: skip
def test_with_a_comma(cell: str, value: str) -> None:
    assert number(cell, "Price", ",", ".") == Decimal(value)


@pytest.mark.parametrize(
    "cell",
    [
        "", " ", "abc", "12%", "5 kg", "1,2,3", "12,34.5", "1.2.3", "--5", "-5-", "($5", "5)",
        "NaN", "inf", "1e9", "0x10", "1_000", "12.50 12.50", "1" * 70, "$", "€€5", "12:30", "1,23",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_told(cell: str) -> None:
    with pytest.raises(BadCell, match="is not a number") as bad:
        number(cell, "Price", ".", ",")
    assert bad.value.column == "Price"


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        ((), (".", ",")), (("5", "x", ""), (".", ",")), (("1,149.00",), (".", ",")),
        (("1.149,00",), (",", ".")), (("12,5",), (",", ".")), (("12,50 €", "1.234 €"), (",", ".")),
        (("1,234",), (".", ",")), (("1,234", "5,50"), (",", ".")), (("1.234", "5.50"), (".", ",")),
        (("1'234.50",), (".", "'")), (("1’234.50",), (".", "'")), (("1 234,50",), (",", " ")),
        (("1\xa0234,50 €",), (",", " ")), (("1,00,000.00",), (".", ",")), (("1.234.567",),
        (",", ".")),
        (("1,234,567",), (".", ",")), (("0,125",), (",", ".")), (("1234,500",), (",", ".")),
        (("$ -0.93", "($33.62)"), (".", ",")),
    ],
)  # fmt: skip
def test_the_numbers_of_a_file_tell_their_marks(
    cells: tuple[str, ...], marks: tuple[str, str]
) -> None:
    seen = NumbersSeen()
    for cell in cells:
        seen.see(cell)
    assert seen.decide() == marks


def test_it_is_settled_after_a_thousand_numbers_that_agree() -> None:
    seen = NumbersSeen()
    for each in range(1000):
        assert not seen.is_settled
        seen.see(f"{each},50")
    assert seen.is_settled
    assert seen.decide() == (",", ".")


SIGNS = {
    "€5": "EUR", "5,00 €": "EUR", "£4.50": "GBP", "AU $3,000.00": "AUD", "A$5": "AUD",
    "C $5": "CAD",
    "CA$5": "CAD", "US $5": "USD", "NZ $5": "NZD", "HK$5": "HKD", "R$ 5,00": "BRL",
    "12,50 zł": "PLN",
    "₹500": "INR", "₩500": "KRW", "₪5": "ILS", "CHF 5.00": "CHF", "5.00 SEK": "SEK", "$5": "$",
    "-$5.00": "$", "kr 12,50": "kr", "¥500": "¥", "5": "", "": "", "5 kg": "", "EUR": "EUR",
    "Tea": "", "($5.00 USD)": "USD",
}  # fmt: skip


@pytest.mark.parametrize("cell", SIGNS)
def test_the_currency_beside_a_number(cell: str) -> None:
    assert currency_in(cell) == SIGNS[cell]


MARKS = st.sampled_from(
    [(".", ","), (",", "."), (",", " "), (".", "'"), (",", "\u202f"), (".", "")]
)
AROUND = st.sampled_from(["{}", "{} €", "€{}", "EUR {}", "$ {}", "{} zł", "kr {}", "\xa0{} "])
VALUES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)


def _written(value: Decimal, marks: tuple[str, str], around: str) -> str:
    plain = f"{value:,.2f}".replace(",", "T").replace(".", "D")
    return around.format(plain.replace("D", marks[0]).replace("T", marks[1]))


@given(st.lists(VALUES, min_size=1, max_size=20), MARKS, AROUND)
def test_a_column_is_read_as_it_was_written(
    values: list[Decimal], marks: tuple[str, str], around: str
) -> None:
    cells = [_written(value, marks, around) for value in values]
    seen = NumbersSeen()
    for cell in cells:
        seen.see(cell)
    decimal, thousands = seen.decide()
    assert [number(cell, "Price", decimal, thousands) for cell in cells] == values


@given(st.text(max_size=30) | st.text(alphabet="0123456789.,' -()$€ kr\xa0", max_size=20))
def test_any_cell_gives_a_number_or_none(cell: str) -> None:
    seen = NumbersSeen()
    seen.see(cell)
    value = amount(cell, *seen.decide())
    assert value is None or value.is_finite()
    assert isinstance(currency_in(cell), str)


@given(st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=4))
def test_an_amount_is_rounded_to_the_even_neighbour(value: Decimal) -> None:
    cents = rounded_minor(value, "EUR", "Price")
    assert abs(Decimal(cents) - value * 100) <= Decimal("0.5")
    assert abs(Decimal(cents) - value * 100) < Decimal("0.5") or cents % 2 == 0


@pytest.mark.parametrize(
    ("cell", "count"),
    [("2", "2"), ("0.5", "0.5"), ("1.23456", "1.235"), ("2.000", "2"), ("-1", "-1")],
)
def test_a_quantity_is_kept_to_the_thousandth(cell: str, count: str) -> None:
    assert quantity(cell, "Qty") == Decimal(count)


@pytest.mark.parametrize("cell", ["9" * 15, "-" + "9" * 15])
def test_more_than_can_be_is_told(cell: str) -> None:
    with pytest.raises(BadCell, match="more than can be"):
        quantity(cell, "Qty")
    with pytest.raises(BadCell, match="more than can be"):
        rounded_minor(Decimal(cell), "EUR", "Price")
