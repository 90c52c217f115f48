"""What a till, a web shop or a file tells: receipts, their lines, and who bought."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from json.encoder import encode_basestring as _quoted

from notecard.core.text import LONGEST, is_keepable, make_keepable


class Kind(StrEnum):
    """What a receipt is."""

    SALE = "sale"
    REFUND = "refund"  # a receipt of its own that only gives money back
    NOT_COUNTED = "not_counted"  # voided, pending, an adjustment: never something to thank for


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line of a receipt; `minor` is what the line adds to the total, negative for a return."""

    name: str
    quantity: Decimal
    minor: int
    sku: str = ""
    kept: str = field(init=False, repr=False, compare=False)  # as JSON: see store.receipt_lines

    def __post_init__(self) -> None:
        if not is_keepable(self.name + self.sku):
            make_keepable(self)
        kept = f"[{_quoted(self.name)},{_quoted(self.sku)},{self.thousandths},{self.minor}]"
        object.__setattr__(self, "kept", kept)

    @property
    def thousandths(self) -> int:
        """Return the quantity in thousandths, what is finer cut off."""
        return int(self.quantity * 1000)


@dataclass(frozen=True, slots=True)
class Address:
    """Where post reaches a person, as the file spells it; country is ISO 3166-1 alpha-2."""

    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        told = (*self.lines, self.city, self.region, self.postcode, self.country)
        if not is_keepable("".join(told)):
            make_keepable(self)


@dataclass(frozen=True, slots=True)
class Person:
    """Who bought, as one file says it; no field is trusted to be filled."""

    system_id: str = ""  # the system's own customer number
    name: str = ""
    given: str = ""  # only where the file itself keeps it apart
    email: str = ""
    phone: str = ""
    address: Address = Address()
    birthday: str = ""  # ISO: 1980-05-17, or --05-17 without the year
    language: str = ""
    also: tuple[str, ...] = ()  # further e-mails and telephone numbers of theirs
    # What yes/no columns say, of them or of the receipt: see core.told.FILE_SAYS. Nobody is known
    # by it, so that it counts for nothing in comparing.
    told: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        told = f"{self.system_id}{self.name}{self.given}{self.email}{self.phone}"
        told = "".join((told, self.birthday, self.language, *self.also))
        if len(told) > LONGEST or not is_keepable(told):
            make_keepable(self, LONGEST, whole="name")

    @property
    def is_known(self) -> bool:
        """Whether anything says who this was; a walk-in has nothing."""
        return bool(self.system_id or self.name or self.email or self.phone)


@dataclass(frozen=True, slots=True)
class Purchase:
    """One receipt of one system.

    `at` is aware where the source knows the offset, else the shop's own clock. `gross` is what was
    charged and `refunded` what was given back, both in minor units and never negative. `records`
    counts the rows of the file it was read from, `refund_records` those among them that give back.
    A source may yield the same key again when a file scatters a receipt: the parts add up. A refund
    that carries the number of its own sale has `refund_of` equal to its `key`: it adds up with the
    sale, and a later file that holds only the refund leaves the sale standing.
    """

    key: str  # the system's own number of the receipt
    at: datetime
    currency: str
    gross: int
    refunded: int = 0
    kind: Kind = Kind.SALE
    reason: str = ""  # why it is not counted
    refund_of: str = ""  # the key of the sale this refund belongs to, where the file says so
    person: Person = Person()
    staff: str = ""
    lines: tuple[LineItem, ...] = ()
    records: int = 1
    refund_records: int = 0
    is_order: bool = True  # a withdrawal, a conversion or a hold is none: told with why, not kept
    given_at: Address = Address()  # where it went, if under another name: a present, it seems

    def __post_init__(self) -> None:
        told = f"{self.key}{self.currency}{self.reason}{self.refund_of}{self.staff}"
        if len(told) > LONGEST or not is_keepable(told):
            make_keepable(self, LONGEST)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person from an address book: fills in what is missing, never replaces what was typed."""

    person: Person
    records: int = 1
    replaces: tuple[str, ...] = ()  # the system's numbers of customers it has made into this one


@dataclass(frozen=True, slots=True)
class Tells:
    """How well a reader knows the parts of a receipt; 0: not at all, 2: for certain.

    Where several files or connections of one system tell of the same receipt, the one of the higher
    rank decides, in whichever order they come. No two readers of a system share a rank above 0.
    """

    totals: int = 2
    lines: int = 2
    refunds: bool = True  # whether it would say so if something was given back


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not be used: where, and why, in words for the owner."""

    line: int  # of the file, the header being line 1
    column: str
    message: str


Read = Purchase | Contact | RowProblem
"""What a source yields."""


@dataclass(frozen=True, slots=True)
class KnownPurchase:
    """A receipt as the store keeps it; `day` is the shop's own calendar day."""

    id: int
    source: str
    key: str
    day: date
    currency: str
    gross: int
    refunded: int
    kind: Kind
    staff: str
    lines: tuple[LineItem, ...]
    returned: int = 0  # given back by refund receipts of their own; what these took off has a minus

    @property
    def net(self) -> int:
        """What was charged and not given back, as this receipt and refunds of it tell."""
        return self.gross - self.refunded - self.returned

    @property
    def is_given_back(self) -> bool:
        """Whether it was a sale and was given back whole: nothing to thank for."""
        return self.kind is Kind.SALE and self.refunded + self.returned >= max(self.gross, 1)


def combined(one: Purchase, other: Purchase) -> Purchase:
    """Return two parts of one receipt as one; it began with the earlier of them."""
    kinds = {one.kind, other.kind}
    kind = next(kind for kind in Kind if kind in kinds)  # what counts, before what does not
    return replace(
        one,
        at=min(one.at, other.at, key=datetime.timestamp),
        gross=one.gross + other.gross,
        refunded=one.refunded + other.refunded,
        kind=kind,
        reason=(one.reason or other.reason) if kind is Kind.NOT_COUNTED else "",
        refund_of=one.refund_of or other.refund_of,
        person=one.person if one.person.is_known else other.person,
        staff=one.staff or other.staff,
        lines=one.lines + other.lines,
        records=one.records + other.records,
        refund_records=one.refund_records + other.refund_records,
    )
