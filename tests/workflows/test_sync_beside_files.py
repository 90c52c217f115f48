"""A shop that is told by its live connection and by its files: everything counts once.

The files are written from what the stand-in answers, as the dashboards of these systems write them.
"""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from notecard.core.settings import Shop
from notecard.sources.live.patience import Patience
from notecard.store import batches, customers, shop
from notecard.store.database import Store
from notecard.store.secrets import Keyring
from notecard.store.tables import customer_summary, purchases
from notecard.store.undo import take_back
from notecard.workflows import connect
from notecard.workflows.import_purchases import import_files
from notecard.workflows.sync import sync
from tests.fake_shops import shopify, square, stripe, woocommerce
from tests.fake_shops.client import KEYS, FakeShops
from tests.in_memory_keyring import InMemory

Rows = list[dict[str, str]]


def _pounds(minor: int) -> str:
    return f"-£{-minor / 100:.2f}" if minor < 0 else f"£{minor / 100:.2f}"


def _day(stamp: str) -> tuple[str, str]:
    return stamp[:10], stamp[11:19]


def _square_payments() -> Rows:
    """Return the transactions file: a refund has a payment id of its own, unlike the connection."""
    seller = square.Square({})
    sold = [one for one in seller.orders.values() if one.get("line_items")]
    rows = [
        _square_row(one, one["id"], f"P-{one['id']}", one["total_money"]["amount"], "Payment")
        for one in sold
        if one["state"] == "COMPLETED"
    ]
    back = {"SQ-20": seller.orders["SQ-6"], "SQ-7": seller.orders["SQ-7"]}
    for refund in seller.refunds[:2]:
        sale = back[refund["order_id"]]
        amount = -refund["amount_money"]["amount"]
        rows.append(_square_row(refund | sale, sale["id"], f"B-{refund['id']}", amount, "Refund"))
    return rows


def _square_row(
    told: dict[str, Any], id: str, payment: str, amount: int, what: str
) -> dict[str, str]:
    date, time = _day(told["created_at"])
    return {
        "Date": date,
        "Time": time,
        "Net Sales": _pounds(amount),
        "Gift Card Sales": _pounds(0),
        "Total Collected": _pounds(amount),
        "Transaction ID": id,
        "Payment ID": payment,
        "Event Type": what,
        "Customer ID": told.get("customer_id", ""),
        "Customer Name": "",
    }


def _square_items() -> Rows:
    rows = []
    for row in _square_payments():
        line = {"Item": "Teapot", "Qty": "-1.0" if row["Event Type"] == "Refund" else "1.0"}
        net = {"Net Sales": row["Total Collected"], "Tax": "£0.00"}
        rows.append({**row, **line, **net})
    return rows


def _shopify_orders() -> Rows:
    rows = []
    for order in shopify.Shopify({}).orders:
        place = order["billingAddress"] or {}
        head = {
            "Name": order["name"],
            "Email": order["email"] or "",
            "Financial Status": order["displayFinancialStatus"].casefold(),
            "Created at": order["createdAt"].replace("T", " ").replace("Z", " +0000"),
            "Cancelled at": order["cancelledAt"] or "",
            "Currency": "GBP",
            "Total": order["totalPriceSet"]["shopMoney"]["amount"],
            "Refunded Amount": order["totalRefundedSet"]["shopMoney"]["amount"],
            "Outstanding Balance": order["totalOutstandingSet"]["shopMoney"]["amount"],
            "Billing Name": place.get("name") or "",
        }
        if order["displayFinancialStatus"] == "PARTIALLY_PAID":
            head["Financial Status"] = "partially_paid"
        for number, line in enumerate(order["_lines"]):
            told = head if number == 0 else {"Name": head["Name"], "Email": head["Email"]}
            rows.append(
                {
                    **dict.fromkeys(head, ""),
                    **told,
                    "Lineitem name": line["name"],
                    "Lineitem sku": line["sku"],
                    "Lineitem quantity": str(line["quantity"]),
                    "Lineitem price": "5.05",
                }
            )
    return rows


