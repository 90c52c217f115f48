import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from notecard.core.errors import Cancelled, SourceError
from notecard.store import batches
from notecard.store.database import Store
from notecard.store.receipt_lines import items_in
from notecard.store.tables import purchases, receipt_lines
from notecard.workflows.import_purchases import undo_import
from notecard.workflows.watch_folder import (
    STILL_S,
    find_new,
    settle,
    take_in_new,
    troubles,
)

HEADER = ["Receipt", "Date", "Qty", "Price", "Item", "No", "Customer"]
MAPPING = """
currency = "GBP"
[columns]
receipt = "Receipt"
date = "Date"
quantity = "Qty"
unit_price = "Price"
item = "Item"
customer_id = "No"
customer = "Customer"
"""


@pytest.fixture
def till(store: Store) -> Store:
    """Return a store whose owner has written a mapping for the till."""
    folder = store.home / "mappings"
    folder.mkdir()
    (folder / "till.toml").write_text(MAPPING, encoding="utf-8")
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Kassenexporte täglich"
    made.mkdir()
    return made


def write(place: Path, receipts: range, price: str = "10.00") -> Path:
    with place.open("w", encoding="utf-8", newline="") as file:
        rows = ([f"R{n}", "2026-11-02", "1", price, "Bowl", f"C{n}", "Ann Lee"] for n in receipts)
        csv.writer(file).writerows([HEADER, *rows])
    return place


def at_once(_seconds: float) -> None:
    """Wait for nothing: the files of a test are written."""


def look(store: Store, folder: Path):
    return take_in_new(store, folder, pause=at_once)


def known(store: Store) -> int:
    with store.reading() as books:
        return books.execute(select(func.count()).select_from(purchases)).scalar_one()


def test_a_new_file_is_taken_in_once_and_stays_where_it_is(till: Store, folder: Path) -> None:
    place = write(folder / "monday.csv", range(5))
    before = place.read_bytes()
    taken = look(till, folder)
    assert taken.imported is not None
    assert (taken.imported.added, taken.troubled) == (5, ())
    assert look(till, folder).imported is None
    assert place.read_bytes() == before
    assert known(till) == 5


def test_a_file_still_being_written_is_left_until_it_has_been_still(
    till: Store, folder: Path
) -> None:
    place = write(folder / "monday.csv", range(3))
    waited = []

    def still_writing(seconds: float) -> None:
        waited.append(seconds)
        write(place, range(40))

    assert take_in_new(till, folder, pause=still_writing).imported is None
    assert known(till) == 0
    assert waited == [STILL_S]
    assert look(till, folder).imported.added == 40


def test_a_file_that_grows_each_day_adds_what_is_new(till: Store, folder: Path) -> None:
    place = write(folder / "sales.csv", range(10))
    look(till, folder)
    write(place, range(14))
    taken = look(till, folder)
    assert (taken.imported.added, taken.imported.known) == (4, 10)
    assert known(till) == 14


def test_a_replaced_file_of_the_same_size_is_read_again(till: Store, folder: Path) -> None:
    place = write(folder / "sales.csv", range(3), price="10.00")
    look(till, folder)
    size = place.stat().st_size
    write(place, range(3), price="12.50")
    later = place.stat().st_mtime_ns + 1_000_000_000
    os.utime(place, ns=(later, later))
    assert place.stat().st_size == size
    assert look(till, folder).imported.changed == 3
    with till.reading() as books:
        kept = books.execute(select(receipt_lines.c.lines)).scalars()
        assert {line.minor for text in kept for line in items_in(text)} == {1250}


def test_daily_exports_that_overlap_add_nothing_twice(till: Store, folder: Path) -> None:
    for day in range(6):
        write(folder / f"day-{day}.csv", range(day * 5, day * 5 + 10))
        look(till, folder)
    assert known(till) == 35
    with till.reading() as books:
        texts = books.execute(select(receipt_lines.c.lines)).scalars()
        assert sum(len(items_in(text)) for text in texts) == 35


