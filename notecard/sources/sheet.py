"""A table in a text file as tills and web shops write it: packed or not, commas or semicolons."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from notecard.core.errors import SourceError
from notecard.core.progress import Progress
from notecard.core.purchases import RowProblem
from notecard.core.words import _, _n

_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 10  # rows; titles, blanks and Excel's `sep=;` may come before it
_GLANCE = 65_536  # characters in which the header must stand
_LONGEST_LINE = 1_000_000  # characters; a longer one is taken apart, and so told as a bad row
_TELL_EVERY = 1024  # rows
_BROKEN = (csv.Error, EOFError, OSError, UnicodeError, zlib.error)


def _as_western(error: UnicodeError) -> tuple[str, int]:
    """Read what is not UTF-8 as Windows-1252, byte by byte: old tills still write it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("notecard-western", _as_western)


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table begins in its file, and what its columns are called."""

    words: tuple[str, ...]
    delimiter: str
    skipped: int  # records before it


def find_header(place: Path, knows: Callable[[Sequence[str]], bool]) -> Header | None:
    """Return the first row whose words are known; raises SourceError for a file that is no text."""
    with _complaining(place):
        with _opened(place) as (text, _raw):
            glance = text.read(_GLANCE)
        if "\0" in glance:
            raise _no_text(place, glance)
        for delimiter in _DELIMITERS:
            rows = csv.reader(io.StringIO(glance, newline=""), delimiter=delimiter)
            for skipped, cells in zip(range(_HEADER_WITHIN), rows, strict=False):
                words = tuple(cell.strip() for cell in cells)
                if knows(words):
                    return Header(words, delimiter, skipped)
    return None


def read_rows(
    place: Path,
    header: Header,
    progress: Progress,
    skips: Callable[[list[str]], bool] | None = None,
) -> Iterator[tuple[int, list[str]] | RowProblem]:
    """Yield each record after the header with its line; one of another width is a problem.

    Raises SourceError where the file breaks off or cannot be read on.
    """
    size = max(place.stat().st_size, 1)
    width = len(header.words)
    line = 1
    with _complaining(place, lambda: line), _opened(place) as (text, raw):
        lines = iter(partial(text.readline, _LONGEST_LINE), "")
        reader = csv.reader(lines, delimiter=header.delimiter)
        for _skipped in range(header.skipped + 1):
            next(reader)
        line = reader.line_num + 1
        for count, cells in enumerate(reader):
            if skips is not None and skips(cells):
                pass
            elif len(cells) == width:
                yield line, cells
            elif any(cell.strip() for cell in cells):
                yield _other_width(line, len(cells), width)
            line = reader.line_num + 1
            if count % _TELL_EVERY == 0:
                progress(min(raw.tell(), size), size)
    progress(size, size)


@contextmanager
def _opened(place: Path) -> Iterator[tuple[io.TextIOBase, BinaryIO]]:
    """Open a text file, unpacked where it is packed, and with it the bytes as they lie on disk."""
    with ExitStack() as stack:
        raw = stack.enter_context(place.open("rb"))
        packed = raw.peek(2)[:2] == b"\x1f\x8b"
        plain: BinaryIO = raw
        if packed:
            plain = cast(BinaryIO, io.BufferedReader(gzip.GzipFile(fileobj=raw), 1 << 18))
            stack.enter_context(closing(plain))
        encoding, errors = _encoding(plain)
        text = io.TextIOWrapper(plain, encoding=encoding, errors=errors, newline="")
        stack.enter_context(closing(text))
        yield text, raw


def _encoding(plain: BinaryIO) -> tuple[str, str]:
    start = cast(io.BufferedReader, plain).peek(4)[:4]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "strict"
    return "utf-8-sig", "notecard-western"


@contextmanager
def _complaining(place: Path, line: Callable[[], int] = lambda: 0) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise SourceError(
            _("There is no such file."), _("Check the name and the folder."), path=place
        ) from error
    except _BROKEN as error:
        raise SourceError(
            _("The file cannot be read on: {reason}.").format(reason=error),
            _("It may have been cut off or changed on its way: export it again."),
            path=place,
            line=line(),
        ) from error


def _no_text(place: Path, glance: str) -> SourceError:
    if glance.startswith("PK"):
        return SourceError(
            _("This is a workbook or an archive, not a CSV file."),
            _("Open it in the spreadsheet program and save the sheet as CSV (UTF-8)."),
            path=place,
        )
    return SourceError(
        _("This is not a table in a text file."), _("Export the orders as CSV."), path=place
    )


def _other_width(line: int, found: int, width: int) -> RowProblem:
    message = _n(
        "The row has {found} value where the header has {width}.",
        "The row has {found} values where the header has {width}.",
        found,
    )
    return RowProblem(line, "", message.format(found=found, width=width))
