"""What receipts seem to tell of their buyers, kept as guesses until the owner says yes or no."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from notecard.core.guessing import told_by
from notecard.core.purchases import Kind as Sort
from notecard.core.purchases import Purchase
from notecard.core.told import SAME_DAYS, Kind, Origin, Told
from notecard.store import told as tellings
from notecard.store.standings import chunks
from notecard.store.tables import purchases, told

_REMEMBERED: Final = 100_000  # different names at most: what a shop sells, and more


class Guesses:
    """Looks at receipts as they come in; what they seem to tell is written by `keep`."""

    def __init__(self, books: Connection, system: str, batch: int) -> None:
        self._books, self._system, self._batch = books, system, batch
        self._found: defaultdict[str, set[Kind]] = defaultdict(set)
        self._seen: set[str] = set()  # names that were looked at
        self._telling: dict[str, Kind] = {}  # those that tell something

    def look(self, some: Sequence[Purchase]) -> None:
        """Look through the names of the items."""
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
        """Write down every guess that is a new one, and against nothing that was told."""
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
        day = date.fromordinal(row.day)
        one = Told(0, row.customer, kind, day, origin=Origin.GUESS, purchase=row.id)
        tellings.add(self._books, one, self._batch)


def sales(books: Connection, system: str, keys: Iterable[str]) -> Iterator[Any]:
    """Yield the sales of these numbers whose buyer is known, unless they were given back."""
    here, wanted = purchases.c, sorted(keys)
    for start in range(0, len(wanted), 500):
        query = select(here.id, here.key, here.customer, here.day).where(
            here.source == system,
            here.key.in_(wanted[start : start + 500]),
            here.customer.is_not(None),
            here.kind == Sort.SALE.value,
            here.gross > here.refunded + here.returned,
        )
        yield from books.execute(query.order_by(here.id)).all()


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
