"""Purchases from Square: orders and returns, refunds of money alone, and the customer directory.

Checked against Square's published description of its API (square/connect-api-specification,
api.json of 2025-08-20): searching, sorting and filtering by the same stamp; pages of at most ten
locations; times of refunds, which reach back one year only unless asked otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from notecard.core.purchases import Contact, Person, Read, Tells
from notecard.core.words import _, _n
from notecard.sources.live.cells import (
    Thing,
    each,
    latest,
    stamp,
    text,
    things,
)
from notecard.sources.live.polite import NotThere, Polite
from notecard.sources.live.square_order import buyer, contact, money_back, purchase
from notecard.sources.live.system import Access, Field, Mark, Page, System
from notecard.sources.live.testing import base_of

_BASE = "https://connect.squareup.com"
_VERSION = "2025-08-20"
_BEGINNING = "2009-01-01T00:00:00Z"  # before Square
_OVERLAP = timedelta(hours=72)  # sales made offline may arrive that late
_LOCATIONS_AT_ONCE = 10
_ORDERS_AT_ONCE = 500
_AT_ONCE = 100


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
        return self._page([*each(orders, "id", purchase), *self._made_into_one(orders)])

    def _customers(self) -> Iterator[Page]:
        query = {"filter": {"updated_at": {"start_at": self._since}}}
        cursor = ""
        while True:
            document: dict[str, object] = {"query": query, "limit": _AT_ONCE}
            if cursor:
                document["cursor"] = cursor
            answer = self._ask.post("/v2/customers/search", document).json
            yield self._page(contact(one) for one in things(answer, "customers"))
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
            yield self._page(money_back(refunds, orders))
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
        told = {text(one, "id"): buyer(one) for one in orders}
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


SYSTEM: Final[System] = Square()
