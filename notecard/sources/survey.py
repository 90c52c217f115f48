"""A first look at a whole file: how it writes days and numbers, whether receipts are scattered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from notecard.core.errors import DatesUndecided
from notecard.core.purchases import RowProblem
from notecard.core.words import _
from notecard.sources.amounts import cell_text
from notecard.sources.days import DayReader, DaysSeen, Undecided
from notecard.sources.mapped_row import Cells, NumberedRow
from notecard.sources.numbers import NumbersSeen, currency_in
from notecard.sources.source import Options

MONEY = (
    "unit_price", "line_total", "line_tax", "line_discount", "receipt_total", "receipt_extra",
    "receipt_discount", "refunded", "receipt_refunded",
)  # fmt: skip
# Signs that several currencies share: which of them, unless the shop's own is one, and which else.
_SHARED = {
    "$": ("USD", {"AUD", "BRL", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD", "USD"}),
    "kr": ("SEK", {"DKK", "ISK", "NOK", "SEK"}),
    "¥": ("JPY", {"CNY", "JPY"}),
}


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file as a whole tells."""

    days: DayReader
    decimal: str
    thousands: str
    currency: str  # by its signs, nothing where there is none
    is_scattered: bool  # rows of one receipt stand apart


def survey(
    rows: Iterable[NumberedRow | RowProblem],
    where: Mapping[str, Sequence[int]],
    signs: Sequence[int],
    *,
    place: Path,
    called: Mapping[str, Sequence[str]],
    options: Options,
) -> Survey:
    """Look through all rows; `where` has the columns of each field, `signs` those with a currency.

    Raises DatesUndecided when the day or the month may come first.
    """
    days, numbers, keys = DaysSeen(), NumbersSeen(), _Keys()
    money = [index for name in MONEY for index in where.get(name, ())]
    (date,), receipt = where["date"][:1], where.get("receipt", ())
    currency = ""
    for row in rows:
        if isinstance(row, RowProblem):
            continue
        cells = row[1]
        keys.see("\0".join([cells[index] for index in receipt]).strip())
        if not days.is_settled:
            days.see(cells[date])
        if not numbers.is_settled:
            for index in money:
                numbers.see(cells[index])
        currency = currency or _signed(cells, signs)
    decimal, thousands = numbers.decide()
    return Survey(
        decided(days, place, called["date"][0], options),
        decimal,
        thousands,
        _meant(currency, options.currency),
        keys.are_scattered,
    )


class _Keys:
    """Whether a receipt's number comes again after another one came."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._last: str | None = None
        self.are_scattered = False

    def see(self, key: str) -> None:
        if key == self._last or self.are_scattered:
            return
        self._last = key
        mark = hash(key)
        self.are_scattered = mark in self._seen
        self._seen.add(mark)


def _signed(cells: Cells, signs: Sequence[int]) -> str:
    return next((sign for index in signs if (sign := currency_in(cells[index]))), "")


def _meant(sign: str, own: str) -> str:
    usual, those = _SHARED.get(sign, (sign, set()))
    return own if own in those else usual


def decided(
    days: DaysSeen, place: Path, column: str, options: Options, hint: str = ""
) -> DayReader:
    """Return what reads the days of a column, by itself or as told; raises DatesUndecided."""
    try:
        reader = days.decide(options.dates)
    except Undecided as undecided:
        raise DatesUndecided(
            _("In “{cell}” (column “{column}”) the day or the month may come first.").format(
                cell=cell_text(undecided.example)[:40], column=column
            ),
            hint or _("Say which: --dates dmy for the day first, --dates mdy for the month first."),
            path=place,
            column=column,
            example=cell_text(undecided.example)[:40],
        ) from None
    if reader.order in ("dmy", "mdy"):
        options.learnt(reader.order)
    return reader
