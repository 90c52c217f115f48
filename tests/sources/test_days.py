"""Days in every layout tills write; the whole column says whether day or month comes first."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.sources.amounts import BadCell
from notecard.sources.days import DayReader, DaysSeen, Undecided, day_of_year


def _decided(*cells: str, told: str = "") -> DayReader:
    seen = DaysSeen()
    for cell in cells:
        seen.see(cell)
    return seen.decide(told)


def _read(cell: str, order: str = "") -> datetime:
    return DayReader(order, order).read(cell, "Date")


def _at(*told: int) -> datetime:
    return datetime(*told)  # type: ignore[arg-type]  # noqa: DTZ001 - the shop's own clock


ONE_WAY = {
    "2026-07-18": _at(2026, 7, 18),
    "2026/07/18": _at(2026, 7, 18),
    "20260718": _at(2026, 7, 18),
    "2026-07-18T17:17:09": _at(2026, 7, 18, 17, 17, 9),
    "2026-07-18 17:17": _at(2026, 7, 18, 17, 17),
    "2026-07-18 17:17:09.25": _at(2026, 7, 18, 17, 17, 9, 250_000),
    "18.07.2026": _at(2026, 7, 18),
    "5.3.2026, 10:22": _at(2026, 3, 5, 10, 22),
    "05.03.26": _at(2026, 3, 5),
    "03/14/24": _at(2024, 3, 14),
    "03/14/2024 5:17 PM": _at(2024, 3, 14, 17, 17),
    "14-03-24": _at(2024, 3, 14),
    "14/03/2024 12:05 a.m.": _at(2024, 3, 14, 0, 5),
    "14/03/2024 5.17 p.m.": _at(2024, 3, 14, 17, 17),
    "23-Aug-2026 09:34 PM EDT": _at(2026, 8, 23, 21, 34),
    "Sep-10-26": _at(2026, 9, 10),
    "Jul-21-25": _at(2025, 7, 21),
    "26-May-26": _at(2026, 5, 26),
    "05-oct.-26": _at(2026, 10, 5),
    "May 3, 2026": _at(2026, 5, 3),
    "Sunday, May 3rd, 2026": _at(2026, 5, 3),
    "3 mai 2026": _at(2026, 5, 3),
    "1er août 2026": _at(2026, 8, 1),
    "3. März 2026": _at(2026, 3, 3),
    "3 de março de 2026": _at(2026, 3, 3),
    "3 stycznia 2026": _at(2026, 1, 3),
    "3\xa0października\u202f2026": _at(2026, 10, 3),
    "٢٠٢٦-٠٧-١٨": _at(2026, 7, 18),
    "03/03/2026": _at(2026, 3, 3),
    "31-12-69": _at(2069, 12, 31),
    "31-12-70": _at(1970, 12, 31),
}


@pytest.mark.parametrize("cell", ONE_WAY)
def test_a_layout_that_can_be_read_in_one_way_needs_no_order(cell: str) -> None:
    assert _read(cell) == ONE_WAY[cell]
    assert _read(cell).tzinfo is None


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("2026-07-18T17:17:09Z", 0), ("2026-07-18 17:17:09 UTC", 0),
        ("2026-07-18 17:17:09 +0200", 2),
        ("2026-07-18 17:17:09+02:00", 2), ("2026-07-18T17:17:09-05:30", -5.5),
    ],
)  # fmt: skip
def test_an_offset_is_kept(cell: str, hours: float) -> None:
    offset = timezone(timedelta(hours=hours)) if hours else UTC
    assert _read(cell) == datetime(2026, 7, 18, 17, 17, 9, tzinfo=offset)


@pytest.mark.parametrize(
    "cell",
    [
        "", "  ", "yesterday", "2026-13-01", "2026-02-30", "31/04/2026", "13/13/2026", "0/0/00",
        "1899-12-31", "2201-01-01", "12", "46000.5", "2026-07-18 25:00", "3 foo 2026", "NaN",
        "03/04/2026",  # may be either
        "2026-07-18" * 20,
    ],
)  # fmt: skip
def test_what_is_no_day_is_told(cell: str) -> None:
    with pytest.raises(BadCell) as bad:
        _read(cell)
    assert bad.value.column == "Date"
    assert len(bad.value.message) < 120


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (("03/04/2026", "13/04/2026"), "dmy"), (("03/04/2026", "04/13/2026"), "mdy"),
        (("3-4-26", "4-13-26"), "mdy"), (("2026-04-03", "x", ""), "ymd"), (("03.04.2026",), "dmy"),
        (("3 May 2026",), ""), (("03/03/2026",), ""), ((), ""),
        (("13/01/2026", "14/01/2026", "01/15/2026", "03/04/2026"), "dmy"),
    ],
)  # fmt: skip
def test_the_column_tells_its_order(column: tuple[str, ...], order: str) -> None:
    assert _decided(*column).order == order


def test_where_no_cell_tells_the_owner_is_asked_with_an_example() -> None:
    with pytest.raises(Undecided) as undecided:
        _decided("03/03/2026", " 03/04/2026 10:15 ")
    assert undecided.value.example == "03/04/2026 10:15"


@pytest.mark.parametrize(("told", "month"), [("dmy", 4), ("mdy", 3)])
def test_what_the_owner_says_counts_where_the_column_does_not_tell(told: str, month: int) -> None:
    assert _decided("03/04/2026", told=told).read("03/04/2026", "Date").month == month
    assert _decided("13/04/2026", told="mdy").order == "dmy"


def test_cells_of_the_other_order_are_told_and_never_turned() -> None:
    days = _decided("13/01/2026", "14/01/2026", "01/15/2026")
    assert days.read("03/04/2026", "Date") == _at(2026, 4, 3)
    with pytest.raises(BadCell, match="the day comes first here"):
        days.read("01/15/2026", "Date")


def test_equal_evidence_for_both_is_no_evidence() -> None:
    with pytest.raises(Undecided):
        _decided("13/01/2026", "01/13/2026", "02/03/2026")


def test_it_is_settled_after_a_thousand_different_cells_that_agree() -> None:
    seen = DaysSeen()
    for number in range(1000):
        assert not seen.is_settled
        seen.see(f"13/{number % 12 + 1:02}/{2000 + number // 12}")
    assert seen.is_settled


LAYOUTS = st.sampled_from(
    ["{d:%d/%m/%Y}", "{d:%m/%d/%Y}", "{d:%d-%m-%y}", "{d.month}/{d.day}/{d:%y}"]
)
CLOCKS = st.sampled_from(["", " %H:%M", " %H:%M:%S", ", %I:%M %p", " %I:%M:%S %p"])
MOMENTS = st.datetimes(_at(1971, 1, 1), _at(2060, 1, 1))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda told: timezone(timedelta(minutes=told)))


@given(st.lists(MOMENTS, min_size=1), LAYOUTS, CLOCKS)
def test_a_column_is_read_as_it_was_written_or_the_owner_is_asked(
    written: list[datetime], layout: str, clock: str
) -> None:
    cells = [layout.format(d=at) + at.strftime(clock) for at in written]
    order = "mdy" if layout.startswith(("{d:%m", "{d.month")) else "dmy"
    try:
        days = _decided(*cells)
    except Undecided:
        assert all(at.day <= 12 for at in written)
        days = _decided(*cells, told=order)
    for cell, at in zip(cells, written, strict=True):
        read = days.read(cell, "Date")
        assert read.date() == at.date()
        if clock:
            assert (read.hour, read.minute) == (at.hour, at.minute)


@given(st.datetimes(_at(1900, 1, 1), _at(2199, 12, 31), timezones=OFFSETS | st.none()))
def test_iso_is_read_to_the_microsecond(at: datetime) -> None:
    assert _read(at.isoformat()) == at
    assert _read(at.isoformat(" ")) == at


@given(st.text(max_size=40) | st.text(alphabet="0123456789/-. :TZ+apm\xa0", max_size=30))
def test_any_cell_gives_a_day_or_is_told(cell: str) -> None:
    seen = DaysSeen()
    seen.see(cell)
    with suppress(BadCell):
        assert 1900 <= seen.decide("dmy").read(cell, "Date").year <= 2200
    assert day_of_year(cell) == "" or len(day_of_year(cell)) in (7, 10)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1980-05-17", "1980-05-17"), ("19800517", "1980-05-17"), ("--05-17", "--05-17"),
        ("--0517", "--05-17"), ("0517", "--05-17"), ("05/17/1980", "1980-05-17"),
        ("17/05/1980", "1980-05-17"), ("05/06/1980", ""), ("17.05.1980", "1980-05-17"),
        ("17.5.", "--05-17"), ("17 May", "--05-17"), ("May 17", "--05-17"), ("0/0/00", ""),
        ("", ""), ("1979-02-29", ""), ("--02-29", "--02-29"), ("--02-30", ""), ("05/17/55",
        "--05-17"),
        ("05/17/80", "1980-05-17"), ("1604-05-17", "--05-17"), ("unknown", ""),
    ],
)  # fmt: skip
def test_a_birthday(cell: str, day: str) -> None:
    assert day_of_year(cell) == day
