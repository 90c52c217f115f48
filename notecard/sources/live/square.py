"""Purchases from Square: orders and returns, refunds of money alone, and the customer directory.

Checked against Square's published description of its API (square/connect-api-specification,
api.json of 2025-08-20): searching, sorting and filtering by the same stamp; pages of at most ten
locations; times of refunds, which reach back one year only unless asked otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import quote

from notecard.core.purchases import Contact, Kind, LineItem, Person, Purchase, Read, Tells
from notecard.core.words import _, _n
from notecard.sources.amounts import quantity
from notecard.sources.live.cells import (
    Thing,
    address,
    currency,
    each,
    full_name,
    key_of,
    latest,
    moment,
    stamp,
    text,
    thing,
    things,
    whole,
)
from notecard.sources.live.polite import NotThere, Polite
from notecard.sources.live.system import Access, Field, Mark, Page, System
from notecard.sources.live.testing import base_of

_BASE = "https://connect.squareup.com"
_VERSION = "2025-08-20"
_BEGINNING = "2009-01-01T00:00:00Z"  # before Square
_OVERLAP = timedelta(hours=72)  # sales made offline may arrive that late
_LOCATIONS_AT_ONCE = 10
_ORDERS_AT_ONCE = 500
_AT_ONCE = 100
_STATES = {"OPEN": "pending", "DRAFT": "pending", "CANCELED": "voided"}
_KEPT_BACK = ("PENDING", "REJECTED", "FAILED")


class Square:
    """The orders of every location of one seller."""

    id = "square_live"
    system = "square"
    label = "Square"
    tells = Tells(totals=3, lines=3)

    def steps(self) -> tuple[str, ...]:
        """Return how to get an access token."""
        return (
            _("Open developer.squareup.com and sign in with your Square account."),
            _("Choose the plus sign to create an application and call it Notecard."),
            _("Switch from Sandbox to Production at the top of the page."),
            _("Copy the production access token and paste it here."),
        )

    def fields(self) -> tuple[Field, ...]:
        """Return what is asked for."""
        return (Field("token", _("Access token"), hint="EAAA…"),)

    def reads(self) -> str:
        """Return in plain words what is read."""
        return _(
            "Notecard reads your locations, orders, refunds and customer directory. It never sees "
            "card numbers and changes nothing."
        )

    def settled(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return the settings: there are none but the address in tests."""
        return base_of(settings, _BASE)

    def test(self, access: Access) -> str:
        """Read the names of the locations."""
        with _polite(access) as ask:
            names = [
                text(one, "name") for one in things(ask.get("/v2/locations").json, "locations")
            ]
        count = _n("{count} location", "{count} locations", len(names)).format(count=len(names))
        return _("The key works: {count} ({names}).").format(
            count=count, names=", ".join(filter(None, names)) or "-"
        )

    def pull(self, access: Access, mark: Mark) -> Iterator[Page]:
        """Yield customers, orders by when they changed, and then what refunds say besides."""
        with _polite(access) as ask:
            yield from _Pull(ask, access, mark).pages()


