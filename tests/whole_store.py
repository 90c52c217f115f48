"""The whole store, row for row, and changes that are tried and rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, select

from notecard.store.database import Store
from notecard.store.tables import metadata

Rows = dict[str, list[tuple[Any, ...]]]


def everything(books: Connection) -> Rows:
    """Return every row of every table, in an order that does not depend on when it was written."""
    return {
        table.name: sorted((tuple(row) for row in books.execute(select(table))), key=repr)
        for table in metadata.sorted_tables
    }


class _OnlyTrying(Exception):
    pass


@contextmanager
def trying(store: Store) -> Iterator[Connection]:
    """Yield the books for changes that leave no trace."""
    try:
        with store.transaction() as books:
            yield books
            raise _OnlyTrying
    except _OnlyTrying:
        pass
