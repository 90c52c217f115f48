"""What an import found, file by file, and what it changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from notecard.core.money import decimal_text
from notecard.core.purchases import Contact, Kind, Purchase, Read, RowProblem


@dataclass(slots=True)
class _Order:
    """What is left to remember of one receipt of the file."""

    kind: Kind
    gross: int
    refunded: int


@dataclass(slots=True)
class FileReport:
    """What one file held, counted while it is read."""

    path: str
    source: str
    records: int = 0
    line_items: int = 0
    refund_records: int = 0
    contacts: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    not_counted: dict[str, str] = field(default_factory=dict)
    without_customer: set[str] = field(default_factory=set)
    totals: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    set_aside: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    _orders: dict[str, _Order] = field(default_factory=dict)
    _given_back: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def count(self, read: Read) -> None:
        """Count what the source yielded."""
        if isinstance(read, RowProblem):
            self.records += 1
            self.problems.append(read)
        elif isinstance(read, Contact):
            self.records += read.records
            self.contacts += 1
        else:
            self._count_purchase(read)

    @property
    def orders(self) -> int:
        """How many different receipts there are; those that only give back are none."""
        return sum(order.kind is not Kind.REFUND for order in self._orders.values())

    @property
    def orders_counted(self) -> int:
        """How many of them are purchases to thank for."""
        return sum(order.kind is Kind.SALE for order in self._orders.values())

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
            "orders_without_customer": len(self.without_customer),
            "not_counted": self.not_counted,
            "not_counted_totals": _totals(self.set_aside),
            "full_refunds": full,
            "partial_refunds": partial,
            "totals": _totals(self.totals),
            "contacts": self.contacts,
            "problems": [
                {"line": one.line, "column": one.column, "message": one.message}
                for one in self.problems
            ],
        }

    def _count_purchase(self, purchase: Purchase) -> None:
        self.records += purchase.records
        self.refund_records += purchase.refund_records
        self.line_items += len(purchase.lines) - purchase.refund_records
        is_counted = purchase.kind is not Kind.NOT_COUNTED
        sums = (self.totals if is_counted else self.set_aside)[purchase.currency]
        sums[0] += purchase.gross
        sums[1] += purchase.refunded
        if not is_counted:
            self.not_counted[purchase.key] = purchase.reason
        if purchase.refund_of:
            self._given_back[purchase.refund_of] += purchase.refunded
        if purchase.kind is not Kind.REFUND and not purchase.person.is_known:
            self.without_customer.add(purchase.key)
        order = self._orders.setdefault(purchase.key, _Order(purchase.kind, 0, 0))
        order.gross += purchase.gross
        order.refunded += purchase.refunded


@dataclass(slots=True)
class Imported:
    """What an import came to; `batch` is the number to take it back by, None if nothing changed."""

    files: list[FileReport] = field(default_factory=list)
    added: int = 0
    known: int = 0
    changed: int = 0
    new_customers: int = 0
    matched_customers: int = 0
    suggested_merges: int = 0
    batch: int | None = None

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


def _totals(sums: dict[str, list[int]]) -> dict[str, dict[str, str]]:
    return {
        currency: {
            "gross": decimal_text(gross, currency),
            "refunded": decimal_text(refunded, currency),
            "net": decimal_text(gross - refunded, currency),
        }
        for currency, (gross, refunded) in sums.items()
    }