def _woocommerce_orders() -> Rows:
    return [
        {
            "Order Number": order["number"],
            "Order Status": order["status"],
            "Order Date": order["date_created_gmt"].replace("T", " "),
            "First Name (Billing)": order["billing"]["first_name"],
            "Last Name (Billing)": order["billing"]["last_name"],
            "Email (Billing)": order["billing"]["email"],
            "Item Name": order["line_items"][0]["name"],
            "Quantity": "2",
            "Order Line Total": "10.10",
            "Order Total Amount": order["total"],
            "Order Refund Amount": "1.25" if order["refunds"] else "0",
            "Currency": "GBP",
        }
        for order in woocommerce.WooCommerce({}).orders
    ]


def _stripe_payments() -> Rows:
    rows = []
    for charge in stripe.Stripe().charges:
        whole = charge["currency"] == "jpy"
        status = {"failed": "Failed"}.get(charge["status"], "Paid")
        amount, back = charge["amount"], charge["amount_refunded"]
        rows.append(
            {
                "id": charge["id"],
                "Created (UTC)": _created(charge["created"]),
                "Amount": str(amount) if whole else f"{amount / 100:.2f}",
                "Amount Refunded": str(back) if whole else f"{back / 100:.2f}",
                "Currency": charge["currency"],
                "Status": status,
                "Captured": str(charge["captured"]).casefold(),
                "Customer ID": charge["customer"] or "",
                "Customer Email": charge["receipt_email"] or "",
            }
        )
    return rows


def _created(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


FILES: dict[str, list[Callable[[], Rows]]] = {
    "square": [_square_payments, _square_items],
    "shopify": [_shopify_orders],
    "woocommerce": [_woocommerce_orders],
    "stripe": [_stripe_payments],
}
CASES = [
    pytest.param(system, order, id=f"{system}-{'-'.join(order)}")
    for system, makers in FILES.items()
    for order in (
        [["live", "0"], ["0", "live"]]
        if len(makers) == 1
        else [["live", "0", "1"], ["1", "live", "0"], ["1", "0", "live"], ["live", "1"]]
    )
]


@pytest.fixture
def run(
    store: Store, shops: FakeShops, ring: InMemory, patience: Patience, tmp_path: Path
) -> Callable[[str, str], None]:
    with store.transaction() as books:
        shop.put(books, Shop(currency="GBP", region="GB", timezone="UTC"))
    shops.restart()

    def go(system: str, what: str) -> None:
        if what == "live":
            connect.connect(store, "", system, shops.settings, KEYS[system], patience=patience)
            [synced] = sync(store, [system], secrets=Keyring(), patience=patience)
            assert synced.trouble is None
            return
        rows = FILES[system][int(what)]()
        place = tmp_path / f"{system}{what}.csv"
        with place.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        imported = import_files(store, [place], region="GB")
        assert not imported.files[0].problems

    return go


def _sums(store: Store) -> dict[str, Any]:
    """Return what the shop came to, by sale and by customer."""
    with store.reading() as books:
        net = purchases.c.gross - purchases.c.refunded - purchases.c.returned
        sales = select(purchases.c.key, net, purchases.c.kind, purchases.c.day)
        counted = {
            row.key: tuple(row) for row in books.execute(sales.where(purchases.c.kind != "refund"))
        }
        spent = sorted(tuple(row)[1:] for row in books.execute(select(customer_summary)))
        total = books.execute(
            select(func.sum(net)).where(purchases.c.kind != "not_counted")
        ).scalar_one()
        return {"sales": counted, "spent": spent, "total": total, "people": customers.count(books)}


@pytest.mark.parametrize(("system", "order"), CASES)
def test_everything_counts_once(
    store: Store, run: Callable[[str, str], None], system: str, order: list[str]
) -> None:
    run(system, "live")
    alone = _sums(store)
    assert alone["total"] > 0
    with store.transaction() as books:
        [batch] = batches.recent(books)
        take_back(books, batch.id)
        connect.kept.remove(books, system)
    for what in order:
        run(system, what)
    both = _sums(store)
    assert both == alone
