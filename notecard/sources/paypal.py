"""PayPal's activity download and its monthly statement: one row for whatever moved money.

Activity > Download, where the owner picks the fields; or Reports > Statements. Much in it is no
sale: withdrawals, conversions, holds, what the shop itself paid.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from notecard.core.purchases import Kind, Purchase, Read, RowProblem, Tells
from notecard.core.words import _
from notecard.sources import paypal_words as words
from notecard.sources.export import Export
from notecard.sources.header_words import folded_word, folded_words, resolved
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.mapped_row import Cells, NumberedRow, RowReader
from notecard.sources.source import Options, Source


class PayPal(Export):
    """The file of Activity > Download, or of a statement."""

    id, label, system = "paypal", "PayPal (activity)", "paypal"
    tells = Tells(totals=2, lines=0)
    way_out = _("In PayPal, choose Activity, then Download, as CSV with all fields.")
    columns = words.COLUMNS
    needs = ("receipt", "date", "type", "currency", "line_total", "fee|net", "customer|email")
    refunds = ("refund",)
    not_counted = {  # noqa: RUF012 - read only
        **{kind: (kind,) for kind in (*sorted(words.NO_ORDER), "cart item")},
        "pending": words.PENDING,
        "failed": words.FAILED,
        "voided": words.VOIDED,
    }

    def __init__(self) -> None:
        self._own: set[str] = set()  # the shop's own addresses in the file that is read

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield what the file holds; a reader of its own remembers whose file it is."""
        return Export.read(PayPal(), place, options)

    def rows(
        self, rows: Iterable[NumberedRow | RowProblem], words_: Sequence[str]
    ) -> Iterator[NumberedRow | RowProblem]:
        """Yield the rows with what they are instead of PayPal's hundreds of types.

        The first look through the file finds out where payments to the shop are sent.
        """
        there = folded_words(words_)
        type = words_.index(resolved(self.columns["type"], there)[0])
        gross = words_.index(resolved(self.columns["line_total"], there)[0])
        sent_to = [words_.index(word) for word in resolved(self.columns["to_email"], there)]
        for row in rows:
            if not isinstance(row, RowProblem):
                row[1][type] = _kind(row[1][type], row[1][gross])
                if row[1][type] == "payment":
                    self._own.update(_address(row[1][index]) for index in sent_to)
            yield row

    def leads(self, reader: RowReader, cells: Cells) -> bool:
        """Whether a row is the payment itself, and no article of it."""
        return reader.text("type", cells) != "cart item"

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Set aside what is no order at all; the customer of a refund is the other party."""
        kind = told("type")
        if kind in words.NO_ORDER:
            return _aside(purchase, kind)
        if purchase.kind is Kind.SALE and folded_word(told("impact")) in words.MEMO:
            return _aside(purchase, "memo")
        if purchase.kind is not Kind.REFUND:
            return replace(purchase, refund_of="")
        parties = (told("to_email"), purchase.person.email)  # a reversal is sent by either
        email = next((one for one in parties if one and _address(one) not in self._own), "")
        return replace(purchase, person=replace(purchase.person, email=email))


def _address(cell: str) -> str:
    return cell.strip().casefold()


def _kind(type: str, gross: str) -> str:
    """Return what a row is: what went out, and is no refund, the shop paid itself."""
    kind = words.kind_of(type)
    goes_out = any(minus in gross for minus in "-(\u2212")
    if kind == "refund" and not goes_out:
        return "own payment"  # given back to the shop
    return kind or ("own payment" if goes_out else "payment")


def _aside(purchase: Purchase, reason: str) -> Purchase:
    return replace(
        purchase, kind=Kind.NOT_COUNTED, reason=reason, is_order=False, refund_of="",
        refund_records=0,
    )  # fmt: skip


SOURCE: Final[Source] = PayPal()
