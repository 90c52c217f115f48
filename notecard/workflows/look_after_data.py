"""Looking after the shop's data: copies, going back to one, and seeing that all is sound."""

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from notecard import resources
from notecard.core.errors import NotecardError, StoreError
from notecard.core.words import _
from notecard.sources import found
from notecard.store import summaries
from notecard.store.backup import back_up_dated, copy_database
from notecard.store.database import Store, open_store, place_of
from notecard.store.home import DATABASE
from notecard.store.moving import replace_rows
from notecard.store.sqlite import SqliteFile, revision_of
from notecard.store.tables import customer_summary, customers, stale_summaries

_SAMPLE = 200  # customers whose summary is made anew and compared
_FONTS = ("Inter-Regular.ttf", "Fraunces-SemiBold.ttf", "Caveat-Medium.ttf")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and how it stands."""

    name: str
    ok: bool
    words: str


class _OnlyLooking(Exception):
    """Rolls back what was made for comparing."""


def back_up(store: Store, place: Path) -> None:
    """Copy everything into one file, whole or not at all."""
    if place.is_dir():
        raise StoreError(
            _("{place} is a folder.").format(place=place),
            _("Name the file the copy goes into, such as notecard-backup.db."),
        )
    store.copy_into(place)


def restore(home: Path, place: Path, url: str = "") -> None:
    """Go back to a copy; what is there now is kept as a dated backup of its own.

    A copy of either kind of database can be put into the other. Raises StoreError for a file that
    is not Notecard's, NewerStore for one of a later version.
    """
    if not place.is_file() or not revision_of(place):
        raise StoreError(
            _("{file} is not a backup of Notecard.").format(file=place.name),
            _("Backups lie in the folder: {folder}").format(folder=home / "backups"),
        )
    _see_that_it_is_sound(place)
    kept_in = place_of(home, url)
    if isinstance(kept_in, SqliteFile):
        _replace_file(home, place, kept_in.database)
    else:
        _replace_rows(home, place, url)


def _replace_file(home: Path, place: Path, database: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    incoming = database.with_name(database.name + ".restored")
    copy_database(place, incoming)
    if database.exists():
        _keep_what_is_replaced(database, home)
    try:
        for companion in ("-wal", "-shm"):
            database.with_name(database.name + companion).unlink(missing_ok=True)
        incoming.replace(database)
    except OSError as error:
        raise StoreError(
            _("The backup could not be put in place: {reason}.").format(reason=error),
            _("Close every other window of Notecard and try again."),
        ) from error


def _replace_rows(home: Path, place: Path, url: str) -> None:
    """Put the rows of a copy in place of those on a server, in one transaction."""
    store = open_store(home, url)
    try:
        with TemporaryDirectory(prefix="notecard-") as folder:
            copy = Path(folder) / DATABASE
            copy_database(place, copy)
            open_store(copy.parent).close()  # brings an older copy up to date
            store.back_up("before-restore")
            with store.transaction(typed=True) as books:
                replace_rows(books, copy)
    finally:
        store.close()


def self_test(at: Store | Path, url: str = "") -> list[Check]:
    """Look at everything the program needs; a folder is opened first, as the program would."""
    checks = [_resources(), _fonts()]
    try:
        store = at if isinstance(at, Store) else open_store(at, url)
    except NotecardError as error:
        return [Check("store", False, f"{error.message} {error.hint}"), *checks]
    try:
        said = store.look_over()
        opened = Check("store", said == "ok", _("The shop's data opens: {said}.").format(said=said))
        return [opened, _summaries(store), *checks]
    finally:
        if store is not at:
            store.close()


def _see_that_it_is_sound(place: Path) -> None:
    with closing(sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)) as file:
        try:
            said = file.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.Error as error:
            said = str(error)
    if said != "ok":
        raise StoreError(
            _("{file} is damaged: {reason}.").format(file=place.name, reason=said),
            _("Use another backup."),
        )


def _keep_what_is_replaced(database: Path, home: Path) -> None:
    """Keep the data that is there; what cannot be read as a database is kept byte by byte."""
    try:
        back_up_dated(SqliteFile(database).copy_into, "before-restore", home)
    except StoreError:
        database.replace(database.with_name("notecard-unreadable.db"))


def _summaries(store: Store) -> Check:
    """Sum a sample of customers up anew and hold it against what is kept."""
    differing = 0
    try:
        with store.transaction() as books:
            differing = _differing(books)
            raise _OnlyLooking
    except _OnlyLooking:
        pass
    words = _("The summaries agree with the purchases.")
    if differing:
        words = _("{count} summaries do not agree with the purchases.").format(count=differing)
    return Check("summaries", not differing, words)


def _differing(books: Connection) -> int:
    every = books.execute(select(customers.c.id)).scalars().all()
    sample = random.sample(list(every), min(_SAMPLE, len(every)))
    kept = select(customer_summary).where(customer_summary.c.customer.in_(sample))
    before = {tuple(row) for row in books.execute(kept)}
    if sample:
        books.execute(stale_summaries.insert(), [{"customer": id} for id in sample])
    summaries.refresh(books)
    return len({row[0] for row in before ^ {tuple(row) for row in books.execute(kept)}})


def _resources() -> Check:
    try:
        sources = found()
    except NotecardError as error:
        return Check("resources", False, error.message)
    words = _("{count} kinds of files can be read.").format(count=len(sources))
    return Check("resources", bool(sources), words)


def _fonts() -> Check:
    missing = [name for name in _FONTS if not resources.find(f"fonts/{name}").is_file()]
    words = _("The fonts are there.")
    if missing:
        words = _("Fonts are missing: {names}.").format(names=", ".join(missing))
    return Check("fonts", not missing, words)
