"""What all exports told as a table of words have in common, shown with Square's items."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from notecard.core.errors import DatesUndecided, SourceError
from notecard.core.purchases import Purchase, Read, RowProblem
from notecard.sources import Options
from notecard.sources.square_items import SOURCE

Reading = Callable[..., list[Read]]

HEADER = ["Date", "Time", "Item", "Qty", "Net Sales", "Tax", "Transaction ID", "Event Type"]
ROWS = [
    ["2026-09-13", "12:53:33", "Mug", "2.0", "$1,018.00", "$0.00", "T1", "Payment"],
    ["2026-09-13", "12:53:33", "Vase", "1.0", "$9.00", "$0.72", "T1", "Payment"],
    ["2026-09-14", "09:00:00", "Mug", "1.0", "$9.00", "$0.72", "T2", "Payment"],
]


def _text(header: list[str], rows: list[list[str]], mark: str = ",") -> str:
    quoted = [[f'"{cell}"' for cell in row] for row in [header, *rows]]
    return "".join(f"{mark.join(row)}\n" for row in quoted)


def _told(reads: list[Read]) -> list[tuple[str, int, list[str]]]:
    purchases = [read for read in reads if isinstance(read, Purchase)]
    assert len(purchases) == len(reads)
    return sorted((one.key, one.gross, [line.name for line in one.lines]) for one in purchases)


WHOLE = [("T1", 102_772, ["Mug", "Vase"]), ("T2", 972, ["Mug"])]


def test_the_columns_may_stand_in_any_order_with_others_between(read: Reading) -> None:
    header = [*reversed(HEADER), "Custom", "Unit"]
    rows = [[*reversed(row), "x", ""] for row in ROWS]
    assert _told(read(_text(header, rows), SOURCE)) == WHOLE


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_rows_of_a_receipt_may_stand_apart(read: Reading, order: tuple[int, ...]) -> None:
    told = _told(read(_text(HEADER, [ROWS[index] for index in order]), SOURCE))
    assert [(key, gross, sorted(names)) for key, gross, names in told] == WHOLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_it_is_read_however_it_was_saved(
    read: Reading, encoding: str, newline: str, mark: str
) -> None:
    text = "Sales of our shop\n\n" + _text(HEADER, ROWS, mark)
    assert _told(read(text, SOURCE, encoding=encoding, newline=newline)) == WHOLE


def test_numbers_with_a_decimal_comma(read: Reading) -> None:
    rows = [[cell.replace("$", "") for cell in row] for row in ROWS]
    rows[0][4], rows[1][4], rows[2][4] = "1.018,00 €", "9,00 €", "9,00 €"
    rows[0][5], rows[1][5], rows[2][5] = "0,00 €", "0,72 €", "0,72 €"
    for row in rows:
        row[3] = row[3].replace(".", ",")
    assert _told(read(_text(HEADER, rows, ";"), SOURCE)) == WHOLE


def test_a_last_line_that_breaks_off_is_told_and_the_rest_is_kept(read: Reading) -> None:
    text = _text(HEADER, ROWS)
    reads = read(text[: text.rindex('"$9.00"')], SOURCE)
    assert [read.line for read in reads if isinstance(read, RowProblem)] == [4]
    assert _told([read for read in reads if isinstance(read, Purchase)]) == WHOLE[:1]


def test_a_bad_cell_costs_its_row_only_and_is_named(read: Reading) -> None:
    rows = [row.copy() for row in ROWS]
    rows[1][4] = "nine"
    problem, first, second = read(_text(HEADER, rows), SOURCE)
    assert isinstance(problem, RowProblem)
    assert (problem.line, problem.column) == (3, "Net Sales")
    assert _told([first, second]) == [("T1", 101_800, ["Mug"]), ("T2", 972, ["Mug"])]


def _with_days(*days: str) -> str:
    return _text(HEADER, [[day, *row[1:]] for day, row in zip(days, ROWS, strict=True)])


def test_the_whole_column_tells_whether_the_day_comes_first(read: Reading) -> None:
    first, second = read(_with_days("03/02/2026", "03/02/2026", "25/02/2026"), SOURCE)
    assert isinstance(first, Purchase)
    assert isinstance(second, Purchase)
    assert (first.at.month, first.at.day) == (2, 3)
    first, second = read(_with_days("03/02/2026", "03/02/2026", "02/25/2026"), SOURCE)
    assert isinstance(first, Purchase)
    assert (first.at.month, first.at.day) == (3, 2)


def test_where_the_column_cannot_tell_it_is_asked(read: Reading) -> None:
    text = _with_days("03/02/2026", "03/02/2026", "04/02/2026")
    with pytest.raises(DatesUndecided) as asked:
        read(text, SOURCE)
    assert asked.value.column == "Date"
    assert "--dates" in asked.value.hint
    first, _second = read(text, SOURCE, dates="mdy")
    assert isinstance(first, Purchase)
    assert (first.at.month, first.at.day) == (3, 2)


def test_what_the_column_told_is_handed_on(tmp_path: Path) -> None:
    place = tmp_path / "export.csv"
    place.write_text(_with_days("13/02/2026", "13/02/2026", "25/02/2026"), encoding="utf-8")
    learnt: list[str] = []
    list(SOURCE.read(place, Options(learnt=learnt.append)))
    assert learnt == ["dmy"]


def test_another_file_is_refused_with_a_way_out(tmp_path: Path) -> None:
    place = tmp_path / "export.csv"
    place.write_text("Title,Author\nEmma,Austen\n", encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        list(SOURCE.read(place, Options()))
    assert "Export" in refused.value.hint
