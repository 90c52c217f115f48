"""A file nobody knows: what its columns may be, what that would read, and the mapping of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from notecard.core.errors import SettingsError
from notecard.core.progress import Progress, silent
from notecard.core.purchases import RowProblem
from notecard.core.settings import Shop
from notecard.core.words import _


@dataclass(frozen=True, slots=True)
class Field:
    """Something a column can mean."""

    id: str
    say: Callable[[], str]

    @property
    def label(self) -> str:
        """Return what the owner knows it by."""
        return self.say()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file and what it means; `meaning` is empty where it is not used."""

    word: str
    meaning: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file looks like and what its columns mean; corrected by `dataclasses.replace`."""

    place: Path
    kind: str  # "purchases" or "contacts"
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]  # the first ones, as in the file
    dates: str  # "dmy", "mdy", "ymd", or empty where it has to be asked
    example: str  # a cell to ask with
    decimal: str
    thousands: str
    currency: str  # empty: the shop's
    name: str
    refunds: tuple[str, ...] = ()  # words of the status column of rows that give back
    not_counted: tuple[str, ...] = ()  # and of rows that are no purchases


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file would read as."""

    purchases: int
    people: int
    contacts: int
    first: date | None
    last: date | None
    totals: dict[str, int]  # minor units by currency
    problems: tuple[RowProblem, ...]


class MappingExists(SettingsError):
    """The owner has a mapping of this name already."""


FIELDS: tuple[Field, ...] = (
    Field("receipt", lambda: _("Receipt number")),
    Field("date", lambda: _("Date")),
    Field("time", lambda: _("Time")),
    Field("customer", lambda: _("Customer's whole name")),
    Field("given", lambda: _("First name")),
    Field("family", lambda: _("Last name")),
    Field("company", lambda: _("Company")),
    Field("customer_id", lambda: _("Customer number")),
    Field("email", lambda: _("E-mail")),
    Field("phone", lambda: _("Telephone")),
    Field("item", lambda: _("Item")),
    Field("sku", lambda: _("Item number")),
    Field("quantity", lambda: _("Quantity")),
    Field("unit_price", lambda: _("Price of one")),
    Field("line_total", lambda: _("Total of the line")),
    Field("receipt_total", lambda: _("Total of the receipt")),
    Field("receipt_extra", lambda: _("Comes on top of the receipt")),
    Field("receipt_discount", lambda: _("Goes off the receipt")),
    Field("line_tax", lambda: _("Tax on top of the line")),
    Field("line_discount", lambda: _("Goes off the line")),
    Field("refunded", lambda: _("Given back, of the line")),
    Field("receipt_refunded", lambda: _("Given back, of the receipt")),
    Field("refund_of", lambda: _("Receipt that is refunded")),
    Field("status", lambda: _("Status")),
    Field("type", lambda: _("Kind of row")),
    Field("currency", lambda: _("Currency")),
    Field("staff", lambda: _("Cashier or staff")),
    Field("street", lambda: _("Street")),
    Field("city", lambda: _("Town")),
    Field("region", lambda: _("County or state")),
    Field("postcode", lambda: _("Postcode")),
    Field("country", lambda: _("Country")),
    Field("birthday", lambda: _("Birthday")),
)


def look_at(place: Path, shop: Shop) -> Layout:
    """Return what the file looks like; raises SourceError where there is no table in it."""
    raise NotImplementedError


def lacks(layout: Layout) -> str:
    """Return what is missing in one sentence, empty when the file can be read."""
    raise NotImplementedError


def preview(layout: Layout, shop: Shop, progress: Progress = silent) -> Preview:
    """Read the whole file, keep nothing, and return what it came to."""
    raise NotImplementedError


def save(store_home: Path, layout: Layout, replace: bool = False) -> Path:
    """Write the owner's mapping and return where; raises MappingExists unless `replace`."""
    raise NotImplementedError
