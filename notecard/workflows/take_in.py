"""The one way in for purchases and people, whether a file or a live connection tells of them.

An import is a batch that can be taken back. A file is one transaction: `begin`, `take_in`,
`settle`. A connection takes in a page at a time: each transaction ends with `settle`, and the next
one goes on with the same batch.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from notecard.core.errors import SettingsError
from notecard.core.imports import FileReport, Imported
from notecard.core.purchases import Contact, Purchase, Read, Tells
from notecard.core.settings import Shop
from notecard.core.words import _
from notecard.store import batches, refunds, summaries
from notecard.store.guesses import Guesses
from notecard.store.incoming import Incoming
from notecard.store.people import People
from notecard.store.told_by_files import ToldByFile

_AT_ONCE = 500


class Teller(Protocol):
    """Whoever tells of purchases: a source of files, or a live connection."""

    @property
    def id(self) -> str:
        """Return the name of this way of telling."""

    @property
    def system(self) -> str:
        """Return whose numbers receipts and customers have."""

    @property
    def tells(self) -> Tells:
        """Return how well it knows the parts of a receipt."""


def begin(books: Connection, names: Iterable[str], files: Sequence[str]) -> int:
    """Open a batch for what these sources tell, and return its number."""
    return batches.begin(books, ", ".join(dict.fromkeys(names)), files)


def take_in(
    books: Connection,
    reads: Iterable[Read],
    teller: Teller,
    batch: int,
    ours: Shop,
    region: str,
    imported: Imported,
    report: FileReport,
) -> set[int]:
    """Write what was read; returns the earlier batches it builds on.

    Parts of a receipt add up within one call; told again in a later one, it is told anew.
    """
    people = People(books, teller.system, region or ours.region, batch)
    incoming = Incoming(books, people, teller.system, teller.tells, batch, zone_of(ours))
    guesses = Guesses(books, teller.system, batch)
    said = ToldByFile(books, teller.system, batch)
    purchases = _purchases(reads, people, said, report)
    while some := list(islice(purchases, _AT_ONCE)):
        incoming.take(some)
        said.look(some)
        guesses.look(some)
    incoming.finish()
    said.keep(people)
    guesses.keep()
    imported.added += incoming.added
    imported.known += incoming.known
    imported.changed += incoming.changed
    imported.new_customers += people.new
    imported.matched |= people.matched
    return people.leans | incoming.leans


def settle(books: Connection, batch: int, imported: Imported, leans_on: set[int]) -> int | None:
    """Sum up anew whom the batch touched and write down what it came to.

    A batch that changed nothing is forgotten, and None returned instead of its number.
    """
    from notecard.store import alike

    if batches.is_empty(books, batch):
        batches.drop(books, batch)
        imported.batch = None
        return None
    summaries.refresh(books, refunds.told_in(books, batch))
    imported.suggested_merges = alike.count_new(books, batch)
    batches.close(
        books,
        batch,
        added=imported.added,
        changed=imported.changed,
        customers=imported.new_customers,
        leans_on=leans_on,
    )
    imported.batch = batch
    return batch


def zone_of(ours: Shop) -> ZoneInfo:
    """Return the shop's time zone; raises SettingsError for one nobody knows."""
    try:
        return ZoneInfo(ours.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            _("The shop's time zone “{zone}” is not known.").format(zone=ours.timezone),
            _("Choose one such as Europe/London in the settings."),
        ) from error


def _purchases(
    reads: Iterable[Read], people: People, said: ToldByFile, report: FileReport
) -> Iterator[Purchase]:
    """Count everything, take in people at once, and hand on the receipts."""
    count = report.count
    for read in reads:
        count(read)
        if isinstance(read, Purchase):
            if read.is_order:
                yield read
        elif isinstance(read, Contact):
            said.meet(people.contact(read), read.person)
