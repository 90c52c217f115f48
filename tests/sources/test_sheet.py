"""Tables in text files: whatever encoding, delimiter and accident they come with."""

import codecs
import gzip
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notecard.core.errors import SourceError
from notecard.core.progress import silent
from notecard.core.purchases import RowProblem
from notecard.sources.encodings import encoding_of
from notecard.sources.records import Header
from notecard.sources.sheet import find_header, read_rows

Rows = list[tuple[int, list[str]] | RowProblem]
Read = Callable[..., Rows]
WORDS = ("Receipt", "Item", "Price")
HEAD = "Receipt,Item,Price\n"


def _knows(words: Sequence[str]) -> bool:
    return words[: len(WORDS)] == WORDS


@pytest.fixture
def rows(tmp_path: Path) -> Read:
    """Return what reads a table of receipts out of a text or bytes."""

    def _rows(content: str | bytes, skips: Callable[[list[str]], bool] | None = None) -> Rows:
        place = tmp_path / "table.csv"
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_rows(place, _header(place), silent, skips))

    return _rows


def _header(place: Path) -> Header:
    header = find_header(place, _knows)
    assert header is not None
    return header


def _good(told: Rows) -> list[list[str]]:
    return [row[1] for row in told if not isinstance(row, RowProblem)]


def _problems(told: Rows) -> list[tuple[int, str]]:
    return [(row.line, row.message) for row in told if isinstance(row, RowProblem)]


# --- encodings

NAMES = [
    "Jörg Müller", "René Lefèvre", "François", "Émile", "MÜLLER", "ESPAÑA", "São Paulo", "João",
    "Große Straße", "Åsa Ærø", "Málaga", "Peña-Núñez", "Kraków", "À la carte", "CRÈME BRÛLÉE",
    "O\u2019Brien", "don\u2019t \u2013 stop", "\u201cCafé\u201d", "¿Qué tal, niño?", "Jesús", "Zoë",
]  # fmt: skip
PRICES = ["5 €", "€5.00", "11,80\xa0€", "£4.50", "12.00"]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [*NAMES, *PRICES])
def test_one_word_tells_windows_from_a_mac(text: str, encoding: str) -> None:
    content = f"Name;Note\n{text};1\n".encode(encoding)
    assert content.decode(*encoding_of(content)) == f"Name;Note\n{text};1\n"


ENCODINGS = [
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman",
]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_says_the_same(
    rows: Read, encoding: str, newline: str, packed: bool
) -> None:
    text = HEAD + "".join(f"{n},{name},12.50 €\n" for n, name in enumerate(NAMES))
    content = text.replace("\n", newline).replace("¿Qué tal, niño?", '"¿Qué tal, niño?"')
    data = content.encode(encoding)
    told = rows(gzip.compress(data) if packed else data)
    assert [cells[1] for cells in _good(told)] == NAMES
    assert _problems(told) == []


def test_utf_16_with_the_other_mark(rows: Read) -> None:
    told = rows(codecs.BOM_UTF16_BE + (HEAD + "1,Tea,2\n").encode("utf-16-be"))
    assert told == [(2, ["1", "Tea", "2"])]


def test_single_bytes_that_are_no_utf_8_are_read_as_windows_wrote_them(rows: Read) -> None:
    told = rows((HEAD + "1,Zoë,2\n").encode() + "2,Café,3\n".encode("cp1252"))
    assert [cells[1] for cells in _good(told)] == ["Zoë", "Café"]


@given(st.text(alphabet="abc,;\n\"'éüñßøçÆ €’", max_size=60))
@settings(max_examples=200)
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    content = text.encode()
    assert content.decode(*encoding_of(content)) == text


# --- what stands before the header, and how cells are parted


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize(
    "above",
    ["", "\n\n", "My shop\nMarch\n\n", "D\n", "DDDD\n", "sep=D\n", "\ufeffsep=D\n", '"sep=D"\n'],
)
def test_whatever_stands_above_the_header(rows: Read, above: str, delimiter: str) -> None:
    text = (above + "ReceiptDItemDPrice\n1DTeaD2\n").replace("D", delimiter)
    told = rows(text)
    assert told == [(above.count("\n") + 2, ["1", "Tea", "2"])]


