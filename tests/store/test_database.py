import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    BigInteger,
    Connection,
    Float,
    Integer,
    MetaData,
    Table,
    create_engine,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from notecard.core.errors import NewerStore, StoreError
from notecard.store import receipt_lines, undo
from notecard.store.database import Store, open_store
from notecard.store.home import BACKUPS, DATABASE, default_home
from notecard.store.merges import merge, take_back
from notecard.store.revisions import VERSIONS, migrate, newest_revision
from notecard.store.tables import customers, households, leans, metadata, purchases, touches
from tests.postgres import Server


def _count(store: Store) -> int:
    with store.reading() as books:
        return int(books.execute(select(func.count()).select_from(households)).scalar_one())


def test_the_migrations_make_the_tables_the_statements_expect(store: Store) -> None:
    with store.reading() as books:
        assert compare_metadata(MigrationContext.configure(books), metadata) == []


def test_a_path_may_hold_spaces_and_any_letters(file_store: Store) -> None:
    assert (file_store.home / DATABASE).is_file()
    assert " " in file_store.home.name
    assert not file_store.home.name.isascii()


def test_a_failed_change_leaves_nothing_behind(store: Store) -> None:
    def fail_halfway() -> None:
        with store.transaction() as books:
            books.execute(insert(households).values(name="Okafor"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert _count(store) == 0


@pytest.mark.parametrize(("typed", "level"), [(True, 2), (False, 1)])
def test_what_is_typed_is_written_through(file_store: Store, typed: bool, level: int) -> None:
    for wanted in (not typed, typed):
        with file_store.transaction(typed=wanted) as books:
            found = books.exec_driver_sql("PRAGMA synchronous").scalar_one()
    assert found == level


def test_a_file_is_written_beside_its_readers(file_store: Store) -> None:
    with file_store.reading() as books:
        assert books.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_nothing_is_kept_of_nobody(store: Store) -> None:
    with pytest.raises(IntegrityError), store.transaction() as books:
        books.execute(insert(touches).values(customer=99, channel="card", day=1))


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.reading() as books:
        before = books.execute(select(func.count()).select_from(households)).scalar_one()
        with store.transaction() as writing:
            writing.execute(insert(households).values(name="Okafor"))
        assert books.execute(select(func.count()).select_from(households)).scalar_one() == before
    assert _count(store) == 1


def test_several_threads_write_one_after_the_other(store: Store) -> None:
    def add(number: int) -> None:
        with store.transaction() as books:
            seen = books.execute(select(func.count()).select_from(households)).scalar_one()
            books.execute(insert(households).values(name=f"{number} after {seen}"))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(20)))
    with store.reading() as books:
        names = books.execute(select(households.c.name)).scalars().all()
    assert sorted(int(name.split()[-1]) for name in names) == list(range(20))


