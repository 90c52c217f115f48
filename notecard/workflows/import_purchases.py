"""Purchases in: read the files of a till or a web shop, and take an import back."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from notecard.core.errors import SettingsError, SourceError
from notecard.core.imports import FileReport, Imported
from notecard.core.progress import Progress, silent
from notecard.core.settings import Shop
from notecard.core.words import _
from notecard.sources import Options, Source, found, recognise
from notecard.sources.mapped_csv import MappedCsv
from notecard.sources.mapping import load_mapping
from notecard.store import batches, connections, habits, shop
from notecard.store.database import Store
from notecard.store.undo import Removed, take_back
from notecard.workflows.take_in import begin, settle, take_in

__all__ = ["FileReport", "Imported", "Removed", "import_files", "known_sources", "undo_import"]


class _OnlyLooking(Exception):
    """Rolls a dry run back."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the owner said of the files besides their names."""

    region: str
    dates: str
    remembers: bool  # how days are written, for the next file of the kind
    progress: Progress


def import_files(
    store: Store,
    places: Sequence[Path],
    *,
    source_id: str = "",
    mapping: Path | None = None,
    region: str = "",
    dates: str = "",
    dry_run: bool = False,
    progress: Progress = silent,
) -> Imported:
    """Read the files into the store, all or nothing; a `dry_run` tells the same and changes none.

    `region` is the country of telephone numbers, and of the money where a file names no currency;
    `dates` ("dmy" or "mdy") is how days are written where neither a column nor its mapping tells;
    the answer is remembered, but not for a `mapping` of just this import. Raises SourceError for a
    file that cannot be read, DatesUndecided where only the owner can tell, and lets `Cancelled` of
    `progress` through.
    """
    chosen = [_source_for(place, store.home, source_id, mapping) for place in places]
    asked = _Asked(_country(region), dates, mapping is None, progress)
    if not dry_run:
        store.back_up_before("import")
    imported = Imported()
    try:
        with store.transaction() as books, _no_search_for_cycles():
            _import_all(books, list(zip(places, chosen, strict=True)), imported, asked)
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
    asked: _Asked,
) -> None:
    """Read every file as one import; one that changes nothing leaves no trace."""
    ours = shop.get(books)
    batch = begin(
        books, [source.id for _place, source in files], [place.name for place, _source in files]
    )
    leans: set[int] = set()
    for place, source in files:
        leans |= _import_one(books, place, source, batch, ours, imported, asked)
    settle(books, batch, imported, leans)


def _import_one(
    books: Connection,
    place: Path,
    source: Source,
    batch: int,
    ours: Shop,
    imported: Imported,
    asked: _Asked,
) -> set[int]:
    """Read one file; returns the earlier imports it builds on."""
    report = FileReport(str(place), source.id, source.tells)
    imported.files.append(report)
    options = Options(
        currency=_currency(ours, asked.region), dates=asked.dates, progress=asked.progress
    )
    if asked.remembers:
        options = replace(
            options,
            dates=asked.dates or habits.dates_of(books, source.id),
            learnt=lambda dates: habits.keep_dates(books, source.id, dates),
        )
    reads = source.read(place, options)
    return take_in(books, reads, source, batch, ours, asked.region, imported, report)


def _country(region: str) -> str:
    """Return the country as ISO 3166 writes it; raises SettingsError for none."""
    code = region.strip().upper()
    if code and (len(code) != 2 or not code.isascii() or not code.isalpha()):
        raise SettingsError(
            _("“{region}” is not the code of a country.").format(region=region),
            _("Write it with two letters, for example US or DE."),
        )
    return code


def _currency(ours: Shop, region: str) -> str:
    """Return what files without a currency are counted in: the shop's own, or the region's."""
    if not region or region == ours.region:
        return ours.currency
    from babel.numbers import get_territory_currencies

    return next(iter(get_territory_currencies(region)), ours.currency)
