"""Purchases from Shopify's Admin API (GraphQL): orders by when they changed, with their lines.

The names of fields, the cost of questions, the errors and the way to a token are as shopify.dev
describes them (versions 2025-01 to 2026-10); there is no published schema file to check against.
"""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from notecard.core.errors import SourceError
from notecard.core.purchases import Tells
from notecard.core.words import _
from notecard.sources.live.addresses import is_loopback, safe_address
from notecard.sources.live.cells import (
    Thing,
    each,
    latest,
    part,
    stamp,
    text,
    thing,
    things,
)
from notecard.sources.live.polite import Polite
from notecard.sources.live.shopify_order import purchase
from notecard.sources.live.system import Access, Field, Mark, Page, System

_VERSION = "2026-01"
_GRAPHQL = f"/admin/api/{_VERSION}/graphql.json"
_OVERLAP = timedelta(hours=1)  # what is searched is a little behind what is true
_VISIBLE = timedelta(days=60)  # of orders, without the right to all of them
_AT_ONCE = 25
_LINES_AT_ONCE = 20
_SHOP = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com")

_MONEY = "{ shopMoney { amount currencyCode } }"
_PLACE = "{ name address1 address2 city provinceCode zip countryCodeV2 phone }"
_LINES = f"""nodes {{ name sku quantity isGiftCard discountedTotalSet {_MONEY} }}
 pageInfo {{ hasNextPage endCursor }}"""
_PEOPLE = f"""email phone billingAddress {_PLACE} shippingAddress {_PLACE}
 customer {{ id firstName lastName locale
  defaultEmailAddress {{ emailAddress }} defaultPhoneNumber {{ phoneNumber }} }}"""
_ABOUT = "query { shop { name } currentAppInstallation { accessScopes { handle } } }"
_MORE_LINES = f"""query Lines($id: ID!, $first: Int!, $after: String) {{
 order(id: $id) {{ lineItems(first: $first, after: $after) {{ {_LINES} }} }} }}"""


def _orders_query(with_people: bool) -> str:
    return f"""query Orders($first: Int!, $after: String, $query: String, $lines: Int!) {{
 orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
  nodes {{ id name createdAt updatedAt cancelledAt test displayFinancialStatus
   totalPriceSet {_MONEY} totalRefundedSet {_MONEY} totalOutstandingSet {_MONEY}
   {_PEOPLE if with_people else ""}
   lineItems(first: $lines) {{ {_LINES} }} }}
  pageInfo {{ hasNextPage endCursor }} }} }}"""


