"""Purchases from a WooCommerce shop: its orders by when they changed, guests by what they typed.

Checked against WooCommerce's own controllers (woocommerce/woocommerce, the crud and the orders
controller of Version3 and Version2): parameters, their limits, headers and the parts of an order.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from notecard.core.errors import SourceError
from notecard.core.identity import names_agree
from notecard.core.purchases import Address, Kind, LineItem, Person, Purchase, Tells
from notecard.core.words import _, _n
from notecard.sources.amounts import BadCell, quantity
from notecard.sources.live.addresses import safe_address
from notecard.sources.live.cells import (
    Thing,
    address,
    currency,
    each,
    full_name,
    key_of,
    minor,
    moment,
    stamp,
    text,
    things,
)
from notecard.sources.live.polite import Polite
from notecard.sources.live.system import Access, Field, Mark, Page, System

_ORDERS = "/wp-json/wc/v3/orders"
_AT_ONCE = 100
_OVERLAP = timedelta(hours=1)  # a shop's clock may be set back
_STEP = timedelta(seconds=1)  # the stamps of WordPress are that coarse
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_MOST_PASSES = 20
_PAID = ("completed", "processing", "refunded")
_UNPAID = {
    "pending": "pending",
    "on-hold": "pending",
    "checkout-draft": "pending",
    "auto-draft": "pending",
    "cancelled": "voided",
    "trash": "voided",
    "failed": "failed",
}


class WooCommerce:
    """The orders of one shop."""

    id = "woocommerce_live"
    system = "woocommerce"
    label = "WooCommerce"
    tells = Tells(totals=3, lines=3)

    def steps(self) -> tuple[str, ...]:
        """Return how to get a key and its secret."""
        return (
            _("In WordPress, choose WooCommerce, Settings, Advanced, REST API."),
            _("Choose Add key, call it Notecard, and set Permissions to Read."),
            _("Choose Generate API key: the secret is shown only this once."),
            _("Type the shop's address here and paste the consumer key and the consumer secret."),
        )

    def fields(self) -> tuple[Field, ...]:
        """Return what is asked for."""
        return (
            Field("address", _("Address of the shop"), False, "https://shop.example.com"),
            Field("key", _("Consumer key"), hint="ck_…"),
            Field("secret", _("Consumer secret"), hint="cs_…"),
        )

    def reads(self) -> str:
        """Return in plain words what is read."""
        return _(
            "Notecard reads orders with their refunds, and what buyers typed as their name, "
            "address, e-mail and telephone. A key that may only read is enough."
        )

    def settled(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return the shop's address, without what a browser adds to it."""
        told = settings.get("address", "").strip()
        if not told:
            raise SourceError(
                _("The shop's address is missing."),
                _("Write it as it stands in the browser, for example https://shop.example.com."),
            )
        return {"address": safe_address(told.removesuffix("/").removesuffix("/wp-admin"))}

    def test(self, access: Access) -> str:
        """Read one order."""
        with _polite(access) as ask:
            answer = ask.get(_ORDERS, {"per_page": 1})
        told = answer.headers.get("x-wp-total", "")
        if not told.isdecimal():
            return _("The key works: orders can be read.")
        count = int(told)
        return _n(
            "The key works: {count} order can be read.",
            "The key works: {count} orders can be read.",
            count,
        ).format(count=count)

    def pull(self, access: Access, mark: Mark) -> Iterator[Page]:
        """Yield orders by when they changed, from a little before the latest one known."""
        with _polite(access) as ask:
            yield from _Pull(ask, mark).pages()