class _Pull:
    """One reading; it remembers how far it has come."""

    def __init__(self, ask: Polite, access: Access, mark: Mark) -> None:
        self._ask = ask
        self._access = access
        self._newest = mark.get("updated", "")
        self._since = _BEGINNING
        if self._newest:
            self._since = stamp(datetime.fromisoformat(self._newest) - _OVERLAP)
        self._gone: dict[str, bool] = {}  # customer numbers that were looked up

    def pages(self) -> Iterator[Page]:
        locations = [
            text(one, "id")
            for one in things(self._ask.get("/v2/locations").json, "locations")
            if text(one, "id")
        ]
        yield from self._customers()
        for start in range(0, len(locations), _LOCATIONS_AT_ONCE):
            for orders in self._searched(locations[start : start + _LOCATIONS_AT_ONCE]):
                yield self._told(orders)
        yield from self._refunds()

    def _page(self, reads: Iterable[Read]) -> Page:
        return Page(tuple(reads), {"updated": self._newest} if self._newest else {})

    def _told(self, orders: Sequence[Thing]) -> Page:
        stamps = [text(one, "updated_at") for one in orders]
        self._newest = latest([self._newest, *stamps])
        self._ask.seen += len(orders)
        return self._page([*each(orders, "id", _purchase), *self._made_into_one(orders)])

    def _customers(self) -> Iterator[Page]:
        query = {"filter": {"updated_at": {"start_at": self._since}}}
        cursor = ""
        while True:
            document: dict[str, object] = {"query": query, "limit": _AT_ONCE}
            if cursor:
                document["cursor"] = cursor
            answer = self._ask.post("/v2/customers/search", document).json
            yield self._page(_contact(one) for one in things(answer, "customers"))
            cursor = text(answer, "cursor")
            if not cursor:
                return
            self._ask.turn(f"customers {cursor}")

    def _searched(self, locations: Sequence[str]) -> Iterator[list[Thing]]:
        query = {
            "filter": {"date_time_filter": {"updated_at": {"start_at": self._since}}},
            "sort": {"sort_field": "UPDATED_AT", "sort_order": "ASC"},
        }
        document = {"location_ids": list(locations), "query": query, "limit": _ORDERS_AT_ONCE}
        cursor = ""
        while True:
            asked = {**document, "cursor": cursor} if cursor else document
            answer = self._ask.post("/v2/orders/search", asked).json
            yield things(answer, "orders")
            cursor = text(answer, "cursor")
            if not cursor:
                return
            self._ask.turn(f"orders {locations[0]} {cursor}")

    def _refunds(self) -> Iterator[Page]:
        """Yield refunds that are no return of goods: their order alone does not tell of them."""
        cursor = ""
        while True:
            answer = self._ask.get(
                "/v2/refunds",
                {
                    "begin_time": _BEGINNING,
                    "updated_at_begin_time": self._since,
                    "sort_field": "UPDATED_AT",
                    "sort_order": "ASC",
                    "limit": _AT_ONCE,
                    "cursor": cursor or None,
                },
            ).json
            refunds = [one for one in things(answer, "refunds") if text(one, "order_id")]
            orders = self._retrieved({text(one, "order_id") for one in refunds})
            yield self._page(_money_back(refunds, orders))
            cursor = text(answer, "cursor")
            if not cursor:
                return
            self._ask.turn(f"refunds {cursor}")

    def _retrieved(self, ids: Iterable[str]) -> dict[str, Thing]:
        wanted = sorted(ids)
        if not wanted:
            return {}
        answer = self._ask.post("/v2/orders/batch-retrieve", {"order_ids": wanted}).json
        return {text(one, "id"): one for one in things(answer, "orders")}

    def _made_into_one(self, orders: Sequence[Thing]) -> Iterator[Contact]:
        """Yield customers Square has made into one: an order's old number is gone, a new is there.

        Square tells of this in no other way to a program that asks.
        """
        told = {text(one, "id"): _buyer(one) for one in orders}
        known = self._access.buyers(list(told))
        for key, now in told.items():
            before = known.get(key, set())
            if not now or not before or now in before:
                continue
            old = tuple(id for id in sorted(before) if self._is_gone(id))
            if old:
                yield Contact(Person(system_id=now), records=0, replaces=old)

    def _is_gone(self, id: str) -> bool:
        if id not in self._gone:
            try:
                self._ask.get(f"/v2/customers/{quote(id, safe='')}")
                self._gone[id] = False
            except NotThere:
                self._gone[id] = True
        return self._gone[id]


def _polite(access: Access) -> Polite:
    return Polite(
        access.settings.get("address", _BASE),
        Square.label,
        {"Authorization": f"Bearer {access.secrets['token']}", "Square-Version": _VERSION},
        wrong_key=_("Copy the production access token from developer.squareup.com again."),
        missing_right=_(
            "The key needs to read orders, payments, customers and the merchant profile."
        ),
        patience=access.patience,
        progress=access.progress,
    )


def _purchase(order: Thing) -> Purchase:
    total = thing(order, "total_money")
    money = currency(total or thing(order, "return_amounts", "total_money"), "currency")
    kind, reason = _standing(order)
    return Purchase(
        key=key_of(order, "id"),
        at=moment(order, "created_at"),
        currency=money,
        gross=max(whole(total, "amount"), 0) if kind is not Kind.REFUND else 0,
        refunded=_given_back(order),
        kind=kind,
        reason=reason,
        refund_of=_sale_of(order) if kind is Kind.REFUND else "",
        person=Person(system_id=_buyer(order)),
        lines=_lines(order),
        records=1,
    )


