"""Clover's payments: one row a payment, named by its order; the customer is the name on the card.

Transactions > Payments > Export in the dashboard.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from notecard.core.purchases import RowProblem, Tells
from notecard.core.words import _
from notecard.sources.export import Export
from notecard.sources.header_words import folded_words, resolved
from notecard.sources.mapped_row import NumberedRow
from notecard.sources.source import Source


class Clover(Export):
    """The file of Transactions > Payments > Export; several payments of an order are one sale."""

    id, label, system = "clover", "Clover (payments)", "clover"
    tells = Tells(totals=2, lines=0)
    way_out = _("In the Clover dashboard, choose Transactions, Payments, then Export.")
    columns = {  # noqa: RUF012 - read only
        "receipt": ("Order ID", "Payment ID"),
        "payment": ("Payment ID",),
        "date": ("Payment Date",),
        "line_total": ("Amount",),
        "refunded": ("Refund Amount",),
        "currency": ("Currency",),
        "status": ("Result",),
        "customer": ("Customer Name",),
        "staff": ("Payment Employee Name", "Order Employee Name"),
    }
    needs = ("payment", "date", "line_total", "status")
    not_counted = {  # noqa: RUF012 - read only
        "failed": ("FAIL", "FAILED", "FAILURE", "DECLINED", "DECLINE", "ERROR"),
        "voided": ("VOID", "VOIDED", "CANCELED", "CANCELLED"),
        "pending": ("PENDING", "INITIATED", "AUTH", "PREAUTH", "OFFLINE_RETRYING"),
    }

    def rows(
        self, rows: Iterable[NumberedRow | RowProblem], words: Sequence[str]
    ) -> Iterator[NumberedRow | RowProblem]:
        """Name a payment without an order by itself."""
        there = folded_words(words)
        order, payment = (
            words.index(resolved(self.columns[name], there)[0]) for name in ("receipt", "payment")
        )
        for row in rows:
            if not isinstance(row, RowProblem):
                row[1][order] = row[1][order].strip() or row[1][payment]
            yield row


SOURCE: Final[Source] = Clover()