class Shopify:
    """The orders of one shop."""

    id = "shopify_live"
    system = "shopify"
    label = "Shopify"
    tells = Tells(totals=3, lines=3)

    def steps(self) -> tuple[str, ...]:
        """Return how to get a client id and secret; custom apps of old have a token instead."""
        return (
            _("Open the Shopify Dev Dashboard (dev.shopify.com), choose Apps, then Create app."),
            _("Give the app the scopes read_orders and read_customers, and install it."),
            _("For orders older than 60 days, ask Shopify for the scope read_all_orders too."),
            _("Under Settings of the app, copy the client ID and the secret, and paste them here."),
            _("If you have a custom app from before 2026, paste its Admin API token instead."),
        )

    def fields(self) -> tuple[Field, ...]:
        """Return what is asked for: a client id and secret, or a token."""
        return (
            Field("address", _("Shop"), False, "my-shop.myshopify.com"),
            Field("client_id", _("Client ID"), may_be_empty=True),
            Field("client_secret", _("Client secret"), hint="shpss_…", may_be_empty=True),
            Field("token", _("Or: Admin API token"), hint="shpat_…", may_be_empty=True),
        )

    def reads(self) -> str:
        """Return in plain words what is read."""
        return _(
            "Notecard reads orders, their lines and refunds, and who bought. On the Basic plan "
            "Shopify keeps names and e-mails to itself: then import the orders file beside it."
        )

    def settled(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return the shop's own address at Shopify."""
        told = settings.get("address", "").strip().casefold()
        if is_loopback(told):
            return {"address": safe_address(told)}
        host = told.removeprefix("https://").split("/")[0]
        if host and "." not in host:
            host += ".myshopify.com"
        if not _SHOP.fullmatch(host):
            raise SourceError(
                _("That is not the address of a shop at Shopify."),
                _("It looks like my-shop.myshopify.com, and stands under Settings, Domains."),
            )
        return {"address": f"https://{host}"}

    def test(self, access: Access) -> str:
        """Read the shop's name and what the key may read."""
        with _polite(access) as ask:
            asked = _Asking(ask, access)
            about = asked.question(_ABOUT, {})
            _see_rights(_rights(about))
        words = _("The key works: orders of {shop} can be read.")
        return words.format(shop=text(about, "shop", "name") or Shopify.label)

    def pull(self, access: Access, mark: Mark) -> Iterator[Page]:
        """Yield orders by when they changed."""
        with _polite(access) as ask:
            yield from _Pull(_Asking(ask, access), access, mark).pages()


class _Asking:
    """Asks questions at the pace the shop's bucket of points allows."""

    def __init__(self, ask: Polite, access: Access) -> None:
        self.ask = ask
        self._access = access
        self._has_token = False
        self.refused: list[str] = []  # what Shopify said about parts it kept back
        self._wait = 0.0

    def question(self, query: str, variables: dict[str, Any]) -> Thing:
        """Return the data; raises SourceError, or _TooDear or _KeptBack where another may do."""
        for _attempt in range(self._access.patience.tries):
            self._let_in()
            self.ask.wait(self._wait)
            told = self.ask.post(_GRAPHQL, {"query": query, "variables": variables}).json
            errors = things(told, "errors")
            codes = {text(one, "extensions", "code") for one in errors}
            self._wait = _pause(thing(told, "extensions", "cost"))
            if "THROTTLED" not in codes:
                return self._data(told, errors, codes)
        raise SourceError(
            _("Shopify is too busy to answer."),
            _("Nothing is lost: try again in a few minutes."),
        )

    def _data(self, told: Any, errors: list[Thing], codes: set[str]) -> Thing:
        if "MAX_COST_EXCEEDED" in codes:
            raise _TooDear
        data = thing(told, "data")
        said = [text(one, "message") for one in errors]
        if errors and all(_is_about_people(one) for one in errors):
            self.refused += said
            if not any(value is not None for value in data.values()):
                raise _KeptBack
        elif errors or not data:
            raise _refusal(codes)
        return data

    def _let_in(self) -> None:
        """Fetch a token where the owner has none: it lives a day and is kept nowhere."""
        secrets = self._access.secrets
        if self._has_token or secrets.get("token"):
            return
        form = {
            "grant_type": "client_credentials",
            "client_id": secrets.get("client_id", ""),
            "client_secret": secrets.get("client_secret", ""),
        }
        token = text(self.ask.log_in("/admin/oauth/access_token", form).json, "access_token")
        self.ask.use({"X-Shopify-Access-Token": token})
        self._has_token = True


class _TooDear(Exception):
    """One question costs more points than a bucket holds."""


class _KeptBack(Exception):
    """Shopify gives no order at all while people are asked for."""


class _Pull:
    """One reading."""

    def __init__(self, asking: _Asking, access: Access, mark: Mark) -> None:
        self._asking = asking
        self._now = access.patience.now()
        self._newest = mark.get("updated", "")
        self._since = ""
        if self._newest:
            self._since = stamp(datetime.fromisoformat(self._newest) - _OVERLAP)
        self._at_once = _AT_ONCE
        self._with_people = True

    def pages(self) -> Iterator[Page]:
        rights = _rights(self._asking.question(_ABOUT, {}))
        _see_rights(rights)
        yield Page((), self._mark(), self._notes(rights))
        cursor: str | None = None
        while True:
            orders = thing(self._asked(cursor), "orders")
            yield self._told(things(orders, "nodes"))
            cursor = text(orders, "pageInfo", "endCursor")
            if part(orders, "pageInfo", "hasNextPage") is not True or not cursor:
                break
            self._asking.ask.turn(cursor)
        if self._asking.refused:
            yield Page((), self._mark(), (_kept_back_words(),))

    def _mark(self) -> Mark:
        return {"updated": self._newest} if self._newest else {}

    def _told(self, orders: list[Thing]) -> Page:
        self._newest = latest([self._newest, *(text(one, "updatedAt") for one in orders)])
        self._asking.ask.seen += len(orders)
        whole = [self._with_all_lines(one) for one in orders]
        return Page(tuple(each(whole, "name", purchase)), self._mark())

    def _asked(self, cursor: str | None) -> Thing:
        """Ask for a page; a smaller one, or one without people, where the whole is refused."""
        while True:
            variables = {
                "first": self._at_once,
                "after": cursor,
                "query": f"updated_at:>='{self._since}'" if self._since else None,
                "lines": _LINES_AT_ONCE,
            }
            try:
                return self._asking.question(_orders_query(self._with_people), variables)
            except _TooDear:
                if self._at_once == 1:
                    raise _refusal({"MAX_COST_EXCEEDED"}) from None
                self._at_once = max(self._at_once // 2, 1)
            except _KeptBack:
                if not self._with_people:
                    raise _refusal({"ACCESS_DENIED"}) from None
                self._with_people = False

    def _with_all_lines(self, order: Thing) -> Thing:
        nodes, info = things(order, "lineItems", "nodes"), thing(order, "lineItems", "pageInfo")
        while info.get("hasNextPage") is True and text(info, "endCursor"):
            after = text(info, "endCursor")
            self._asking.ask.turn(f"{text(order, 'id')} {text(order, 'updatedAt')} {after}")
            variables = {"id": text(order, "id"), "first": 100, "after": after}
            more = thing(self._asking.question(_MORE_LINES, variables), "order", "lineItems")
            nodes, info = nodes + things(more, "nodes"), thing(more, "pageInfo")
        return {**order, "lineItems": {"nodes": nodes}}

    def _notes(self, rights: set[str]) -> tuple[str, ...]:
        """Say what cannot be seen: orders from before the last 60 days, unless that is allowed."""
        is_covered = bool(self._since) and (
            datetime.fromisoformat(self._since) > self._now - _VISIBLE
        )
        if "read_all_orders" in rights or is_covered:
            return ()
        return (
            _(
                "Shopify shows this key only the last 60 days of orders. For older ones, import "
                "the orders file (Orders, Export), or ask Shopify for the scope read_all_orders."
            ),
        )


def _polite(access: Access) -> Polite:
    token = access.secrets.get("token", "")
    return Polite(
        access.settings["address"],
        Shopify.label,
        {"X-Shopify-Access-Token": token} if token else {},
        wrong_key=_("See that the app is still installed, and copy its ID and secret again."),
        missing_right=_("Give the app the scopes read_orders and read_customers."),
        not_there=_("Check the shop's address: it ends in .myshopify.com."),
        patience=access.patience,
        progress=access.progress,
    )


def _pause(cost: Thing) -> float:
    """Return how long the bucket needs until it holds the price of the last question again."""
    bucket = thing(cost, "throttleStatus")
    told = (cost.get("requestedQueryCost"), bucket.get("currentlyAvailable"))
    try:
        price, there = (Decimal(str(one)) for one in told)
        pause = float((price - there) / Decimal(str(bucket.get("restoreRate"))))
    except (ArithmeticError, ValueError):
        return 0.0
    return min(max(pause, 0.0), 60.0) if math.isfinite(pause) else 0.0


def _is_about_people(error: Thing) -> bool:
    """Whether an error only says that people are kept back; the orders themselves may be there."""
    said = text(error, "message").casefold()
    path = error.get("path")
    deep = isinstance(path, list) and len(path) > 1
    return "not approved" in said or (text(error, "extensions", "code") == "ACCESS_DENIED" and deep)


def _rights(about: Thing) -> set[str]:
    scopes = things(about, "currentAppInstallation", "accessScopes")
    return {text(one, "handle") for one in scopes}


def _see_rights(rights: set[str]) -> None:
    if rights and not rights & {"read_orders", "read_all_orders", "write_orders"}:
        raise _refusal({"ACCESS_DENIED"})


def _refusal(codes: set[str]) -> SourceError:
    if "ACCESS_DENIED" in codes:
        return SourceError(
            _("The key may not read orders."),
            _("Give the app the scopes read_orders and read_customers, and install it again."),
        )
    return SourceError(
        _("Shopify did not accept the question ({codes}).").format(
            codes=", ".join(sorted(codes - {""})) or "-"
        ),
        _("See whether there is a newer version of Notecard, and report it if not."),
    )


def _kept_back_words() -> str:
    return _(
        "Shopify does not give this key names, e-mails and telephone numbers: it does from the "
        "plan “Shopify” on, and after you have asked for customer data in the app's settings. "
        "Until then, import the orders file as well: both join."
    )


SYSTEM: Final[System] = Shopify()
