"""eBay's orders report: a row for the order, and where it is of several items a row for each.

Seller Hub > Orders > Download report. The buyer's e-mail in it is an alias that changes with every
order, so it is not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from notecard.core.purchases import Purchase, RowProblem
from notecard.core.words import _
from notecard.sources import ebay_words as words
from notecard.sources.export import Export
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.mapped_row import Cells, NumberedRow
from notecard.sources.source import Source

_NOTHING = {"--", "\u2014", "\u2013\u2013"}


class EBay(Export):
    """The file eBay-OrdersReport.csv; what is given back is not in it."""

    id, label, system = "ebay", "eBay (orders report)", "ebay"
    way_out = _("In eBay's Seller Hub, choose Orders, then Download report, All orders.")
    columns = words.COLUMNS
    needs = ("receipt", "customer_id", "date", "item", "quantity", "receipt_total|line_total")
    lines_need_item = True
    sign_in = (*words.COLUMNS["receipt_total"], *words.COLUMNS["line_total"])

    def skips(self, cells: Cells) -> bool:
        """Whether a row is padding, or a footer such as “25 record(s) downloaded”."""
        filled = [cell.strip() for cell in cells if cell.strip()]
        return not filled or (len(filled) == 1 and " " in filled[0] and not filled[0].isdigit())

    def rows(
        self, rows: Iterable[NumberedRow | RowProblem], words_: Sequence[str]
    ) -> Iterator[NumberedRow | RowProblem]:
        """Yield the rows without the dashes that stand for nothing."""
        for row in rows:
            if not isinstance(row, RowProblem):
                row = (row[0], ["" if cell.strip() in _NOTHING else cell for cell in row[1]])
            yield row

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Leave out the telephone of somebody else, to whom the order was sent."""
        recipient, buyer = told("recipient").casefold(), told("customer").casefold()
        if recipient and buyer and recipient != buyer:
            return replace(purchase, person=replace(purchase.person, phone=""))
        return purchase


SOURCE: Final[Source] = EBay()