def test_a_delimiter_of_its_own_is_told(rows: Read) -> None:
    assert rows("sep=^\nReceipt^Item^Price\n1^Tea^2\n") == [(3, ["1", "Tea", "2"])]


def test_blanks_nobody_sees_are_taken_off_header_words(rows: Read) -> None:
    assert rows("\ufeffReceipt\xa0,\u200bItem, Price\n1,Tea,2\n") == [(2, ["1", "Tea", "2"])]


def test_a_narrow_blank_within_a_header_word_is_a_blank(tmp_path: Path) -> None:
    place = tmp_path / "table.csv"
    place.write_text("Receipt\xa0number,Sale\u202fdate\n", encoding="utf-8")
    assert find_header(place, lambda words: words == ("Receipt number", "Sale date")) is not None


# --- rows that are not as the header has them


def test_blank_rows_and_rows_of_delimiters_are_passed_over(rows: Read) -> None:
    assert rows(HEAD + "\n,,\n1,Tea,2\n , \n,,,,\n") == [(4, ["1", "Tea", "2"])]


def test_cells_too_many_are_a_problem_unless_they_are_empty(rows: Read) -> None:
    told = rows(HEAD + "1,Tea,2,,\n2,Tea,3,x\n3,Tea,4\n")
    assert _good(told) == [["1", "Tea", "2"], ["3", "Tea", "4"]]
    assert _problems(told) == [(3, "The row has 4 values where the header has 3.")]


def test_only_cells_of_columns_without_a_name_may_be_left_off(rows: Read) -> None:
    told = rows("Receipt,Item,Price,,\n1,Tea,2\n2,Tea,3,,\n3,Tea\n4,Tea,5,,\n")
    assert _good(told) == [[str(n), "Tea", str(n + 1), "", ""] for n in (1, 2, 4)]
    assert _problems(told) == [(4, "The row has 2 values where the header has 5.")]


def test_footers_are_passed_over_whatever_their_width(rows: Read) -> None:
    told = rows(HEAD + "1,Tea,2\nTotal,2\n", lambda cells: cells[:1] == ["Total"])
    assert told == [(2, ["1", "Tea", "2"])]


def test_lines_are_those_of_the_file(rows: Read) -> None:
    told = rows(HEAD + '1,"Tea,\ngreen",2\n\n2,Tea,3\nshort\n3,Tea,4\n')
    assert [row.line if isinstance(row, RowProblem) else row[0] for row in told] == [2, 5, 6, 7]


# --- what breaks off

BREAKS = "The file breaks off within this row."
UNCLOSED = "A quotation mark in this row has no other one that closes it."
MANY = "".join(f"{n},Tea,{n + 1}\n" for n in range(1, 5000))


@pytest.mark.parametrize(
    "end", ["9", "9,Te", '9,"Te', '9,"Tea, green\n', '9,"Tea\n\ngreen', '9,3,"x']
)
@pytest.mark.parametrize("before", ["1,Tea,2\n", MANY])
def test_a_file_that_breaks_off_keeps_what_came_before(
    rows: Read, before: str, end: str
) -> None:  # fmt: skip
    told = rows(HEAD + before + end)
    count = before.count("\n")
    assert len(_good(told)) == count
    assert _problems(told) == [(count + 2, BREAKS)]


def test_a_last_row_without_the_end_of_its_line_is_whole(rows: Read) -> None:
    assert _good(rows(HEAD + '1,Tea,2\n2,"Tea",""')) == [["1", "Tea", "2"], ["2", "Tea", ""]]


@pytest.mark.parametrize("after", [1, 10, 5000, 40_000])
def test_a_quotation_mark_without_its_other_one_costs_its_own_row_only(
    rows: Read, after: int
) -> None:
    rest = "".join(f"{n},Tea,{n}\n" for n in range(after))
    told = rows(HEAD + '1,Tea,2\n2,"Pipe,3\n' + rest)
    assert _problems(told) == [(3, UNCLOSED)]
    assert len(_good(told)) == 1 + after
    assert told[-1] == (after + 3, [str(after - 1), "Tea", str(after - 1)])


