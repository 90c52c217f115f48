"""Opens the shop's data and hands out connections: many to read, one at a time to write."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from notecard.core.errors import StoreError
from notecard.core.text import keepable
from notecard.core.words import _
from notecard.store.backup import back_up_dated
from notecard.store.home import DATABASE
from notecard.store.revisions import migrate, newest_revision
from notecard.store.sqlite import SqliteFile
from notecard.store.trouble import no_folder


class Place(Protocol):
    """Where a shop's data is kept: a file, or a database on a server."""

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """Return what is raised when something is wrong with it."""

    @property
    def is_server(self) -> bool:
        """Whether it is a server, which has its own care and other counters."""

    @property
    def reading(self) -> Mapping[str, Any]:
        """Return how a connection sees one moment."""

    def writing(self, typed: bool) -> Mapping[str, Any]:
        """Return how a connection is the only one to write, durable at once where `typed`."""

    def prepare(self) -> None:
        """Make what must be there before a connection; raises StoreError."""

    def connections(self) -> Engine:
        """Return where connections come from."""

    def revision(self) -> str:
        """Return how far it was migrated, nothing for a new one; raises NewerStore, StoreError."""

    def arrange(self, books: Connection) -> None:
        """See after a migration that text is ordered alike everywhere."""

    def look_over(self, books: Connection) -> str:
        """Return "ok", or what is wrong."""

    def copy_into(self, target: Path) -> None:
        """Write everything into a file of its own, whole or not at all."""

    def in_words(self, error: Exception, saving: bool) -> StoreError | None:
        """Return what the owner can act on, None for a defect of ours."""


class Store:
    """The shop's data. Any thread may read and write; each gets a connection of its own."""

    def __init__(self, home: Path, place: Place) -> None:
        self.home = home
        self.place = place
        self._engine = place.connections()
        event.listen(self._engine, "before_cursor_execute", _keepable, retval=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at the data as it stands now, unmoved by what others write meanwhile."""
        with self._plain_errors(), self._engine.connect() as connection:
            yield connection.execution_options(**self.place.reading)

    @contextmanager
    def transaction(self, typed: bool = False) -> Iterator[Connection]:
        """Change the data, all or nothing.

        What the owner `typed` is on the disk when this returns, even through a power cut; an import
        can be done again.
        """
        saving = False
        with self._plain_errors(lambda: saving), self._engine.connect() as connection:
            books = connection.execution_options(**self.place.writing(typed))
            with books.begin():
                yield books
                saving = True

    def back_up(self, why: str) -> Path:
        """Put a dated copy into the home's backups."""
        return back_up_dated(self.copy_into, why, self.home)

    def back_up_before(self, deed: str) -> None:
        """Keep a dated copy of a file; a server has backups of its own, and other counters."""
        if not self.place.is_server:
            self.back_up(f"before-{deed}")

    def copy_into(self, target: Path) -> None:
        """Write everything into one file, whole or not at all."""
        with self._plain_errors():
            self.place.copy_into(target)

    def look_over(self) -> str:
        """Return "ok", or what is wrong with the place the data is kept in."""
        with self.reading() as books:
            return self.place.look_over(books)

    def close(self) -> None:
        """Let go of the files."""
        self._engine.dispose()

    def bring_up_to_date(self) -> None:
        """Make the tables, or bring them to this program's version, with a backup before."""
        with self._plain_errors():
            found = self.place.revision()
        if found == newest_revision():
            return
        if found:
            self.back_up(f"before-{newest_revision()}")
        with self.transaction(typed=True) as books:
            migrate(books)
            self.place.arrange(books)

    @contextmanager
    def _plain_errors(self, saving: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """Turn what the owner can act on into words."""
        try:
            yield
        except self.place.faults as error:
            told = self.place.in_words(error, saving())
            if told is None:
                raise
            raise told from error


def open_store(home: Path, url: str = "") -> Store:
    """Open the shop's data, made or brought up to date where needed, with a backup before.

    Raises NewerStore for data of a later version and StoreError for what is none of ours; neither
    is touched.
    """
    place = place_of(home, url)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise no_folder(error) from error
    place.prepare()
    store = Store(home, place)
    try:
        store.bring_up_to_date()
    except BaseException:
        store.close()
        raise
    return store


def place_of(home: Path, url: str) -> Place:
    """Return where the data of this address is kept; raises StoreError for what is none."""
    if not url:
        return SqliteFile(home / DATABASE)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise _no_address() from None
    if "@" in (parsed.host or ""):  # a password with a sign that ends one
        raise _no_address()
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return SqliteFile(Path(parsed.database))
    if parsed.drivername in {"postgresql", "postgresql+psycopg"}:
        from notecard.store.postgres import PostgresDatabase

        return PostgresDatabase(parsed)
    raise StoreError(
        _("Notecard cannot use this kind of database: {kind}").format(kind=parsed.drivername),
        _("Leave out --db to keep the data in a file of its own."),
    )


def _no_address() -> StoreError:
    """Return the words for what is no address; it is not repeated, it may hold a password."""
    return StoreError(
        _("What --db or NOTECARD_DB says is not the address of a database."),
        _(
            "A file is written as sqlite:///C:/folder/file.db and a server as"
            " postgresql+psycopg://name:password@server/database (an @ in the password as %40)."
        ),
    )


def _keepable(
    _books: Connection, _cursor: Any, statement: str, told: Any, _context: Any, many: bool
) -> tuple[str, Any]:
    """Mend what was typed; rows that come by the thousand are made of sound values already."""
    if many or not told:
        return statement, told
    if isinstance(told, dict):
        return statement, {name: _mended(value) for name, value in told.items()}
    return statement, tuple(map(_mended, told))


def _mended(value: Any) -> Any:
    return keepable(value) if isinstance(value, str) else value
