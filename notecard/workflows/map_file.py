"""A file nobody knows: what its columns may be, what that would read, and the mapping of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from notecard.core.errors import SettingsError
from notecard.core.progress import Progress, silent
from notecard.core.purchases import Contact, Kind, Person, Purchase, Read, RowProblem
from notecard.core.settings import Shop
from notecard.core.told import FILE_SAYS, FILE_WISHES
from notecard.core.words import _
from notecard.sources import Options
from notecard.sources.guess import Guess, guess
from notecard.sources.header_words import folded_word
from notecard.sources.mapped_csv import MappedCsv
from notecard.sources.mapping import ASK, WHO, MappingFile
from notecard.sources.mapping_writer import (
    MappingExists,
    as_toml,
    safe_name,
    save_mapping,
    write_mapping,
)
from notecard.sources.survey import MONEY
from notecard.workflows.take_in import zone_of

__all__ = [
    "FIELDS",
    "MONEY",
    "Column",
    "Field",
    "Layout",
    "MappingExists",
    "Preview",
    "lacks",
    "look_at",
    "preview",
    "save",
    "write_guess",
]

_SHOWN = 8  # rows
_MOST_PROBLEMS = 100
_JOINED = frozenset(  # several columns may be one of these: they are read as one, or summed up
    (
        *("customer", "given", "family", "company", "item", "street", "receipt", "receipt_extra"),
        *("receipt_discount", "receipt_refunded", "line_tax", "line_discount"),
    )
)
_AMOUNTS = ("line_total", "unit_price", "receipt_total")
_PERSON = frozenset(
    (
        *("customer", "given", "family", "company", "customer_id", "email", "phone", "street"),
        *("city", "region", "postcode", "country", "birthday", *FILE_SAYS, *FILE_WISHES),
    )
)


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
    whole_refunds: tuple[str, ...] = ()  # of sales that were given back whole
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
    Field("do_not_contact", lambda: _("Yes: no contact at all")),
    Field("do_not_call", lambda: _("Yes: no calls")),
    Field("do_not_mail", lambda: _("Yes: no cards")),
    Field("deceased", lambda: _("Yes: has died")),
    Field("moved", lambda: _("Yes: has moved away")),
    Field("returned_mail", lambda: _("Yes: post came back")),
    Field("wrong_number", lambda: _("Yes: the telephone number is wrong")),
    Field("minor", lambda: _("Yes: is not of age")),
    Field("works_here", lambda: _("Yes: works here")),
    Field("trade", lambda: _("Yes: buys for a business")),
    Field("sensitive", lambda: _("Yes: never name what they buy")),
    Field("gift", lambda: _("Yes: bought as a gift")),
    Field("service", lambda: _("Yes: repaired or done")),
    Field("complaint", lambda: _("Yes: complained")),
    Field("referral", lambda: _("Yes: recommended the shop")),
    Field("durable", lambda: _("Yes: something that lasts")),
)


def look_at(place: Path, shop: Shop) -> Layout:
    """Return what the file looks like; raises SourceError where there is no table in it."""
    return _layout(place, guess(place))


def lacks(layout: Layout) -> str:
    """Return what is missing in one sentence, empty when the file can be read."""
    meant = Counter(column.meaning for column in layout.columns if column.meaning)
    twice = next((name for name, n in meant.items() if n > 1 and name not in _JOINED), "")
    if twice:
        return _("Two columns are said to be “{meaning}”: choose one.").format(
            meaning=_label(twice)
        )
    words = [column.word for column in layout.columns]
    for place, column in enumerate(layout.columns):
        if column.meaning and column.word in words[:place]:
            return _("Two columns are called “{word}”: only the first can be used.").format(
                word=column.word
            )
    if layout.kind == "contacts":
        if meant.keys() & {*WHO, "family"}:
            return ""
        return _("Say which column holds the name or the e-mail.")
    if "date" not in meant:
        return _("Say which column holds the date.")
    if not any(name in meant for name in _AMOUNTS):
        return _("Say which column holds the amount.")
    if not layout.dates:
        return _("Say whether the day or the month comes first in the dates.")
    return ""


def preview(layout: Layout, shop: Shop, progress: Progress = silent) -> Preview:
    """Read the whole file, keep nothing, and return what it came to.

    People are counted by number, e-mail, telephone or name, the first that is told.
    """
    source = MappedCsv(_mapping(layout))
    options = Options(currency=shop.currency, progress=progress)
    seen = _Seen(zone_of(shop))
    for read in source.read(layout.place, options):
        seen.see(read)
    return seen.told()


def save(store_home: Path, layout: Layout, replace: bool = False) -> Path:
    """Write the owner's mapping and return where; raises MappingExists unless `replace`."""
    if missing := lacks(layout):
        raise SettingsError(missing, _("Choose what the columns are, then save."))
    return save_mapping(store_home, layout.name, _mapping(layout), replace=replace)


