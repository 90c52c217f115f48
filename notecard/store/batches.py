"""The imports that changed something, so that each can be taken back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store.tables import (
    batches,
    customers,
    filled,
    identities,
    leans,
    merges,
    purchases,
    replaced,
    told,
)

_BROUGHT: Final[tuple[Table, ...]] = (
    purchases,
    replaced,
    customers,
    identities,
    filled,
    merges,
    told,
)


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: when, from which files, and what it brought."""

    id: int
    at: datetime
    source: str
    files: tuple[str, ...]
    added: int
    changed: int
    customers: int


def recent(books: Connection, limit: int = 20) -> list[Batch]:
    """Return the latest imports, the newest first."""
    query = select(batches).order_by(batches.c.id.desc()).limit(limit)
    return [_batch(row) for row in books.execute(query)]


def get(books: Connection, id: int) -> Batch:
    """Return one import; raises StoreError when there is none of that number."""
    row = books.execute(select(batches).where(batches.c.id == id)).first()
    if row is None:
        raise StoreError(
            _("There is no import with the number {id}.").format(id=id),
            _("It may have been taken back already."),
        )
    return _batch(row)


def _batch(row: Row[Any]) -> Batch:
    return Batch(
        id=row.id,
        at=datetime.fromtimestamp(row.at, UTC),
        source=row.source,
        files=tuple(json.loads(row.files)) if row.files else (),
        added=row.added,
        changed=row.changed,
        customers=row.customers,
    )


def begin(books: Connection, source: str, files: Sequence[str]) -> int:
    """Open an import and return its number."""
    values = {"at": int(datetime.now(UTC).timestamp()), "source": source}
    statement = insert(batches).values(**values, files=json.dumps(list(files)))
    return int(books.execute(statement.returning(batches.c.id)).scalar_one())


def close(
    books: Connection, id: int, *, added: int, changed: int, customers: int, leans_on: set[int]
) -> None:
    """Write down what an import came to, and which earlier ones it builds on."""
    values = {"added": added, "changed": changed, "customers": customers}
    books.execute(update(batches).where(batches.c.id == id).values(values))
    there = books.execute(select(leans.c.on_batch).where(leans.c.batch == id)).scalars()
    new = leans_on.difference(there, {id})
    if new:
        books.execute(
            insert(leans), [{"batch": id, "on_batch": earlier} for earlier in sorted(new)]
        )


def is_empty(books: Connection, id: int) -> bool:
    """Whether nothing that is kept came from this import."""
    return not any(
        books.execute(select(table.c.batch).where(table.c.batch == id).limit(1)).first()
        for table in _BROUGHT
    )


def drop(books: Connection, id: int) -> None:
    """Forget an import that changed nothing."""
    books.execute(delete(batches).where(batches.c.id == id))


def built_on(books: Connection, id: int) -> Batch | None:
    """Return the latest import that builds on this one, so that it cannot be taken back yet."""
    later = select(leans.c.batch).where(leans.c.on_batch == id)
    query = select(batches).where(batches.c.id.in_(later)).order_by(batches.c.id.desc()).limit(1)
    row = books.execute(query).first()
    return _batch(row) if row else None
