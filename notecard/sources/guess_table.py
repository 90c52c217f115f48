"""Finds the table in a file nobody has described: its header row, and some thousand rows below."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notecard.core.errors import SourceError
from notecard.core.progress import Progress, silent
from notecard.core.purchases import RowProblem
from notecard.core.words import _
from notecard.sources.guess_words import is_known
from notecard.sources.looks import is_value
from notecard.sources.records import Header
from notecard.sources.sheet import headers, read_rows

_SAMPLE = 3000  # rows
_FOLLOWING = 5  # rows that should be as wide as the header


@dataclass(frozen=True, slots=True)
class Table:
    """The header of a file and the first of its rows."""

    header: Header
    rows: tuple[tuple[str, ...], ...]

    def column(self, index: int) -> list[str]:
        """Return the cells below one word of the header."""
        return [row[index] for row in self.rows]


def table_of(place: Path, progress: Progress = silent) -> Table:
    """Return the table; raises SourceError when no row looks like a header."""
    seen = list(headers(place))
    scores = [_score(one.words, _below(seen, at)) for at, one in enumerate(seen)]
    best = max(scores, default=0.0)
    header = seen[scores.index(best)] if best > 0 else None
    if header is None:
        raise SourceError(
            _("No row of the file says what its columns are called."),
            _("Export it with column names, or write them into a first row of their own."),
            path=place,
        )
    return Table(header, _rows(place, header, progress))


def _rows(place: Path, header: Header, progress: Progress) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    for told in read_rows(place, header, progress):
        if not isinstance(told, RowProblem):
            rows.append(tuple(told[1]))
        if len(rows) == _SAMPLE:
            break
    return tuple(rows)


def _below(seen: Sequence[Header], at: int) -> list[tuple[str, ...]]:
    """Return the rows below one, taken apart in the same way."""
    one = seen[at]
    same = [
        other.words
        for other in seen[at + 1 :]
        if (other.delimiter, other.sheet) == (one.delimiter, one.sheet)
    ]
    return [words for words in same if any(words)][:_FOLLOWING]


def _score(words: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Return how much a row is like a header: names of columns, with rows as wide below it."""
    told = [word for word in words if word.strip()]
    values = sum(map(is_value, told))
    if len(told) < 2 or 2 * values > len(told) or 2 * len(told) < len(words):
        return 0.0
    known = sum(map(is_known, told))
    different = len(set(told)) / len(told)
    as_wide = sum(len(row) == len(words) for row in below) / max(len(below), 1)
    return (len(told) - 2 * values + 2 * known) * different * (0.5 + as_wide / 2)
