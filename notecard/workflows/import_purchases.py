"""Purchases in: read the files of a till or a web shop, and take an import back."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from notecard.core.errors import SettingsError, SourceError
from notecard.core.imports import FileReport, Imported
from notecard.core.progress import Progress, silent
from notecard.core.purchases import Purchase
from notecard.core.settings import Shop
from notecard.core.words import _
from notecard.sources import Options, Source, found, recognise
from notecard.sources.mapped_csv import MappedCsv
from notecard.sources.mapping import load_mapping
from notecard.store import batches, connections, shop, summaries
from notecard.store.database import Store
from notecard.store.incoming import Incoming
from notecard.store.people import People
from notecard.store.undo import Removed, take_back

__all__ = ["FileReport", "Imported", "Removed", "import_files", "known_sources", "undo_import"]

_AT_ONCE = 500


class _OnlyLooking(Exception):
    """Rolls a dry run back."""


def import_files(
    store: Store,
    places: Sequence[Path],
    *,
    source_id: str = "",
    mapping: Path | None = None,
    region: str = "",
    dry_run: bool = False,
    progress: Progress = silent,
) -> Imported:
    """Read the files into the store, all or nothing; a `dry_run` tells the same and changes none.

    Raises SourceError for a file that cannot be read, and lets `Cancelled` of `progress` through.
    """
    chosen = [_source_for(place, store.home, source_id, mapping) for place in places]
    if not dry_run:
        store.back_up("before-import")
    imported = Imported()
    try:
        with store.transaction() as books, _no_search_for_cycles():
            _import_all(books, list(zip(places, chosen, strict=True)), imported, region, progress)
            if dry_run:
                raise _OnlyLooking
    except _OnlyLooking:
        imported.batch = None
    return imported


def undo_import(store: Store, batch: int) -> Removed:
    """Take one import back exactly; raises StoreError when a later one builds on it."""
    with store.transaction() as books:
        undone = batches.get(books, batch)
        removed = take_back(books, batch)
        connections.wind_back(books, undone)
        return removed


def known_sources(home: Path) -> list[Source]:
    """Return every place purchases can come from."""
    return found(home)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Spare the interpreter its search for cycles among receipts: there are none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _source_for(place: Path, home: Path, source_id: str, mapping: Path | None) -> Source:
    if mapping is not None:
        return MappedCsv(load_mapping(mapping))
    sources = known_sources(home)
    if not source_id:
        return recognise(place, sources)
    for source in sources:
        if source.id == source_id:
            return source
    raise SourceError(
        _("There is no source called “{id}”.").format(id=source_id),
        _("The sources are listed by: notecard sources"),
    )


def _import_all(
    books: Connection,
    files: Sequence[tuple[Path, Source]],
    imported: Imported,
    region: str,
    progress: Progress,
) -> None:
    """Read every file as one import; one that changes nothing leaves no trace."""
    ours = shop.get(books)
    names = ", ".join(dict.fromkeys(source.id for _place, source in files))
    batch = batches.begin(books, names, [place.name for place, _source in files])
    leans: set[int] = set()
    for place, source in files:
        leans |= _import_one(books, place, source, batch, ours, imported, region, progress)
    if not imported.added and not imported.changed:
        batches.drop(books, batch)
        return
    summaries.refresh(books)
    batches.close(
        books,
        batch,
        added=imported.added,
        changed=imported.changed,
        customers=imported.new_customers,
        leans_on=leans,
    )
    imported.batch = batch


def _import_one(
    books: Connection,
    place: Path,
    source: Source,
    batch: int,
    ours: Shop,
    imported: Imported,
    region: str,
    progress: Progress,
) -> set[int]:
    """Read one file; returns the earlier imports it builds on."""
    report = FileReport(str(place), source.id)
    people = People(books, source.id, region or ours.region, batch)
    incoming = Incoming(books, people, source=source.id, batch=batch, zone=_zone(ours))
    options = Options(currency=ours.currency, progress=progress)
    purchases = _purchases(source, place, options, report)
    while some := list(islice(purchases, _AT_ONCE)):
        incoming.take(some)
    incoming.finish()
    imported.files.append(report)
    imported.added += incoming.added
    imported.known += incoming.known
    imported.changed += incoming.changed
    imported.new_customers += people.new
    imported.matched_customers += len(people.matched)
    imported.suggested_merges += len(people.alike)
    return people.leans | incoming.leans


def _purchases(
    source: Source, place: Path, options: Options, report: FileReport
) -> Iterator[Purchase]:
    for read in source.read(place, options):
        report.count(read)
        if isinstance(read, Purchase):
            yield read


def _zone(ours: Shop) -> ZoneInfo:
    try:
        return ZoneInfo(ours.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            _("The shop's time zone “{zone}” is not known.").format(zone=ours.timezone),
            _("Choose one such as Europe/London in the settings."),
        ) from error
