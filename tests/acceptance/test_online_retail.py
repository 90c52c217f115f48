"""The real set: half a million rows of a real shop, to the penny."""

import csv
import gzip
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select

from notecard.store import customers
from notecard.store.database import Store
from notecard.store.tables import customer_summary, purchases, receipt_lines
from notecard.workflows.import_purchases import Imported, import_files


def test_every_row_is_read_and_every_penny_is_there(imported: Imported) -> None:
    [file] = imported.as_json()["files"]
    assert file["source"] == "online_retail"
    assert file["problems"] == []
    assert file["records"] == 541_909
    assert set(file["not_counted"]) == {"A563185", "A563186", "A563187"}
    total = Decimal(file["totals"]["GBP"]["gross"]) - Decimal(file["totals"]["GBP"]["refunded"])
    assert total + Decimal(file["not_counted_totals"]["GBP"]["net"]) == Decimal("9747747.93")


def test_customers_are_known_and_walk_ins_are_not(store: Store, imported: Imported) -> None:
    with store.reading() as books:
        assert customers.count(books) == 4_372
        length = func.json_array_length(receipt_lines.c.lines)
        kept = books.execute(select(func.sum(length))).scalar_one()
        receipts = books.execute(select(func.count()).select_from(purchases)).scalar_one()
        walk_ins = select(func.count()).where(purchases.c.customer.is_(None))
        without = books.execute(walk_ins).scalar_one()
    assert (kept, receipts, imported.added) == (541_909, 25_900, 25_900)
    assert without == 25_900 - 22_190


def test_visits_agree_with_counting_the_file(store: Store, imported: Imported, place: Path) -> None:
    days: dict[str, set[str]] = {}
    with gzip.open(place, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["CustomerID"] and int(row["Quantity"]) > 0:
                days.setdefault(row["CustomerID"], set()).add(row["InvoiceDate"][:10])
    with store.reading() as books:
        visits = list(books.execute(select(customer_summary.c.visits)).scalars())
    assert imported.new_customers == 4_372
    assert sorted(visits) == sorted(len(each) for each in days.values())


def test_a_second_import_adds_nothing(store: Store, imported: Imported, place: Path) -> None:
    again = import_files(store, [place])
    assert (again.added, again.changed, again.known) == (0, 0, imported.added)
    assert (again.new_customers, again.batch) == (0, None)
