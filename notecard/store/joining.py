"""How what several readers of one system tell of a receipt becomes one, in whichever order.

The money and the lines each come from whoever knows them best (`core.purchases.Tells`); who bought
and who served come from the best one that says so at all.
"""

from collections import Counter
from dataclasses import dataclass, replace

from notecard.core.purchases import Kind

Line = tuple[str, str, int, int]  # name, sku, quantity in thousandths, minor units
NOBODY = -1  # the rank of what nobody has told


@dataclass(frozen=True, slots=True)
class Money:
    """The part of a receipt that is told with its total; `at` in seconds since 1970."""

    day: int
    at: int
    currency: str
    gross: int
    refunded: int
    kind: str
    reason: str
    refund_of: str


@dataclass(frozen=True, slots=True)
class Told:
    """A receipt as one reader tells it, or as all readers so far have told it."""

    key: str
    money: Money
    totals_rank: int
    lines: tuple[Line, ...]
    lines_rank: int
    staff: str
    staff_rank: int
    via: int | None  # the customer
    buyer_rank: int
    buyer: str  # what the buyer was told as, hashed

    @property
    def gives_back_own(self) -> bool:
        """Whether refunds of this sale carry its own number."""
        return self.money.refund_of == self.key

    @property
    def is_only_refund(self) -> bool:
        """Whether the sale itself is not told here, only what was given back."""
        return self.gives_back_own and self.money.kind == Kind.REFUND.value

    def says_the_same(self, other: "Told") -> bool:
        """Whether nothing differs that is kept; the order of the lines says nothing."""
        plain = replace(other, lines=self.lines, buyer=self.buyer)
        return self == plain and sorted(self.lines) == sorted(other.lines)


def joined(stands: Told, told: Told) -> Told:
    """Return the receipt as it stands once this was told."""
    has_own = stands.gives_back_own or told.gives_back_own
    money, totals_rank = stands.money, stands.totals_rank
    if told.totals_rank > totals_rank:
        money, totals_rank = told.money, told.totals_rank
    elif _tells_again(told.totals_rank, totals_rank):
        money = _with_own_refunds(money, told.money) if has_own else told.money
    lines, lines_rank = stands.lines, stands.lines_rank
    if told.lines_rank > lines_rank:
        lines, lines_rank = told.lines, told.lines_rank
    elif _tells_again(told.lines_rank, lines_rank):
        lines = _with_lines_back(stands, told) if has_own else told.lines
    by_staff = told if _is_better(told.staff_rank, stands.staff_rank) else stands
    by_buyer = told if _is_better(told.buyer_rank, stands.buyer_rank) else stands
    return Told(
        key=stands.key,
        money=replace(money, refund_of=stands.key) if has_own else money,
        totals_rank=totals_rank,
        lines=lines,
        lines_rank=lines_rank,
        staff=by_staff.staff,
        staff_rank=by_staff.staff_rank,
        via=by_buyer.via,
        buyer_rank=by_buyer.buyer_rank,
        buyer=by_buyer.buyer,
    )


def _tells_again(rank: int, stands: int) -> bool:
    """Whether it is the same reader: no two of a system share a rank above 0."""
    return rank == stands > 0


def _is_better(rank: int, stands: int) -> bool:
    return rank > stands or _tells_again(rank, stands)


def _with_own_refunds(stands: Money, told: Money) -> Money:
    """Return a sale and the refunds of its own number, told in files of their own."""
    sale, refund = Kind.SALE.value, Kind.REFUND.value
    whole = stands if (told.kind, stands.kind) == (refund, sale) else told
    if told.kind == stands.kind == refund:
        whole = min(stands, told, key=lambda money: money.at)
    return replace(whole, refunded=max(stands.refunded, told.refunded))


def _with_lines_back(stands: Told, told: Told) -> tuple[Line, ...]:
    """Return the lines of a sale and those of its refunds, each as often as it is told at most."""
    if told.is_only_refund:
        return _together(stands.lines, told.lines)
    back = tuple(line for line in stands.lines if line[2] < 0 or line[3] < 0)
    return _together(told.lines, back)


def _together(one: tuple[Line, ...], other: tuple[Line, ...]) -> tuple[Line, ...]:
    return (*one, *(Counter(other) - Counter(one)).elements())
