"""Two customers who are one person: joined without losing anything, and taken apart exactly.

The kept one takes over purchases, touches, notes, cards and what the other's row knows more. The
row of the one who is gone stays, unlisted, and a journal says what moved, so that taking a merge
back leaves what was there before; what has happened since stays with whom it belongs to. A
merged row always points at whom it is now, never at somebody who is merged in turn.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, func, insert, or_, select, update

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store import refunds, summaries
from notecard.store.bulk import row_values
from notecard.store.customers import get, search_of_row
from notecard.store.tables import (
    blocks,
    cards,
    customers,
    merges,
    notes,
    purchases,
    skips,
    told,
    touches,
)

FIELDS: Final = (
    "name", "given", "email", "phone", "lines", "city", "region", "postcode", "country",
    "birthday", "language",
)  # fmt: skip
ADDRESS: Final = ("lines", "city", "region", "postcode", "country")
_MOVING: tuple[tuple[Table, str], ...] = (
    (touches, "id"),
    (notes, "id"),
    (cards, "code"),
    (told, "id"),
)
_COPIED: tuple[tuple[Table, str], ...] = ((blocks, "channel"), (skips, "day"))
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge as it is remembered."""

    id: int
    at: int
    kept: int
    gone: int
    batch: int | None
    fields: frozenset[str] | None = None  # what the other filled in; None when not made yet


def merge(books: Connection, kept: int, gone: int, batch: int | None = None) -> int:
    """Make one customer of two; the number returned takes it back.

    Whoever of the two is merged already stands for whom they are now. An import that merges sums up
    its customers itself, in the end. Raises StoreError for one and the same customer.
    """
    first, second = get(books, kept).id, get(books, gone).id
    if first == second:
        raise StoreError(
            _("These two are one customer already."),
            _("Choose two different customers."),
        )
    newest = books.execute(select(func.coalesce(func.max(merges.c.id), 0))).scalar_one()
    at = int(datetime.now(UTC).timestamp())
    told = Merge(int(newest) + 1, at, first, second, batch)
    _apply(books, told)
    if batch is None:
        summaries.refresh(books, refunds.NONE)
    return told.id


def unmerge(books: Connection, id: int) -> Merge:
    """Take back the newest merge this customer was part of; raises StoreError if there is none."""
    part = or_(merges.c.kept == id, merges.c.gone == id)
    newest = select(merges.c.id).where(part).order_by(merges.c.id.desc()).limit(1)
    found = books.execute(newest).scalar_one_or_none()
    if found is None:
        raise StoreError(
            _("The customer with the number {id} was never merged.").format(id=id),
            _("Look at the customer with: notecard customer show {id}").format(id=id),
        )
    return take_back(books, found)


def journalled(books: Connection, id: int) -> Merge:
    """Return a merge by its number."""
    return _told(books.execute(select(merges).where(merges.c.id == id)).one())


def take_back(books: Connection, id: int) -> Merge:
    """Take one merge back as if it had never been; those that came after it stand."""
    told = journalled(books, id)
    undone = take_apart(books, [id])
    redo(books, [one for one in undone if one.id != id])
    summaries.refresh(books, refunds.NONE)
    return told


def take_apart(books: Connection, ids: Iterable[int]) -> list[Merge]:
    """Take merges back, and before them all that came later to the same people, newest first.

    Returns everything that was taken back, for `redo` to make some of it again.
    """
    wanted = set(ids)
    if not wanted:
        return []
    later = select(merges).where(merges.c.id >= min(wanted)).order_by(merges.c.id)
    rows = list(books.execute(later))
    now = roots(books)
    people = {now.get(row.kept, row.kept) for row in rows if row.id in wanted}
    theirs = [row for row in rows if now.get(row.kept, row.kept) in people]
    for row in reversed(theirs):
        _undo(books, row)
    return [_told(row) for row in theirs]


