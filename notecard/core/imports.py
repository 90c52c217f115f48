"""What an import found, file by file, and what it changed."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from notecard.core.money import decimal_text
from notecard.core.purchases import Contact, Kind, Purchase, Read, RowProblem, Tells


@dataclass(slots=True)
class _Order:
    """What is left to remember of one receipt of the file; its parts add up."""

    kind: Kind
    currency: str
    gross: int
    refunded: int
    reason: str
    is_known: bool  # who bought
    refund_of: str

    def add(self, part: Purchase) -> None:
        """Add another part; what counts wins over what does not, wherever it stands."""
        self.gross += part.gross
        self.refunded += part.refunded
        self.is_known = self.is_known or part.person.is_known
        self.kind = next(kind for kind in Kind if kind in (self.kind, part.kind))
        self.reason = self.reason or part.reason


@dataclass(slots=True)
class FileReport:
    """What one file held, counted while it is read."""

    path: str
    source: str
    tells: Tells = field(default_factory=Tells)
    records: int = 0
    refund_records: int = 0
    contacts: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    not_purchases: dict[str, str] = field(default_factory=dict)
    _lines: int = 0
    _orders: dict[str, _Order] = field(default_factory=dict)
    _given_back: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def count(self, read: Read) -> None:
        """Count what the source yielded."""
        if isinstance(read, Purchase):
            self._count_purchase(read)
        elif isinstance(read, Contact):
            self.records += read.records
            self.contacts += 1
        else:
            self.records += 1
            self.problems.append(read)

    @property
    def orders(self) -> int:
        """How many different receipts there are; those that only give back are none."""
        return self._number(lambda order: order.kind is not Kind.REFUND)

    @property
    def orders_counted(self) -> int:
        """How many of them are purchases to thank for."""
        return self._number(lambda order: order.kind is Kind.SALE)

    @property
    def line_items(self) -> int | None:
        """How many lines were sold, besides those given back; None where the file has no lines."""
        return self._lines if self.tells.lines >= 2 else None

    @property
    def without_customer(self) -> int:
        """How many receipts do not say who bought."""
        return self._number(lambda order: order.kind is not Kind.REFUND and not order.is_known)

    @property
    def not_counted(self) -> dict[str, str]:
        """Why some receipts are not counted, by their number."""
        orders = self._orders.items()
        return {key: one.reason for key, one in orders if one.kind is Kind.NOT_COUNTED}

    def sums(self, *, counted: bool = True) -> dict[str, tuple[int, int]]:
        """Return what was charged and given back, by currency, in minor units."""
        sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for order in self._orders.values():
            if self._counts(order) is counted:
                sums[order.currency][0] += order.gross
                sums[order.currency][1] += order.refunded
        return {currency: (gross, back) for currency, (gross, back) in sums.items()}

    def refunds(self) -> tuple[list[str], list[str]]:
        """Return the orders that were given back whole, and those in part."""
        full: list[str] = []
        partial: list[str] = []
        for key, order in self._orders.items():
            back = order.refunded + self._given_back.get(key, 0)
            if order.kind is Kind.SALE and back:
                (full if back >= order.gross else partial).append(key)
        return full, partial

    def as_json(self) -> dict[str, Any]:
        """Return it as the command line prints it."""
        full, partial = self.refunds()
        return {
            "path": self.path,
            "source": self.source,
            "records": self.records,
            "orders": self.orders,
            "orders_counted": self.orders_counted,
            "line_items": self.line_items,
            "refund_records": self.refund_records,
            "orders_without_customer": self.without_customer,
            "not_counted": self.not_counted,
            "not_counted_totals": self._totals(counted=False),
            "not_purchases": self.not_purchases,
            "full_refunds": full,
            "partial_refunds": partial,
            "totals": self._totals(counted=True),
            "contacts": self.contacts,
            "problems": [
                {"line": one.line, "column": one.column, "message": one.message}
                for one in self.problems
            ],
        }

    def _count_purchase(self, purchase: Purchase) -> None:
        self.records += purchase.records
        if not purchase.is_order:
            self.not_purchases[purchase.key] = purchase.reason
            return
        backwards = purchase.refund_records
        self.refund_records += backwards
        self._lines += max(len(purchase.lines) - backwards, 0)
        if purchase.refund_of and purchase.refund_of != purchase.key:
            self._given_back[purchase.refund_of] += purchase.refunded
        order = self._orders.get(purchase.key)
        if order is not None:
            order.add(purchase)
            return
        self._orders[purchase.key] = _Order(
            purchase.kind,
            purchase.currency,
            purchase.gross,
            purchase.refunded,
            purchase.reason,
            purchase.person.is_known,
            purchase.refund_of,
        )

    def _number(self, wanted: Callable[[_Order], bool]) -> int:
        return sum(map(wanted, self._orders.values()))

    def _counts(self, order: _Order) -> bool:
        """Whether it is counted; a refund of what is not counted is none either."""
        sale = self._orders.get(order.refund_of) if order.kind is Kind.REFUND else None
        return Kind.NOT_COUNTED not in (order.kind, sale and sale.kind)

    def _totals(self, *, counted: bool) -> dict[str, dict[str, str | None]]:
        """Return the sums of each currency; None where the file does not tell of refunds."""
        told = self.tells.refunds
        return {
            currency: {
                "gross": _amount(gross, currency),
                "refunded": _amount(back, currency) if told else None,
                "net": _amount(gross - back, currency) if told else None,
            }
            for currency, (gross, back) in self.sums(counted=counted).items()
        }


def _amount(minor: int, currency: str) -> str:
    """Return an amount with two decimals at least, also where the currency has none."""
    whole, _point, decimals = decimal_text(minor, currency).partition(".")
    return f"{whole}.{decimals:0<2}"


@dataclass(slots=True)
class Imported:
    """What an import came to; `batch` is the number to take it back by, None if nothing changed."""

    files: list[FileReport] = field(default_factory=list)
    added: int = 0
    known: int = 0
    changed: int = 0
    new_customers: int = 0
    matched: set[int] = field(default_factory=set)  # customers who were known before
    suggested_merges: int = 0
    batch: int | None = None

    @property
    def matched_customers(self) -> int:
        """How many of the customers were known before."""
        return len(self.matched)

    def as_json(self) -> dict[str, Any]:
        """Return it as the command line prints it."""
        return {
            "files": [file.as_json() for file in self.files],
            "added": self.added,
            "known": self.known,
            "changed": self.changed,
            "customers": {
                "new": self.new_customers,
                "matched": self.matched_customers,
                "suggested_merges": self.suggested_merges,
            },
            "batch": self.batch,
        }
