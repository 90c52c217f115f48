"""QuickBooks' sales by customer detail: a heading row for each customer, below it their sales.

Reports > Sales by Customer Detail > Export, online; the desktop edition has the customer in a
column as well. It names people, and nothing else of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from notecard.core.purchases import Kind, Purchase, RowProblem
from notecard.core.words import _
from notecard.sources.export import Export
from notecard.sources.header_words import folded_words, resolved
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.mapped_row import NumberedRow
from notecard.sources.source import Source

_NUMBER = r"([A-Za-z]*-?\d[\w-]*)"
_NAMED = re.compile(
    r"\b(?:for|of|to|against|invoice|inv|receipt|no|nr|num)\b[ .:#]*" + _NUMBER, re.I
)
_ALONE = re.compile(_NUMBER)


class QuickBooks(Export):
    """The report Sales by Customer Detail as CSV."""

    id, label, system = "quickbooks", "QuickBooks (sales by customer detail)", "quickbooks"
    way_out = _("In QuickBooks, open Sales by Customer Detail and export it.")
    columns = {  # noqa: RUF012 - read only
        "receipt": ("Num", "No.", "Number", "Transaction number"),
        "date": ("Date", "Transaction date"),
        "type": ("Transaction Type", "Type"),
        "customer": ("Customer", "Customer full name", "Name", "Customer name", ""),
        "item": (
            "Product/Service", "Product/Service full name", "Product/Service name", "Item",
            "Memo/Description", "Description", "Memo",
        ),
        "memo": ("Memo/Description", "Description", "Memo", "Line description"),
        "quantity": ("Qty", "Quantity"),
        "price": ("Sales Price", "Rate", "Sales price/rate"),
        "line_total": ("Amount",),
        "balance": ("Balance",),
    }  # fmt: skip
    needs = ("receipt", "date", "type", "customer", "line_total", "price|balance")
    refunds = ("Credit Memo", "Refund", "Refund Receipt", "Credit Refund", "Credit Note", "Credit")
    refunds_are_positive = True
    not_counted = {"pending": ("Estimate", "Sales Order", "Quote")}  # noqa: RUF012 - read only

    def rows(
        self, rows: Iterable[NumberedRow | RowProblem], words: Sequence[str]
    ) -> Iterator[NumberedRow | RowProblem]:
        """Yield the sales, each with the customer under whose heading it stands."""
        there = folded_words(words)
        customer, date = (
            words.index(resolved(self.columns[name], there)[0]) for name in ("customer", "date")
        )
        heading = ""
        for row in rows:
            if isinstance(row, RowProblem):
                yield row
                continue
            line, cells = row
            filled = [cell for cell in cells if cell.strip()]
            if not cells[date].strip():  # a heading, or a sum with its amount
                heading = filled[0] if len(filled) == 1 else ""
                continue
            if not cells[customer].strip():
                cells = [*cells[:customer], heading, *cells[customer + 1 :]]
            yield line, cells

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Find the sale a credit memo gives back; leave out a desktop customer's job."""
        memo = told("memo")
        if purchase.kind is Kind.SALE and memo.casefold().startswith("void"):
            return replace(purchase, kind=Kind.NOT_COUNTED, reason="voided")
        name = purchase.person.name.split(":")[0].strip()
        return replace(
            purchase,
            refund_of=_sale_in(memo) if purchase.kind is Kind.REFUND else "",
            person=replace(purchase.person, name=name),
        )


def _sale_in(memo: str) -> str:
    """Return the number of the sale a memo names: “Refund for 2014”, or the only number in it."""
    if named := _NAMED.findall(memo):
        return str(named[0])
    numbers = _ALONE.findall(memo)
    return str(numbers[0]) if len(numbers) == 1 else ""


SOURCE: Final[Source] = QuickBooks()
