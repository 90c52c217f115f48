"""The watched folder: what the till writes there is taken in by itself, once each."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from notecard.core.errors import DatesUndecided, SourceError
from notecard.core.imports import Imported
from notecard.core.progress import Progress, silent
from notecard.core.words import _
from notecard.store import watched
from notecard.store.database import Store
from notecard.store.watched import Watched
from notecard.workflows.import_purchases import import_files

__all__ = ["Taken", "Watched", "find_new", "settle", "take_in", "take_in_new", "troubles"]

ENDINGS = (".csv", ".tsv", ".txt", ".csv.gz", ".xlsx", ".xls", ".ods", ".vcf")
STILL_S = 2.0  # a file that has not grown for so long is written

Mark = tuple[int, int]
"""Size and time of change, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one look brought: an import, if any file could be read, and what is newly wrong."""

    imported: Imported | None = None
    troubled: tuple[Watched, ...] = ()


def take_in_new(
    store: Store,
    folder: Path,
    progress: Progress = silent,
    pause: Callable[[float], None] = time.sleep,
) -> Taken:
    """Read every new or changed file of the folder; what cannot be read is kept with the reason.

    Raises SourceError when the folder cannot be reached.
    """
    return take_in(store, find_new(store, folder, pause), progress)


def find_new(
    store: Store, folder: Path, pause: Callable[[float], None] = time.sleep
) -> dict[Path, Mark]:
    """Return the files to be read; one that is still being written is left for the next look."""
    there = _files_of(folder)
    with store.reading() as books:
        looked_at = watched.known(books, folder)
    new = {
        place: mark
        for place, mark in there.items()
        if place not in looked_at or _mark_of(looked_at[place]) != mark
    }
    if not new:
        return {}
    pause(STILL_S)
    return {place: mark for place, mark in new.items() if _mark(place) == mark}


def take_in(store: Store, places: Mapping[Path, Mark], progress: Progress = silent) -> Taken:
    """Read these files as one import, and keep that they were looked at."""
    if not places:
        return Taken()
    imported, bad = _read(store, list(places), progress)
    batch = imported.batch if imported else None
    files = [
        Watched(place, *mark, trouble=_words(bad[place]))
        if place in bad
        else Watched(place, *mark, batch=batch)
        for place, mark in places.items()
    ]
    before = _troubles_before(store, places)
    with store.transaction(typed=True) as books:
        watched.put(books, files)
    troubled = (each for each in files if each.trouble and each.trouble != before.get(each.path))
    return Taken(imported, tuple(troubled))


def troubles(store: Store, folder: Path) -> list[Watched]:
    """Return the files that could not be read and still lie there."""
    with store.reading() as books:
        looked_at = watched.known(books, folder)
    return [file for file in looked_at.values() if file.trouble and file.path.is_file()]


def settle(store: Store, places: Collection[Path], batch: int | None) -> None:
    """Keep that the owner has read these files: the watched ones among them are no trouble now."""
    with store.transaction(typed=True) as books:
        for folder in {place.parent for place in places}:
            looked_at = watched.known(books, folder)
            mine = [place for place in places if place in looked_at]
            marks = {place: mark for place in mine if (mark := _mark(place))}
            watched.put(books, [Watched(place, *mark, batch) for place, mark in marks.items()])


def _read(
    store: Store, places: list[Path], progress: Progress
) -> tuple[Imported | None, dict[Path, SourceError]]:
    """Read the files together; one that cannot be read is set aside and the others go on."""
    bad: dict[Path, SourceError] = {}
    while rest := [place for place in places if place not in bad]:
        try:
            return import_files(store, rest, progress=progress), bad
        except SourceError as error:
            bad |= dict.fromkeys([error.path] if error.path in rest else rest, error)
    return None, bad


def _words(error: SourceError) -> str:
    if isinstance(error, DatesUndecided):
        return error.message  # the way out is to read it on the page, where it is asked
    return f"{error.message} {error.hint}".strip()


def _troubles_before(store: Store, places: Collection[Path]) -> dict[Path, str]:
    with store.reading() as books:
        return {
            path: file.trouble
            for folder in {place.parent for place in places}
            for path, file in watched.known(books, folder).items()
        }


def _files_of(folder: Path) -> dict[Path, Mark]:
    """Return the files that may be exports, oldest first, so that later ones correct earlier."""
    try:
        places = [place for place in folder.iterdir() if _may_be_an_export(place)]
    except OSError as error:
        raise SourceError(
            _("The watched folder cannot be reached: {folder}.").format(folder=folder),
            _("See that the disk or the network is there, or choose another folder."),
        ) from error
    marks = ((place, _mark(place)) for place in places)
    found = {place: mark for place, mark in marks if mark}
    return dict(sorted(found.items(), key=lambda each: (each[1][1], each[0])))


def _may_be_an_export(place: Path) -> bool:
    name = place.name.lower()
    return name.endswith(ENDINGS) and not name.startswith((".", "~"))


def _mark(place: Path) -> Mark | None:
    try:
        if not place.is_file():
            return None
        stat = place.stat()
    except OSError:  # it went away while it was looked at
        return None
    return (stat.st_size, stat.st_mtime_ns)


def _mark_of(file: Watched) -> Mark:
    return (file.size, file.modified)
