"""Shopify: one GraphQL question for orders, with its cost, its rights and what it keeps back.

Only what was asked for is answered; a field the type does not have is refused. The names are those
of shopify.dev (Order, Customer, MailingAddress, LineItem; versions 2025-01 to 2026-10).
"""

import re
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fake_shops.people import GOODS, PEOPLE
from tests.fake_shops.reply import PAGE, Asked, Refused, Reply, only

KEY, CLIENT, SECRET = "shpat_the_right_key", "the-client", "shpss_the_right_secret"
_FOR_A_DAY = "shpat_for_a_day"
_START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
_MOST_AT_ONCE = 10  # orders, before the question is too dear
_PROTECTED = ("customer", "billingAddress", "shippingAddress", "email", "phone")
_PIECES = re.compile(r"[{}]|\([^()]*\)|[A-Za-z_]\w*")

Selection = dict[str, Any]


def _stamp(hours: float) -> str:
    return (_START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Shopify:
    """One shop."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.protected = settings.get("protected", "")
        self.scopes = settings.get("scopes", ["read_orders", "read_customers"])
        self.orders = [_order(number) for number in range(13)]
        self.orders[1] |= {"displayFinancialStatus": "PENDING"}
        self.orders[2] |= {"test": True}
        self.orders[3] |= {"cancelledAt": _stamp(9), "displayFinancialStatus": "REFUNDED"}
        self.orders[4] |= {
            "displayFinancialStatus": "PARTIALLY_PAID",
            "totalOutstandingSet": _money("4.00"),
        }
        self.orders[5] |= {
            "displayFinancialStatus": "PARTIALLY_REFUNDED",
            "totalRefundedSet": _money("2.50"),
        }
        self.orders[6] |= dict.fromkeys(_PROTECTED)
        self.orders[7]["_lines"] = [_line(number) for number in range(45)]
        self.orders[9]["_lines"] = [_gift_card()]
        self.orders[10]["_lines"] = [_line(10), _gift_card()]
        self.changes = 0

    def happen(self, what: str) -> None:
        """Change an order, or let a day pass."""
        if what == "change":
            self.changes += 1
            self.orders[0] |= {
                "updatedAt": _stamp(20 + self.changes),
                "totalRefundedSet": _money(f"0.{self.changes:02}"),
            }
            return
        self.orders[1] |= {"displayFinancialStatus": "PAID", "updatedAt": _stamp(48)}
        self.orders[8] |= {
            "displayFinancialStatus": "REFUNDED",
            "totalRefundedSet": self.orders[8]["totalPriceSet"],
            "updatedAt": _stamp(48),
        }
        self.orders[6] |= {"customer": _customer(3), "updatedAt": _stamp(49)}
        self.orders.append(_order(30) | {"updatedAt": _stamp(50)})

    def answer(self, asked: Asked) -> Reply | None:
        """Answer under /admin."""
        if asked.path == "/admin/oauth/access_token":
            return _token(asked)
        if not re.fullmatch(r"/admin/api/20\d\d-(01|04|07|10)/graphql\.json", asked.path):
            return None
        if asked.headers.get("x-shopify-access-token") not in (KEY, _FOR_A_DAY):
            return Reply({"errors": "[API] Invalid API key or access token"}, 401)
        only(asked.body, ["query", "variables"])
        return self._graphql(asked.body["query"], asked.body["variables"])

    def _graphql(self, query: str, variables: dict[str, Any]) -> Reply:
        head, selection = _parsed(query)
        if "first" in variables and variables["first"] > (100 if "id" in variables else 10**6):
            raise Refused("too many")
        if "orders" in selection and variables["first"] > _MOST_AT_ONCE:
            return _errors("MAX_COST_EXCEEDED", "Query cost is too high")
        roots: dict[str, Any] = {}
        errors: list[dict[str, Any]] = []
        if "shop" in selection:
            scopes = [{"handle": one} for one in self.scopes]
            roots["shop"] = {"name": "Harbour Street"}
            roots["currentAppInstallation"] = {"accessScopes": scopes}
        if "order" in selection:
            roots["order"] = self._lines(variables)
        if "orders" in selection:
            if "sortKey: UPDATED_AT" not in query or "$after" not in head:
                raise Refused("not in an order that can be read page by page")
            asks_people = set(_PROTECTED) & set(selection["orders"]["nodes"])
            if self.protected == "refuse" and asks_people:
                return _not_approved(None)
            roots["orders"] = self._orders(variables)
            if self.protected == "null":
                errors = _kept_back(roots["orders"]["nodes"], sorted(asks_people))
        try:
            data = _chosen(roots, selection)
        except KeyError as unknown:
            return _errors("undefinedField", f"Field {unknown} doesn't exist")
        document = {"data": data, "extensions": {"cost": _cost(variables)}}
        return Reply({**document, "errors": errors} if errors else document)

    def _orders(self, variables: dict[str, Any]) -> dict[str, Any]:
        since = ""
        if told := variables["query"]:
            match = re.fullmatch(r"updated_at:>='([^']+)'", told)
            if not match:
                raise Refused("not a search")
            since = match[1]
        found = sorted(
            (one for one in self.orders if one["updatedAt"] >= since),
            key=lambda one: (one["updatedAt"], one["id"]),
        )
        if after := variables["after"]:
            found = [one for one in found if f"{one['updatedAt']} {one['id']}" > after]
        page = deepcopy(found[: min(variables["first"], PAGE)])
        for order in page:
            order["lineItems"] = _connection(order["_lines"], variables["lines"], None)
        cursor = f"{page[-1]['updatedAt']} {page[-1]['id']}" if page else None
        info = {"hasNextPage": len(found) > len(page), "endCursor": cursor}
        return {"nodes": page, "pageInfo": info}

    def _lines(self, variables: dict[str, Any]) -> dict[str, Any]:
        [order] = [one for one in self.orders if one["id"] == variables["id"]]
        lines = _connection(order["_lines"], variables["first"], variables["after"])
        return {"lineItems": lines}


def _connection(every: list[Any], first: int, after: str | None) -> dict[str, Any]:
    start = int(after or 0)
    end = min(start + min(first, 20), len(every))
    return {
        "nodes": every[start:end],
        "pageInfo": {"hasNextPage": end < len(every), "endCursor": str(end)},
    }


def _parsed(query: str) -> tuple[str, Selection]:
    """Return the head of a question and what it selects, nested; arguments are passed over."""
    head, _brace, rest = query.partition("{")
    stack: list[Selection] = [{}]
    last = ""
    for piece in _PIECES.findall("{" + rest):
        if piece == "{":
            inner: Selection = {}
            if last:
                stack[-1][last] = inner
                stack.append(inner)
        elif piece == "}":
            if len(stack) > 1:
                stack.pop()
        elif not piece.startswith("("):
            last = piece
            stack[-1][last] = {}
    return head, stack[0]


def _chosen(told: Any, selection: Selection) -> Any:
    if isinstance(told, list):
        return [_chosen(one, selection) for one in told]
    if not selection or told is None:
        return told
    return {name: _chosen(told[name], inner) for name, inner in selection.items()}


def _token(asked: Asked) -> Reply:
    only(asked.body, ["grant_type", "client_id", "client_secret"])
    told = asked.body
    if (told["grant_type"], told["client_id"], told["client_secret"]) != (
        "client_credentials",
        CLIENT,
        SECRET,
    ):
        return Reply({"error": "invalid_client"}, 400)
    return Reply({"access_token": _FOR_A_DAY, "scope": "read_orders", "expires_in": 86399})


def _cost(variables: dict[str, Any]) -> dict[str, Any]:
    each = 1 if "id" in variables else 30
    return {
        "requestedQueryCost": 20 + variables.get("first", 0) * each,
        "actualQueryCost": 40,
        "throttleStatus": {
            "maximumAvailable": 1000.0,
            "currentlyAvailable": 960,
            "restoreRate": 100.0,
        },
    }


def _errors(code: str, message: str) -> Reply:
    return Reply({"errors": [{"message": message, "extensions": {"code": code}}]})


def _not_approved(path: list[Any] | None) -> Reply:
    error = {
        "message": "This app is not approved to access the Customer object.",
        "extensions": {"code": "ACCESS_DENIED"},
        "path": path or ["orders"],
    }
    return Reply({"data": {"orders": None}, "errors": [error]})


def _kept_back(nodes: list[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
    errors = []
    for place, node in enumerate(nodes):
        for name in names:
            node[name] = None
            errors.append(
                {
                    "message": f"This app is not approved to use the {name} field.",
                    "extensions": {"code": "ACCESS_DENIED"},
                    "path": ["orders", "nodes", place, name],
                }
            )
    return errors


def _money(amount: str) -> dict[str, Any]:
    return {"shopMoney": {"amount": amount, "currencyCode": "GBP"}}


def _line(number: int) -> dict[str, Any]:
    return {
        "name": GOODS[number % len(GOODS)],
        "sku": f"S{number}",
        "quantity": 1 + number % 2,
        "isGiftCard": False,
        "discountedTotalSet": _money("5.05"),
    }


def _gift_card() -> dict[str, Any]:
    return _line(0) | {"name": "Harbour Street card - £25", "sku": None, "isGiftCard": True}


def _customer(number: int) -> dict[str, Any]:
    who = PEOPLE[number % len(PEOPLE)]
    return {
        "id": f"gid://shopify/Customer/{7000 + number % len(PEOPLE)}",
        "firstName": who.given,
        "lastName": who.family,
        "locale": "en-GB",
        "defaultEmailAddress": {"emailAddress": who.email},
        "defaultPhoneNumber": {"phoneNumber": who.phone} if who.phone else None,
    }


def _order(number: int) -> dict[str, Any]:
    who = PEOPLE[number % len(PEOPLE)]
    place = {
        "name": f"{who.given} {who.family}",
        "address1": f"{number} High St",
        "address2": None,
        "city": who.city,
        "provinceCode": None,
        "zip": "LS1 1AA",
        "countryCodeV2": "GB",
        "phone": None,
    }
    return {
        "id": f"gid://shopify/Order/{number:04}",
        "name": f"#{1001 + number}",
        "createdAt": _stamp(number),
        "updatedAt": _stamp(number),
        "cancelledAt": None,
        "test": False,
        "displayFinancialStatus": "PAID",
        "totalPriceSet": _money(f"{12 + number}.40"),
        "totalRefundedSet": _money("0.0"),
        "totalOutstandingSet": _money("0.0"),
        "email": who.email,
        "phone": None,
        "customer": _customer(number),
        "billingAddress": place,
        "shippingAddress": place,
        "_lines": [_line(number)],
    }
