"""Square: locations, orders by when they changed, customers, refunds.

Parameters, limits, the match of filter and sort, and the parts of an order are those of api.json in
square/connect-api-specification (2025-08-20).
"""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fake_shops.people import GOODS, PEOPLE
from tests.fake_shops.reply import PAGE, Asked, Refused, Reply, only

KEY = "EAAA-the-right-key"
_START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
_LOCATIONS = [f"L{number:02}" for number in range(12)]  # more than one search may name


def _stamp(hours: float) -> str:
    return (_START + timedelta(hours=hours)).isoformat(timespec="milliseconds")[:-6] + "Z"


def _money(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "GBP"}


class Square:
    """One seller with twelve counters."""

    def __init__(self, _settings: dict[str, Any]) -> None:
        self.customers = {f"C{n}": _customer(n) for n in range(len(PEOPLE))}
        self.customers["C9"] = {"id": "C9", "creation_source": "INSTANT_PROFILE"} | _times(1)
        self.orders = {order["id"]: order for order in map(_order, range(13))}
        self.orders["SQ-1"] |= {"state": "OPEN"}
        self.orders["SQ-2"] |= {"state": "CANCELED"}
        self.orders["SQ-3"] |= {"customer_id": "C9"}
        self.orders["SQ-4"].pop("customer_id")  # told later
        self.orders["SQ-5"].pop("customer_id")
        self.orders["SQ-5"]["tenders"][0]["customer_id"] = "C5"
        self.orders["SQ-20"] = _return("SQ-20", self.orders["SQ-6"], 20)
        self.refunds = [
            _refund("R-1", "SQ-20", self.orders["SQ-20"]["return_amounts"]["total_money"], 20),
            _refund("R-2", "SQ-7", _money(150), 21),
            _refund("R-3", "SQ-8", _money(99), 22) | {"status": "PENDING"},
        ]
        self.changes = 0

    def happen(self, what: str) -> None:
        """Change one order, or let a day pass: a customer named late, two made into one."""
        if what == "change":
            self.changes += 1
            self.orders["SQ-0"] |= {"updated_at": _stamp(30 + self.changes)}
            self.orders["SQ-0"]["total_money"]["amount"] += 1
            return
        late = _stamp(48)
        self.orders["SQ-4"] |= {"customer_id": "C4", "updated_at": late}
        self.orders["SQ-1"] |= {"state": "COMPLETED", "updated_at": late}
        self.orders["SQ-30"] = _order(30) | {"updated_at": late, "customer_id": "C10"}
        self.refunds[2] |= {"status": "COMPLETED", "updated_at": late}
        kept = self.customers.pop("C0")
        del self.customers["C9"]
        self.customers["C10"] = kept | {"id": "C10", "updated_at": late}
        for order in self.orders.values():
            if order.get("customer_id") in ("C0", "C9"):
                order |= {"customer_id": "C10", "updated_at": late}

    def answer(self, asked: Asked) -> Reply | None:
        """Answer under /v2."""
        if not asked.path.startswith("/v2/"):
            return None
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            return Reply({"errors": [{"category": "AUTHENTICATION_ERROR"}]}, 401)
        if not asked.headers.get("square-version"):
            raise Refused("a version is wanted")
        told = asked.path.removeprefix("/v2/").split("/")
        return self._read(told, asked) if asked.method == "GET" else self._asked(told, asked.body)

    def _read(self, told: list[str], asked: Asked) -> Reply | None:
        match told:
            case ["locations"]:
                only(asked.query, [])
                return Reply({"locations": [{"id": id, "name": id} for id in _LOCATIONS]})
            case ["customers", id]:
                found = self.customers.get(id)
                return Reply({"customer": found}) if found else Reply({"errors": []}, 404)
            case ["refunds"]:
                return self._list_refunds(dict(asked.query))
        return None

    def _asked(self, told: list[str], body: dict[str, Any]) -> Reply | None:
        match told:
            case ["orders", "search"]:
                return self._search(body)
            case ["orders", "batch-retrieve"]:
                return self._retrieve(body)
            case ["customers", "search"]:
                return self._find_customers(body)
        return None

    def _retrieve(self, body: dict[str, Any]) -> Reply:
        only(body, ["location_id", "order_ids"])
        ids = body["order_ids"]
        if not 1 <= len(ids) <= 100:
            raise Refused("from 1 to 100")
        return Reply({"orders": [self.orders[id] for id in ids if id in self.orders]})

    def _search(self, body: dict[str, Any]) -> Reply:
        only(body, ["location_ids", "cursor", "query", "limit", "return_entries"])
        if not 1 <= len(body["location_ids"]) <= 10 or not 1 <= body.get("limit", 500) <= 1000:
            raise Refused("at most 10 locations, at most 1000 orders")
        only(body["query"], ["filter", "sort"])
        only(body["query"]["sort"], ["sort_field", "sort_order"])
        times = body["query"]["filter"]["date_time_filter"]
        only(times, ["created_at", "updated_at", "closed_at"])
        if [body["query"]["sort"]["sort_field"]] != [name.upper() for name in times]:
            raise Refused("the sort must be by the stamp that is filtered by")
        since = times["updated_at"]["start_at"]
        found = [
            order
            for order in self.orders.values()
            if order["location_id"] in body["location_ids"] and order["updated_at"] >= since
        ]
        return _page("orders", found, body, {key: body[key] for key in ("location_ids", "query")})

    def _find_customers(self, body: dict[str, Any]) -> Reply:
        only(body, ["cursor", "limit", "query", "count"])
        only(body["query"], ["filter", "sort"])
        only(body["query"]["filter"], ["updated_at", "created_at"])
        since = body["query"]["filter"]["updated_at"]["start_at"]
        found = [one for one in self.customers.values() if one["updated_at"] >= since]
        return _page("customers", found, body, body["query"])

    def _list_refunds(self, query: dict[str, str]) -> Reply:
        names = "begin_time end_time updated_at_begin_time updated_at_end_time sort_field"
        only(query, [*names.split(), "sort_order", "cursor", "location_id", "status", "limit"])
        if not 1 <= int(query.get("limit", "100")) <= 100:
            raise Refused("at most 100 refunds")
        if "begin_time" not in query:
            raise Refused("would reach back one year only")
        since = query["updated_at_begin_time"]
        found = [one for one in self.refunds if one["updated_at"] >= since]
        told = {name: value for name, value in query.items() if name != "cursor"}
        return _page("refunds", found, query, told)


