"""What every source and mapping found must keep to; a new one is tested by existing."""

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notecard.core.customers import plain_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Contact, Purchase, RowProblem
from notecard.sources import Options, Source, found
from notecard.sources.address_book import AddressBook
from notecard.sources.export import Export
from notecard.sources.mapped_csv import MappedCsv
from notecard.sources.sheet import find_header
from notecard.sources.vcard import VCard

SOURCES = found()
TABLES = [source for source in SOURCES if not isinstance(source, VCard)]
EVERY = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
EVERY_TABLE = pytest.mark.parametrize("source", TABLES, ids=lambda source: source.id)
NUMBERS = ["", "1", "-2", "12.50", "1e9", "NaN", "9" * 30, "'04001"]
STAMPS = ["2026-01-05 10:00:00", "2026-01-05 10:00:00 +0100", "0001-01-01 00:00:00"]
WORDS = ["GBP", "paid", "=cmd()", "a@example.com", "\u202e", "C1"]
LIKELY = st.sampled_from([*NUMBERS, *STAMPS, *WORDS])
CELLS = st.one_of(LIKELY, st.text(max_size=20))


def _header(source: Source) -> list[str]:
    """Return header words the source recognises: those of its mapping or table, or it needs."""
    if isinstance(source, MappedCsv):
        told = {word for words in source.mapping.columns.values() for word in words}
        return sorted(told | source.mapping.recognise)
    if isinstance(source, Export | AddressBook):
        first = (said[0] for said in source.columns.values())
        told = {word for each in first for word in ([each] if isinstance(each, str) else each)}
        return sorted(told)
    assert isinstance(source, VCard)
    return ["BEGIN:VCARD"]


def _read(source: Source, place: Path) -> list[Purchase | Contact | RowProblem]:
    return list(source.read(place, Options()))


def _read_or_refused(source: Source, place: Path) -> list[Purchase | Contact | RowProblem]:
    """Read a file; to refuse it as a whole is an answer too, any other error is not."""
    try:
        return _read(source, place)
    except SourceError:
        return []


def test_the_ids_are_different() -> None:
    assert len({source.id for source in SOURCES}) == len(SOURCES)


@EVERY_TABLE
def test_a_source_knows_its_own_header_and_no_other(source: Source, tmp_path: Path) -> None:
    place = tmp_path / "empty.csv"
    place.write_text(";".join(_header(source)) + "\n", encoding="utf-8-sig")
    assert [each.id for each in SOURCES if find_header(place, each.recognises)] == [source.id]
    assert _read(source, place) == []
    assert not source.recognises(["Title", "Author"])
    assert source.label


@EVERY
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\0",
        b"PK\x03\x04 a workbook",
        b"\xff\xfe\xff",
        b"a,b\n1,2\n",
        b"\x1f\x8b broken",
    ],
)
def test_what_is_none_of_it_is_refused_with_a_way_out(
    source: Source, tmp_path: Path, content: bytes
) -> None:
    place = tmp_path / "none.csv"
    place.write_bytes(content)
    with pytest.raises(SourceError) as error:
        _read(source, place)
    assert error.value.hint
    assert "none.csv" in error.value.message


@EVERY
def test_a_missing_file_and_a_folder_are_refused(source: Source, tmp_path: Path) -> None:
    for place in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(SourceError):
            _read(source, place)


@EVERY_TABLE
def test_a_packed_file_that_breaks_off_names_the_line(source: Source, tmp_path: Path) -> None:
    header = _header(source)
    rows = io.StringIO()
    csv.writer(rows).writerows([header, *([str(row)] * len(header) for row in range(30_000))])
    whole = gzip.compress(rows.getvalue().encode(), mtime=0)
    place = tmp_path / "cut.csv.gz"
    place.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(SourceError) as error:
        _read(source, place)
    assert error.value.line > 1


@EVERY_TABLE
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_rectangle_of_text_gives_an_answer(
    source: Source, tmp_path: Path, data: st.DataObject
) -> None:
    header = _header(source)
    width = len(header)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6))
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    place = tmp_path / "any.csv"
    place.write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
    for one in _read_or_refused(source, place):
        if isinstance(one, RowProblem):
            assert one.line > 1
            assert one.message
        elif isinstance(one, Purchase):
            assert one.key
            assert one.gross >= 0
            assert one.refunded >= 0
            assert plain_name(one.person.name) == one.person.name


@EVERY
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_any_bytes_give_an_answer(source: Source, tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "any.csv"
    place.write_bytes(",".join(_header(source)).encode() + b"\n" + content)
    assert isinstance(_read_or_refused(source, place), list)
