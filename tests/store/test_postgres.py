"""A shop's data on a server: what is said when something is wrong, and several who write."""

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, insert, select

from notecard.core.errors import NewerStore, StoreError
from notecard.store import postgres as place
from notecard.store.bulk import insert_many
from notecard.store.customers import find, search_text
from notecard.store.database import Store, open_store
from notecard.store.tables import customers, households, identities, notes
from tests.postgres import Server

HIDDEN = "top-secret-9"


@pytest.fixture
def server_store(postgres_url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, postgres_url)
    yield opened
    opened.close()


def _refusal(home: Path, url: str) -> str:
    """Return what is said when the data cannot be opened; see that no password is in it."""
    with pytest.raises(StoreError) as refused:
        open_store(home, url)
    told = f"{refused.value.message} {refused.value.hint}"
    assert refused.value.message
    assert refused.value.hint
    assert HIDDEN not in told + "".join(traceback.format_exception(refused.value))
    return told


def test_a_wrong_password_is_refused_in_words(postgres: Server, tmp_path: Path) -> None:
    postgres.run("DROP ROLE IF EXISTS locked")
    postgres.run("CREATE ROLE locked LOGIN PASSWORD 'another'")
    told = _refusal(tmp_path, postgres.url("postgres", user="locked", password=HIDDEN))
    assert "“locked”" in told
    told = _refusal(tmp_path, postgres.url("postgres", user="locked"))
    assert "“locked”" in told


def test_whom_the_server_does_not_know_or_want_is_told(postgres: Server, tmp_path: Path) -> None:
    postgres.run("DROP ROLE IF EXISTS shut_out")
    postgres.run("CREATE ROLE shut_out LOGIN")
    for user in ("stranger", "shut_out"):
        told = _refusal(tmp_path, postgres.url("postgres", user=user, password=HIDDEN))
        assert f"does not let “{user}” in" in told


def test_a_server_that_cannot_be_found_or_reached(postgres: Server, tmp_path: Path) -> None:
    for where in ("nobody-has-this.invalid", "127.0.0.1:1"):
        url = f"postgresql+psycopg://shop:{HIDDEN}@{where}/notecard"
        assert f"{where.partition(':')[0]} cannot be reached" in _refusal(tmp_path, url)


def test_a_database_that_is_not_there(postgres: Server, tmp_path: Path) -> None:
    told = _refusal(tmp_path, postgres.url("nowhere", password=HIDDEN))
    assert "no database “nowhere”" in told
    assert "createdb" in told


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+psycopg://shop:{HIDDEN}@server:port/notecard",
        f"postgresql+psycopg://shop:{HIDDEN}",
        f"postgresql+asyncpg://shop:{HIDDEN}@server/notecard",
        f"mysql://shop:{HIDDEN}@server/notecard",
        f"postgresql+psycopg://shop:p@{HIDDEN}@server/notecard",
        f"postgresql+psycopg://shop:{HIDDEN}@127.0.0.1:1/notecard?nonsense=1",
        f"postgresql+psycopg://shop:{HIDDEN}@127.0.0.1:1/notecard?sslmode=nonsense",
        f"postgresql+psycopg://shop:{HIDDEN}@/notecard?host=/nowhere",
    ],
)
def test_what_is_no_address_of_ours_is_refused_without_a_word_of_it(
    tmp_path: Path, url: str
) -> None:
    _refusal(tmp_path, url)


def test_a_short_form_of_the_address_does_too(postgres_url: str, tmp_path: Path) -> None:
    open_store(tmp_path, postgres_url.replace("+psycopg", "")).close()


def test_without_the_driver_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = _refusal(tmp_path, f"postgresql+psycopg://shop:{HIDDEN}@server/notecard")
    assert "notecard[postgres]" in told


def test_somebody_elses_database_is_left_alone(postgres: Server, tmp_path: Path) -> None:
    name = postgres.make_database()
    postgres.run("CREATE TABLE customers (id integer)", name)
    assert f"“{name}” holds something else" in _refusal(tmp_path, postgres.url(name))
    assert postgres.run(
        "SELECT count(*) FROM pg_class WHERE relname = 'alembic_version'", name
    ) == [(0,)]
    postgres.drop(name)


def test_a_database_that_lacks_letters_is_refused(postgres: Server, tmp_path: Path) -> None:
    name = postgres.make_database(
        "ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER 'libc' TEMPLATE template0"
    )
    assert "SQL_ASCII" in _refusal(tmp_path, postgres.url(name))
    postgres.drop(name)


