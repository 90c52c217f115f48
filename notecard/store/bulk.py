"""Many rows at once, through the driver's own executemany."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Dialect, Row, Table, insert

_AT_ONCE = 20_000


def insert_many(
    books: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows whose values stand in the order of `columns`."""
    if books.dialect.name == "postgresql":
        from notecard.store.postgres import copy_in

        copy_in(books, table, columns, rows)
        return
    statement, order = _statement(table, tuple(columns), books.dialect)
    in_order = order == list(range(len(columns)))
    remaining = iter(rows)
    while some := list(islice(remaining, _AT_ONCE)):
        if not in_order:
            some = [tuple(row[place] for place in order) for row in some]
        books.exec_driver_sql(statement, some)


@lru_cache(100)
def _statement(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, list[int]]:
    """Return the statement, and which column stands where in it."""
    compiled = insert(table).values(dict.fromkeys(columns)).compile(dialect=dialect)
    return str(compiled), [columns.index(name) for name in compiled.positiontup or columns]


def row_values(row: Row[Any]) -> dict[str, Any]:
    """Return a row as a dictionary of its own."""
    return dict(zip(row._fields, row, strict=True))
