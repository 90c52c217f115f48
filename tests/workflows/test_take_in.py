"""Files that join, people of address books, and days only the owner can tell."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from notecard.core.errors import DatesUndecided, SourceError
from notecard.store import habits
from notecard.store.database import Store, open_store
from notecard.store.tables import (
    customer_summary,
    identities,
    metadata,
    purchases,
    receipt_lines,
)
from notecard.store.tables import customers as people
from notecard.workflows.import_purchases import import_files, undo_import

SQUARE = ("square_transactions.csv", "square_items.csv", "square_customers.csv")
ETSY = ("EtsySoldOrders2026.csv", "EtsySoldOrderItems2026.csv")
UNDECIDED = """\
Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email,\
Order Total Amount
1,completed,03/04/2026 10:00,Ann,Lee,ann@example.com,12.00
2,completed,05/06/2026 10:00,Bo,Ek,bo@example.com,8.00
"""
SHOP = """\
Customer ID,First Name,Last Name,Email,Phone,Default Address Address1,Default Address City,\
Default Address Zip,Default Address Country Code,Total Spent,Total Orders
'501,Ann,Lee,ann@example.com,,,,,,1,1
"""
BOOK = """\
BEGIN:VCARD
VERSION:4.0
FN:Ann Lee
EMAIL:ann@example.com
TEL:+44 20 7946 0101
ADR:;;1 High St;Leeds;;LS1 1AA;GB
BDAY:--0517
LANG:de
END:VCARD
"""


def _everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as books:
        return {
            table.name: sorted((tuple(row) for row in books.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def _shop(store: Store) -> dict[str, Any]:
    """Return what is known, whatever numbers it has and whichever file told it first."""
    with store.reading() as books:
        lines = {row.purchase: row.lines for row in books.execute(select(receipt_lines))}
        rows = books.execute(select(purchases)).all()
        sums = {row.customer: tuple(row)[1:] for row in books.execute(select(customer_summary))}
        roots = {row.id: row.merged_into or row.id for row in books.execute(select(people))}
        keys = {
            (roots[row.customer], row.kind, row.value)
            for row in books.execute(select(identities))
            if row.kind != "name"
        }
    whose: dict[int | None, list[str]] = {}
    for row in rows:
        whose.setdefault(row.customer, []).append(row.key)
    without = ("id", "batch", "customer", "via", "fingerprint")
    return {
        "receipts": sorted(
            (*(getattr(row, name) for name in row._fields if name not in without),
             lines.get(row.id, ""))
            for row in rows
        ),
        "people": sorted(
            (
                sorted(whose.get(id, [])),
                sorted((kind, value) for one, kind, value in keys if one == id),
                sums.get(id, ()),
            )
            for id in set(roots.values())
        ),
    }  # fmt: skip


def _in_order(home: Path, places: Sequence[Path]) -> tuple[Store, list[int]]:
    store = open_store(home)
    batches = [import_files(store, [place], region="US").batch for place in places]
    return store, [batch for batch in batches if batch is not None]


@pytest.mark.parametrize("names", [SQUARE, ETSY], ids=["square", "etsy"])
def test_the_files_of_a_shop_join_in_any_order(
    shared: Path, tmp_path: Path, names: tuple[str, ...]
) -> None:
    known = []
    for number, order in enumerate(permutations(names)):
        places = [shared / "data/exports" / name for name in order]
        store, batches = _in_order(tmp_path / str(number), places)
        known.append(_shop(store))
        before = _everything(store)
        for place in places:
            again = import_files(store, [place], region="US")
            assert (again.added, again.changed, again.batch) == (0, 0, None), order
        assert _everything(store) == before
        for batch in reversed(batches):
            undo_import(store, batch)
        with store.reading() as books:
            for table in (people, identities, purchases, receipt_lines, customer_summary):
                assert not books.execute(select(table)).all()
        store.close()
    assert all(one == known[0] for one in known)
    together = open_store(tmp_path / "together")
    import_files(together, [shared / "data/exports" / name for name in names], region="US")
    assert _shop(together) == known[0]
    together.close()


def _exports() -> list[str]:
    root = Path(__file__).parents[2]
    for place in (root.parent / "shared", root.parent.parent / "shared"):
        names = [path.name for path in (place / "data/exports").glob("*.*")]
        if names:
            return sorted(name for name in names if name.endswith((".csv", ".vcf")))
    return ["none"]


@pytest.mark.parametrize("name", _exports())
def test_a_dry_run_of_every_export_tells_the_same(store: Store, shared: Path, name: str) -> None:
    place = shared / "data/exports" / name
    before = _everything(store)
    looked = import_files(store, [place], region="US", dry_run=True).as_json()
    assert _everything(store) == before
    done = import_files(store, [place], region="US").as_json()
    assert looked["batch"] is None
    assert looked | {"batch": done["batch"]} == done
    again = import_files(store, [place], region="US").as_json()
    assert (again["added"], again["changed"], again["batch"]) == (0, 0, None)
    assert again["files"] == done["files"]
    assert again["known"] == done["added"]


def _file(tmp_path: Path, text: str, name: str) -> Path:
    place = tmp_path / name
    place.write_text(text, encoding="utf-8", newline="")
    return place


def test_days_that_only_the_owner_can_tell_are_asked_for_once(store: Store, tmp_path: Path) -> None:
    place = _file(tmp_path, UNDECIDED, "orders.csv")
    before = _everything(store)
    with pytest.raises(DatesUndecided) as error:
        import_files(store, [place])
    assert "03/04/2026" in error.value.message
    assert _everything(store) == before
    looked = import_files(store, [place], dates="dmy", dry_run=True)
    assert looked.added == 2
    with store.reading() as books:
        assert habits.dates_of(books, looked.files[0].source) == ""
    with pytest.raises(DatesUndecided):
        import_files(store, [place])
    import_files(store, [place], dates="dmy")
    assert _days(store) == ["2026-04-03", "2026-06-05"]
    more = _file(tmp_path, UNDECIDED.replace("\n1,", "\n3,").replace("\n2,", "\n4,"), "more.csv")
    assert import_files(store, [more]).added == 2
    assert _days(store) == ["2026-04-03", "2026-04-03", "2026-06-05", "2026-06-05"]


def test_what_a_file_shows_of_its_days_is_remembered(store: Store, tmp_path: Path) -> None:
    clear = UNDECIDED.replace("05/06/2026", "05/26/2026")
    import_files(store, [_file(tmp_path, clear, "clear.csv")])
    more = UNDECIDED.replace("\n1,", "\n3,").replace("\n2,", "\n4,")
    import_files(store, [_file(tmp_path, more, "more.csv")])
    assert _days(store) == ["2026-03-04", "2026-03-04", "2026-05-06", "2026-05-26"]


def _days(store: Store) -> list[str]:
    with store.reading() as books:
        days = books.execute(select(purchases.c.day)).scalars()
        return sorted(date.fromordinal(day).isoformat() for day in days)


def test_an_address_book_fills_in_what_is_blank(store: Store, tmp_path: Path) -> None:
    import_files(store, [_file(tmp_path, SHOP, "shop.csv")])
    before = _everything(store)
    book = _file(tmp_path, BOOK, "book.vcf")
    imported = import_files(store, [book], region="GB")
    [file] = imported.as_json()["files"]
    assert (file["contacts"], imported.new_customers, imported.matched_customers) == (1, 0, 1)
    with store.reading() as books:
        [row] = books.execute(select(people)).all()
    assert (row.name, row.phone, row.birthday) == ("Ann Lee", "+44 20 7946 0101", "--05-17")
    assert (row.lines, row.postcode, row.language) == ("1 High St", "LS1 1AA", "de")
    after = _everything(store)
    again = import_files(store, [book], region="GB")
    assert (again.batch, again.new_customers) == (None, 0)
    assert _everything(store) == after
    assert imported.batch is not None
    undo_import(store, imported.batch)
    assert _everything(store) == before


def test_what_the_owner_typed_stays(store: Store, tmp_path: Path) -> None:
    import_files(store, [_file(tmp_path, SHOP, "shop.csv")])
    typed = {"phone": "0113 496 0000", "birthday": "1980-02-29", "city": "York"}
    with store.transaction() as books:
        books.execute(update(people).values(typed))
    import_files(store, [_file(tmp_path, BOOK, "book.vcf")], region="GB")
    with store.reading() as books:
        [row] = books.execute(select(people)).all()
    assert (row.phone, row.birthday, row.city, row.lines) == (*typed.values(), "")
    assert row.language == "de"


def test_somebody_only_the_address_book_knows_is_new_and_can_be_undone(
    store: Store, tmp_path: Path
) -> None:
    before = _everything(store)
    imported = import_files(store, [_file(tmp_path, BOOK, "book.vcf")])
    assert (imported.new_customers, imported.added) == (1, 0)
    assert imported.batch is not None
    undo_import(store, imported.batch)
    assert _everything(store) == before


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_what_is_no_file_is_said(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError) as error:
        import_files(store, [tmp_path / name])
    assert error.value.hint
