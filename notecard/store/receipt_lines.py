"""The lines of a receipt as they are kept: one JSON text, `[[name, sku, thousandths, minor], ...]`.

Nothing is ever asked of a line without its receipt, and half a million rows of their own would
triple the time of an import.
"""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlalchemy import Connection, delete, select

from notecard.core.purchases import LineItem
from notecard.store.bulk import insert_many
from notecard.store.joining import Line
from notecard.store.tables import receipt_lines

_CHUNK = 500  # of numbers in one statement
_COLUMNS = ("purchase", "lines")


def text_of(items: Iterable[LineItem]) -> str:
    """Return the text of the lines a source tells."""
    return f"[{','.join([item.kept for item in items])}]"


def kept_text(lines: Iterable[Line]) -> str:
    """Return the same text of lines that were joined."""
    return json.dumps(list(lines), ensure_ascii=False, separators=(",", ":"))


def lines_in(text: str) -> tuple[Line, ...]:
    """Return the lines as they are compared and joined."""
    return tuple((name, sku, thousandths, minor) for name, sku, thousandths, minor in _read(text))


def items_in(text: str) -> tuple[LineItem, ...]:
    """Return the lines as they were told."""
    return tuple(
        LineItem(name, quantity_of(thousandths), minor, sku)
        for name, sku, thousandths, minor in _read(text)
    )


def texts(books: Connection, purchases: Iterable[int]) -> dict[int, str]:
    """Return the text of each of these receipts that has lines."""
    every, found = list(purchases), dict[int, str]()
    for start in range(0, len(every), _CHUNK):
        some = receipt_lines.c.purchase.in_(every[start : start + _CHUNK])
        rows = books.execute(select(receipt_lines.c.purchase, receipt_lines.c.lines).where(some))
        found |= {row.purchase: row.lines for row in rows}
    return found


def add(books: Connection, by_purchase: Mapping[int, str]) -> None:
    """Write the lines of new receipts; one without any has no row."""
    insert_many(books, receipt_lines, _COLUMNS, by_purchase.items())


def put(books: Connection, purchase: int, text: str) -> None:
    """Write the lines of a receipt in place of those it had; nothing where there are none."""
    books.execute(delete(receipt_lines).where(receipt_lines.c.purchase == purchase))
    if text:
        add(books, {purchase: text})


def quantity_of(thousandths: int) -> Decimal:
    """Return a kept quantity as the number it stands for: 1500 is 1.5."""
    whole, rest = divmod(thousandths, 1000)
    return Decimal(thousandths).scaleb(-3).normalize() if rest else Decimal(whole)


def _read(text: str) -> list[tuple[str, str, int, int]]:
    read: list[tuple[str, str, int, int]] = json.loads(text) if text else []
    return read
