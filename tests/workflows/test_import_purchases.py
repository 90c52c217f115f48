import csv
import json
import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from notecard.core.errors import Cancelled, SourceError, StoreError
from notecard.store import batches, customers, purchases, summaries
from notecard.store.database import Store
from notecard.store.tables import metadata
from notecard.workflows.import_purchases import import_files, undo_import

HEADER = ["Receipt", "Date", "Qty", "Price", "Item", "Staff", "No", "Customer", "Email", "Phone"]
MAPPING = """
currency = "GBP"
[columns]
receipt = "Receipt"
date = "Date"
quantity = "Qty"
unit_price = "Price"
item = "Item"
staff = "Staff"
customer_id = "No"
customer = "Customer"
email = "Email"
phone = "Phone"
"""

Row = list[str]


@pytest.fixture
def till(store: Store) -> Store:
    """Return a store whose owner has written a mapping for the till."""
    folder = store.home / "mappings"
    folder.mkdir()
    (folder / "till.toml").write_text(MAPPING, encoding="utf-8")
    return store


def _file(tmp_path: Path, rows: list[Row], name: str = "till.csv") -> Path:
    place = tmp_path / name
    with place.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return place


def _sale(receipt: str, day: str = "2026-03-01", price: str = "10.00", **told: str) -> Row:
    said = {"Qty": "1", "Item": "Teapot"} | told
    said |= {"Receipt": receipt, "Date": day, "Price": price}
    return [said.get(word, "") for word in HEADER]