def redo(books: Connection, again: Sequence[Merge]) -> None:
    """Make merges again that were taken apart, the oldest first, under their old numbers."""
    made = []
    for one in sorted(again, key=lambda one: one.id):
        first, second = root_of(books, one.kept), root_of(books, one.gone)
        if first != second:
            _apply(books, replace(one, kept=first, gone=second))
            made.append(second)
    # What filled a blank before does so again; only then whatever else is known.
    for gone in made:
        pass_on(books, gone)


def root_of(books: Connection, id: int) -> int:
    """Return who a customer is now."""
    into = select(customers.c.merged_into).where(customers.c.id == id)
    return int(books.execute(into).scalar_one_or_none() or id)


def roots(books: Connection) -> dict[int, int]:
    """Return who everybody is now who was merged."""
    columns = select(customers.c.id, customers.c.merged_into)
    rows = books.execute(columns.where(customers.c.merged_into.is_not(None)))
    return {row.id: row.merged_into for row in rows}


def touching(books: Connection, people: Iterable[int]) -> list[int]:
    """Return the merges in which these customers took part, or whom they are now."""
    now = roots(books)
    theirs = {now.get(one, one) for one in people}
    every = books.execute(select(merges.c.id, merges.c.kept).order_by(merges.c.id))
    return [row.id for row in every if now.get(row.kept, row.kept) in theirs]


def of_batch(books: Connection, batch: int) -> list[int]:
    """Return the merges an import caused."""
    query = select(merges.c.id).where(merges.c.batch == batch)
    return list(books.execute(query.order_by(merges.c.id)).scalars())


def pass_on(books: Connection, leaf: int) -> None:
    """Let the one somebody was merged into know what has become known of them since."""
    here = leaf
    while row := books.execute(select(merges).where(merges.c.gone == here)).first():
        moved = json.loads(row.moved)
        more = _fill(books, row.kept, here)
        if more:
            moved["fields"] |= more
            values = {"moved": json.dumps(moved, sort_keys=True)}
            books.execute(update(merges).where(merges.c.id == row.id).values(values))
        here = row.kept


def _told(row: Row[Any]) -> Merge:
    fields = frozenset(json.loads(row.moved)["fields"])
    return Merge(row.id, row.at, row.kept, row.gone, row.batch, fields)


def _apply(books: Connection, told: Merge) -> None:
    kept, gone = told.kept, told.gone
    row = _row(books, kept)
    # Only what cannot be made anew is kept: rows from elsewhere may be found by other words.
    moved: dict[str, Any] = {"search": row.search if row.search != search_of_row(row) else None}
    for table, key in _MOVING:
        moved[table.name] = _move(books, table, key, kept, gone)
    for table, key in _COPIED:
        moved[table.name] = _copy(books, table, key, kept, gone)
    moved["household"] = _share_household(books, kept, gone)
    moved["fields"] = _fill(books, kept, gone, told.fields)
    under = customers.c.merged_into == gone
    moved["customers"] = sorted(books.execute(select(customers.c.id).where(under)).scalars())
    here = or_(under, customers.c.id == gone)
    books.execute(update(customers).where(here).values(merged_into=kept))
    theirs = purchases.c.customer == gone
    books.execute(update(purchases).where(theirs).values(customer=kept))
    text = json.dumps(moved, sort_keys=True)
    values = {"id": told.id, "at": told.at, "kept": kept, "gone": gone, "batch": told.batch}
    books.execute(insert(merges).values(**values, moved=text))
    _mark(books, kept, gone)