def _page(name: str, found: list[Any], body: dict[str, Any], query: Any) -> Reply:
    """Return a page from after the cursor on; the cursor holds for the same question only."""
    ordered = sorted(found, key=lambda one: (one["updated_at"], one["id"]))
    told = json.dumps(query, sort_keys=True)
    if cursor := body.get("cursor"):
        after = json.loads(cursor)
        if after[2] != told:
            raise Refused("the cursor is of another question")
        ordered = [one for one in ordered if [one["updated_at"], one["id"]] > after[:2]]
    page = ordered[:PAGE]
    document: dict[str, Any] = {name: deepcopy(page)} if page else {}
    if len(ordered) > PAGE:
        document["cursor"] = json.dumps([page[-1]["updated_at"], page[-1]["id"], told])
    return Reply(document)


def _times(hours: float) -> dict[str, str]:
    return {"created_at": _stamp(hours), "updated_at": _stamp(hours)}


def _customer(number: int) -> dict[str, Any]:
    who = PEOPLE[number]
    return {
        "id": f"C{number}",
        "given_name": who.given,
        "family_name": who.family,
        "email_address": who.email,
        "phone_number": who.phone or None,
        "birthday": "0000-05-17" if number else "1980-02-29",
        "address": {"address_line_1": f"{number} High St", "locality": who.city, "country": "GB"},
        **_times(number / 10),
    }


def _order(number: int) -> dict[str, Any]:
    price = 450 + 25 * number
    line = {
        "uid": "a",
        "name": GOODS[number % len(GOODS)],
        "quantity": "2" if number % 3 else "1.5",
        "item_type": "ITEM",
        "total_money": _money(price),
        "total_tax_money": _money(75),
    }
    tender = {"id": f"T{number}", "type": "CARD", "amount_money": _money(price)}
    return {
        "id": f"SQ-{number}",
        "location_id": _LOCATIONS[number % len(_LOCATIONS)],
        "customer_id": f"C{number % len(PEOPLE)}",
        "line_items": [line],
        "tenders": [tender],
        "state": "COMPLETED",
        "total_money": _money(price),
        **_times(number),
    }


def _return(id: str, sale: dict[str, Any], hours: float) -> dict[str, Any]:
    line = sale["line_items"][0]
    back = {key: line[key] for key in ("name", "quantity", "total_money", "total_tax_money")}
    total = sale["total_money"]
    return {
        "id": id,
        "location_id": sale["location_id"],
        "customer_id": sale["customer_id"],
        "returns": [{"source_order_id": sale["id"], "return_line_items": [back]}],
        "return_amounts": {"total_money": total},
        "net_amounts": {"total_money": _money(-total["amount"])},
        "refunds": [{"id": "r", "amount_money": total, "status": "APPROVED"}],
        "state": "COMPLETED",
        "total_money": _money(0),
        **_times(hours),
    }


def _refund(id: str, order: str, amount: dict[str, Any], hours: float) -> dict[str, Any]:
    return {
        "id": id,
        "status": "COMPLETED",
        "order_id": order,
        "payment_id": f"P-{order}",
        "amount_money": amount,
        **_times(hours),
    }
