"""A table in a file as tills and web shops write it: text, packed or not, or a workbook."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from notecard.core.errors import SourceError
from notecard.core.progress import Progress
from notecard.core.purchases import RowProblem
from notecard.core.words import _
from notecard.sources import workbook
from notecard.sources.encodings import SAMPLE, encoding_of
from notecard.sources.lines import Lines, NoText
from notecard.sources.records import Cells, Header, Record, fitted, never_closed, torn_quote

_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 20  # rows; titles, blanks and Excel's `sep=;` may come before it
_GLANCE = 65_536  # characters in which the header must stand
_BROKEN = (csv.Error, EOFError, OSError, UnicodeError, zlib.error)
_TOLD_DELIMITER = re.compile(r'"?sep=([^\w\s"]|\t)"?\s*', re.I)
_BLANKS = str.maketrans({"\xa0": " ", "\u2007": " ", "\u202f": " "})

Skips = Callable[[Cells], bool]
Row = tuple[int, Cells] | RowProblem


def find_header(place: Path, knows: Callable[[Sequence[str]], bool]) -> Header | None:
    """Return the first row whose words are known; raises SourceError for what is no table."""
    return next((header for header in headers(place) if knows(header.words)), None)


def headers(place: Path) -> Iterator[Header]:
    """Yield every row that may be the header, however the file may part its cells."""
    if _is_workbook(place):
        yield from _workbook_headers(place)
        return
    with _complaining(place), _opened(place) as (text, _raw):
        glance = text.read(_GLANCE)
    if "\0" in glance:
        raise _no_text(place)
    told = _TOLD_DELIMITER.match(glance)
    for delimiter in dict.fromkeys((told[1] if told else ",") + _DELIMITERS):
        rows = csv.reader(io.StringIO(glance, newline=""), delimiter=delimiter)
        for skipped, cells in enumerate(islice(rows, _HEADER_WITHIN)):
            yield Header(tuple(map(plain_word, cells)), delimiter, skipped)


def plain_word(cell: str) -> str:
    """Return a header word without the blanks nobody sees."""
    return cell.translate(_BLANKS).strip("\ufeff\u200b \t\r\n\v\f")


def read_rows(
    place: Path,
    header: Header,
    progress: Progress,
    skips: Skips | None = None,
) -> Iterator[Row]:
    """Yield each record after the header with its line; one of another width is a problem.

    What `skips` says is no record is passed over, whatever its width. A quotation mark that is
    never closed costs its own line only. Raises SourceError where the file cannot be read on.
    """
    if header.sheet:
        yield from _workbook_rows(place, header, progress, skips)
        return
    size = max(place.stat().st_size, 1)
    with _complaining(place), _opened(place) as (text, raw):
        lines = Lines(text, lambda: progress(min(raw.tell(), size), size))
        with _complaining(place, lambda: lines.begun):
            yield from _records(lines, header, skips)
    progress(size, size)


def _records(lines: Lines, header: Header, skips: Skips | None) -> Iterator[Row]:
    """Yield the records after the header; half a million of them pass through this loop."""
    width = len(header.words)
    reader = csv.reader(lines.beginning_with(1), delimiter=header.delimiter)
    for _skipped in range(header.skipped + 1):
        next(reader, None)
    before, line = 0, reader.line_num + 1  # before: lines of a reader that was given up
    torn: RowProblem | None = None
    while True:
        lines.begun = line
        try:
            for cells in reader:
                after = before + reader.line_num + 1
                if len(cells) == width and any(cells) and line + 1 == after <= lines.last:
                    if skips is None or not skips(cells):
                        yield line, cells
                else:
                    record = Record(line, lines.between(line, after), after > lines.last)
                    if torn := torn_quote(record, cells, header):
                        break
                    if any(map(str.strip, cells)) and not (skips and skips(cells)):
                        yield fitted(record, cells, header)
                lines.begun = line = after
        except csv.Error:
            after, torn = before + reader.line_num + 1, never_closed(line)
        if torn is None:
            return
        yield torn
        reader = csv.reader(lines.again(line + 1, after), delimiter=header.delimiter)
        before, line, torn = line, line + 1, None


def _is_workbook(place: Path) -> bool:
    with _complaining(place), place.open("rb") as raw:
        return workbook.is_workbook(raw.read(8))


def _workbook_headers(place: Path) -> Iterator[Header]:
    for name, rows in workbook.tables(place):
        for skipped, cells in enumerate(islice(rows, _HEADER_WITHIN)):
            yield Header(tuple(map(plain_word, cells)), "", skipped, name)


def _workbook_rows(
    place: Path, header: Header, progress: Progress, skips: Skips | None
) -> Iterator[Row]:
    """Yield the filled rows of a sheet; they are all as wide as the widest."""
    rows = workbook.rows(place, header.sheet, progress)
    for line, cells in islice(rows, header.skipped + 1, None):
        if any(map(str.strip, cells)) and not (skips and skips(cells)):
            yield line, cells


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
        encoding, errors = encoding_of(_sample(plain))
        plain.seek(0)
        text = io.TextIOWrapper(plain, encoding=encoding, errors=errors, newline="")
        stack.enter_context(closing(text))
        yield text, raw


def _sample(plain: BinaryIO) -> bytes:
    """Return how the file begins; what is wrong further on is told when it is read."""
    sample = b""
    with suppress(EOFError, OSError, zlib.error):
        while len(sample) < SAMPLE and (more := plain.read(1 << 16)):
            sample += more
    return sample


@contextmanager
def _complaining(place: Path, line: Callable[[], int] = lambda: 0) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise SourceError(
            _("There is no such file."), _("Check the name and the folder."), path=place
        ) from error
    except NoText as error:
        raise SourceError(
            _("From here on this is not a table in a text file."),
            _("It may have been cut off or changed on its way: export it again."),
            path=place,
            line=line(),
        ) from error
    except _BROKEN as error:
        raise SourceError(
            _("The file cannot be read on: {reason}.").format(reason=error),
            _("It may have been cut off or changed on its way: export it again."),
            path=place,
            line=line(),
        ) from error


def _no_text(place: Path) -> SourceError:
    return SourceError(
        _("This is not a table in a text file."), _("Export the orders as CSV."), path=place
    )
