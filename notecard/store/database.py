"""Opens the shop's data and hands out connections: many to read, one at a time to write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from notecard.core.errors import NewerStore, StoreError
from notecard.core.words import _
from notecard.store.backup import back_up_dated
from notecard.store.home import DATABASE

_WAIT_MS = 15_000  # for another program that is writing
_CACHE_KIB = 16_384
VERSIONS = Path(__file__).parent / "migrations" / "versions"


class Store:
    """The shop's data. Any thread may read and write; each gets a connection of its own."""

    def __init__(self, home: Path, database: Path, engine: Engine) -> None:
        self.home = home
        self.database = database
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at the data as it stands now, unmoved by what others write meanwhile."""
        with _plain_errors(), self._engine.connect() as books:
            yield books

    @contextmanager
    def transaction(self, typed: bool = False) -> Iterator[Connection]:
        """Change the data, all or nothing.

        What the owner `typed` is on the disk when this returns, even through a power cut; an import
        can be done again.
        """
        with _plain_errors(), self._engine.connect() as connection:
            books = connection.execution_options(writes="FULL" if typed else "NORMAL")
            with books.begin():
                yield books

    def back_up(self, why: str) -> Path:
        """Put a dated copy into the home's backups."""
        return back_up_dated(self.database, why, self.home)

    def close(self) -> None:
        """Let go of the files."""
        self._engine.dispose()


def open_store(home: Path, url: str = "") -> Store:
    """Open the shop's data, made or brought up to date where needed, with a backup before.

    Raises NewerStore for data of a later version and StoreError for what is none of ours; neither
    is touched.
    """
    database = _place(home, url)
    try:
        home.mkdir(parents=True, exist_ok=True)
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("The folder for the shop's data cannot be made: {reason}.").format(reason=error),
            _("Choose another folder with --home."),
        ) from error
    found = revision_of(database)
    if found and found != newest_revision():
        back_up_dated(database, f"before-{newest_revision()}", home)
    store = Store(home, database, _engine(database))
    if found != newest_revision():
        _migrate(store)
    return store


def newest_revision() -> str:
    """Return the number of the last migration of this program."""
    return max(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))


def revision_of(database: Path) -> str:
    """Return how far the file has been migrated, nothing for a file that is yet to be made.

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
            raise _busy() from error
        raise StoreError(
            _("{file} is not a file of Notecard, or it is damaged.").format(file=database.name),
            _("Choose another folder, or restore a backup: notecard restore FILE."),
        ) from error
    revision = str(rows[0][0]) if rows else ""
    if revision > newest_revision() or not any(VERSIONS.glob(f"{revision}_*.py")):
        raise NewerStore(
            _("The shop's data was written by a later version of Notecard."),
            _("Install the newest version of the program. The data has not been touched."),
        )
    return revision


def _place(home: Path, url: str) -> Path:
    if not url:
        return home / DATABASE
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            _("This is not the address of a database: {url}").format(url=url),
            _("A file is written as sqlite:///C:/folder/file.db"),
        ) from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise StoreError(
            _("Notecard cannot use this kind of database yet: {kind}").format(
                kind=parsed.drivername
            ),
            _("Leave out --db to keep the data in a file of its own."),
        )
    return Path(parsed.database)


def _engine(database: Path) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(database),
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _connect(database: Path) -> sqlite3.Connection:
    """Open a connection whose transactions are begun by us alone, never behind our back."""
    connection = sqlite3.connect(
        database, timeout=_WAIT_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    return connection


def _begin(books: Connection) -> None:
    """Begin at once as a writer, or as a reader; how safe is settled before, as SQLite wants it."""
    writes = books.get_execution_options().get("writes")
    if writes:
        books.exec_driver_sql(f"PRAGMA synchronous={writes}")
    books.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(store: Store) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "notecard.store:migrations")
    with store.transaction(typed=True) as books:
        config.attributes["connection"] = books
        command.upgrade(config, "head")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what the owner can act on (busy, full, read-only, damaged) into words."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raw = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(raw, sqlite3.Error) and _is_busy(raw):
            raise _busy() from error
        if isinstance(raw, sqlite3.DatabaseError) and _is_outside(raw):
            raise StoreError(
                _("The shop's data could not be read or written: {reason}.").format(reason=raw),
                _("See that there is room on the disk; if it stays so, restore a backup."),
            ) from error
        raise


def _busy() -> StoreError:
    return StoreError(
        _("Another program is writing to the shop's data."),
        _("Wait a moment and try again."),
    )


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _is_outside(error: sqlite3.Error) -> bool:
    """Whether the fault lies with the disk or the file, not with a statement of ours."""
    outside = ("FULL", "READONLY", "IOERR", "CORRUPT", "NOTADB", "CANTOPEN", "PERM", "AUTH")
    return getattr(error, "sqlite_errorname", "")[7:].startswith(outside)