def test_who_may_not_make_tables_is_told_who_can_help(postgres: Server, tmp_path: Path) -> None:
    postgres.run("DROP ROLE IF EXISTS guest")
    postgres.run("CREATE ROLE guest LOGIN")
    name = postgres.make_database()
    told = _refusal(tmp_path, postgres.url(name, user="guest", password=HIDDEN))
    assert f"“guest” may not do this in the database “{name}”" in told
    postgres.drop(name)


def test_a_newer_database_is_left_as_it_is(postgres: Server, tmp_path: Path) -> None:
    url = postgres.fresh()
    name = url.rpartition("/")[2]
    postgres.run("UPDATE alembic_version SET version_num = '9999'", name)
    with pytest.raises(NewerStore):
        open_store(tmp_path, url)
    assert postgres.run("SELECT version_num FROM alembic_version", name) == [("9999",)]
    assert list(tmp_path.iterdir()) == []
    postgres.drop(name)


def _households(store: Store) -> list[str]:
    with store.reading() as books:
        return list(books.execute(select(households.c.name).order_by(households.c.id)).scalars())


def _cut_off(server: Server, store: Store) -> None:
    """End every connection of a store, as a server that is started anew does."""
    server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"  # noqa: S608  a name of our own
        f" WHERE datname = '{store._engine.url.database}'"
    )


def test_a_connection_lost_overnight_is_made_anew(postgres: Server, server_store: Store) -> None:
    with server_store.transaction(typed=True) as books:
        books.execute(insert(households).values(name="Okafor"))
    _cut_off(postgres, server_store)
    assert _households(server_store) == ["Okafor"]
    _cut_off(postgres, server_store)
    with server_store.transaction(typed=True) as books:
        books.execute(insert(households).values(name="Silva"))
    assert _households(server_store) == ["Okafor", "Silva"]


def _add(books: Connection) -> None:
    books.execute(insert(households).values(name="Okafor"))


def _add_many(books: Connection) -> None:
    insert_many(books, households, ("name",), [("Okafor",)])


def _look(books: Connection) -> None:
    books.execute(select(households)).all()


