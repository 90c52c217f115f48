"""The samples as they come out of other programs: re-encoded, with titles above, as workbooks."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from notecard.core.imports import FileReport
from notecard.core.purchases import Contact, Purchase, Read
from notecard.sources import Options, found, recognise
from tests.acceptance.test_exports_rearranged import NAMES
from tests.workbooks import Value, ods, xlsx

SOURCES = found()
Rows = list[list[str]]
_MONEY = re.compile(r"-?(?:0|[1-9]\d{0,8})\.\d\d?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def _text(
    rows: Rows, delimiter: str = ",", newline: str = "\r\n", above: str = "", quoting: int = 0
) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerows(rows)
    return above + text.getvalue()


def _letters_of(encoding: str) -> Callable[[Rows], bytes]:
    return lambda rows: _text(rows).encode(encoding)


def _typed(cell: str) -> Value:
    """Return a cell as a spreadsheet program takes it: a number, a day, or a text."""
    if _MONEY.fullmatch(cell):
        return float(cell)
    if _DAY.fullmatch(cell):
        return date.fromisoformat(cell)
    return datetime.fromisoformat(cell) if _MOMENT.fullmatch(cell) else cell


def _workbook(rows: Rows) -> dict[str, list[list[Value]]]:
    return {"Notes": [["Nothing here"]], "Export": [[_typed(cell) for cell in row] for row in rows]}


TITLES = "My shop\r\n\r\nExported on 1 March;;\r\n,,,\r\n"
WAYS: dict[str, Callable[[Rows], bytes]] = {
    "utf-16-le without a mark": _letters_of("utf-16-le"),
    "utf-16-be without a mark": _letters_of("utf-16-be"),
    "windows-1252": _letters_of("cp1252"),
    "mac roman": _letters_of("mac_roman"),
    "semicolons, sep= above": lambda rows: _text(rows, ";", above="sep=;\r\n").encode("utf-8-sig"),
    "tabs": lambda rows: _text(rows, "\t", "\n").encode(),
    "pipes": lambda rows: _text(rows, "|").encode(),
    "titles and blanks above": lambda rows: _text(rows, above=TITLES).encode(),
    "every cell in quotes": lambda rows: _text(rows, quoting=csv.QUOTE_ALL).encode(),
    "blank rows between": lambda rows: _text([r for row in rows for r in (row, [])]).encode(),
    "a last row without an end": lambda rows: _text(rows).rstrip("\r\n").encode(),
    "xlsx": lambda rows: xlsx(_workbook(rows)),
    "xlsx, all texts": lambda rows: xlsx({"Export": rows}),
    "ods": lambda rows: ods(_workbook(rows)),
}


def _sample(shared: Path, name: str) -> tuple[Path, Rows]:
    told = json.loads((shared / f"data/exports/{name}.expected.json").read_text(encoding="utf-8"))
    place = shared / "data/exports" / told["file"]
    words = {"utf-16-le+BOM": "utf-16", "cp1252": "cp1252"}.get(told["encoding"], "utf-8-sig")
    return place, list(csv.reader(io.StringIO(place.read_bytes().decode(words), newline="")))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_says_the_same_however_it_was_saved(
    tmp_path: Path, shared: Path, name: str, way: str
) -> None:
    place, rows = _sample(shared, name)
    other = tmp_path / "saved"
    try:
        other.write_bytes(WAYS[way](rows))
    except UnicodeEncodeError:  # it has letters this encoding has not: those that it has
        encoding = {"windows-1252": "cp1252", "mac roman": "mac_roman"}[way]
        rows = [[cell.encode(encoding, "ignore").decode(encoding) for cell in row] for row in rows]
        other.write_bytes(WAYS[way](rows))
        place = tmp_path / "without those letters.csv"
        place.write_bytes(_text(rows).encode())
    assert _told(other) == _told(place)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_that_breaks_off_loses_its_last_row_and_says_so(
    tmp_path: Path, shared: Path, name: str
) -> None:
    _place, rows = _sample(shared, name)
    while sum(map(bool, rows[-1])) < 3:  # footers
        rows.pop()
    whole = tmp_path / "without the last row.csv"
    whole.write_bytes(_text(rows[:-1]).encode())
    other = tmp_path / "cut.csv"
    cut = _text(rows).rstrip(",\r\n")
    other.write_bytes(cut[: -len(_text(rows[-1:]).strip(",\r\n")) // 2].encode())
    expected, got = _told(whole), _told(other)
    problems = got["counts"].pop("problems")
    assert expected["counts"].pop("problems") == []
    assert [problem["message"] for problem in problems] == ["The file breaks off within this row."]
    expected["counts"]["records"] += 1
    assert got == expected


def _told(place: Path) -> dict[str, Any]:
    """Return all a file tells: its report, who bought each receipt and when, whom it knows."""
    report = FileReport("", "")
    source = recognise(place, SOURCES)
    reads: list[Read] = list(source.read(place, Options(currency="USD")))
    for read in reads:
        report.count(read)
    receipts = {
        read.key: (read.person, read.at, read.lines) for read in reads if isinstance(read, Purchase)
    }
    contacts = [read.person for read in reads if isinstance(read, Contact)]
    return {
        "source": source.id, "counts": report.as_json(), "receipts": receipts, "contacts": contacts
    }  # fmt: skip