def test_a_stray_mark_does_not_pair_with_that_of_a_later_row(rows: Read) -> None:
    told = rows(HEAD + '1,"Pipe,3\n2,Tea,4\n3,"Tea, green",5\n4,"Tea\nblack",6\n')
    assert _problems(told) == [(2, UNCLOSED)]
    assert [cells[0] for cells in _good(told)] == ["2", "3", "4"]


def test_a_cell_longer_than_any_costs_its_own_row_only(rows: Read) -> None:
    told = rows(HEAD + f"1,{'x' * 200_000},3\n2,Tea,4\n")
    assert [line for line, _message in _problems(told)] == [2]
    assert _good(told) == [["2", "Tea", "4"]]


PARTS = ["1,Tea,2\n", '2,"Tea, green",3\n', '3,"a\nb",4\n', '4,"Pipe,5\n', "x\n", "\n"]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_is_lost_in_silence(rows: Read, parts: list[str]) -> None:
    """Every row is told, or stands within what a problem was told of."""
    told = rows(HEAD + "".join(parts))
    stray = sum(part[0] == "4" for part in parts)
    good = [cells[0] for cells in _good(told)]
    assert good.count("1") + good.count("2") >= sum(part[0] in "12" for part in parts) - stray
    assert stray or good.count("3") == sum(part[0] == "3" for part in parts)
    lines = [row.line if isinstance(row, RowProblem) else row[0] for row in told]
    assert lines == sorted(set(lines))


# --- what is no table


@pytest.mark.parametrize(
    "content", [b"\0" * 5000, bytes(range(256)) * 50, b"%PDF-1.7\n\0\x01", b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "none.csv"
    place.write_bytes(content)
    with pytest.raises(SourceError, match=r"none\.csv"):
        find_header(place, _knows)


def test_zeros_further_on_are_refused_with_their_line(rows: Read) -> None:
    with pytest.raises(SourceError) as error:
        rows(HEAD + MANY * 5 + "\0" * 5000)
    assert error.value.line > 10_000


def test_quotation_marks_all_over_are_given_up(rows: Read) -> None:
    with pytest.raises(SourceError):
        rows(HEAD + 'x","x\n' * 200_000)


HUGE = """
import re, sys
from pathlib import Path
from notecard.core.errors import SourceError
from notecard.sources import Options, found, recognise
place, refused = Path(sys.argv[1]), 0
sources = [source for source in found() if sys.argv[2:] in ([], [source.id])]
for source in [None, *sources]:
    try:
        list((source or recognise(place, found())).read(place, Options()))
    except SourceError:
        refused += 1
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(refused - len(sources), int(most[1]) // 1024)
"""
ITEMS = b"Date,Time,Item,Qty,Price Point Name,Gross Sales,Transaction ID,Payment ID\n"


def _zeros(place: Path, begins: bytes) -> None:
    """Write a gigabyte, of which the file system keeps only the beginning."""
    with place.open("wb") as file:
        file.write(begins)
        file.truncate(1 << 30)


def _packed(place: Path, begins: bytes) -> None:
    """Write a gigabyte of letters, packed: the same member over and over."""
    member = gzip.compress(b"x," * (1 << 23), 1)
    place.write_bytes(gzip.compress(begins) + member * 64)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory is read from /proc")
@pytest.mark.parametrize(
    ("write", "begins", "sources"),
    [
        (_zeros, b"", []),
        (_zeros, ITEMS, ["square_items"]),
        (_packed, ITEMS, ["square_items"]),
        (_packed, ITEMS + b'1,"', ["square_items"]),
    ],
    ids=["zeros", "zeros below a header", "a line below a header", "a quotation mark"],
)
def test_one_line_of_a_gigabyte_is_refused_at_once_and_with_little_memory(
    tmp_path: Path, write: Callable[[Path, bytes], None], begins: bytes, sources: list[str]
) -> None:
    place = tmp_path / "huge.csv"
    write(place, begins)
    done = subprocess.run(
        [sys.executable, "-c", HUGE, str(place), *sources],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=20,
    )  # fmt: skip
    recognised, megabytes = map(int, done.stdout.split())
    assert recognised == 1
    assert megabytes < 150
