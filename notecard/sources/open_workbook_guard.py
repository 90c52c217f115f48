"""How many cells an OpenDocument workbook spreads over; one may stand a million times."""

import re
from collections.abc import Iterable

from notecard.sources.unfit import LETTERS, Harmful

_TAGS = 3_000_000  # cells and rows as they are written

INSIDE = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""  # of a tag, after its name
TABLE_TAG = re.compile(
    rb"<(?:[\w.-]+:)?(table|table-row|(?:covered-)?table-cell)(?=[\s/>])(" + INSIDE + rb")>"
)
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*(\d{1,10})""")


def cells_of_tables(pieces: Iterable[bytes]) -> int:
    """Return how many cells the tables of an OpenDocument workbook spread over; raises Harmful."""
    table = _Table()
    for piece in pieces:
        at = 0
        for match in TABLE_TAG.finditer(piece):
            table.content(match.start() - at)
            at = match.end()
            table.tag(match[1], match[2])
        table.content(len(piece) - at)
    table.tag(b"table", b"")
    return table.cells


class _Table:
    """Adds up the rows of tables; empty cells and rows count where others follow them."""

    def __init__(self) -> None:
        self.cells = 0  # of the tables before this one
        self._tags = self._letters = 0
        self._widest = self._height = self._empty_rows = 0
        self._rows = 1  # times the row at hand stands
        self._width = self._empty = 0
        self._times = 0  # the cell at hand stands in the row

    def content(self, length: int) -> None:
        """Take into account what stands in the cell at hand."""
        self._letters += length * self._times * self._rows
        if self._letters > LETTERS:
            raise Harmful

    def tag(self, name: bytes, attributes: bytes) -> None:
        """Take the beginning of a table, a row or a cell into account."""
        self._tags += 1
        if self._tags > _TAGS:
            raise Harmful
        told = _REPEATED.search(attributes)
        times = int(told[1]) if told else 1
        if name.endswith(b"cell"):
            self._cell(times, attributes)
            return
        self._end_row()
        self._rows = times
        if name == b"table":
            self.cells += self._widest * self._height
            self._widest = self._height = self._empty_rows = 0

    def _cell(self, times: int, attributes: bytes) -> None:
        if attributes.endswith(b"/") and b"value" not in attributes:
            self._empty, self._times = self._empty + times, 0
            return
        self._width, self._empty = self._width + self._empty + times, 0
        self._times = times
        self.content(len(attributes))

    def _end_row(self) -> None:
        if self._width:
            self._height += self._empty_rows + self._rows
            self._widest = max(self._widest, self._width)
            self._empty_rows = 0
        else:
            self._empty_rows += self._rows
        self._width = self._empty = self._times = 0