def test_many_files_at_once_are_one_import_that_can_be_undone(till: Store, folder: Path) -> None:
    for day in range(6):
        write(folder / f"day-{day}.csv", range(day * 5, day * 5 + 10))
    taken = look(till, folder)
    with till.reading() as books:
        assert len(batches.recent(books)) == 1
    undo_import(till, taken.imported.batch)
    assert known(till) == 0
    assert look(till, folder).imported is None


def test_a_bad_file_is_told_once_and_the_others_are_read(till: Store, folder: Path) -> None:
    (folder / "notes.csv").write_bytes(b"\x00\x01\x02 not a table")
    write(folder / "monday.csv", range(5))
    taken = look(till, folder)
    assert taken.imported.added == 5
    [bad] = taken.troubled
    assert bad.path.name == "notes.csv"
    assert "notes.csv" in bad.trouble
    again = look(till, folder)
    assert (again.imported, again.troubled) == (None, ())
    assert [each.path.name for each in troubles(till, folder)] == ["notes.csv"]


def test_a_file_nobody_knows_is_told_in_words_of_the_page(till: Store, folder: Path) -> None:
    (folder / "new-till.csv").write_text("what,is\nthis,file\n", encoding="utf-8")
    [bad] = look(till, folder).troubled
    assert "which column is what" in bad.trouble
    assert "--map" not in bad.trouble


def test_a_bad_file_that_changes_is_tried_again_but_not_told_again(
    till: Store, folder: Path
) -> None:
    place = folder / "notes.csv"
    place.write_bytes(b"what,is\nthis,file\n")
    assert len(look(till, folder).troubled) == 1
    place.write_bytes(b"what,is\nthis,file\n,\n")
    assert find_new(till, folder, at_once) == {
        place: (20, place.stat().st_mtime_ns),
    }
    assert look(till, folder).troubled == ()
    write(place, range(2))
    assert look(till, folder).imported.added == 2
    assert troubles(till, folder) == []


def test_a_bad_file_that_is_taken_away_is_no_trouble(till: Store, folder: Path) -> None:
    place = folder / "notes.csv"
    place.write_bytes(b"\x00\x01\x02")
    look(till, folder)
    place.unlink()
    assert troubles(till, folder) == []
    assert look(till, folder).imported is None


def test_a_file_the_owner_has_read_is_settled(till: Store, folder: Path) -> None:
    place = folder / "notes.csv"
    place.write_bytes(b"\x00")
    look(till, folder)
    settle(till, [place, folder / "elsewhere.csv"], None)
    assert troubles(till, folder) == []
    assert find_new(till, folder, at_once) == {}


def test_what_is_no_export_is_left_alone(till: Store, folder: Path) -> None:
    for name in (".hidden.csv", "~$open.xlsx", "receipt.pdf", "half.csv.part"):
        (folder / name).write_bytes(b"x")
    (folder / "older.csv").mkdir()
    assert find_new(till, folder, at_once) == {}


def test_a_file_that_vanishes_while_it_is_looked_at_is_not_missed(
    till: Store, folder: Path
) -> None:
    place = write(folder / "monday.csv", range(5))
    assert take_in_new(till, folder, pause=lambda _seconds: place.unlink()).imported is None
    assert troubles(till, folder) == []


def test_a_folder_that_cannot_be_reached_is_said_with_a_way_out(
    till: Store, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as error:
        look(till, tmp_path / "unplugged")
    assert "unplugged" in error.value.message
    assert error.value.hint


def test_a_stopped_look_changes_nothing_and_is_taken_up_again(till: Store, folder: Path) -> None:
    write(folder / "monday.csv", range(5))

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    stopper: Callable[[int, int], None] = stop
    with pytest.raises(Cancelled):
        take_in_new(till, folder, stopper, at_once)
    assert known(till) == 0
    assert look(till, folder).imported.added == 5
