"""A mapping: which column of somebody's CSV file is what, as a TOML file of its own.

Shipped ones lie in resources/mappings, the owner's own in the folder `mappings` beside the data;
the file's name is the id. All that can stand in one (only `columns.date` and one of the amounts
are needed):

    kind = "contacts"        # an address book: needs no date and no amount, only who it is
    label = "Till of the Harbour Street shop"
    recognise = ["Receipt", "Item", "Qty"]  # header words; without it: every column named below
    currency = "GBP"                        # of files without a currency column

    [columns]                # the file's header words; a list is joined
    receipt = "Receipt"      # rows with the same receipt are one purchase; without it each row is
    date = "Date"
    time = "Time"            # where it stands apart from the date
    quantity = "Qty"         # 1 where there is none
    unit_price = "Unit price"
    line_total = "Total"     # instead of unit_price: what the line comes to
    receipt_total = "Paid"   # where the receipt's own total counts, told on any of its rows
    receipt_extra = ["Post", "Packing"]  # comes on top of the lines, once a receipt
    receipt_discount = "Coupon"  # goes off the lines, once a receipt
    line_tax = "Tax"         # comes on top of line_total
    line_discount = "Off"    # goes off line_total
    refunded = "Refunded"    # given back later, told on the row of the sale
    receipt_refunded = "Paid back"  # the same for the whole receipt, told on any of its rows
    refund_of = "Original"   # the receipt a refund belongs to
    status = "State"
    type = "Kind of row"     # looked up among the same words as status
    currency = "Currency"
    item = "Item"
    sku = "SKU"
    staff = "Staff"
    customer_id = "Customer no"
    customer = "Customer"    # the whole name
    company = "Company"      # stands for the name where there is none
    given = "First name"     # the name to greet with
    email = "Email"
    phone = "Phone"
    street = ["Street", "Street 2"]
    city = "City"
    region = "County"
    postcode = "Postcode"
    country = "Country"      # two letters, or a name listed under [countries]
    birthday = "Birthday"    # ISO
    do_not_contact = "No contact"  # yes or no, as all that follow
    do_not_call = "No calls"
    do_not_mail = "No post"
    deceased = "Deceased"
    moved = "Moved away"
    returned_mail = "Post came back"
    wrong_number = "Wrong number"
    minor = "Under age"
    works_here = "Staff account"
    trade = "Trade account"
    sensitive = "Discreet"   # what they buy is never named
    gift = "As a gift"       # of this receipt: it was bought for somebody else
    service = "Repair"       # something was repaired or done
    complaint = "Complaint"  # they complained, and it is still open
    referral = "Recommended us"
    durable = "Lasting"      # something of lasting value was bought

    [dates]
    format = "%d/%m/%Y"      # as strptime has it
    time = "%H:%M"
    order = "dmy"            # or "mdy", "ymd": goes before both, and reads days in any dress;
                             # "?": found out from the column, and asked where it does not tell

    [numbers]
    decimal = ","            # "." where nothing is said
    thousands = "."

    [refunds]                # a negative line is always one; besides:
    receipt_prefix = ["C"]
    status = ["Refund"]
    whole = ["Refunded"]     # a status that says: all of it was given back
    positive = true          # such rows show what was given back without a minus

    [not_counted]            # never purchases to thank for, and why
    receipt_prefix = { A = "bad debt adjustment" }
    status = { Void = "voided" }

    [ids]
    strip_float = true       # customer numbers as 17850.0

    [countries]
    "United Kingdom" = "GB"
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from notecard.core.errors import SettingsError
from notecard.core.told import FILE_SAYS, FILE_WISHES
from notecard.core.words import _
from notecard.resources import listed
from notecard.sources.days import DayReader
from notecard.sources.header_words import folded_word

COLUMNS = frozenset(
    [
        "receipt",
        "date",
        "time",
        "quantity",
        "unit_price",
        "line_total",
        "receipt_total",
        "receipt_extra",
        "receipt_discount",
        "line_tax",
        "line_discount",
        "refunded",
        "receipt_refunded",
        "refund_of",
        "status",
        "type",
        "currency",
        "item",
        "sku",
        "staff",
        "customer_id",
        "customer",
        "company",
        "given",
        "email",
        "phone",
        "street",
        "city",
        "region",
        "postcode",
        "country",
        "birthday",
        *FILE_SAYS,
        *FILE_WISHES,
    ]
)
KINDS = ("purchases", "contacts")
ORDERS = ("dmy", "mdy", "ymd")
WHO = ("customer", "given", "company", "email", "phone", "customer_id")
ASK = "?"  # an order to be found out: by the column, or by asking the owner
_AMOUNTS = ("unit_price", "line_total", "receipt_total")
_TABLES = {
    "columns": COLUMNS,
    "dates": {"format", "time", "order"},
    "numbers": {"decimal", "thousands"},
    "refunds": {"receipt_prefix", "status", "whole", "positive"},
    "not_counted": {"receipt_prefix", "status"},
    "ids": {"strip_float"},
}
_TOP = {"kind", "label", "recognise", "currency", "countries", *_TABLES}


@dataclass(frozen=True, slots=True)
class MappingFile:
    """What each column of a file means; the prefixes and status words are compared without case."""

    id: str
    label: str
    columns: Mapping[str, tuple[str, ...]]
    recognise: frozenset[str]
    currency: str = ""
    date_format: str = "%Y-%m-%d"
    time_format: str = "%H:%M:%S"
    decimal: str = "."
    thousands: str = ""
    refund_prefixes: tuple[str, ...] = ()
    refund_words: frozenset[str] = frozenset()
    whole_refund_words: frozenset[str] = frozenset()
    refunds_are_positive: bool = False
    not_counted_prefixes: Mapping[str, str] = field(default_factory=dict)
    not_counted_words: Mapping[str, str] = field(default_factory=dict)
    strip_float: bool = False
    countries: Mapping[str, str] = field(default_factory=dict)
    days: DayReader | None = None  # found out from the file; goes before date_format
    kind: str = "purchases"
    date_order: str = ""  # goes before date_format
    lines_need_item: bool = False  # a row that names no item sums the receipt up


def load_mapping(path: Path) -> MappingFile:
    """Read one mapping; raises SettingsError that names what is wrong in it."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _wrong(path, str(error)) from error
    try:
        _check_names(values)
        return _mapping(path.stem, values)
    except (TypeError, ValueError, AttributeError) as error:
        raise _wrong(path, str(error)) from error


