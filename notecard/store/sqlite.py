"""The shop's data in one SQLite file: what a shop with one counter has."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateTable

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store.backup import copy_database
from notecard.store.revisions import known_revision
from notecard.store.tables import counted_summary
from notecard.store.trouble import busy, no_folder, not_usable

WAIT_MS: Final = 15_000  # for another program that is writing
_CACHE_KIB: Final = 16_384
_OF_ITS_OWN: Final = str(CreateTable(counted_summary))


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A file. One program writes at a time, and whoever reads is not kept from it."""

    database: Path

    faults: ClassVar[tuple[type[Exception], ...]] = (DBAPIError, sqlite3.Error)
    is_server: ClassVar[bool] = False
    reading: ClassVar[Mapping[str, Any]] = {}

    def writing(self, typed: bool) -> Mapping[str, Any]:
        """Return how a connection writes: through a power cut, or as safe as can be done again."""
        return {"writes": "FULL" if typed else "NORMAL"}

    def prepare(self) -> None:
        """Make the folder; raises StoreError where that cannot be."""
        try:
            self.database.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise no_folder(error) from error

    def revision(self) -> str:
        """Return how far the file has been migrated, nothing for one that is yet to be made."""
        return revision_of(self.database)

    def connections(self) -> Engine:
        """Return where connections come from."""
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _connect(self.database),
            poolclass=QueuePool,
        )
        event.listen(engine, "begin", _begin)
        return engine

    def arrange(self, books: Connection) -> None:
        """Do nothing: SQLite compares text by its code points of itself."""

    def look_over(self, books: Connection) -> str:
        """Return "ok", or what is wrong with the file."""
        return str(books.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())

    def copy_into(self, target: Path) -> None:
        """Write a copy of everything; appears whole or not at all."""
        copy_database(self.database, target)

    def in_words(self, error: Exception, saving: bool) -> StoreError | None:
        """Return what the owner can act on (busy, full, read-only, damaged), None for a defect."""
        raw = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(raw, sqlite3.Error) and _is_busy(raw):
            return busy()
        if isinstance(raw, sqlite3.DatabaseError) and _is_outside(raw):
            return not_usable(raw)
        return None


def revision_of(database: Path) -> str:
    """Return how far a file has been migrated, nothing for a file that is yet to be made.

    Raises NewerStore or StoreError when the file is not for this program to open.
    """
    if not database.exists() or database.stat().st_size == 0:
        return ""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as file:
            rows = file.execute("SELECT version_num FROM alembic_version").fetchall()
            file.execute("SELECT count(*) FROM customer_summary")
    except sqlite3.Error as error:
        if _is_busy(error):
            raise busy() from error
        raise StoreError(
            _("{file} is not a file of Notecard, or it is damaged.").format(file=database.name),
            _("Choose another folder, or restore a backup: notecard restore FILE."),
        ) from error
    return known_revision(rows)


def _connect(database: Path) -> sqlite3.Connection:
    """Open a connection whose transactions are begun by us alone, never behind our back."""
    connection = sqlite3.connect(
        database, timeout=WAIT_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    connection.execute(_OF_ITS_OWN)
    return connection


def _begin(books: Connection) -> None:
    """Begin at once as a writer, or as a reader; how safe is settled before, as SQLite wants it."""
    writes = books.get_execution_options().get("writes")
    if writes:
        books.exec_driver_sql(f"PRAGMA synchronous={writes}")
    books.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _is_outside(error: sqlite3.Error) -> bool:
    """Whether the fault lies with the disk or the file, not with a statement of ours."""
    outside = ("FULL", "READONLY", "IOERR", "CORRUPT", "NOTADB", "CANTOPEN", "PERM", "AUTH")
    return getattr(error, "sqlite_errorname", "")[7:].startswith(outside)
