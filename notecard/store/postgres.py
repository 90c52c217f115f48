"""The shop's data in a PostgreSQL database: what a shop with several counters has.

Every writing transaction takes one lock first, so that one program writes at a time, as with a
file: whoever computes the next number or looks before writing is never overtaken.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final, cast

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Integer,
    Table,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store.postgres_words import in_words, something_else
from notecard.store.revisions import known_revision
from notecard.store.tables import counted_summary, metadata

WAIT_MS: Final = 15_000  # for another program that is writing
_LOCK: Final = 0x6E6F7465  # any number nobody else's program takes
_COPIED: Final = "rows copied"  # since the transaction began
_MANY: Final = 5_000
_OF_ITS_OWN: Final = str(CreateTable(counted_summary))
_DEFAULTS: Final[Mapping[str, str]] = {
    "connect_timeout": "10",
    "application_name": "notecard",
    "client_encoding": "utf8",
    # A network that is gone is noticed within a minute, not after two hours.
    "keepalives_idle": "20",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "50000",
}
_OURS: Final = text(
    "SELECT to_regclass('alembic_version') IS NOT NULL"
    " AND to_regclass('customer_summary') IS NOT NULL AS is_ours,"
    " EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE relnamespace = current_schema()::regnamespace"
    " AND relkind IN ('r', 'p', 'v', 'm', 'f')) AS is_used,"
    " current_setting('server_encoding') AS encoding"
)
_TEXTS: Final = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type"
    " FROM pg_catalog.pg_attribute a"
    " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
    " JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
    " AND a.attnum > 0 AND NOT a.attisdropped AND l.collname <> 'C'"
    " ORDER BY c.relname, a.attnum"
)
_COUNTED: Final = text(
    "SELECT table_name, column_name,"
    " pg_get_serial_sequence(quote_ident(table_name), column_name) AS counter"
    " FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND column_default LIKE 'nextval(%' ORDER BY table_name"
)
_NEXT: Final = text("""
CREATE OR REPLACE FUNCTION notecard_next(place regclass) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE highest integer;
BEGIN
    EXECUTE format('SELECT max(id) FROM %s', place) INTO highest;
    RETURN coalesce(highest, 0) + 1;
END $$
""")
_BROKEN: Final = text(
    "SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c"
    " ON c.oid = i.indexrelid WHERE c.relnamespace = current_schema()::regnamespace"
    " AND NOT i.indisvalid ORDER BY c.relname"
)


class PostgresDatabase:
    """A database on a server, by its address."""

    is_server: ClassVar[bool] = True
    # One moment for everything a reader asks, and no lock: nobody waits for a reader.
    reading: ClassVar[Mapping[str, Any]] = {
        "isolation_level": "REPEATABLE READ",
        "postgresql_readonly": True,
    }

    def __init__(self, url: URL) -> None:
        """Raise StoreError where the driver is not installed or the address cannot be used."""
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                _("This installation of Notecard cannot speak with PostgreSQL."),
                _("Install what is missing with: pip install 'notecard[postgres]'"),
            ) from error
        self.faults: tuple[type[Exception], ...] = (DBAPIError, psycopg.Error)
        self._url = url.set(drivername="postgresql+psycopg")
        told = {**_DEFAULTS, **self._url.query}
        self._engine = create_engine(
            self._url.set(query={}),  # its own words would be outvoted there
            connect_args=told,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,  # a connection that was lost is made anew before it is used
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        event.listen(self._engine, "commit", _count_anew)

    def writing(self, typed: bool) -> Mapping[str, Any]:
        """Return how a connection writes: with the lock; the server makes all of it durable."""
        return {"writes": True}

    def prepare(self) -> None:
        """Do nothing: a database is made by whoever looks after the server."""

    def connections(self) -> Engine:
        """Return where connections come from."""
        return self._engine

    def revision(self) -> str:
        """Return how far it was migrated, nothing for an empty database."""
        with self._engine.connect() as books:
            found = books.execute(_OURS).one()
            if found.encoding != "UTF8":
                raise StoreError(
                    _("This database keeps text as {encoding}, which lacks most letters.").format(
                        encoding=found.encoding
                    ),
                    _("Make one that keeps every letter: createdb -E UTF8 -T template0 notecard"),
                )
            if found.is_ours:
                rows = books.execute(text("SELECT version_num FROM alembic_version")).all()
                return known_revision([tuple(row) for row in rows])
            if found.is_used:
                raise something_else(self._url)
            return ""

    def arrange(self, books: Connection) -> None:
        """Have text and numbers behave as in a file, so that the same shop is the same anywhere.

        Text is compared by its code points, whatever the database's way; the next number is one
        more than the highest, also after something was rolled back.
        """
        for table, column, kind in books.execute(_TEXTS).all():
            books.exec_driver_sql(
                f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"'
            )
        books.execute(_NEXT)
        for table, column, counter in books.execute(_COUNTED).all():
            here = f'ALTER TABLE "{table}" ALTER COLUMN "{column}"'
            following = (
                f"SET DEFAULT notecard_next('{table}')" if column == "id" else "DROP DEFAULT"
            )
            books.exec_driver_sql(f"{here} {following}")
            books.exec_driver_sql(f"DROP SEQUENCE {counter}")

    def look_over(self, books: Connection) -> str:
        """Return "ok", or the indices that are broken."""
        return ", ".join(books.execute(_BROKEN).scalars()) or "ok"

    def copy_into(self, target: Path) -> None:
        """Write everything into a file as a shop with one counter has it."""
        from notecard.store.moving import write_file

        revision = self.revision()
        with self._engine.connect() as connection:
            write_file(connection.execution_options(**self.reading), revision, target)

    def in_words(self, error: Exception, saving: bool) -> StoreError | None:
        """Return what the owner can act on, None for a defect."""
        return in_words(error, self._url, saving)


def copy_in(
    books: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows in one stream; numbers nobody told are given out here, which is quicker."""
    import psycopg.sql

    number = table.columns.get("id")
    if number is not None and "id" not in columns and isinstance(number.type, Integer):
        highest = books.execute(select(func.coalesce(func.max(number), 0))).scalar_one()
        columns, rows = ("id", *columns), ((id, *row) for id, row in enumerate(rows, highest + 1))
    statement = psycopg.sql.SQL("COPY {} ({}) FROM STDIN").format(
        psycopg.sql.Identifier(table.name),
        psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, columns)),
    )
    count, cursor = 0, cast(Any, books.connection.cursor())
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    books.info[_COPIED] = books.info.get(_COPIED, 0) + count


def _prepare(connection: Any, _record: object) -> None:
    """Let a connection wait as long as SQLite does, not for ever, and give it what is its own."""
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {WAIT_MS}")
    connection.execute(_OF_ITS_OWN)
    connection.autocommit = False


def _begin(books: Connection) -> None:
    """Take the writers' lock, which ends with the transaction.

    At READ COMMITTED every statement after it sees what the writer before has left; a snapshot
    would have been taken before the waiting.
    """
    books.info[_COPIED] = 0
    if books.get_execution_options().get("writes"):
        books.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _count_anew(books: Connection) -> None:
    """Let the server see how much there is now, rather than within a minute or two of its own.

    The day's plan in a shop it believes to be empty took a hundred times as long.
    """
    if books.info.get(_COPIED, 0) >= _MANY:
        names = (table.name for table in metadata.sorted_tables)
        books.exec_driver_sql(f"ANALYZE {', '.join(names)}")
