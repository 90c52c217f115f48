"""The sheets of a workbook (.xlsx, .xls, .ods) as tables of text, as their CSV would have them."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from notecard.core.errors import SourceError
from notecard.core.progress import Progress
from notecard.core.words import _
from notecard.sources.unfit import Harmful, Locked, NoWorkbook
from notecard.sources.workbook_guard import check

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cells = list[str]
Value = int | float | str | bool | time | date | datetime | timedelta

_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_LARGEST = 50_000_000  # bytes
_SHEETS = 30  # that are looked at
_TELL_EVERY = 1024  # rows
_EXACT = 2**53  # whole numbers below it are what was typed


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so may be a workbook; an archive may."""
    return start.startswith(_MARKS)


def tables(place: Path) -> Iterator[tuple[str, Iterator[Cells]]]:
    """Yield each sheet: its name, its rows; raises SourceError for what is no workbook."""
    with _complaining(place):
        book = _opened(place)
        for name in book.sheet_names[:_SHEETS]:
            yield name, _rows(book.get_sheet_by_name(name))


def rows(place: Path, sheet: str, progress: Progress) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a sheet, numbered as the spreadsheet program does."""
    size = max(place.stat().st_size, 1)
    with _complaining(place):
        table = _opened(place).get_sheet_by_name(sheet)
        for number, cells in enumerate(_rows(table), start=1):
            yield number, cells
            if number % _TELL_EVERY == 0:
                progress(size * number // max(table.total_height + 1, number), size)
    progress(size, size)


def _opened(place: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    if place.stat().st_size > _LARGEST:
        raise Harmful
    data = place.read_bytes()
    check(data)
    return CalamineWorkbook.from_filelike(BytesIO(data))


def _rows(sheet: "CalamineSheet") -> Iterator[Cells]:
    for row in sheet.iter_rows():
        yield [value if isinstance(value, str) else cell(value) for value in row]


def cell(value: Value) -> str:
    """Return what a spreadsheet program would write of a value in a CSV file, the ISO way."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        at = value + timedelta(microseconds=500)  # a day in parts is never quite exact
        return at.replace(microsecond=at.microsecond // 1000 * 1000).isoformat(" ")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, time):
        return value.isoformat("seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    """Return a number in plain figures, of which a spreadsheet keeps fifteen."""
    if not math.isfinite(value):
        return ""
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


@contextmanager
def _complaining(place: Path) -> Iterator[None]:
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except (Locked, PasswordError) as error:
        raise SourceError(
            _("This workbook is locked with a password."),
            _("Open it in the spreadsheet program, take the password off and save it."),
            path=place,
        ) from error
    except Harmful as error:
        raise SourceError(
            _("This workbook is larger than Notecard reads one."),
            _("Open it in the spreadsheet program and save the sheet as CSV (UTF-8)."),
            path=place,
        ) from error
    except (NoWorkbook, CalamineError, OSError) as error:
        raise _no_workbook(place) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the library fails, which cannot be named
            raise
        raise _no_workbook(place) from error


def _no_workbook(place: Path) -> SourceError:
    return SourceError(
        _("This is an archive, or a workbook that is damaged."),
        _("Open it in the spreadsheet program and save the sheet as CSV (UTF-8)."),
        path=place,
    )
