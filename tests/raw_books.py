"""A small shop read straight from its file, for checks that share nothing with the program.

Nothing of the program is imported here or in whoever checks with it: what a receipt is worth, who
somebody is now and what a visit is are worked out anew from the rows.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Row = Any  # a row of a table, its columns by name

TABLES = (
    "customers", "purchases", "touches", "blocks", "told", "notes", "skips", "trial", "shop",
)  # fmt: skip


class Named:
    """A row whose columns are attributes."""

    def __init__(self, row: sqlite3.Row) -> None:
        self.__dict__.update(zip(row.keys(), tuple(row), strict=True))


@dataclass(frozen=True)
class Sold:
    """One receipt of a customer; `net` is what was paid and never given back."""

    id: int
    day: int
    at: int
    net: int
    back: int
    currency: str
    staff: str
    counts: bool  # a sale, and not given back whole


class Books:
    """All rows of a shop as they stand."""

    def __init__(self, database: Path) -> None:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as file:
            file.row_factory = sqlite3.Row
            self.rows: dict[str, list[Row]] = {
                table: [Named(row) for row in file.execute(f"SELECT * FROM {table}")]  # noqa: S608
                for table in TABLES
            }

    @cached_property
    def shop(self) -> dict[str, Any]:
        """Return the shop's choices."""
        return json.loads(self.rows["shop"][0].document) if self.rows["shop"] else {}

    @cached_property
    def people(self) -> dict[int, Row]:
        """Return everybody who was not merged into somebody else."""
        return {row.id: row for row in self.rows["customers"] if row.merged_into is None}

    def now(self, customer: int) -> int:
        """Return who somebody is now."""
        into = self._into.get(customer)
        return customer if into is None else self.now(into)

    @cached_property
    def _into(self) -> dict[int, int]:
        return {row.id: row.merged_into for row in self.rows["customers"]}

    def of(self, table: str, customer: int) -> list[Row]:
        """Return the rows of a table that are a customer's, or of whoever was merged into them."""
        return self._of[table].get(customer, [])

    @cached_property
    def _of(self) -> dict[str, dict[int, list[Row]]]:
        found: dict[str, dict[int, list[Row]]] = {}
        for table in ("touches", "blocks", "told", "notes", "skips", "trial"):
            found[table] = defaultdict(list)
            for row in self.rows[table]:
                found[table][self.now(row.customer)].append(row)
        return found

    @cached_property
    def _bought(self) -> dict[int, list[tuple[Row, Sold]]]:
        """Return what everybody bought, with what refunds of their own number gave back of it."""
        back: defaultdict[tuple[str, str], int] = defaultdict(int)
        for row in self.rows["purchases"]:
            if self._is_taken_off(row):
                back[row.source, row.refund_of] += row.refunded - row.gross
        found: defaultdict[int, list[tuple[Row, Sold]]] = defaultdict(list)
        for row in self.rows["purchases"]:
            given = row.refunded + back[row.source, row.key]
            counts = row.kind == "sale" and (given < row.gross or given == 0)
            net = row.gross - given
            one = Sold(row.id, row.day, row.at, net, given, row.currency, row.staff, counts)
            whose = row.via if row.via is not None else row.customer
            if whose is not None:
                found[self.now(whose)].append((row, one))
        return found

    def sales(self, customer: int, until: int) -> list[Sold]:
        """Return the sales of a customer up to a day that were not given back whole, in order."""
        sold = [one for _row, one in self._bought.get(customer, ()) if one.counts]
        known = [one for one in sold if one.day <= until]
        return sorted(known, key=lambda one: (one.day, one.at, one.id))

    def visits(self, customer: int, until: int) -> list[int]:
        """Return the days somebody came on."""
        return sorted({one.day for one in self.sales(customer, until)})

    def currency(self, customer: int, until: int) -> str:
        """Return the currency somebody mostly pays in."""
        known = {
            row.currency: 0 for row, _one in self._bought[customer] if self._is_known(row, until)
        }
        for one in self.sales(customer, until):
            known[one.currency] += 1
        return min(known, key=lambda code: (-known[code], code))

    def spent(self, customer: int, until: int) -> int:
        """Return what somebody has left at the shop in that currency."""
        code = self.currency(customer, until)
        known = ((row, one) for row, one in self._bought[customer] if self._is_known(row, until))
        mine = [(row, one) for row, one in known if row.currency == code]
        return sum(one.net for row, one in mine if not self._is_taken_off(row))

    def _is_taken_off(self, row: Row) -> bool:
        """Whether a refund was taken off its sale already."""
        return row.kind == "refund" and (row.source, row.refund_of) in self._sold

    @cached_property
    def _sold(self) -> set[tuple[str, str]]:
        return {(row.source, row.key) for row in self.rows["purchases"] if row.kind != "refund"}

    @staticmethod
    def _is_known(row: Row, until: int) -> bool:
        return bool(row.kind != "not_counted" and row.day <= until)

    def receipts(self, currency: str, until: int) -> Sequence[int]:
        """Return what every receipt of a known customer came to."""
        return [
            one.net
            for customer in self._bought
            for one in self.sales(customer, until)
            if one.currency == currency
        ]
