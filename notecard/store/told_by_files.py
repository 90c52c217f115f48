"""What the yes/no columns of a file tell of people and receipts, each told once.

A file never says anything against the owner: what they have told, ended or denied stays so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select

from notecard.core.purchases import Person, Purchase
from notecard.core.told import EVENTS, FILE_SAYS, FILE_WISHES, Kind, Origin, Told
from notecard.store import told as tellings
from notecard.store.guesses import is_of, sales
from notecard.store.people import People
from notecard.store.tables import batches, blocks, filled

_WISH: Final = "no "  # what stands before the channel in the table of what was filled in


class ToldByFile:
    """Gathers what a file tells while it is read; `keep` writes it down."""

    def __init__(self, books: Connection, system: str, batch: int) -> None:
        self._books, self._system, self._batch = books, system, batch
        self._receipts: defaultdict[str, set[str]] = defaultdict(set)
        self._people: defaultdict[int, set[str]] = defaultdict(set)  # of leaves

    def look(self, some: Sequence[Purchase]) -> None:
        """Take note of what is told beside receipts."""
        for purchase in some:
            if purchase.person.told:
                self._receipts[purchase.key].update(purchase.person.told)

    def meet(self, leaf: int | None, person: Person) -> None:
        """Take note of what an address book tells of somebody."""
        if person.told and leaf is not None:
            self._people[leaf].update(person.told)

    def keep(self, people: People) -> None:
        """Write down what was not known yet."""
        for row in list(sales(self._books, self._system, self._receipts)):
            self._keep(row.customer, date.fromordinal(row.day), self._receipts[row.key], row)
        for leaf, said in sorted(self._people.items()):
            self._keep(people.root_of(leaf), self._day(), said)
        self._receipts.clear()
        self._people.clear()

    def _keep(
        self, customer: int, day: date, said: Iterable[str], receipt: Row[Any] | None = None
    ) -> None:
        known = tellings.of_customer(self._books, customer)
        for name in sorted(said):
            if name in FILE_WISHES:
                self._wish(customer, FILE_WISHES[name], day)
            elif not any(_is_known(one, FILE_SAYS[name], receipt) for one in known):
                of = receipt.id if receipt is not None and FILE_SAYS[name] in EVENTS else None
                one = Told(0, customer, FILE_SAYS[name], day, origin=Origin.IMPORT, purchase=of)
                known.append(tellings.add(self._books, one, self._batch))

    def _wish(self, customer: int, channel: str, day: date) -> None:
        """Keep a wish, unless it is known; that it is the import's is kept beside it."""
        here = (blocks.c.customer == customer, blocks.c.channel == channel)
        if self._books.execute(select(blocks.c.customer).where(*here)).first():
            return
        said = day.toordinal()
        self._books.execute(insert(blocks).values(customer=customer, channel=channel, day=said))
        values = {"batch": self._batch, "customer": customer, "field": f"{_WISH}{channel}"}
        self._books.execute(insert(filled).values(**values, value=str(said)))

    def _day(self) -> date:
        at = self._books.execute(select(batches.c.at).where(batches.c.id == self._batch))
        return datetime.fromtimestamp(at.scalar_one(), UTC).date()


def take_wishes_back(books: Connection, batch: int) -> None:
    """Take back the wishes an import told, unless somebody has said more about them since."""
    theirs = (filled.c.batch == batch, filled.c.field.startswith(_WISH))
    for row in books.execute(select(filled).where(*theirs)).all():
        books.execute(
            delete(blocks).where(
                blocks.c.customer == row.customer,
                blocks.c.channel == row.field.removeprefix(_WISH),
                blocks.c.day == int(row.value),
                blocks.c.words == "",
            )
        )
    books.execute(delete(filled).where(*theirs))


def _is_known(one: Told, kind: Kind, receipt: Row[Any] | None) -> bool:
    """Whether this was told before: of the same receipt, or, where it lasts, at all."""
    if one.kind is not kind:
        return False
    if kind not in EVENTS or receipt is None:
        return True
    return is_of(one, receipt, kind)
