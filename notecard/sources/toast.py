"""Toast's item selection details: one row an item; the only customer is the name on the tab.

Reports > Sales > Order details > Item selection details, in Toast Web.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from notecard.core.purchases import Person, Purchase, RowProblem
from notecard.core.words import _
from notecard.sources.export import Export
from notecard.sources.gift_cards import LOAD
from notecard.sources.header_words import folded_word
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.mapped_row import NumberedRow
from notecard.sources.source import Source

_YES = ("true", "yes", "1")
# What a tab is called by the place somebody sits at, and not by who it is.
_PLACE = re.compile(r"(?:[^\W\d_]+ ?){0,2}[#.]? ?\d+[a-z]?", re.IGNORECASE)


class Toast(Export):
    """The file ItemSelectionDetails.csv."""

    id, label, system = "toast", "Toast (item selection details)", "toast"
    way_out = _("In Toast Web, export the item selection details of the orders.")
    columns = {  # noqa: RUF012 - read only
        "receipt": ("Order Id",),
        "date": ("Order Date", "Sent Date"),
        "item": ("Menu Item",),
        "sku": ("SKU", "PLU"),
        "quantity": ("Qty",),
        "line_total": ("Net Price",),
        "line_tax": ("Tax",),
        "status": ("Void?",),
        "type": ("Deferred",),
        "customer": ("Tab Name",),
        "staff": ("Server",),
    }
    needs = ("receipt", "date", "item", "quantity", "line_total", "status")
    not_counted = {"voided": _YES, LOAD: (LOAD,)}  # noqa: RUF012 - read only

    def rows(
        self, rows: Iterable[NumberedRow | RowProblem], words: Sequence[str]
    ) -> Iterator[NumberedRow | RowProblem]:
        """Yield the rows; what is paid now and delivered later is a gift card that is loaded."""
        deferred = [words.index(word) for word in self.meant(words).get("type", ())]
        for row in rows:
            if not isinstance(row, RowProblem):
                for index in deferred:
                    is_loaded = folded_word(row[1][index]) in _YES
                    row[1][index] = LOAD if is_loaded else ""
            yield row

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Take no table for a customer."""
        if _PLACE.fullmatch(purchase.person.name):
            return replace(purchase, person=Person())
        return purchase


SOURCE: Final[Source] = Toast()