@pytest.mark.parametrize("deed", [_add, _add_many, _look])
def test_a_connection_lost_on_the_way_is_told_and_changes_nothing(
    postgres: Server,
    server_store: Store,
    deed: Callable[[Connection], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def add_and_lose() -> None:
        with server_store.transaction() as books:
            _add(books)
            _cut_off(postgres, server_store)
            deed(books)

    with pytest.raises(StoreError, match="nothing was changed"):
        add_and_lose()
    assert caplog.records == []
    with server_store.transaction() as books:
        deed(books)
    assert _households(server_store) == ["Okafor"] * (deed is not _look)


def test_a_connection_lost_while_reading_is_told(
    postgres: Server, server_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def look_twice() -> None:
        with server_store.reading() as books:
            _look(books)
            _cut_off(postgres, server_store)
            _look(books)

    with pytest.raises(StoreError, match="lost"):
        look_twice()
    assert caplog.records == []
    assert _households(server_store) == []


def test_a_connection_lost_while_saving_may_have_saved(
    postgres: Server, server_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    cuts = [1]

    def cut(_books: Connection) -> None:
        if cuts:
            cuts.clear()
            _cut_off(postgres, server_store)

    event.listen(server_store._engine, "commit", cut)
    with (
        pytest.raises(StoreError, match="while saving") as told,
        server_store.transaction() as books,
    ):
        _add(books)
    assert "Look whether" in told.value.hint
    assert caplog.records == []
    assert _households(server_store) == []


def test_who_waits_too_long_to_write_is_told(
    postgres_url: str, server_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "WAIT_MS", 100)
    other = open_store(tmp_path, postgres_url)
    with server_store.transaction():
        with pytest.raises(StoreError, match="Another program is writing"), other.transaction():
            pytest.fail("two wrote at the same time")
        with other.reading() as books:  # whoever looks does not wait
            _look(books)
    with other.transaction() as books:
        _add(books)
    other.close()
    assert _households(server_store) == ["Okafor"]


def test_who_waits_sees_what_the_other_has_written(
    postgres_url: str, server_store: Store, tmp_path: Path
) -> None:
    """What is read after the waiting is what the other left: no edit is lost."""
    other = open_store(tmp_path, postgres_url)
    number = select(func.count()).select_from(households)
    begun = threading.Event()

    def write() -> None:
        begun.set()
        with other.transaction() as books:
            seen = books.execute(number).scalar_one()
            books.execute(insert(households).values(name=f"after {seen}"))

    writer = threading.Thread(target=write)
    with server_store.transaction() as books:
        writer.start()
        begun.wait(10)
        time.sleep(0.2)  # the other stands in line by now, or nothing is shown
        books.execute(insert(households).values(name="first"))
    writer.join(10)
    other.close()
    assert _households(server_store) == ["first", "after 1"]


def test_two_counters_may_make_the_tables_at_the_same_time(
    postgres: Server, tmp_path: Path
) -> None:
    url = postgres.url(postgres.make_database())
    stores: list[Store] = []
    counters = [
        threading.Thread(target=lambda n=n: stores.append(open_store(tmp_path / f"{n}", url)))
        for n in range(3)
    ]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join(30)
    assert len(stores) == 3
    for number, store in enumerate(stores):
        with store.transaction() as books:
            books.execute(insert(households).values(name=f"{number}"))
    assert _households(stores[0]) == ["0", "1", "2"]
    for store in stores:
        store.close()
    postgres.drop(url.rpartition("/")[2])


def test_what_is_broken_in_the_database_is_found(
    postgres: Server, postgres_url: str, server_store: Store
) -> None:
    assert server_store.look_over() == "ok"
    broken = "ix_customers_search"
    postgres.run(
        f"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{broken}'::regclass",  # noqa: S608  a name of our own
        postgres_url.rpartition("/")[2],
    )
    assert server_store.look_over() == broken


def test_the_server_knows_at_once_how_much_an_import_has_brought(server_store: Store) -> None:
    """A server that believes a shop to be empty takes a hundred times as long over its day."""
    size = "SELECT reltuples::bigint FROM pg_class WHERE relname = 'households'"
    rows = [(f"{number}",) for number in range(10_000)]

    def known() -> int:
        with server_store.reading() as books:
            return int(books.exec_driver_sql(size).scalar_one())

    with server_store.transaction() as books:
        insert_many(books, households, ("name",), rows[:100])
    assert known() < 100
    with server_store.transaction() as books:
        insert_many(books, households, ("name",), rows)
    assert known() == 10_100


NAMES = ("b", "A", "a", "Z", "é", "É", "zz", "_", "1", " x", "ß", "ä", "O'Brien", "obrien", "店")


def test_lists_are_in_the_same_order_everywhere(store: Store) -> None:
    with store.transaction() as books:
        for name in NAMES:
            search = search_text(name, "", "")
            books.execute(insert(customers).values(name=name, search=search))
        found = [one.customer.name for one in find(books)]
    assert found == sorted(NAMES, key=lambda name: (search_text(name, "", ""), NAMES.index(name)))


def test_numbers_are_given_out_alike_everywhere(store: Store) -> None:
    def rolled_back() -> None:
        with store.transaction() as books:
            books.execute(insert(customers).values(name="never"))
            raise ZeroDivisionError

    with store.transaction() as books:
        insert_many(books, customers, ("id", "name"), [(5, "Maria"), (9, "Kofi")])
    with pytest.raises(ZeroDivisionError):
        rolled_back()
    with store.transaction() as books:
        books.execute(insert(customers).values(name="Lena"))
        told = [(5, "name", "x"), (9, "name", "y")]
        insert_many(books, identities, ("customer", "kind", "value"), told)
        books.execute(insert(notes), [{"customer": 5, "day": 1, "words": f"{n}"} for n in range(3)])
        assert books.execute(select(customers.c.id).order_by("id")).scalars().all() == [5, 9, 10]
        assert books.execute(select(identities.c.id).order_by("id")).scalars().all() == [1, 2]
        assert books.execute(select(notes.c.id).order_by("id")).scalars().all() == [1, 2, 3]


def test_what_is_typed_is_mended_where_nothing_keeps_it(store: Store) -> None:
    with store.transaction(typed=True) as books:
        books.execute(insert(customers).values(name="Ma\0ria \udcff"))
        assert books.execute(select(customers.c.name)).scalar_one() == "Maria ?"
        assert find(books, "\0\udcff") == []
