"""Takes one import back: what it added goes, what it replaced returns."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, select, update

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store import (
    batches,
    guesses,
    merges,
    receipt_lines,
    refunds,
    summaries,
    told_by_files,
)
from notecard.store.customers import count, search_text
from notecard.store.merges import Merge
from notecard.store.tables import (
    batches as batches_table,
)
from notecard.store.tables import (
    cards,
    customers,
    filled,
    identities,
    leans,
    notes,
    purchases,
    replaced,
    told,
    touches,
)


@dataclass(frozen=True, slots=True)
class Removed:
    """What taking an import back took with it."""

    batch: int
    purchases: int
    customers: int
    restored: int  # purchases that are again as they were before it

    def as_json(self) -> dict[str, int]:
        """Return it as the command line prints it."""
        return {
            "batch": self.batch,
            "purchases": self.purchases,
            "customers": self.customers,
            "restored": self.restored,
        }


def take_back(books: Connection, batch: int) -> Removed:
    """Take an import back exactly; raises StoreError when a later one builds on it."""
    batches.get(books, batch)
    _refuse_when_leant_on(books, batch)
    known = count(books)
    apart = _take_merges_apart(books, batch)
    summaries.mark_batch(books, batch)
    concerned = refunds.told_in(books, batch)
    restored = _restore_replaced(books, batch)
    gone = books.execute(delete(purchases).where(purchases.c.batch == batch)).rowcount
    told_by_files.take_wishes_back(books, batch)
    _empty_filled(books, batch)
    books.execute(delete(identities).where(identities.c.batch == batch))
    guesses.keep_what_the_owner_said(books, batch)
    books.execute(delete(told).where(told.c.batch == batch))
    _remove_customers(books, batch)
    merges.redo(books, [one for one in apart if one.batch != batch and _are_there(books, one)])
    books.execute(delete(leans).where(leans.c.batch == batch))
    books.execute(delete(batches_table).where(batches_table.c.id == batch))
    summaries.refresh(books, concerned)
    return Removed(batch, gone, known - count(books), restored)


def _refuse_when_leant_on(books: Connection, batch: int) -> None:
    later = books.execute(select(leans.c.batch).where(leans.c.on_batch == batch)).scalars().all()
    if later:
        raise StoreError(
            _("Import {later} builds on import {batch}.").format(later=max(later), batch=batch),
            _("Take that one back first: notecard undo-import {later}").format(later=max(later)),
        )


def _take_merges_apart(books: Connection, batch: int) -> list[Merge]:
    """Take back every merge the import caused, and those of anybody it told more of."""
    told = [
        books.execute(select(column).where(table.c.batch == batch)).scalars()
        for table, column in (
            (customers, customers.c.id),
            (filled, filled.c.customer),
            (identities, identities.c.customer),
        )
    ]
    people = {customer for some in told for customer in some}
    caused = merges.of_batch(books, batch)
    return merges.take_apart(books, [*caused, *merges.touching(books, people)])


def _are_there(books: Connection, one: Merge) -> bool:
    both = select(customers.c.id).where(customers.c.id.in_((one.kept, one.gone)))
    return len(books.execute(both).all()) == 2


def _restore_replaced(books: Connection, batch: int) -> int:
    rows = books.execute(select(replaced).where(replaced.c.batch == batch)).all()
    for row in rows:
        before = json.loads(row.before)
        before["row"] = _as_of_now(before["row"])
        via = before["row"]["via"]
        before["row"]["customer"] = via if via is None else merges.root_of(books, via)
        current = select(purchases.c.customer).where(purchases.c.id == row.purchase)
        both = {books.execute(current).scalar_one(), before["row"]["customer"]}
        for customer in both - {None}:
            summaries.mark(books, customer)
        there = purchases.c.id == row.purchase
        books.execute(update(purchases).where(there).values(before["row"]))
        receipt_lines.put(books, row.purchase, before["lines"])
    return len(rows)


def _as_of_now(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as it would be kept now; one of the first version knew no joining."""
    return {"via": row["customer"], "totals_rank": 2, "lines_rank": 2, **row}


def _empty_filled(books: Connection, batch: int) -> None:
    """Empty what the import filled in, unless somebody has written something else since."""
    for row in books.execute(select(filled).where(filled.c.batch == batch)).all():
        column = customers.c[row.field]
        here = customers.c.id == row.customer
        books.execute(update(customers).where(here, column == row.value).values({row.field: ""}))
        one = books.execute(select(customers).where(here)).one()
        digits = "".join(filter(str.isdecimal, one.phone))
        search = search_text(one.name, one.email, digits)
        books.execute(update(customers).where(here).values(search=search))
    books.execute(delete(filled).where(filled.c.batch == batch))


def _remove_customers(books: Connection, batch: int) -> None:
    """Remove whom the import brought; somebody the owner has turned to since stays."""
    theirs = customers.c.batch == batch
    used = [
        exists().where(table.c.customer == customers.c.id)
        for table in (purchases, touches, notes, cards, told)
    ]
    unused = [~one for one in used]
    books.execute(delete(customers).where(theirs, *unused))
    books.execute(update(customers).where(theirs).values(batch=None))
