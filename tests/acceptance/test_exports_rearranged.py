"""The samples as owners' programs change them on the way: turned, widened, shuffled, re-encoded."""

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from notecard.core.imports import FileReport
from notecard.core.purchases import Contact, Purchase, Read
from notecard.sources import Options, found, recognise
from notecard.sources.sheet import find_header

SOURCES = found()
NAMES = [
    "ebay_orders_report", "stripe_payments", "paypal_activity", "clover_payments",
    "toast_item_selection_details", "loyverse_receipts_by_item", "sumup_verkaufsbericht",
    "quickbooks_sales_by_customer_detail", "mailchimp_subscribed_members", "google_contacts",
    "google_contacts_old_utf16", "shopify_orders_export", "shopify_customers_export",
    "square_transactions", "square_items", "square_customers", "woocommerce_analytics_orders",
    "woocommerce_order_export", "EtsySoldOrders2026", "EtsySoldOrderItems2026",
]  # fmt: skip
IN_ORDER = {"quickbooks_sales_by_customer_detail"}  # a sale stands under its customer's heading
Rows = list[list[str]]


def _turned(rows: Rows, header: int) -> Rows:
    return [row[::-1] for row in rows]


def _widened(rows: Rows, header: int) -> Rows:
    """Put a column the reader does not know after every third."""
    wide: Rows = []
    for number, row in enumerate(rows):
        cells = list(row)
        for place in range(3 * (len(row) // 3), 0, -3):
            cells.insert(
                place, f"Own field {place}" if number == header else "x" if any(row) else ""
            )
        wide.append(cells if len(row) > 1 else row)
    return wide


def _shuffled(rows: Rows, header: int) -> Rows:
    body = rows[header + 1 :]
    random.Random(7).shuffle(body)
    return rows[: header + 1] + body


def _as_they_are(rows: Rows, header: int) -> Rows:
    return rows


WAYS: list[tuple[Callable[[Rows, int], Rows], str, str, str]] = [
    (_turned, ",", "utf-8", "\n"),
    (_widened, ",", "utf-8-sig", "\r\n"),
    (_shuffled, ",", "utf-8", "\r\n"),
    (_as_they_are, ";", "utf-8", "\r\n"),
    (_as_they_are, "\t", "utf-16", "\r\n"),
]
CASES = [
    (name, *way)
    for name in NAMES
    for way in WAYS
    if name not in IN_ORDER or way[0] in (_turned, _as_they_are)
]


@pytest.mark.parametrize(("name", "change", "delimiter", "encoding", "newline"), CASES)
def test_a_sample_says_the_same_however_it_was_saved(
    tmp_path: Path,
    shared: Path,
    name: str,
    change: Callable[[Rows, int], Rows],
    delimiter: str,
    encoding: str,
    newline: str,
) -> None:
    folder = shared / "data/exports"
    told = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
    place = folder / told["file"]
    words = {"utf-16-le+BOM": "utf-16", "cp1252": "cp1252"}.get(told["encoding"], "utf-8-sig")
    rows = list(csv.reader(io.StringIO(place.read_bytes().decode(words), newline="")))
    known = find_header(place, recognise(place, SOURCES).recognises)
    assert known is not None
    other = tmp_path / "changed.csv"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerows(change(rows, known.skipped))
    other.write_bytes(text.getvalue().encode(encoding))
    assert _told(other) == _told(place)


def _told(place: Path) -> dict[str, Any]:
    """Return all a file tells, in no order: its report, and who bought each receipt."""
    report = FileReport("", "")
    reads: list[Read] = list(recognise(place, SOURCES).read(place, Options(currency="USD")))
    for read in reads:
        report.count(read)
    counts = report.as_json()
    for name in ("full_refunds", "partial_refunds"):
        counts[name] = sorted(counts[name])
    people = {read.key: read.person for read in reads if isinstance(read, Purchase)}
    contacts = {repr(read.person) for read in reads if isinstance(read, Contact)}
    return {"counts": counts, "people": people, "contacts": contacts}
