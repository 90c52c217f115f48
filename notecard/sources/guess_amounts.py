"""Which column of money is the price of one, the line's total, or the receipt's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from notecard.sources.amounts import BadCell, number

_ENOUGH = 0.9
_CENT = Decimal("0.02")  # a line rounded once may be off by as much

Values = list[Decimal | None]


@dataclass(frozen=True, slots=True)
class Receipts:
    """Which rows belong to one receipt: (first, beyond the last), in the order of the file."""

    spans: tuple[tuple[int, int], ...]

    @property
    def several(self) -> tuple[tuple[int, int], ...]:
        """Return those of more than one row."""
        return tuple(span for span in self.spans if span[1] - span[0] > 1)

    def repeats(self, cells: Sequence[str]) -> float:
        """Return the share of receipts of several rows in which a column says the same, or once."""
        if not self.several:
            return 0.0
        same = sum(
            len({cell.strip() for cell in cells[first:end]} - {""}) <= 1
            for first, end in self.several
        )
        return same / len(self.several)


def receipts_of(numbers: Sequence[str]) -> Receipts:
    """Return the runs of rows with the same receipt number."""
    spans: list[tuple[int, int]] = []
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[first]:
            spans.append((first, at))
            first = at
    return Receipts(tuple(spans) if numbers else ())


def values_of(cells: Sequence[str], decimal: str, thousands: str) -> Values:
    """Return the numbers of a column, None where a cell is none."""
    return [_value(cell, decimal, thousands) for cell in cells]


def is_product(prices: Values, counts: Values, totals: Values) -> bool:
    """Whether price times count comes to the total, in nearly every row where it matters."""
    rows = [
        (price * count, total)
        for price, count, total in zip(prices, counts, totals, strict=True)
        if price is not None and count is not None and total is not None
    ]
    several = [
        (total, product)
        for (product, total), count in zip(rows, _told(counts, prices, totals), strict=True)
        if count != 1
    ]
    fitting = sum(abs(product - total) <= _CENT for total, product in several)
    return bool(several) and fitting >= _ENOUGH * len(several)


def sums_up(amounts: Values, totals: Values, receipts: Receipts) -> bool:
    """Whether the amounts of the rows of a receipt come to its total, in most receipts."""
    fitting = seen = 0
    for first, end in receipts.several:
        told = next((value for value in totals[first:end] if value is not None), None)
        parts = [value for value in amounts[first:end] if value is not None]
        if told is not None and parts:
            seen += 1
            fitting += abs(sum(parts) - told) <= _CENT * len(parts)
    return bool(seen) and fitting >= _ENOUGH * seen


def times(prices: Values, counts: Values) -> Values:
    """Return price times count, row by row."""
    return [
        None if price is None or count is None else price * count
        for price, count in zip(prices, counts, strict=True)
    ]


def _told(counts: Values, *others: Values) -> list[Decimal]:
    """Return the counts of the rows in which every column says something."""
    rows = zip(counts, *others, strict=True)
    return [count for count, *rest in rows if count is not None and None not in rest]


def _value(cell: str, decimal: str, thousands: str) -> Decimal | None:
    try:
        return number(cell, "", decimal, thousands) if cell.strip() else None
    except BadCell:
        return None
