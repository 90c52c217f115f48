"""All rows of one database into another, table by table: a server's shop into a file, and back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, delete, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from notecard.store.backup import part_of, put_in_place
from notecard.store.bulk import insert_many
from notecard.store.revisions import migrate
from notecard.store.tables import metadata
from notecard.store.trouble import no_backup

_REVISIONS = "alembic_version"


def write_file(books: Connection, revision: str, target: Path) -> None:
    """Write everything into a file as a shop with one counter has it; whole or not at all."""
    part = part_of(target)
    try:
        part.unlink(missing_ok=True)
        with _new_file(part).begin() as file:
            migrate(file, revision)
            copy_rows(books, file)
        put_in_place(part, target)
    except (OSError, sqlite3.Error) as error:
        raise no_backup(error) from error
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise no_backup(error.orig) from error
        raise
    finally:
        part.unlink(missing_ok=True)


def copy_rows(source: Connection, target: Connection) -> None:
    """Add every row; the tables of both are of the same revision, those of the target empty."""
    there = MetaData()
    there.reflect(source)
    for table in there.sorted_tables:
        if table.name != _REVISIONS:
            streamed = source.execute(select(table), execution_options={"stream_results": True})
            insert_many(target, table, table.columns.keys(), map(tuple, streamed))


def replace_rows(books: Connection, database: Path) -> None:
    """Put every row of a file of this version in place of those that are there."""
    for table in reversed(metadata.sorted_tables):
        books.execute(delete(table))
    with _engine(database).connect() as source:
        copy_rows(source, books)


def _new_file(place: Path) -> Engine:
    with closing(sqlite3.connect(place)) as file:
        file.execute("PRAGMA journal_mode=OFF")
    return _engine(place)


def _engine(place: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(place, isolation_level=None)
        connection.execute("PRAGMA synchronous=OFF")  # it is put on the disk when it is whole
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", lambda books: books.exec_driver_sql("BEGIN"))
    return engine
