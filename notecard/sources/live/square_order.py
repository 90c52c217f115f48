"""Orders, refunds and customers as Square's API tells them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from notecard.core.purchases import Contact, Kind, LineItem, Person, Purchase, Read
from notecard.sources.amounts import quantity
from notecard.sources.gift_cards import LOAD
from notecard.sources.live.cells import (
    Thing,
    address,
    currency,
    each,
    full_name,
    key_of,
    moment,
    text,
    thing,
    things,
    whole,
)

_STATES = {"OPEN": "pending", "DRAFT": "pending", "CANCELED": "voided"}
_KEPT_BACK = ("PENDING", "REJECTED", "FAILED")


def purchase(order: Thing) -> Purchase:
    """Return an order as a purchase; raises BadCell for what cannot be read."""
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
        person=Person(system_id=buyer(order)),
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
        return Kind.NOT_COUNTED, LOAD
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


def buyer(order: Thing) -> str:
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


def money_back(refunds: Iterable[Thing], orders: Mapping[str, Thing]) -> Iterator[Read]:
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
        person=Person(system_id=buyer(order)),
        refund_records=1,
    )


def contact(customer: Thing) -> Contact:
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