def _undo(books: Connection, row: Row[Any]) -> None:
    """Give back what moved, unless it has gone elsewhere or away since."""
    kept, gone, moved = row.kept, row.gone, json.loads(row.moved)
    books.execute(delete(merges).where(merges.c.id == row.id))
    for table, key in _MOVING:
        for some in _chunks(moved.get(table.name, ())):
            here = (table.c[key].in_(some), table.c.customer == kept)
            books.execute(update(table).where(*here).values(customer=gone))
    for table, key in _COPIED:
        for some in _chunks(moved[table.name]):
            here = (table.c[key].in_(some), table.c.customer == kept)
            books.execute(delete(table).where(*here))
    if moved["household"] is not None:
        here = (customers.c.id == kept, customers.c.household == moved["household"])
        books.execute(update(customers).where(*here).values(household=None))
    _empty(books, kept, moved["fields"], moved["search"])
    back = [gone, *moved["customers"]]
    for some in _chunks(back):
        inside = (customers.c.id.in_(some), customers.c.merged_into == kept)
        books.execute(update(customers).where(*inside).values(merged_into=gone))
        via = (purchases.c.via.in_(some), purchases.c.customer == kept)
        books.execute(update(purchases).where(*via).values(customer=gone))
    books.execute(update(customers).where(customers.c.id == gone).values(merged_into=None))
    _mark(books, kept, gone)


def _move(books: Connection, table: Table, key: str, kept: int, gone: int) -> list[Any]:
    """Hand rows over; returns which."""
    theirs = table.c.customer == gone
    moved = sorted(books.execute(select(table.c[key]).where(theirs)).scalars())
    if moved:
        books.execute(update(table).where(theirs).values(customer=kept))
    return moved


def _copy(books: Connection, table: Table, key: str, kept: int, gone: int) -> list[Any]:
    """Let what holds for one hold for both: a wish not to be called outlives a merge."""
    has = select(table.c[key]).where(table.c.customer == kept)
    query = select(table).where(table.c.customer == gone, table.c[key].not_in(has))
    more = [row_values(row) | {"customer": kept} for row in books.execute(query)]
    if more:
        books.execute(insert(table), more)
    return sorted(row[key] for row in more)


def _share_household(books: Connection, kept: int, gone: int) -> int | None:
    """Take over a household where the kept one has none; returns it."""
    household: int | None = _row(books, gone).household
    if household is None or _row(books, kept).household is not None:
        return None
    books.execute(update(customers).where(customers.c.id == kept).values(household=household))
    return household


def _fill(
    books: Connection, kept: int, gone: int, only: frozenset[str] | None = None
) -> dict[str, str]:
    """Fill the blanks of one with what is known of the other, an address whole; returns what."""
    row, other = _row(books, kept), _row(books, gone)
    told = blanks(row_values(row), row_values(other))
    if only is not None:
        told = {name: value for name, value in told.items() if name in only}
    if told:
        books.execute(update(customers).where(customers.c.id == kept).values(told))
        if {"name", "email", "phone"} & set(told):
            _search_anew(books, kept)
    return told


def blanks(row: Any, told: Any) -> dict[str, str]:
    """Return what is told and not known yet; of an address nothing that would make two of one."""
    found = {name: told[name] for name in FIELDS if told[name] and not row[name]}
    clash = any(row[name] and told[name] and row[name] != told[name] for name in ADDRESS)
    if row["lines"] or clash:
        found = {name: value for name, value in found.items() if name not in ADDRESS}
    return found


def _empty(books: Connection, kept: int, fields: dict[str, str], search: str | None) -> None:
    """Empty what a merge filled in, unless somebody has written something else since."""
    if not fields:
        return
    row = _row(books, kept)
    gone = {name: "" for name, value in fields.items() if getattr(row, name) == value}
    if gone:
        books.execute(update(customers).where(customers.c.id == kept).values(gone))
    if {"name", "email", "phone"} & set(gone):
        _search_anew(books, kept)
    if search is not None:
        books.execute(update(customers).where(customers.c.id == kept).values(search=search))


def _search_anew(books: Connection, id: int) -> None:
    search = search_of_row(_row(books, id))
    books.execute(update(customers).where(customers.c.id == id).values(search=search))


def _row(books: Connection, id: int) -> Row[Any]:
    return books.execute(select(customers).where(customers.c.id == id)).one()


def _mark(books: Connection, *people: int) -> None:
    for one in people:
        summaries.mark(books, one)


def _chunks(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]
