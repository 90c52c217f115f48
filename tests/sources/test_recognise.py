"""Any file at all is recognised and read, or refused with a way out; never a crash or a hang."""

import csv
import gzip
import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notecard.core.customers import plain_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Contact, Purchase, Read, RowProblem
from notecard.sources import Options, found, recognise
from notecard.sources.address_book import AddressBook
from notecard.sources.export import Export
from notecard.sources.mapped_csv import MappedCsv
from tests.workbooks import ods, xlsx

SOURCES = found()
LONGEST = 2.0  # seconds for a file of a few hundred bytes: more is a hang
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
CELLS = st.one_of(
    st.sampled_from(
        [
            "", "1", "-2", "12.50", "1,149.00", "($5.00)", "1e9", "NaN", "9" * 30, "'04001", "€5",
            "2026-01-05 10:00:00", "05/03/2026", "13/03/26", "3. März 2026", "0001-01-01", "GBP",
            "Refund", "paid", "=cmd()", "a@example.com", "\u202e", "C1", "Total", "+49 30 123",
            "1001",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, max_size=30), max_size=5)


def _words() -> list[list[str]]:
    """Return a header for every source that reads a table, and one nobody knows."""
    headers = [["Title", "Author"]]
    for source in SOURCES:
        if isinstance(source, MappedCsv):
            told = {word for words in source.mapping.columns.values() for word in words}
            headers.append(sorted(told | source.mapping.recognise))
        elif isinstance(source, Export | AddressBook):
            said = [said[0] for said in source.columns.values()]
            headers.append([word for each in said for word in _each(each)])
    return headers


def _each(said: str | tuple[str, ...]) -> Sequence[str]:
    return [said] if isinstance(said, str) else said


def _usable() -> dict[str, str]:
    """Return a cell that can be used for columns without which no receipt is one."""
    cells = {"date": "2026-01-05 10:00:00", "time": "10:00", "receipt": "1001", "currency": "EUR"}
    cells |= dict.fromkeys(("receipt_total", "line_total"), "12.50")
    return {
        word: cell
        for source in SOURCES
        if isinstance(source, Export)
        for name, cell in cells.items()
        for said in source.columns.get(name, ())[:1]
        for word in _each(said)
    }


WORDS, USABLE = st.sampled_from(_words()), _usable()


def _read(place: Path) -> list[Read]:
    """Read a file as an import does; to refuse it is an answer, with a way out."""
    began = time.process_time()
    reads: list[Read] = []
    refused = None
    try:
        reads = list(recognise(place, SOURCES).read(place, Options()))
    except SourceError as error:
        refused = error
    assert time.process_time() - began < LONGEST
    assert refused is None or (refused.message.startswith(place.name) and refused.hint)
    return reads


def _is_sound(read: Read) -> bool:
    if isinstance(read, RowProblem):
        return read.line > 0 and bool(read.message)
    if isinstance(read, Contact):
        return plain_name(read.person.name) == read.person.name
    assert isinstance(read, Purchase)
    return bool(read.key) and read.gross >= 0 and read.refunded >= 0 and len(read.currency) == 3


def _filled(words: list[str], rows: list[list[Any]]) -> list[list[Any]]:
    """Return a table whose rows are as wide as its header, most with a day and an amount."""
    filled = [(row * len(words))[: len(words)] for row in rows if row]
    for row in filled[:4]:
        for index, word in enumerate(words):
            row[index] = USABLE.get(word, row[index])
    return [words, *filled]


def _steady(examples: int) -> settings:
    return settings(
        max_examples=examples, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


@_steady(300)
@given(WORDS, TABLES, st.sampled_from(",;\t|"), st.sampled_from(ENCODINGS), st.booleans())
def test_any_table_of_text(
    tmp_path: Path, words: list[str], rows: list[list[str]], mark: str, encoding: str, packed: bool
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL).writerows(_filled(words, rows))
    data = text.getvalue().encode(encoding, "replace")
    place = tmp_path / "any.csv"
    place.write_bytes(gzip.compress(data, 1) if packed else data)
    assert all(map(_is_sound, _read(place)))


HARM = st.sampled_from([b'"', b"\0", b"\xff", b"\n", b"\r", b",", b'"\n'])


@_steady(300)
@given(WORDS, TABLES, st.data())
def test_any_table_that_was_damaged_on_its_way(
    tmp_path: Path, words: list[str], rows: list[list[str]], data: st.DataObject
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([*_filled(words, rows), *rows])
    content = bytearray(text.getvalue().encode("utf-8", "replace"))
    header = content.index(b"\n") + 1
    for _each_one in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(header, len(content)))
        content[at:at] = data.draw(HARM)
    place = tmp_path / "any.csv"
    place.write_bytes(content[: max(header, len(content) - data.draw(st.integers(0, 40)))])
    assert all(map(_is_sound, _read(place)))


@_steady(100)
@given(
    WORDS,
    st.lists(st.lists(CELLS | st.floats() | st.booleans() | st.dates(), max_size=30), max_size=5),
    st.sampled_from([xlsx, ods]),
)
def test_any_sheet_of_a_workbook(
    tmp_path: Path, words: list[str], rows: list[list[Any]], write: Callable[[Any], bytes]
) -> None:
    place = tmp_path / "any.csv"
    place.write_bytes(write({"Cover": [], "Sheet": _filled(words, rows)}))
    assert all(map(_is_sound, _read(place)))


BEGINNINGS = st.sampled_from(
    [
        b"", b"BEGIN:VCARD\r\n", b"\x1f\x8b\x08\0", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff",
        b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"sep=;\n", b"%PDF-1.7\n", b"{",
    ]
)  # fmt: skip


@_steady(300)
@given(BEGINNINGS, st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, beginning: bytes, rest: bytes) -> None:
    place = tmp_path / "any.csv"
    place.write_bytes(beginning + rest)
    assert all(map(_is_sound, _read(place)))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
@_steady(20)
@given(beginning=BEGINNINGS, rest=st.binary(max_size=200))
def test_any_bytes_given_to_a_source_by_name(
    tmp_path: Path, source: MappedCsv, beginning: bytes, rest: bytes
) -> None:
    place = tmp_path / "any.csv"
    place.write_bytes(beginning + rest)
    try:
        reads = list(source.read(place, Options()))
    except SourceError as error:
        assert error.hint  # noqa: PT017 - to refuse it is one of two answers
    else:
        assert all(map(_is_sound, reads))
