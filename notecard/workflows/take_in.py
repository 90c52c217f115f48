"""The one way in for purchases and people, whether a file or a live connection tells of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from notecard.core.imports import FileReport, Imported
from notecard.core.purchases import Contact, Purchase, Read, Tells
from notecard.core.settings import Shop
from notecard.store import batches, summaries
from notecard.store.incoming import Incoming
from notecard.store.people import People

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
    """Write what was read; returns the earlier batches it builds on."""
    people = People(books, teller.system, region or ours.region, batch)
    zone = ZoneInfo(ours.timezone)
    incoming = Incoming(books, people, source=teller.system, batch=batch, zone=zone)
    purchases = _purchases(reads, people, report)
    while some := list(islice(purchases, _AT_ONCE)):
        incoming.take(some)
    people.flush()
    incoming.finish()
    imported.added += incoming.added
    imported.known += incoming.known
    imported.changed += incoming.changed
    imported.new_customers += people.new
    imported.matched_customers += len(people.matched)
    imported.suggested_merges += len(people.alike)
    return people.leans | incoming.leans


def settle(books: Connection, batch: int, imported: Imported, leans_on: set[int]) -> int | None:
    """Sum up anew whom the batch touched; one that changed nothing is forgotten."""
    if not imported.added and not imported.changed:
        batches.drop(books, batch)
        return None
    summaries.refresh(books)
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


def _purchases(reads: Iterable[Read], people: People, report: FileReport) -> Iterator[Purchase]:
    for read in reads:
        report.count(read)
        if isinstance(read, Purchase):
            if read.is_order:
                yield read
        elif isinstance(read, Contact):
            people.contact(read)
