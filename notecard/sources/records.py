"""Records of a table that are not as its header has them: what is wrong with them, if anything."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from notecard.core.purchases import RowProblem
from notecard.core.words import _, _n

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table begins in its file, and what its columns are called."""

    words: tuple[str, ...]
    delimiter: str
    skipped: int  # records before it
    sheet: str = ""  # of a workbook

    @property
    def least(self) -> int:
        """Return how many cells a row must have: columns without a name may be left off."""
        return max((n for n, word in enumerate(self.words, start=1) if word), default=1)


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the file: the first line's number, its lines."""

    line: int
    raw: Sequence[str]
    is_last: bool


def fitted(record: Record, cells: Cells, header: Header) -> tuple[int, Cells] | RowProblem:
    """Return the record with as many cells as the header; one that cannot have is a problem.

    Empty cells at its end may be too many, and those of columns without a name too few.
    """
    width = len(header.words)
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return record.line, cells[:width]
    if header.least <= len(cells) < width and not _breaks_off(record, header):
        return record.line, [*cells, *[""] * (width - len(cells))]
    if len(cells) == width and not (record.is_last and _is_open(record, header)):
        return record.line, cells
    if record.is_last and (_breaks_off(record, header) or _is_open(record, header)):
        return RowProblem(record.line, "", _("The file breaks off within this row."))
    return _other_width(record.line, len(cells), width)


def torn_quote(record: Record, cells: Cells, header: Header) -> RowProblem | None:
    """Return the problem of a record that swallowed others: its quotation mark is never closed."""
    if len(record.raw) < 2:
        return None
    if len(cells) == len(header.words) and _is_strict(record, header):
        return None
    swallowed = any(_fits(line, header) for line in record.raw[1:])
    return never_closed(record.line) if swallowed else None


def never_closed(line: int) -> RowProblem:
    """Return the problem of a quotation mark without its other one."""
    return RowProblem(line, "", _("A quotation mark in this row has no other one that closes it."))


def _fits(line: str, header: Header) -> bool:
    """Whether a line is a record of its own."""
    try:
        cells = next(csv.reader([line], delimiter=header.delimiter), [])
    except csv.Error:
        return False
    return len(cells) == len(header.words) > 1


def _is_strict(record: Record, header: Header) -> bool:
    """Whether nothing stands between a closing quotation mark and the end of its cell."""
    try:
        next(csv.reader(record.raw, delimiter=header.delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _is_open(record: Record, header: Header) -> bool:
    """Whether the record would go on if the file did: a quotation mark is not closed."""
    reader = csv.reader([*record.raw, "on\n"], delimiter=header.delimiter)
    try:
        next(reader)
    except csv.Error:
        return True
    return reader.line_num > len(record.raw)


def _breaks_off(record: Record, header: Header) -> bool:
    """Whether the record is short because nothing follows it, not even the end of the line."""
    return record.is_last and not record.raw[-1].endswith(("\n", "\r"))


def _other_width(line: int, found: int, width: int) -> RowProblem:
    message = _n(
        "The row has {found} value where the header has {width}.",
        "The row has {found} values where the header has {width}.",
        found,
    )
    return RowProblem(line, "", message.format(found=found, width=width))
