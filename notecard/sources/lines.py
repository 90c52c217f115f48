"""The lines of a text of any size: the latest are kept, so that a record can be read again."""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from itertools import chain

_CHUNK = 1 << 17  # characters; a record of more is none
_LONGEST_LINE = 1_000_000  # characters
_PATIENCE = 20_000_000  # characters read again: more is no accident


class NoText(Exception):
    """What goes on in a line is no text any more."""


class Lines:
    """Reads ahead in chunks, and tells `progress` of each.

    In line `begun` the record at hand begins: its reader says so.
    """

    def __init__(self, text: io.TextIOBase, progress: Callable[[], None]) -> None:
        self._text = text
        self._progress = progress
        self.begun = 1
        self._rest = ""  # of the last line: it may go on
        self._kept: list[str] = []
        self._first = 1  # the line the kept ones begin with
        self._fresh = 1  # the line the latest chunk begins with
        self._again = 0
        self.last = sys.maxsize  # the last line of the text, as soon as it is known

    def beginning_with(self, line: int) -> Iterator[str]:
        """Return the lines from this one on, which must be kept or yet to come."""
        return chain.from_iterable(self._runs(line))

    def between(self, line: int, after: int) -> list[str]:
        """Return the lines of a record, the one `after` it left out."""
        return self._kept[line - self._first : after - self._first]

    def again(self, line: int, after: int) -> Iterator[str]:
        """Return the lines from this one on; those before `after` were read once. Raises NoText."""
        self._again += sum(map(len, self.between(line, after))) + 1000
        if self._again > _PATIENCE:
            raise NoText
        return self.beginning_with(line)

    def _runs(self, line: int) -> Iterator[list[str]]:
        yield self._kept[line - self._first :]
        while more := self._more():
            yield more

    def _more(self) -> list[str]:
        """Return the next lines, none at the end; raises csv.Error where a record never ends."""
        if self.last < sys.maxsize:
            return []
        if self.begun < self._fresh:
            raise csv.Error(self._fresh)
        lines: list[str] = []
        while not lines and self.last == sys.maxsize:
            lines = self._next()
        self._kept = self._kept[self._fresh - self._first :]
        self._first, self._fresh = self._fresh, self._fresh + len(self._kept)
        self._kept += lines
        return lines

    def _next(self) -> list[str]:
        """Return the whole lines of the next chunk, and at the end what is left."""
        self._progress()
        chunk = self._text.read(_CHUNK)
        if "\0" in chunk:
            raise NoText
        lines = io.StringIO(self._rest + chunk, newline="").readlines()
        if chunk:
            self._rest = lines.pop()
            if len(self._rest) > _LONGEST_LINE:
                raise NoText
            return lines
        self.last = self._first + len(self._kept) + len(lines) - 1
        return lines
