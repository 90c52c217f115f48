"""The orders export of Shopify: one row a line item, the order's cells only on its first row."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from notecard.core.customers import plain_name
from notecard.core.errors import SourceError
from notecard.core.identity import names_agree
from notecard.core.purchases import (
    Address,
    Kind,
    LineItem,
    Person,
    Purchase,
    Read,
    RowProblem,
    Tells,
)
from notecard.core.words import _
from notecard.sources.amounts import (
    BadCell,
    cell_text,
    currency_code,
    number,
    quantity,
    rounded_minor,
)
from notecard.sources.sheet import find_header, read_rows
from notecard.sources.source import Options, Source

HEADER_WORDS = frozenset(
    {"Name", "Email", "Financial Status", "Currency", "Total", "Created at", "Refunded Amount"}
    | {"Lineitem quantity", "Lineitem name", "Lineitem price", "Billing Name"}
)
_PAID = frozenset({"paid", "partially_paid", "partially_refunded", "refunded"})
_STAMPS = ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S UTC")

_Row = dict[str, str]


class ShopifyOrders:
    """The file of Orders > Export > Plain CSV file."""

    id = "shopify"
    label = "Shopify (orders)"
    system = "shopify"
    tells = Tells()

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether the header is that of an orders export; columns come and go with the years."""
        return HEADER_WORDS.issubset(words)

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield one purchase an order."""
        header = find_header(place, self.recognises)
        if header is None:
            raise SourceError(
                _("This is not an orders export of Shopify."),
                _("In Shopify, choose Orders, then Export, then Plain CSV file."),
                path=place,
            )
        name, run = "", list[tuple[int, _Row]]()
        for told in read_rows(place, header, options.progress):
            if isinstance(told, RowProblem):
                yield told
                continue
            line, cells = told
            row = dict(zip(header.words, cells, strict=True))
            if row["Name"] != name:
                yield from _order(run)
                name, run = row["Name"], []
            run.append((line, row))
        yield from _order(run)


def _order(run: list[tuple[int, _Row]]) -> Iterator[Read]:
    """Yield the problems of an order's rows, then the order itself."""
    if not run:
        return
    first_line, first = run[0]
    items: list[LineItem] = []
    try:
        currency = currency_code(first["Currency"], "Currency")
        for line, row in run:
            try:
                items.append(_item(row, currency))
            except BadCell as bad:
                yield RowProblem(line, bad.column, bad.message)
        yield _purchase(first, currency, items)
    except BadCell as bad:
        yield RowProblem(first_line, bad.column, bad.message)


def _purchase(first: _Row, currency: str, items: list[LineItem]) -> Purchase:
    key = cell_text(first["Name"])
    if not key:
        raise BadCell("Name", _("The order has no number."))
    kind, reason = _standing(first)
    return Purchase(
        key=key,
        at=_stamp(first["Created at"]),
        currency=currency,
        gross=max(_minor(first, "Total", currency) - _owed(first, currency), 0),
        refunded=max(_minor(first, "Refunded Amount", currency), 0),
        kind=kind,
        reason=reason,
        person=_person(first),
        staff=plain_name(first.get("Employee", "")),
        lines=tuple(items),
        records=len(items),
    )


def _standing(first: _Row) -> tuple[Kind, str]:
    status = first["Financial Status"].strip().casefold()
    if status not in _PAID:
        return Kind.NOT_COUNTED, plain_name(status) or _("not paid")
    if first.get("Cancelled at", "").strip():
        return Kind.NOT_COUNTED, _("cancelled")
    return Kind.SALE, ""


def _owed(first: _Row, currency: str) -> int:
    """Return what of a partly paid order has not come in yet."""
    if first["Financial Status"].strip().casefold() != "partially_paid":
        return 0
    return _minor(first, "Outstanding Balance", currency)


def _item(row: _Row, currency: str) -> LineItem:
    count = quantity(row["Lineitem quantity"], "Lineitem quantity")
    price = number(row["Lineitem price"], "Lineitem price")
    off = row.get("Lineitem discount", "").strip()
    paid = price * count - (number(off, "Lineitem discount") if off else Decimal(0))
    return LineItem(
        plain_name(row["Lineitem name"]),
        count,
        rounded_minor(paid, currency, "Lineitem price"),
        cell_text(row.get("Lineitem sku", "")),
    )


def _minor(row: _Row, column: str, currency: str) -> int:
    told = row.get(column, "").strip()
    if not told and column != "Total":
        return 0
    return rounded_minor(number(told, column), currency, column)


def _stamp(told: str) -> datetime:
    """Return the moment; stamps carry the shop's own offset."""
    for layout in _STAMPS:
        try:
            at = datetime.strptime(told.strip(), layout)  # noqa: DTZ007 - %z, or the word UTC
        except ValueError:
            continue
        if 1900 < at.year < 2200:
            return at if at.tzinfo else at.replace(tzinfo=UTC)
    message = _("“{cell}” is not a moment as Shopify writes it.")
    raise BadCell("Created at", message.format(cell=told.strip()[:40]))


def _person(first: _Row) -> Person:
    """Return the buyer; a parcel to another name is a present, not where the buyer lives."""
    billed, shipped = _part(first, "Billing"), _part(first, "Shipping")
    name = billed.name or shipped.name
    is_theirs = names_agree(name, shipped.name)
    return Person(
        name=name,
        email=first["Email"].strip(),
        phone=cell_text(first.get("Phone", "")) or billed.phone or (shipped.phone * is_theirs),
        address=billed.address if billed.address.lines or not is_theirs else shipped.address,
    )


def _part(first: _Row, whose: str) -> Person:
    def cell(column: str) -> str:
        return plain_name(cell_text(first.get(f"{whose} {column}", "")))

    country = cell("Country").upper()
    return Person(
        name=cell("Name"),
        phone=cell("Phone"),
        address=Address(
            lines=tuple(filter(None, (cell("Address1"), cell("Address2")))),
            city=cell("City"),
            region=cell("Province"),
            postcode=cell("Zip"),
            country=country if len(country) == 2 else "",
        ),
    )


SOURCE: Final[Source] = ShopifyOrders()