def mappings(own: Path | None) -> Iterator[MappingFile]:
    """Yield every mapping there is, the owner's replacing shipped ones of the same name."""
    for path in listed("mappings", "*.toml", own):
        yield load_mapping(path)


def _check_names(values: dict[str, Any]) -> None:
    """Refuse names that mean nothing: they are slips of the pen."""
    unknown = [name for name in values if name not in _TOP]
    for table, known in _TABLES.items():
        unknown += [f"{table}.{name}" for name in values.get(table, {}) if name not in known]
    if unknown:
        raise ValueError(_("nothing is known by the name of {names}").format(names=unknown))


def _mapping(id: str, values: dict[str, Any]) -> MappingFile:
    columns = {name: _texts(said) for name, said in values.get("columns", {}).items()}
    kind = _one_of(values.get("kind", KINDS[0]), KINDS)
    missing = _missing(kind, columns)
    if missing:
        raise ValueError(_("it does not say which column holds {names}").format(names=missing))
    every = (word for words in columns.values() for word in words)
    refunds, not_counted = values.get("refunds", {}), values.get("not_counted", {})
    dates, numbers = values.get("dates", {}), values.get("numbers", {})
    return MappingFile(
        id=id,
        label=_text(values.get("label", id)),
        columns=columns,
        recognise=frozenset(_texts(values.get("recognise", [])) or every),
        currency=_text(values.get("currency", "")).upper(),
        date_format=_text(dates.get("format", "%Y-%m-%d")),
        time_format=_text(dates.get("time", "%H:%M:%S")),
        decimal=_text(numbers.get("decimal", ".")),
        thousands=_text(numbers.get("thousands", "")),
        refund_prefixes=_texts(refunds.get("receipt_prefix", [])),
        refund_words=_folded(refunds.get("status", [])),
        whole_refund_words=_folded(refunds.get("whole", [])),
        refunds_are_positive=bool(refunds.get("positive", False)),
        not_counted_prefixes=_reasons(not_counted.get("receipt_prefix", {})),
        not_counted_words={
            folded_word(word): why for word, why in _reasons(not_counted.get("status", {})).items()
        },
        strip_float=bool(values.get("ids", {}).get("strip_float", False)),
        countries=_reasons(values.get("countries", {})),
        kind=kind,
        date_order=_order(dates.get("order", "")),
    )


def _missing(kind: str, columns: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the fields without which the file cannot be read."""
    if kind == "contacts":
        return [] if any(name in columns for name in WHO) else [WHO[0]]
    missing = [name for name in ("date",) if name not in columns]
    return missing if any(name in columns for name in _AMOUNTS) else [*missing, _AMOUNTS[0]]


def _order(said: object) -> str:
    return ASK if said == ASK else _one_of(said, ("", *ORDERS))


def _one_of(said: object, known: tuple[str, ...]) -> str:
    if said not in known:
        raise ValueError(
            _("“{value}” is none of {names}").format(
                value=said, names=", ".join(filter(None, known))
            )
        )
    return str(said)


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(_("{value} is not a text").format(value=said))
    return said


def _texts(said: object) -> tuple[str, ...]:
    if isinstance(said, str):
        return (said,)
    if not isinstance(said, list):
        raise TypeError(_("{value} is not a list of texts").format(value=said))
    return tuple(_text(each) for each in said)


def _folded(said: object) -> frozenset[str]:
    return frozenset(folded_word(word) for word in _texts(said))


def _reasons(said: object) -> dict[str, str]:
    if not isinstance(said, dict):
        raise TypeError(_("{value} is not a table of texts").format(value=said))
    return {name: _text(each) for name, each in said.items()}


def _wrong(path: Path, reason: str) -> SettingsError:
    return SettingsError(
        _("The mapping {file} cannot be used: {reason}.").format(file=path.name, reason=reason),
        _("What can stand in a mapping is told at the top of notecard/sources/mapping.py."),
    )
