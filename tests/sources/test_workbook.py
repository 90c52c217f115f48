"""Workbooks read as tables, and those that are made to do harm."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from notecard.core.errors import SourceError
from notecard.core.progress import silent
from notecard.core.purchases import Purchase, RowProblem
from notecard.sources import Options, found, recognise
from notecard.sources.mapped_csv import MappedCsv
from notecard.sources.mapping import load_mapping
from notecard.sources.sheet import find_header, read_rows
from notecard.sources.workbook import cell
from tests.workbooks import (
    Rows,
    Value,
    compound,
    ods,
    ods_parts,
    packed,
    sheet_xml,
    xls,
    xlsx,
    xlsx_parts,
)  # fmt: skip

SOURCES = found()
WORDS = ("Receipt", "At", "Price")
MOMENT = datetime(2026, 3, 2, 14, 5)  # noqa: DTZ001 - a shop's own clock


def _knows(words: Sequence[str]) -> bool:
    return words[: len(WORDS)] == WORDS


def _rows(place: Path) -> list[tuple[int, list[str]] | RowProblem]:
    header = find_header(place, _knows)
    assert header is not None
    return list(read_rows(place, header, silent))


TABLE: Rows = [
    ["March"], [], [*WORDS, "On", "Clock", "Paid", "Note"],
    ["1001", MOMENT, 12.5, date(2026, 3, 2), time(9, 30), True, "Zoë & Co"],
    [1002, MOMENT, 1149, None, None, False, ""],
    [],
    ["1003", MOMENT, -0.1, None, None, None, "a\nb"],
]  # fmt: skip


@pytest.mark.parametrize("write", [xlsx, ods])
@pytest.mark.parametrize("name", ["shop.csv", "shop.xlsx", "shop"])
def test_a_sheet_is_read_as_its_csv_would_be(
    tmp_path: Path, write: Callable[[Mapping[str, Rows]], bytes], name: str
) -> None:
    place = tmp_path / name
    place.write_bytes(write({"Cover": [["Hello"]], "None": [], "Sales": TABLE}))
    at = "2026-03-02 14:05:00"
    assert _rows(place) == [
        (4, ["1001", at, "12.5", "2026-03-02", "09:30:00", "true", "Zoë & Co"]),
        (5, ["1002", at, "1149", "", "", "false", ""]),
        (7, ["1003", at, "-0.1", "", "", "", "a\nb"]),
    ]


def test_an_old_workbook_is_read_too(tmp_path: Path) -> None:
    place = tmp_path / "shop.xls"
    words = dict(zip([(2, 1), (2, 2), (2, 3)], WORDS, strict=True))
    row = {(3, 1): "Zoë", (3, 2): "2026-03-02", (3, 3): 12.5}
    place.write_bytes(xls({"Cover": {(0, 0): "Hello"}, "Sales": {**words, **row}}))
    assert _rows(place) == [(4, ["Zoë", "2026-03-02", "12.5"])]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.0, "7"), (-0.0, "0"), (12.5, "12.5"), (0.1 + 0.2, "0.3"), (1e21, "1" + "0" * 21),
        (1e-7, "0.0000001"), (4915112345678.0, "4915112345678"), (float("nan"), ""),
        (datetime(2026, 3, 2, 14, 4, 59, 999_999), "2026-03-02 14:05:00"),  # noqa: DTZ001
        (datetime(2026, 3, 2), "2026-03-02 00:00:00"),  # noqa: DTZ001
        (date(2026, 3, 2), "2026-03-02"), (time(9, 5), "09:05:00"),
        (timedelta(hours=30, minutes=5), "30:05:00"), (True, "true"), ("'007", "'007"),
    ],
)  # fmt: skip
def test_a_value_is_written_in_one_way(value: Value | timedelta, text: str) -> None:
    assert value is not None
    assert cell(value) == text


def test_rows_below_a_skipped_one_keep_their_numbers(tmp_path: Path) -> None:
    place = tmp_path / "shop.xlsx"
    place.write_bytes(xlsx({"Sales": [*TABLE, ["Total", None, 9]]}))
    header = find_header(place, _knows)
    assert header is not None
    told = list(read_rows(place, header, silent, lambda cells: cells[0] in ("1002", "Total")))
    assert [row[0] for row in told if not isinstance(row, RowProblem)] == [4, 7]


def test_a_mapping_with_commas_and_days_first_reads_the_values_of_a_sheet(tmp_path: Path) -> None:
    mapping = tmp_path / "till.toml"
    mapping.write_text(
        'label = "Till"\n[columns]\nreceipt = "Receipt"\ndate = "At"\nreceipt_total = "Price"\n'
        '[dates]\nformat = "%d.%m.%Y %H:%M"\n[numbers]\ndecimal = ","\nthousands = "."\n',
        encoding="utf-8",
    )
    place = tmp_path / "till.ods"
    place.write_bytes(ods({"Sales": [WORDS, ["1", MOMENT, 1.125], ["2", MOMENT, 12.5]]}))
    told = list(MappedCsv(load_mapping(mapping)).read(place, Options(currency="KWD")))
    assert [(one.at, one.gross) for one in told if isinstance(one, Purchase)] == [
        (MOMENT, 1125), (MOMENT, 12500)
    ]  # fmt: skip


# --- what is refused

_NUMBER = "<v>1</v>"
_CELL = (
    '<table:table-cell office:value-type="float" office:value="1" {}><text:p>1</text:p>'
    "</table:table-cell>"
)
_LONG = '<table:table-cell office:value-type="string" {}><text:p>' + "x" * 30_000 + "</text:p>"
_COLUMNS, _ROWS = "table:number-columns-repeated", "table:number-rows-repeated"


def _sheet(body: str) -> bytes:
    return packed(xlsx_parts({"A": sheet_xml([]).replace("<sheetData>", "<sheetData>" + body)}))


def _table(body: str) -> bytes:
    return packed(ods_parts({"A": body}))


def _row_of(cell: str, columns: int, rows: int = 1) -> str:
    told = cell.format(f'{_COLUMNS}="{columns}"')
    end = "" if told.endswith("</table:table-cell>") else "</table:table-cell>"
    return f'<table:table-row {_ROWS}="{rows}">{told}{end}</table:table-row>'


def _shared_texts() -> bytes:
    parts = xlsx_parts({"A": sheet_xml([])})
    cells = '<row><c t="s"><v>0</v></c></row>' * 100_000
    parts["xl/worksheets/sheet1.xml"] = sheet_xml([]).replace("<sheetData>", "<sheetData>" + cells)
    parts["xl/sharedStrings.xml"] = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    rels = parts["xl/_rels/workbook.xml.rels"]
    assert isinstance(rels, str)
    kind = re.sub("styles$", "sharedStrings", re.findall('Type="([^"]+styles)"', rels)[0])
    relation = f'<Relationship Id="t" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", relation)
    return packed(parts)


def _lying_about_its_size() -> bytes:
    """Return a workbook whose sheet says it is small and unpacks to a thousand times as much."""
    body = bytearray(_sheet(_blanks()))
    with zipfile.ZipFile(BytesIO(body)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    while (at := body.find(size)) >= 0:
        body[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(body)


def _blanks() -> str:
    return " " * 130_000_000


def _entities() -> bytes:
    parts = xlsx_parts({"A": sheet_xml([["x"]])})
    names = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10)
    )  # fmt: skip
    sheet = sheet_xml([["x"]]).replace(">x<", ">&e9;<")
    return packed(parts | {"xl/worksheets/sheet1.xml": f"<!DOCTYPE x [{names}]>{sheet}"})


def _locked_ods() -> bytes:
    parts = ods_parts({"A": ""})
    manifest = str(parts["META-INF/manifest.xml"]).replace("/>", "><manifest:encryption-data/></m>")
    return packed(parts | {"META-INF/manifest.xml": manifest, "content.xml": b"\x01\x02\x03"})


def _biting_its_tail(at: int) -> bytes:
    """Return an old workbook with a sector that says it is followed by itself."""
    whole = bytearray(xls({"A": {(0, 0): 1.0}}))
    fat = len(whole) - 512
    sector = at if at >= 0 else int.from_bytes(whole[48:52], "little")  # the directory's
    whole[fat + 4 * sector : fat + 4 * sector + 4] = sector.to_bytes(4, "little")
    return bytes(whole)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a cell far off": lambda: _sheet(
        f'<row r="1"><c r="A1">{_NUMBER}</c></row><row r="1048576"><c r="XFD1048576">{_NUMBER}</c>'
        "</row>"
    ),
    "a cell in lower case": lambda: _sheet(f"<row r='9'><c r = 'xfd1048576'>{_NUMBER}</c></row>"
        f"<row r='1'><c r='A1'>{_NUMBER}</c></row>"),
    "a row beyond all": lambda: _sheet(
        f'<row r="1"><c r="A1">{_NUMBER}</c></row><row r="4294967295"><c r="A4294967295"/></row>'
    ),
    "cells that do not say where": lambda: _sheet(
        "<row>" + f"<c>{_NUMBER}</c>" * 16_000 + f"</row><row r='1000000'><c>{_NUMBER}</c></row>"
    ),
    "one text in many cells": _shared_texts,
    "a sheet of blanks": lambda: _sheet(_blanks()),
    "a sheet that lies about its size": _lying_about_its_size,
    "entities of entities": _entities,
    "a cell repeated over and over": lambda: _table(_row_of(_CELL, 16_384, 1_048_576)),
    "a hundred million cells": lambda: _table(_row_of(_CELL, 1000, 100_000)),
    "a hidden repetition": lambda: _table(
        _row_of(_CELL.replace("{}", 'table:x=">" {}'), 1000, 100_000)
    ),
    "two tables of many": lambda: packed(
        ods_parts({"A": _row_of(_CELL, 1000, 3000), "B": _row_of(_CELL, 1000, 3000)})
    ),
    "a text repeated over and over": lambda: _table(_row_of(_LONG, 16_384)),
    "an old one with a cell far off": lambda: xls({"A": {(0, 0): 1.0, (65_535, 255): 1.0}}),
    "an old one with a cell beyond all": lambda: xls({"A": {(0, 0): 1.0, (65_535, 65_535): 1.0}}),
    "an old one of many sheets": lambda: xls(
        {f"S{n}": {(0, 0): 1.0, (9999, 99): 1.0} for n in range(5)}
    ),
    "an old one that goes on for ever": lambda: _biting_its_tail(3),
    "a directory that goes on for ever": lambda: _biting_its_tail(-1),
    "tags that never end": lambda: _table("<table:table-row><r"),
    "a password": lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}),
    "a password on an OpenDocument": _locked_ods,
    "a workbook that breaks off": lambda: xlsx({"A": [["x"] * 10] * 1000})[:-300],
    "an old one that breaks off": lambda: xls({"A": {(0, 0): 1.0}})[:700],
    "an archive": lambda: packed({"letter.txt": "hello"}),
    "an empty archive": lambda: packed({}),
    "another compound file": lambda: compound({"WordDocument": b"x"}),
    "an archive in an archive": lambda: packed({"shop.xlsx": xlsx({"A": TABLE})}),
}  # fmt: skip

READ_IT = """
import re, sys
from pathlib import Path
from notecard.core.errors import SourceError
from notecard.sources import found, recognise
from notecard.sources.sheet import headers
try:
    print(len([header for header in headers(Path(sys.argv[1]))]))
