"""An order as Shopify's Admin API tells it."""

from notecard.core.identity import names_agree
from notecard.core.purchases import Address, Kind, LineItem, Person, Purchase
from notecard.core.words import _
from notecard.sources.amounts import quantity
from notecard.sources.gift_cards import LOAD
from notecard.sources.live.cells import (
    Thing,
    address,
    currency,
    full_name,
    key_of,
    minor,
    moment,
    text,
    thing,
    things,
)

_PAID = frozenset({"paid", "partially_paid", "partially_refunded", "refunded"})


def purchase(order: Thing) -> Purchase:
    """Return an order as a purchase; raises BadCell for what cannot be read."""
    money = currency(order, "totalPriceSet", "shopMoney", "currencyCode")

    def amount(name: str) -> int:
        return max(minor(order, money, name, "shopMoney", "amount"), 0)

    kind, reason = _standing(order)
    owed = amount("totalOutstandingSet") if _status(order) == "partially_paid" else 0
    return Purchase(
        key=key_of(order, "name"),
        at=moment(order, "createdAt"),
        currency=money,
        gross=max(amount("totalPriceSet") - owed, 0),
        refunded=amount("totalRefundedSet"),
        kind=kind,
        reason=reason,
        person=_person(order),
        given_at=_given_at(order),
        lines=tuple(_line(one, money) for one in things(order, "lineItems", "nodes")),
    )


def _status(order: Thing) -> str:
    return text(order, "displayFinancialStatus").casefold()


def _standing(order: Thing) -> tuple[Kind, str]:
    if order.get("test") is True:
        return Kind.NOT_COUNTED, "test"
    if _status(order) not in _PAID:
        return Kind.NOT_COUNTED, _status(order) or _("not paid")
    if text(order, "cancelledAt"):
        return Kind.NOT_COUNTED, _("cancelled")
    lines = things(order, "lineItems", "nodes")
    if lines and all(line.get("isGiftCard") is True for line in lines):
        return Kind.NOT_COUNTED, LOAD
    return Kind.SALE, ""


def _line(line: Thing, money: str) -> LineItem:
    return LineItem(
        text(line, "name"),
        quantity(text(line, "quantity") or "1", "quantity"),
        minor(line, money, "discountedTotalSet", "shopMoney", "amount"),
        text(line, "sku"),
    )


def _person(order: Thing) -> Person:
    """Return the buyer; a parcel to another name is a present, not where the buyer lives."""
    customer = thing(order, "customer")
    billed, shipped = thing(order, "billingAddress"), thing(order, "shippingAddress")
    own = full_name(text(customer, "firstName"), text(customer, "lastName"))
    name = text(billed, "name") or own or text(shipped, "name")
    if not billed and names_agree(name, text(shipped, "name")):
        billed = shipped
    return Person(
        system_id=text(customer, "id").rpartition("/")[2],
        name=name,
        given=text(customer, "firstName") if names_agree(own, name) else "",
        email=text(order, "email") or text(customer, "defaultEmailAddress", "emailAddress"),
        phone=text(order, "phone")
        or text(customer, "defaultPhoneNumber", "phoneNumber")
        or text(billed, "phone"),
        address=_address(billed),
        language=text(customer, "locale"),
    )


def _given_at(order: Thing) -> Address:
    """Return where a parcel went that bears another name than the bill."""
    billed, shipped = thing(order, "billingAddress"), thing(order, "shippingAddress")
    agree = names_agree(text(billed, "name"), text(shipped, "name"))
    return Address() if agree else _address(shipped)


def _address(place: Thing) -> Address:
    return address(
        (text(place, "address1"), text(place, "address2")),
        text(place, "city"),
        text(place, "provinceCode"),
        text(place, "zip"),
        text(place, "countryCodeV2"),
    )