def _everything(store: Store, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as books:
        return {
            table.name: sorted((tuple(row) for row in books.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in without
        }


def _people(store: Store) -> list[str]:
    with store.reading() as books:
        return [one.customer.name for one in customers.find(books)]


def test_the_shopify_sample_says_what_its_author_says(store: Store, shared: Path) -> None:
    place = shared / "data/exports/shopify_orders_export.csv"
    truth = json.loads(place.with_suffix("").with_suffix(".expected.json").read_text("utf-8"))
    imported = import_files(store, [place], region="US")
    [file] = imported.as_json()["files"]
    assert file["source"] == "shopify"
    assert file["records"] == truth["physical_records"]
    for ours, theirs in (
        ("orders", "orders"),
        ("orders_counted", "orders_counted"),
        ("line_items", "line_items"),
        ("orders_without_customer", "orders_without_customer"),
        ("totals", "totals_by_currency"),
        ("full_refunds", "full_refund_orders"),
        ("partial_refunds", "partial_refund_orders"),
        ("not_counted", "not_counted_orders"),
    ):
        assert file[ours] == truth[theirs], ours
    assert file["problems"] == []
    joined: defaultdict[int, set[str]] = defaultdict(set)
    with store.reading() as books:
        for one in customers.find(books, limit=1000):
            bought = purchases.of_customer(books, one.customer.id)
            joined[one.customer.id] |= {purchase.key for purchase in bought}
    people = sorted(sorted(orders) for orders in truth["orders_by_person"].values())
    assert sorted(sorted(keys) for keys in joined.values()) == people


def test_a_second_import_adds_nothing_and_leaves_no_trace(store: Store, shared: Path) -> None:
    place = shared / "data/exports/shopify_orders_export.csv"
    first = import_files(store, [place])
    before = _everything(store)
    second = import_files(store, [place])
    assert (first.added, first.known) == (34, 0)
    assert (second.added, second.known, second.changed, second.batch) == (0, 34, 0, None)
    assert _everything(store) == before


def test_an_overlapping_export_updates_what_changed(till: Store, tmp_path: Path) -> None:
    old = [_sale("1", No="7"), _sale("2", No="7"), _sale("3", No="8")]
    new = [_sale("2", No="7"), _sale("3", No="8", price="12.50"), _sale("4", No="9")]
    import_files(till, [_file(tmp_path, old)])
    before = _everything(till)
    imported = import_files(till, [_file(tmp_path, new, "new.csv")])
    assert (imported.added, imported.known, imported.changed) == (1, 1, 1)
    assert imported.batch is not None
    with till.reading() as books:
        found = customers.find(books)
        spent = {one.summary.spent for one in found if one.summary is not None}
    assert spent == {2000, 1250, 1000}
    undo_import(till, imported.batch)
    assert _everything(till) == before


def test_a_receipt_scattered_over_the_file_is_one(till: Store, tmp_path: Path) -> None:
    rows = [_sale("1", No="7"), _sale("2", No="8"), _sale("1", No="7", Item="Cup")]
    far = [_sale(str(100 + number)) for number in range(1500)]
    place = _file(tmp_path, [*rows, *far, _sale("1", No="7", Item="Saucer")])
    imported = import_files(till, [place])
    assert (imported.added, imported.changed, imported.files[0].orders) == (1502, 0, 1502)
    with till.reading() as books:
        [one] = customers.find(books, limit=1)
        [bought] = purchases.of_customer(books, one.customer.id)
    assert (bought.gross, [line.name for line in bought.lines]) == (
        3000,
        ["Teapot", "Cup", "Saucer"],
    )
    again = import_files(till, [place])
    assert (again.added, again.known, again.changed) == (0, 1502, 0)


def test_overlapping_files_in_one_import_count_once(till: Store, tmp_path: Path) -> None:
    import_files(till, [_file(tmp_path, [_sale("1", No="7")])])
    before = _everything(till)
    one = _file(tmp_path, [_sale("1", No="7", price="11.00"), _sale("2", No="7")], "one.csv")
    two = _file(
        tmp_path,
        [_sale("1", No="7", price="12.00"), _sale("2", No="7"), _sale("3", No="7")],
        "two.csv",
    )
    imported = import_files(till, [one, two])
    assert (imported.added, imported.known, imported.changed) == (2, 1, 2)
    with till.reading() as books:
        [only] = customers.find(books)
    assert only.summary is not None
    assert only.summary.spent == 3200
    assert imported.batch is not None
    undo_import(till, imported.batch)
    assert _everything(till) == before


def test_a_part_that_came_later_in_the_file_is_a_change(till: Store, tmp_path: Path) -> None:
    rows = [_sale("1", No="7")]
    far = [_sale(str(100 + number)) for number in range(1500)]
    import_files(till, [_file(tmp_path, [*rows, *far])])
    place = _file(tmp_path, [*rows, *far, _sale("1", No="7", Item="Saucer")], "more.csv")
    imported = import_files(till, [place])
    assert (imported.added, imported.known, imported.changed) == (0, 1500, 1)
    assert import_files(till, [place]).changed == 0


def test_only_what_is_certain_joins_people(till: Store, tmp_path: Path) -> None:
    rows = [
        _sale("1", Customer="Anna Baker", Email="family@example.com"),
        _sale("2", Customer="Tom Baker", Email="family@example.com"),
        _sale("3", Customer="anna  BAKER", Email="Family@Example.com"),
        _sale("4", Customer="Anna Baker"),
        _sale("5", Customer="Anna Baker"),
        _sale("6", Customer="A. Baker", Phone="0131 496 0001"),
        _sale("7", Customer="Annie Baker", Phone="+44 131 496 0001"),
        _sale("8"),
    ]
    imported = import_files(till, [_file(tmp_path, rows)])
    # A bare name joins nobody: the two receipts without a key are customers of their own.
    assert _people(till) == ["A. Baker", "Anna Baker", "Anna Baker", "Anna Baker", "Tom Baker"]
    # Each of the three with each other's namesakes, and the two Bakers who share an e-mail.
    assert imported.suggested_merges == 5
    assert imported.files[0].as_json()["orders_without_customer"] == 1


def test_blanks_are_filled_and_nothing_else(till: Store, tmp_path: Path) -> None:
    import_files(till, [_file(tmp_path, [_sale("1", No="7")])])
    before = _everything(till)
    later = [_sale("2", No="7", Customer="Maria Okafor", Phone="0131 496 0001")]
    imported = import_files(till, [_file(tmp_path, later, "later.csv")])
    assert _people(till) == ["Maria Okafor"]
    import_files(till, [_file(tmp_path, [_sale("3", No="7", Customer="M. O.")], "last.csv")])
    assert _people(till) == ["Maria Okafor"]
    assert imported.batch is not None
    with pytest.raises(StoreError, match="builds on"):
        undo_import(till, 1)
    undo_import(till, 3)
    undo_import(till, imported.batch)
    assert _everything(till) == before


def test_a_bad_row_is_told_and_the_rest_goes_on(till: Store, tmp_path: Path) -> None:
    rows = [
        _sale("1", No="7"),
        _sale("2", day="31.02.2026"),
        _sale("3", price="a lot"),
        ["4", "2026-03-01"],
        _sale("", No="9"),
        [],
        _sale("6", Qty="two"),
        _sale("7", No="9", price="999999999999999999999"),
        _sale("8", No="8"),
    ]
    imported = import_files(till, [_file(tmp_path, rows)])
    told = [(problem.line, problem.column) for problem in imported.files[0].problems]
    assert sorted(told) == [
        (3, "Date"),
        (4, "Price"),
        (5, ""),
        (6, "Receipt"),
        (8, "Qty"),
        (9, "Price"),
    ]
    assert imported.added == 2
    assert imported.files[0].records == 8


def test_a_dry_run_tells_the_same_and_changes_nothing(store: Store, shared: Path) -> None:
    place = shared / "data/exports/shopify_orders_export.csv"
    before = _everything(store)
    looked = import_files(store, [place], dry_run=True).as_json()
    assert _everything(store) == before
    assert not (store.home / "backups").exists()
    done = import_files(store, [place]).as_json()
    assert looked["batch"] is None
    assert looked | {"batch": 1} == done


def test_cancelled_leaves_everything_as_it_was(till: Store, tmp_path: Path) -> None:
    before = _everything(till)

    def press_cancel(done: int, total: int) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(till, [_file(tmp_path, [_sale("1", No="7")])], progress=press_cancel)
    assert _everything(till) == before


def test_one_unreadable_file_undoes_the_others(store: Store, tmp_path: Path, shared: Path) -> None:
    before = _everything(store)
    letter = tmp_path / "letter.csv"
    letter.write_text("Dear all,\nplease find enclosed\n", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        import_files(store, [shared / "data/exports/shopify_orders_export.csv", letter])
    assert error.value.hint
    assert "letter.csv" in error.value.message
    assert _everything(store) == before


def test_each_import_can_be_taken_back_exactly(store: Store, shared: Path) -> None:
    before = _everything(store)
    place = shared / "data/exports/shopify_orders_export.csv"
    imported = import_files(store, [place], region="US")
    assert imported.batch is not None
    removed = undo_import(store, imported.batch)
    assert (removed.purchases, removed.customers) == (34, 23)
    assert _everything(store) == before
    with pytest.raises(StoreError):
        undo_import(store, imported.batch)


@pytest.mark.parametrize("seed", range(4))
def test_summaries_kept_current_equal_summaries_made_anew(
    till: Store, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(12):
        with till.reading() as books:
            latest = [batch.id for batch in batches.recent(books, 1)]
        if latest and chance.random() < 0.3:
            undo_import(till, latest[0])
        else:
            rows = [_random_sale(chance) for _ in range(chance.randrange(1, 40))]
            import_files(till, [_file(tmp_path, rows, f"{number}.csv")])
        kept = _everything(till)
        with till.transaction() as books:
            summaries.rebuild(books)
        assert _everything(till) == kept
        _agrees_with_plain_counting(till)


def _random_sale(chance: random.Random) -> Row:
    day = date(2026, 1, 1) + timedelta(chance.randrange(20))
    return _sale(
        str(chance.randrange(40)),
        day.isoformat(),
        f"{chance.randrange(-500, 5000) / 100:.2f}",
        No=chance.choice(["", "1", "2", "3", "4"]),
        Staff=chance.choice(["", "Ruth", "Ben"]),
    )


def _agrees_with_plain_counting(store: Store) -> None:
    with store.reading() as books:
        for one in customers.find(books, limit=1000):
            bought = purchases.of_customer(books, one.customer.id)
            sales = [one for one in bought if one.kind == "sale" and not one.is_given_back]
            if not sales:
                assert one.summary is None
                continue
            assert one.summary is not None
            days = {purchase.day for purchase in sales}
            assert one.summary.visits == len(days)
            assert (one.summary.first_day, one.summary.last_day) == (min(days), max(days))
            assert one.summary.spent == sum(each.net for each in bought)
            assert one.summary.largest == max(each.net for each in sales)
            staff = Counter(each.staff for each in sales if each.staff)
            assert staff[one.summary.usual_staff] == max(staff.values(), default=0)


@pytest.mark.parametrize("name", ["=cmd()", "{{7*7}}", "<b>bold</b>", "Ab" * 5000, "'; DROP--"])
def test_hostile_names_are_names(till: Store, tmp_path: Path, name: str) -> None:
    import_files(till, [_file(tmp_path, [_sale("1", Customer=name)])])
    assert _people(till) == [name]