def _standing(order: Thing) -> tuple[Kind, str]:
    state = text(order, "state") or "OPEN"
    if state != "COMPLETED":
        return Kind.NOT_COUNTED, _STATES.get(state, state.casefold())
    lines = things(order, "line_items")
    if not lines and (things(order, "returns") or things(order, "refunds")):
        return Kind.REFUND, ""
    if lines and all(text(line, "item_type") == "GIFT_CARD" for line in lines):
        return Kind.NOT_COUNTED, "gift card"
    return Kind.SALE, ""


def _given_back(order: Thing) -> int:
    """Return what this order gives back: of goods by its returns, else of an order of refunds.

    A sale's own list of refunds is passed over: they are told one by one, each once.
    """
    if things(order, "returns"):
        return abs(whole(order, "return_amounts", "total_money", "amount"))
    if things(order, "line_items"):
        return 0
    return sum(
        abs(whole(one, "amount_money", "amount"))
        for one in things(order, "refunds")
        if text(one, "status") not in _KEPT_BACK
    )


def _sale_of(order: Thing) -> str:
    sales = {text(one, "source_order_id") for one in things(order, "returns")} - {""}
    return sales.pop() if len(sales) == 1 else ""


def _buyer(order: Thing) -> str:
    """Return the customer's number; a payment may know it where the order does not."""
    tenders = (text(one, "customer_id") for one in things(order, "tenders"))
    return text(order, "customer_id") or next(filter(None, tenders), "")


def _lines(order: Thing) -> tuple[LineItem, ...]:
    sold = [_line(one, 1) for one in things(order, "line_items")]
    back = [
        _line(one, -1)
        for returned in things(order, "returns")
        for one in things(returned, "return_line_items")
    ]
    return tuple(sold + back)


def _line(line: Thing, sign: int) -> LineItem:
    """Return one line without its tax, as the items file has it."""
    paid = whole(line, "total_money", "amount") - whole(line, "total_tax_money", "amount")
    count = quantity(text(line, "quantity") or "1", "quantity")
    return LineItem(text(line, "name"), sign * count, sign * paid)


def _money_back(refunds: Iterable[Thing], orders: Mapping[str, Thing]) -> Iterator[Read]:
    """Yield refunds of money alone as receipts of their own, by the buyer of the sale."""
    for one in refunds:
        order = orders.get(text(one, "order_id"), {})
        if text(one, "status") != "COMPLETED" or _tells_itself(order):
            continue
        yield from each([one], "id", partial(_refund, order))


def _tells_itself(order: Thing) -> bool:
    """Whether an order is itself the receipt of a refund."""
    no_goods = not things(order, "line_items") and bool(things(order, "refunds"))
    return bool(things(order, "returns")) or no_goods


def _refund(order: Thing, refund: Thing) -> Purchase:
    return Purchase(
        key=key_of(refund, "id"),
        at=moment(refund, "created_at"),
        currency=currency(refund, "amount_money", "currency"),
        gross=0,
        refunded=abs(whole(refund, "amount_money", "amount")),
        kind=Kind.REFUND,
        refund_of=text(refund, "order_id"),
        person=Person(system_id=_buyer(order)),
        refund_records=1,
    )


def _contact(customer: Thing) -> Contact:
    """Return a customer of the directory; an instant profile has a number and no name."""

    def place(name: str) -> str:
        return text(customer, "address", name)

    return Contact(
        Person(
            system_id=text(customer, "id"),
            name=full_name(text(customer, "given_name"), text(customer, "family_name"))
            or text(customer, "company_name"),
            given=text(customer, "given_name"),
            email=text(customer, "email_address"),
            phone=text(customer, "phone_number"),
            birthday=_birthday(text(customer, "birthday")),
            address=address(
                (place("address_line_1"), place("address_line_2"), place("address_line_3")),
                place("locality"),
                place("administrative_district_level_1"),
                place("postal_code"),
                place("country"),
            ),
        )
    )


def _birthday(told: str) -> str:
    """Return an ISO birthday; Square writes 0000 where the year is not known."""
    has_no_year = told.startswith("0000-")
    try:
        day = date.fromisoformat("2000" + told[4:] if has_no_year else told)
    except ValueError:
        return ""
    return f"--{day:%m-%d}" if has_no_year else day.isoformat()


SYSTEM: Final[System] = Square()
