"""WooCommerce: orders by when they changed, page by page, with everything that comes of it.

Parameters, limits, headers and the parts of an order are those of the controllers in
woocommerce/woocommerce: an order that changes moves to the end, and what lay behind it moves up.
"""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fake_shops.people import GOODS, PEOPLE
from tests.fake_shops.reply import PAGE, Asked, Refused, Reply, only

KEY, SECRET = "ck_the_right_key", "cs_the_right_secret"
_BASIC = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
_START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
_PARAMS = frozenset(
    {
        "context",
        "page",
        "per_page",
        "search",
        "after",
        "before",
        "modified_after",
        "modified_before",
        "dates_are_gmt",
        "exclude",
        "include",
        "offset",
        "order",
        "orderby",
        "parent",
        "parent_exclude",
        "status",
        "customer",
        "product",
        "dp",
    }
)


def _stamp(hours: float) -> str:
    return (_START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S")


class WooCommerce:
    """One shop."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.orders = [_order(number) for number in range(15)]
        for number, status in enumerate(("pending", "cancelled", "failed", "packed", "refunded")):
            self.orders[number] |= {"status": status}
        self.orders[3] |= {"date_paid_gmt": None}
        self.orders[5] |= {"status": "packed"}  # paid: the plug-in's word for it
        self.orders[6] |= {"refunds": [{"id": 1, "reason": "", "total": "-1.25"}]}
        if settings.get("same_second"):
            for order in self.orders[4:14]:
                order["date_modified_gmt"] = _stamp(8)
        self.changes = 0

    def happen(self, what: str) -> None:
        """Change an order that was listed first, or let a day pass."""
        if what == "change":
            self.changes += 1
            order = min(self.orders, key=lambda one: (one["date_modified_gmt"], one["id"]))
            order |= {"date_modified_gmt": _stamp(20 + self.changes), "total": "77.70"}
            return
        self.orders[0] |= {"status": "completed", "date_modified_gmt": _stamp(48)}
        self.orders[7] |= {
            "refunds": [{"id": 2, "reason": "broken", "total": "-2.00"}],
            "date_modified_gmt": _stamp(48),
        }
        self.orders += [_order(number) for number in range(30, 35)]

    def answer(self, asked: Asked) -> Reply | None:
        """Answer the list of orders."""
        if asked.path != "/wp-json/wc/v3/orders" or asked.method != "GET":
            return None
        if asked.headers.get("authorization") != f"Basic {_BASIC}":
            return Reply({"code": "woocommerce_rest_cannot_view"}, 401)
        only(asked.query, _PARAMS)
        query = asked.query
        per_page, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
        if not 1 <= per_page <= 100 or page < 1:
            raise Refused("from 1 to 100 a page")
        found = self.orders
        if after := query.get("modified_after"):
            datetime.fromisoformat(after)
            if query.get("dates_are_gmt") != "true":
                raise Refused("the stamps are GMT")
            found = [one for one in found if one["date_modified_gmt"] > after]
        by = {"modified": "date_modified_gmt", "date": "date_created_gmt"}[
            query.get("orderby", "date")
        ]
        found = sorted(found, key=lambda one: (one[by], one["id"]))
        if query.get("order", "desc") == "desc":
            found.reverse()
        size = min(per_page, PAGE)  # a host may allow less than WooCommerce does
        pages = -(-len(found) // size)
        headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
        return Reply(found[(page - 1) * size : page * size], 200, headers)


def _order(number: int) -> dict[str, Any]:
    who = PEOPLE[number % len(PEOPLE)]
    is_guest = number % 2 == 0
    billing = {
        "first_name": who.given,
        "last_name": who.family,
        "company": "",
        "address_1": f"{number} High St",
        "address_2": "",
        "city": who.city,
        "state": "",
        "postcode": "LS1 1AA",
        "country": "GB",
        "email": who.email,
        "phone": who.phone,
    }
    return {
        "id": 9000 + number,
        "number": str(9000 + number),
        "status": "completed" if number % 2 else "processing",
        "currency": "GBP",
        "date_created_gmt": _stamp(number),
        "date_modified_gmt": _stamp(number),
        "date_paid_gmt": _stamp(number),
        "total": f"{12 + number}.40",
        "customer_id": 0 if is_guest else 100 + number % len(PEOPLE),
        "billing": billing if number != 8 else dict.fromkeys(billing, ""),
        "shipping": {},
        "line_items": [
            {
                "id": 1,
                "name": GOODS[number % len(GOODS)],
                "quantity": 2,
                "total": "10.10",
                "total_tax": "2.02",
                "price": 5.05,
                "sku": f"S{number}",
            }
        ],
        "refunds": [],
    }