class _Pull:
    """One reading.

    An order that changes while pages are turned moves to the end, and one behind it moves up: the
    next page would pass it over. So no page is turned where that can be helped: each question asks
    anew from the last stamp seen. Only where more orders than fit a page share one second are its
    pages turned, and then again and again until nothing new comes.
    """

    def __init__(self, ask: Polite, mark: Mark) -> None:
        self._ask = ask
        known = mark.get("modified", "")
        self._newest = datetime.fromisoformat(known) if known else _BEGINNING
        self._after = self._newest - (_OVERLAP if known else timedelta(0))

    def pages(self) -> Iterator[Page]:
        while True:
            is_last = yield from self._window()
            if is_last:
                return

    def _window(self) -> Generator[Page, None, bool]:
        """Yield what comes after a stamp until its second is past; return whether that was all."""
        seen: set[tuple[str, str]] = set()
        newest = self._after
        is_last = False
        for _pass in range(_MOST_PASSES):
            known, page = len(seen), 0
            is_last = is_past = False
            ids: set[str] = set()  # of this pass: a page of known ones would go round in a circle
            while not (is_last or is_past):
                page += 1
                orders, is_last = self._asked(page)
                is_last = is_last or ids.issuperset(text(one, "id") for one in orders)
                ids |= {text(one, "id") for one in orders}
                seen |= {(text(one, "id"), text(one, "date_modified_gmt")) for one in orders}
                newest = max([newest, *_stamps(orders)])
                is_past = newest - _STEP > self._after
                yield self._told(orders, newest)
            if page == 1 or len(seen) == known:
                break
        self._after = max(newest - _STEP, self._after)
        return is_last

    def _told(self, orders: list[Thing], newest: datetime) -> Page:
        self._ask.seen += len(orders)
        self._newest = max(self._newest, newest)
        return Page(tuple(each(orders, "number", _purchase)), {"modified": stamp(self._newest)})

    def _asked(self, page: int) -> tuple[list[Thing], bool]:
        """Return one page and whether it is the last."""
        answer = self._ask.get(
            _ORDERS,
            {
                "modified_after": stamp(self._after).removesuffix("Z"),
                "dates_are_gmt": "true",
                "orderby": "modified",
                "order": "asc",
                "per_page": _AT_ONCE,
                "page": page,
            },
        )
        if not isinstance(answer.json, list):
            raise SourceError(
                _("{label} answered with something that is not order data.").format(
                    label=WooCommerce.label
                ),
                _("See whether WooCommerce is active and up to date."),
            )
        orders = things({"orders": answer.json}, "orders")
        pages = answer.headers.get("x-wp-totalpages", "")
        if pages.isdecimal():
            return orders, page >= int(pages)
        return orders, len(orders) < _AT_ONCE


def _stamps(orders: list[Thing]) -> Iterator[datetime]:
    for one in orders:
        with suppress(BadCell):
            yield moment(one, "date_modified_gmt")


def _polite(access: Access) -> Polite:
    import base64

    pair = f"{access.secrets['key']}:{access.secrets['secret']}"
    basic = base64.b64encode(pair.encode("utf-8")).decode("ascii")
    return Polite(
        access.settings["address"],
        WooCommerce.label,
        {"Authorization": f"Basic {basic}"},
        wrong_key=_(
            "Make a new key under WooCommerce, Settings, Advanced, REST API. If it is refused "
            "too, ask your host to let the Authorization header through."
        ),
        missing_right=_("Give the key Permissions: Read, and let it belong to a shop manager."),
        not_there=_(
            "Check the address. In WordPress, under Settings, Permalinks, anything but Plain must "
            "be chosen."
        ),
        patience=access.patience,
        progress=access.progress,
    )


def _purchase(order: Thing) -> Purchase:
    money = currency(order, "currency")
    kind, reason = _standing(order)
    gross = max(minor(order, money, "total"), 0)
    back = sum(abs(minor(one, money, "total")) for one in things(order, "refunds"))
    if text(order, "status") == "refunded" and not back:
        back = gross
    return Purchase(
        key=key_of(order, "number"),
        at=moment(order, "date_created_gmt"),
        currency=money,
        gross=gross,
        refunded=back,
        kind=kind,
        reason=reason,
        person=_person(order),
        given_at=_given_at(order),
        lines=tuple(_line(one, money) for one in things(order, "line_items")),
    )


def _standing(order: Thing) -> tuple[Kind, str]:
    """Return whether the order was paid; of a status a plug-in added, the payment tells."""
    status = text(order, "status").removeprefix("wc-")
    if status in _PAID or (status not in _UNPAID and text(order, "date_paid_gmt")):
        return Kind.SALE, ""
    return Kind.NOT_COUNTED, _UNPAID.get(status, status) or _("not paid")


def _line(line: Thing, money: str) -> LineItem:
    count = quantity(text(line, "quantity") or "1", "quantity")
    return LineItem(text(line, "name"), count, minor(line, money, "total"), text(line, "sku"))


def _person(order: Thing) -> Person:
    """Return the buyer: a guest has no number and is who the billing block says."""

    def billed(name: str) -> str:
        return text(order, "billing", name)

    number = text(order, "customer_id")
    return Person(
        system_id="" if number == "0" else number,
        name=full_name(billed("first_name"), billed("last_name")) or billed("company"),
        given=billed("first_name"),
        email=billed("email"),
        phone=billed("phone"),
        address=_address(order, "billing"),
    )


def _given_at(order: Thing) -> Address:
    """Return where a parcel went that bears another name than the bill."""
    billed, shipped = (
        full_name(text(order, whose, "first_name"), text(order, whose, "last_name"))
        for whose in ("billing", "shipping")
    )
    return Address() if names_agree(billed, shipped) else _address(order, "shipping")


def _address(order: Thing, whose: str) -> Address:
    def cell(name: str) -> str:
        return text(order, whose, name)

    return address(
        (cell("address_1"), cell("address_2")),
        cell("city"),
        cell("state"),
        cell("postcode"),
        cell("country"),
    )


SYSTEM: Final[System] = WooCommerce()
