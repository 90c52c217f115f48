"""Which column of money is the price of one, the line's total, or the receipt's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from notecard.sources.amounts import BadCell, number
from notecard.sources.guess_words import folded

_ENOUGH = 0.9
_NET = frozenset(["net", "netto", "neto", "nette", "liquido", "ht"])  # less than was paid
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


Chosen = dict[int, tuple[str, float]]
"""What each used column is, and how surely."""


@dataclass(slots=True)
class _Money:
    """The columns of a file that decide what each amount is."""

    chosen: Chosen
    cells: Sequence[Sequence[str]]
    marks: tuple[str, str]

    def at(self, name: str) -> int | None:
        """Return the column that is this."""
        return next((at for at, (said, _score) in self.chosen.items() if said == name), None)

    def has(self, *names: str) -> bool:
        """Whether some column is one of these."""
        return any(said in names for said, _score in self.chosen.values())

    def values(self, at: int) -> Values:
        """Return the numbers of a column."""
        return values_of(self.cells[at], *self.marks)

    def receipts(self) -> Receipts:
        """Return which rows are of one receipt, none where the file has no numbers."""
        at = self.at("receipt")
        return receipts_of(self.cells[at]) if at is not None else Receipts(())

    def become(self, at: int, name: str) -> None:
        """Say what a column is, unless another one is that already."""
        if not self.has(name):
            self.chosen[at] = (name, self.chosen[at][1])


def amounts_told(
    chosen: Chosen,
    cells: Sequence[Sequence[str]],
    words: Sequence[str],
    decimal: str,
    thousands: str,
) -> Chosen:
    """Say of every amount whether it is a line's or a receipt's, as the rows tell."""
    money = _Money(dict(chosen), cells, (decimal, thousands))
    receipts = money.receipts()
    _correct_price(money, receipts)
    amounts = [at for at, (name, _score) in chosen.items() if name == "amount"]
    for at in sorted(amounts, key=lambda at: (_is_net(words[at]), -chosen[at][1], at)):
        money.become(at, _kind_of(at, money, receipts))
    back = money.at("refunded")
    if back is not None and receipts.repeats(cells[back]) >= _ENOUGH:
        money.become(back, "receipt_refunded")
    return {at: said for at, said in money.chosen.items() if said[0] != "amount"}


def _correct_price(money: _Money, receipts: Receipts) -> None:
    """A price that sums up to the receipt's total without the quantity is the line's total."""
    price, count, total = money.at("unit_price"), money.at("quantity"), money.at("receipt_total")
    if price is None or count is None or total is None or money.has("line_total"):
        return
    prices, totals = money.values(price), money.values(total)
    lines = times(prices, money.values(count))
    if sums_up(prices, totals, receipts) and not sums_up(lines, totals, receipts):
        money.become(price, "line_total")


def _kind_of(at: int, money: _Money, receipts: Receipts) -> str:
    """Return which of the amounts of a receipt this column holds."""
    price, count = money.at("unit_price"), money.at("quantity")
    if price is not None and count is not None:
        values = money.values(at)
        if is_product(money.values(price), money.values(count), values):
            return "line_total"
    if receipts.several:
        return "receipt_total" if receipts.repeats(money.cells[at]) >= _ENOUGH else "line_total"
    is_line = (money.has("item") and money.has("quantity")) or not receipts.spans
    return "line_total" if is_line else "receipt_total"


def _is_net(word: str) -> bool:
    return not _NET.isdisjoint(folded(word))
