"""Many rows at once, through the driver's own executemany."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Table, insert

_AT_ONCE = 20_000


def insert_many(
    books: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows whose values stand in the order of `columns`."""
    wanted = dict.fromkeys(columns)
    compiled = insert(table).values(wanted).compile(dialect=books.dialect)
    order = [columns.index(name) for name in compiled.positiontup or columns]
    statement = str(compiled)
    in_order = order == list(range(len(columns)))
    remaining = iter(rows)
    while some := list(islice(remaining, _AT_ONCE)):
        if not in_order:
            some = [tuple(row[place] for place in order) for row in some]
        books.exec_driver_sql(statement, some)


def row_values(row: Row[Any]) -> dict[str, Any]:
    """Return a row as a dictionary of its own."""
    return dict(zip(row._fields, row, strict=True))