def write_guess(place: Path, target: Path, shop: Shop, dates: str = "") -> str:
    """Write a guess at a file into a new mapping, for the owner to look over; returns its text."""
    layout = look_at(place, shop)
    mapping = _mapping(layout, layout.dates or dates or ASK)
    unused = [one.word for one in layout.columns if one.word and not one.meaning]
    write_mapping(target, mapping, unused)
    return as_toml(mapping, unused)


@dataclass(slots=True)
class _Seen:
    """Counts what is read."""

    zone: ZoneInfo
    purchases: set[str] = field(default_factory=set)  # a receipt may be told in several places
    contacts: int = 0
    people: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    totals: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)

    def see(self, read: Read) -> None:
        if isinstance(read, RowProblem):
            if len(self.problems) < _MOST_PROBLEMS:
                self.problems.append(read)
        elif isinstance(read, Contact):
            self.contacts += 1
            self.people.add(_who(read.person))
        elif read.kind is not Kind.NOT_COUNTED:
            self._see_purchase(read)

    def _see_purchase(self, read: Purchase) -> None:
        if read.kind is Kind.SALE:
            self.purchases.add(read.key)
        self.totals[read.currency] += read.gross - read.refunded
        if read.person.is_known:
            self.people.add(_who(read.person))
        day = _day(read.at, self.zone)
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)

    def told(self) -> Preview:
        return Preview(
            len(self.purchases),
            len(self.people),
            self.contacts,
            self.first,
            self.last,
            dict(self.totals),
            tuple(self.problems),
        )


def _who(person: Person) -> str:
    return person.system_id or (person.email or person.phone or person.name).casefold()


def _day(at: datetime, zone: ZoneInfo) -> date:
    return (at.astimezone(zone) if at.tzinfo else at).date()


def _layout(place: Path, found: Guess) -> Layout:
    return Layout(
        place=place,
        kind=found.kind,
        columns=tuple(Column(one.word, one.meaning, one.certainty) for one in found.columns),
        rows=found.table.rows[:_SHOWN],
        dates=found.order,
        example=found.example.strip(),
        decimal=found.decimal,
        thousands=found.thousands,
        currency=found.currency,
        name=safe_name(place.name.split(".")[0]),
        refunds=found.refunds,
        whole_refunds=found.whole_refunds,
        not_counted=found.not_counted,
    )


def _mapping(layout: Layout, dates: str = "") -> MappingFile:
    """Return the mapping of a layout."""
    columns: dict[str, tuple[str, ...]] = {}
    for column in layout.columns:
        if column.meaning and (layout.kind == "purchases" or column.meaning in _PERSON):
            columns[column.meaning] = (*columns.get(column.meaning, ()), column.word)
    states = "status" in columns or "type" in columns
    return MappingFile(
        id=safe_name(layout.name),
        label=layout.name,
        columns=_with_whole_name(columns),
        recognise=frozenset(column.word for column in layout.columns if column.word),
        currency=layout.currency,
        decimal=layout.decimal,
        thousands=layout.thousands,
        refund_words=frozenset(map(folded_word, layout.refunds if states else ())),
        whole_refund_words=frozenset(map(folded_word, layout.whole_refunds if states else ())),
        refunds_are_positive=bool(states and layout.refunds),
        not_counted_words={
            folded_word(word): word.casefold() for word in (layout.not_counted if states else ())
        },
        kind=layout.kind,
        date_order=layout.dates or dates,
    )


def _with_whole_name(columns: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the columns with the whole name made of its parts, in the order of FIELDS."""
    family = columns.pop("family", ())
    whole = (*columns.get("given", ()), *family)
    if whole and "customer" not in columns:
        columns["customer"] = whole
    order = [one.id for one in FIELDS]
    return {name: columns[name] for name in sorted(columns, key=order.index)}


def _label(meaning: str) -> str:
    return next((one.label for one in FIELDS if one.id == meaning), meaning)
