"""The orders export of Shopify: one row a line item, the order's cells only on its first row.

Orders > Export > Plain CSV file, in the admin. Shopify does not translate it; columns come and go
with the years.
"""

from dataclasses import replace
from typing import Final

from notecard.core.customers import plain_name
from notecard.core.identity import names_agree
from notecard.core.purchases import Address, Kind, Person, Purchase
from notecard.core.words import _
from notecard.sources import gift_cards
from notecard.sources.countries import country_code
from notecard.sources.export import Export
from notecard.sources.header_words import Columns, folded_word
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.mapped_row import Cells, RowReader
from notecard.sources.source import Source

_PAID = frozenset({"paid", "partially paid", "partially refunded", "refunded"})
COLUMNS: Final[Columns] = {
    "receipt": ("Name",),
    "date": ("Created at",),
    "financial_status": ("Financial Status",),
    "cancelled": ("Cancelled at",),
    "currency": ("Currency",),
    "receipt_total": ("Total",),
    "receipt_refunded": ("Refunded Amount",),
    "owed": ("Outstanding Balance",),
    "item": ("Lineitem name",),
    "sku": ("Lineitem sku",),
    "quantity": ("Lineitem quantity",),
    "unit_price": ("Lineitem price",),
    "line_discount": ("Lineitem discount",),
    "taxed": ("Lineitem taxable",),
    "shipped": ("Lineitem requires shipping",),
    "staff": ("Employee",),
    "email": ("Email",),
    "phone": ("Phone",),
    **{
        f"{whose} {part}": (f"{whose} {part}",)
        for whose in ("Billing", "Shipping")
        for part in ("Name", "Phone", "Address1", "Address2", "City", "Province", "Zip", "Country")
    },
}


class ShopifyOrders(Export):
    """The file of Orders > Export > Plain CSV file."""

    id, label, system = "shopify", "Shopify (orders)", "shopify"
    way_out = "In Shopify, choose Orders, then Export, then Plain CSV file."
    columns = COLUMNS
    needs = ("receipt", "date", "financial_status", "receipt_total", "item", "unit_price")

    told_once = ("currency", "date")

    def leads(self, reader: RowReader, cells: Cells) -> bool:
        """Whether a row has the order's own cells."""
        return bool(reader.text("financial_status", cells))

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Return the order as far as it was paid, with its buyer."""
        kind, reason = _standing(told)
        if kind is Kind.SALE and _only_loads(purchase, told):
            kind, reason = Kind.NOT_COUNTED, gift_cards.LOAD
        owed = 0
        if folded_word(told("financial_status")) == "paid partially":
            owed = told.minor("owed") or 0
        return replace(
            purchase,
            kind=kind,
            reason=reason,
            gross=max(purchase.gross - owed, 0),
            person=_person(told),
            given_at=_given_at(told),
        )


def _standing(told: FirstRow) -> tuple[Kind, str]:
    status = told("financial_status").casefold()
    if status.replace("_", " ") not in _PAID:
        return Kind.NOT_COUNTED, plain_name(status) or _("not paid")
    if told("cancelled"):
        return Kind.NOT_COUNTED, _("cancelled")
    return Kind.SALE, ""


def _only_loads(purchase: Purchase, told: FirstRow) -> bool:
    """Whether an order is gift cards alone: by their names, and as Shopify keeps them.

    No column tells. A gift card of Shopify's is not taxed and not shipped (shopify.dev,
    GiftCardProductVariantSetInput); what is sold at a counter is not shipped either.
    """
    kept_as_one = all(told(name).casefold() == "false" for name in ("taxed", "shipped"))
    names = [line.name for line in purchase.lines]
    return kept_as_one and bool(names) and all(map(gift_cards.is_called_one, names))


def _person(told: FirstRow) -> Person:
    """Return the buyer; a parcel to another name is a present, not where the buyer lives."""
    billed, shipped = _part(told, "Billing"), _part(told, "Shipping")
    name = billed.name or shipped.name
    is_theirs = names_agree(name, shipped.name)
    return Person(
        name=name,
        email=told("email"),
        phone=told("phone") or billed.phone or (shipped.phone * is_theirs),
        address=billed.address if billed.address.lines or not is_theirs else shipped.address,
    )


def _given_at(told: FirstRow) -> Address:
    """Return where a parcel went that bears another name than the buyer's."""
    billed, shipped = _part(told, "Billing"), _part(told, "Shipping")
    return Address() if names_agree(billed.name, shipped.name) else shipped.address


def _part(told: FirstRow, whose: str) -> Person:
    def cell(column: str) -> str:
        return plain_name(told(f"{whose} {column}"))

    return Person(
        name=cell("Name"),
        phone=cell("Phone"),
        address=Address(
            lines=tuple(filter(None, (cell("Address1"), cell("Address2")))),
            city=cell("City"),
            region=cell("Province"),
            postcode=cell("Zip"),
            country=country_code(cell("Country")),
        ),
    )


SOURCE: Final[Source] = ShopifyOrders()