except SourceError as error:
    print("refused:", error.message, error.hint)
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int(most[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the memory is read from /proc")
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_do_harm_is_refused_at_once(tmp_path: Path, name: str) -> None:
    place = tmp_path / "shop.xlsx"
    place.write_bytes(HOSTILE[name]())
    done = subprocess.run(
        [sys.executable, "-c", READ_IT, str(place)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=5,
    )  # fmt: skip
    said, megabytes = done.stdout.splitlines()
    assert said.startswith("refused: shop.xlsx: ")
    assert int(megabytes) < 250


@pytest.mark.parametrize("name", [name for name in HOSTILE if "password" in name])
def test_a_password_is_told_with_the_way_out(tmp_path: Path, name: str) -> None:
    place = tmp_path / "shop.xlsx"
    place.write_bytes(HOSTILE[name]())
    with pytest.raises(SourceError, match="locked with a password") as error:
        find_header(place, _knows)
    assert "take the password off" in error.value.hint


WHOLE = [xlsx({"Sales": TABLE}), ods({"Sales": TABLE}), xls({"Sales": {(0, 0): "x", (1, 1): 2.0}})]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(WHOLE), st.data())
def test_any_damaged_workbook_gives_an_answer(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    changed = bytearray(whole)
    for _each in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    place = tmp_path / "shop.xlsx"
    place.write_bytes(changed[: data.draw(st.integers(1, len(whole)))])
    with suppress(SourceError):
        list(recognise(place, SOURCES).read(place, Options()))


XML = st.text(alphabet='<>/ ="1rcvA&;', max_size=60)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(XML)
@example("<row><c><v>1</v>")
def test_any_xml_in_a_sheet_gives_an_answer(tmp_path: Path, body: str) -> None:
    for content in (_sheet(body), _table(body)):
        place = tmp_path / "shop.xlsx"
        place.write_bytes(content)
        with suppress(SourceError):
            find_header(place, _knows)