def test_a_newer_file_is_refused_and_left_as_it_is(file_store: Store) -> None:
    home = file_store.home
    file_store.close()
    with closing(sqlite3.connect(home / DATABASE)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
        file.execute("PRAGMA journal_mode=DELETE")
    before = hashlib.sha256((home / DATABASE).read_bytes()).digest()
    with pytest.raises(NewerStore):
        open_store(home)
    assert hashlib.sha256((home / DATABASE).read_bytes()).digest() == before
    assert {path.name for path in home.iterdir()} == {DATABASE}


@pytest.mark.parametrize(
    "content", [b"This is a letter.\n" * 100, b"\0" * 4096, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(StoreError) as refusal:
        open_store(tmp_path)
    assert refusal.value.hint
    assert (tmp_path / DATABASE).read_bytes() == content


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as file:
        file.execute("CREATE TABLE customers (id INTEGER)")
        file.commit()
    with pytest.raises(StoreError):
        open_store(tmp_path)


def test_a_backup_is_a_whole_store(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.transaction() as books:
        books.execute(insert(customers).values(name="Maria Okafor"))
    backup = store.back_up("test")
    store.close()
    with closing(sqlite3.connect(backup)) as file:
        assert file.execute("SELECT name FROM customers").fetchall() == [("Maria Okafor",)]
        assert file.execute("SELECT version_num FROM alembic_version").fetchone() == (
            newest_revision(),
        )


def test_many_imports_do_not_push_out_the_backup_before_a_migration(file_store: Store) -> None:
    precious = file_store.back_up("before-0003")
    made = [file_store.back_up("before-import") for _ in range(12)]
    assert precious.is_file()
    assert [backup.exists() for backup in made] == [False] * 2 + [True] * 10


def test_only_the_last_backups_are_kept(file_store: Store) -> None:
    made = [file_store.back_up("test") for _ in range(12)]
    assert sorted((file_store.home / BACKUPS).iterdir()) == made[-10:]


@pytest.mark.parametrize(
    "url", ["postgresql://shop@server/notecard", "not an address", "sqlite://"]
)
def test_an_unusable_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError):
        open_store(tmp_path, url)


def test_the_address_of_a_file_is_used(tmp_path: Path) -> None:
    open_store(tmp_path / "home", f"sqlite:///{tmp_path / 'elsewhere.db'}").close()
    assert (tmp_path / "elsewhere.db").is_file()
    assert not (tmp_path / "home" / DATABASE).exists()


def test_the_home_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTECARD_HOME", str(tmp_path))
    assert default_home() == tmp_path
    monkeypatch.delenv("NOTECARD_HOME")
    assert default_home().name.casefold() == "notecard"


Made = Callable[[str], tuple[Store, dict[str, list[dict[str, Any]]]]]


@pytest.fixture(params=["sqlite", "postgres"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Made]:
    """Return what makes a shop of an earlier version, opens it with this one, and has its rows."""
    url = ""
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        url = server.url(server.make_database())
    opened: list[Store] = []

    def make(revision: str) -> tuple[Store, dict[str, list[dict[str, Any]]]]:
        rows = _made_by(revision, url or f"sqlite:///{tmp_path / DATABASE}")
        opened.append(open_store(tmp_path, url))
        return opened[-1], rows

    yield make
    for store in opened:
        store.close()
    if url:
        server.drop(url.rpartition("/")[2])


def _made_by(revision: str, url: str) -> dict[str, list[dict[str, Any]]]:
    """Write a shop as an earlier version of the program left it, two rows a table; returns them."""
    engine = create_engine(url)
    with engine.begin() as books:
        migrate(books, revision)
        made = MetaData()
        made.reflect(books)
        tables = [table for table in made.sorted_tables if table.name != "alembic_version"]
        for table in tables:
            books.execute(insert(table), [_row(table, number) for number in (1, 2)])
        _journal(books, made)
        rows = {table.name: _rows(books, table) for table in tables}
    engine.dispose()
    return rows


def _row(table: Table, number: int) -> dict[str, Any]:
    whole = (Integer, BigInteger, Float)
    return {
        column.name: number
        if isinstance(column.type, whole)
        else f"{number} {column.name}"[: getattr(column.type, "length", None)]
        for column in table.columns
    }


def _journal(books: Connection, made: MetaData) -> None:
    """Let the second import have changed the first receipt, as the first version wrote that."""
    [first, _second] = _rows(books, made.tables["purchases"])
    lines = [[1, 0, "Scarf, blue", "S-1", 1500, 1200], [1, 1, "Gift wrap", "", 1000, 100]]
    before = json.dumps({"row": first | {"gross": 77}, "lines": lines})
    replaced = made.tables["replaced"]
    books.execute(delete(replaced))
    books.execute(insert(replaced).values(batch=2, purchase=1, before=before))
    books.execute(update(made.tables["batches"]).values(files="[]"))
    books.execute(update(made.tables["filled"]).values(field="phone"))


def _rows(books: Connection, table: Table) -> list[dict[str, Any]]:
    ordered = select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in books.execute(ordered).mappings()]


def test_what_the_first_version_left_is_brought_up_to_date_with_nothing_lost(
    made: Made, tmp_path: Path
) -> None:
    store, before = made("0001")
    assert set(before) > {"customers", "purchases", "line_items", "touches", "notes", "cards"}
    with store.reading() as books:
        assert compare_metadata(MigrationContext.configure(books), metadata) == []
        lines = before.pop("line_items")
        before.pop("replaced")  # its lines are kept otherwise too; that it works is tested below
        after = {name: _rows(books, metadata.tables[name]) for name in before}
        texts = receipt_lines.texts(books, [1, 2])
        for name in ("merges", "answers", "habits", "connections", "watched"):
            assert _rows(books, metadata.tables[name]) == []
    for name, rows in before.items():
        kept = [
            {column: now[column] for column in was}
            for was, now in zip(rows, after[name], strict=True)
        ]
        assert kept == rows, name
    told = {
        row["purchase"]: (row["name"], row["sku"], row["quantity"], row["minor"]) for row in lines
    }
    assert {id: receipt_lines.lines_in(text) for id, text in texts.items()} == {
        id: (line,) for id, line in told.items()
    }
    for row in after["purchases"]:
        assert (row["via"], row["totals_rank"], row["lines_rank"]) == (row["customer"], 2, 2)
        assert row["returned"] == 0
    assert [row["merged_into"] for row in after["customers"]] == [None, None]
    [backup] = (tmp_path / BACKUPS).iterdir()
    with closing(sqlite3.connect(backup)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert file.execute("SELECT count(*) FROM purchases").fetchone() == (2,)


def test_what_the_first_version_left_goes_on_being_used(made: Made) -> None:
    store, _rows = made("0001")
    with store.transaction() as books:
        books.execute(delete(leans))
        number = merge(books, 1, 2)
        assert books.execute(select(purchases.c.customer).distinct()).scalars().all() == [1]
        take_back(books, number)
        owners = select(purchases.c.customer).order_by(purchases.c.id)
        assert books.execute(owners).scalars().all() == [1, 2]
        assert undo.take_back(books, 2).restored == 1
        now = books.execute(select(purchases)).one()
        assert (now.id, now.gross, now.via, now.customer, now.lines_rank) == (1, 77, 1, 1, 2)
        lines = receipt_lines.lines_in(receipt_lines.texts(books, [1])[1])
        assert lines == (("Scarf, blue", "S-1", 1500, 1200), ("Gift wrap", "", 1000, 100))
        assert undo.take_back(books, 1).purchases == 1
        assert books.execute(select(purchases)).all() == []


EARLIER = [path.name[:4] for path in sorted(VERSIONS.glob("[0-9]*.py"))][:-1]


@pytest.mark.parametrize("revision", EARLIER)
def test_every_version_is_brought_up_to_date(made: Made, revision: str) -> None:
    store, before = made(revision)
    with store.reading() as books:
        assert compare_metadata(MigrationContext.configure(books), metadata) == []
        for name in set(before) - {"line_items", "replaced"}:
            now = _rows(books, metadata.tables[name])
            kept = [
                {column: after[column] for column in was}
                for was, after in zip(before[name], now, strict=True)
            ]
            assert kept == before[name], name
    [backup] = (store.home / BACKUPS).iterdir()
    with closing(sqlite3.connect(backup)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
        for name, rows in before.items():
            [(number,)] = file.execute(f"SELECT count(*) FROM {name}")  # noqa: S608
            assert number == len(rows), name
