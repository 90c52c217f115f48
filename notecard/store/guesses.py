"""What receipts seem to tell of their buyers, kept as guesses until the owner says yes or no.

The names of items tell of gifts and repairs; a parcel to somebody of another name is a gift too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, select

from notecard.core.guards import home_of
from notecard.core.guessing import told_by
from notecard.core.purchases import Kind as Sort
from notecard.core.purchases import Purchase
from notecard.core.told import SAME_DAYS, Kind, Origin, Told
from notecard.store import receipt_lines
from notecard.store import told as tellings
from notecard.store.standings import chunks
from notecard.store.tables import purchases, told

_IS_OPEN: Final = and_(told.c.origin == Origin.GUESS.value, told.c.ended.is_(None))
_IS_SALE: Final = and_(
    purchases.c.kind == Sort.SALE.value,
    purchases.c.gross > purchases.c.refunded + purchases.c.returned,
)
_CHUNK: Final = 500  # of keys in one statement
_REMEMBERED: Final = 100_000  # different names at most: what a shop sells, and more


class Guesses:
    """Looks at receipts as they come in; what they seem to tell is written by `keep`."""

    def __init__(self, books: Connection, system: str, batch: int) -> None:
        self._books, self._system, self._batch = books, system, batch
        self._found: defaultdict[str, set[Kind]] = defaultdict(set)
        self._places: dict[str, str] = {}  # where a parcel to somebody else went
        self._looked_at: set[str] = set()
        self._were_any = books.execute(select(told.c.id).where(_IS_OPEN).limit(1)).first()
        self._seen: set[str] = set()  # names that were looked at
        self._telling: dict[str, Kind] = {}  # those that tell something

    def look(self, some: Sequence[Purchase]) -> None:
        """Look through the names of the items, and at whom they went to."""
        for purchase in some:
            if place := home_of(purchase.given_at):
                self._found[purchase.key].add(Kind.GIFT)
                self._places[purchase.key] = place
        if self._were_any:
            self._looked_at |= {purchase.key for purchase in some}
        names = {line.name for purchase in some for line in purchase.lines}
        self._learn(names - self._seen)
        telling = self._telling
        if telling.keys().isdisjoint(names):
            return
        for purchase in some:
            kinds = {telling[line.name] for line in purchase.lines if line.name in telling}
            if kinds:
                self._found[purchase.key] |= kinds

    def _learn(self, names: set[str]) -> None:
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        self._seen |= names
        self._telling.update((name, kind) for name in names if (kind := told_by(name)))

    def keep(self) -> None:
        """Write down every guess that is a new one, and against nothing that was told.

        An earlier one that its receipt, as it now stands, does not bear out any more is withdrawn.
        """
        self._withdraw()
        if not self._found:
            return
        rows = list(sales(self._books, self._system, self._found))
        known = tellings.of_customers(self._books, {row.customer for row in rows})
        for row in rows:
            for kind in sorted(self._found[row.key]):
                if not any(is_of(one, row, kind) for one in known.get(row.customer, ())):
                    self._guess(row, kind)
        self._found.clear()

    def _guess(self, row: Row[Any], kind: Kind) -> None:
        place = self._places.get(row.key, "") if kind is Kind.GIFT else ""
        one = Told(
            0,
            row.customer,
            kind,
            date.fromordinal(row.day),
            origin=Origin.GUESS,
            purchase=row.id,
            place=place,
        )
        tellings.add(self._books, one, self._batch)

    def _withdraw(self) -> None:
        """Take back the guesses of receipts that tell something else now, or are no sale."""
        for some in in_pieces(self._looked_at):
            query = select(told.c.id, told.c.kind, told.c.place, _IS_SALE, purchases.c.id).join(
                purchases, purchases.c.id == told.c.purchase
            )
            here = purchases.c.source == self._system, purchases.c.key.in_(some)
            rows = self._books.execute(query.where(_IS_OPEN, *here)).all()
            lines = receipt_lines.texts(self._books, (purchase for *_rest, purchase in rows))
            for id, kind, place, is_sale, purchase in rows:
                if not is_sale or not (place or _tell(lines.get(purchase, ""), Kind(kind))):
                    tellings.remove(self._books, id)
        self._looked_at.clear()


def _tell(lines: str, kind: Kind) -> bool:
    """Whether the lines of a receipt tell this of its buyer; unknown ones may."""
    items = receipt_lines.items_in(lines)
    return not items or any(told_by(item.name) is kind for item in items)


def sales(books: Connection, system: str, keys: Iterable[str]) -> Iterator[Any]:
    """Yield the sales of these numbers whose buyer is known, unless they were given back."""
    here = purchases.c
    for some in in_pieces(keys):
        query = select(here.id, here.key, here.customer, here.day).where(
            here.source == system, here.key.in_(some), here.customer.is_not(None), _IS_SALE
        )
        yield from books.execute(query.order_by(here.id)).all()


def in_pieces(keys: Iterable[str]) -> Iterator[list[str]]:
    """Yield so many of the keys, in order, as one statement takes."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), _CHUNK):
        yield wanted[start : start + _CHUNK]


def is_of(one: Told, row: Row[Any], kind: Kind) -> bool:
    """Whether something that was told, or guessed before, is told of this receipt."""
    if one.kind is not kind:
        return False
    if one.purchase is not None:
        return bool(one.purchase == row.id)
    return one.day.toordinal() - int(row.day) in range(SAME_DAYS + 1)


def keep_what_the_owner_said(books: Connection, batch: int) -> None:
    """Before an import is taken back: what was confirmed or denied since is not the import's."""
    query = select(told).where(told.c.batch == batch)
    theirs = [
        one.id
        for one in map(tellings.told_of, books.execute(query))
        if one.origin is Origin.OWNER or one.is_denied
    ]
    for some in chunks(theirs):
        books.execute(told.update().where(told.c.id.in_(some)).values(batch=None))
