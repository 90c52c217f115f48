from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from notecard.core.errors import StoreError
from notecard.store.database import Store, open_store
from notecard.store.home import BACKUPS, DATABASE
from notecard.store.tables import customer_summary, customers
from notecard.workflows.import_purchases import import_files
from notecard.workflows.look_after_data import back_up, restore, self_test
from tests.postgres import Server
from tests.whole_store import everything

EXPORT = "data/exports/shopify_orders_export.csv"


@dataclass(frozen=True)
class Kept:
    """Where a shop's data is: its home, and the address if it is not in there."""

    home: Path
    url: str = ""

    def open(self) -> Store:
        return open_store(self.home, self.url)

    def add(self, name: str) -> None:
        store = self.open()
        with store.transaction() as books:
            books.execute(insert(customers).values(name=name))
        store.close()

    def copy(self, place: Path) -> None:
        store = self.open()
        back_up(store, place)
        store.close()

    def names(self) -> list[str]:
        store = self.open()
        with store.reading() as books:
            names = books.execute(select(customers.c.name).order_by(customers.c.id)).scalars().all()
        store.close()
        return list(names)


@pytest.fixture(params=["home", "file elsewhere", "server"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    home = tmp_path / "home"
    if request.param == "server":
        return Kept(home, request.getfixturevalue("postgres_url"))
    return Kept(home, f"sqlite:///{tmp_path / 'else.db'}" if request.param != "home" else "")


@pytest.fixture
def other(postgres: Server, tmp_path: Path) -> Iterator[Kept]:
    """Return a shop on a server, for what moves between the two kinds."""
    url = postgres.fresh()
    yield Kept(tmp_path / "other home", url)
    postgres.drop(url.rpartition("/")[2])


def test_a_backup_brings_everything_back_and_keeps_what_it_replaces(
    kept: Kept, tmp_path: Path
) -> None:
    kept.add("Maria Okafor")
    copy = tmp_path / "my copy ü.db"
    kept.copy(copy)
    kept.add("Later Person")
    restore(kept.home, copy, kept.url)
    assert kept.names() == ["Maria Okafor"]
    [replaced] = (kept.home / BACKUPS).glob("*before-restore.db")
    restore(kept.home, replaced, kept.url)
    assert kept.names() == ["Maria Okafor", "Later Person"]
    kept.add("Another one")
    assert kept.names()[-1] == "Another one"


@pytest.mark.parametrize("content", [b"a letter", b"", None])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    kept: Kept, tmp_path: Path, content: bytes | None
) -> None:
    kept.add("Maria Okafor")
    place = tmp_path / "letter.txt"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(StoreError):
        restore(kept.home, place, kept.url)
    assert kept.names() == ["Maria Okafor"]


def test_a_damaged_store_can_be_replaced(file_store: Store, tmp_path: Path) -> None:
    kept = Kept(file_store.home)
    kept.add("Maria Okafor")
    copy = tmp_path / "copy.db"
    back_up(file_store, copy)
    file_store.close()
    (kept.home / DATABASE).write_bytes(b"damaged" * 1000)
    assert not self_test(kept.home)[0].ok
    restore(kept.home, copy)
    assert kept.names() == ["Maria Okafor"]
    assert (kept.home / "notecard-unreadable.db").read_bytes().startswith(b"damaged")


def test_a_folder_is_no_place_for_a_backup(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        back_up(store, tmp_path)


def test_a_place_that_is_not_there_is_no_place_for_a_backup(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        back_up(store, tmp_path / "nowhere" / "copy.db")


def test_the_self_test_sees_a_summary_that_is_wrong(store: Store, shared: Path) -> None:
    import_files(store, [shared / EXPORT], region="US")
    assert all(check.ok for check in self_test(store))
    with store.transaction() as books:
        books.execute(update(customer_summary).values(visits=99))
    assert [check.name for check in self_test(store) if not check.ok] == ["summaries"]


def test_the_self_test_looks_where_the_data_is(kept: Kept) -> None:
    assert all(check.ok for check in self_test(kept.home, kept.url))


def test_a_server_that_is_away_fails_the_self_test(tmp_path: Path, postgres: Server) -> None:
    [opens, *_others] = self_test(tmp_path, postgres.url("nowhere"))
    assert (opens.name, opens.ok) == ("store", False)
    assert "nowhere" in opens.words


def test_a_shop_moves_to_a_server_and_back_with_every_row(
    other: Kept, tmp_path: Path, shared: Path
) -> None:
    at_first = Kept(tmp_path / "one counter")
    store = at_first.open()
    import_files(store, [shared / EXPORT], region="US")
    with store.reading() as books:
        everything_there = everything(books)
    store.close()
    assert len(everything_there["purchases"]) > 10
    copy, back = tmp_path / "copy.db", tmp_path / "back.db"
    at_first.copy(copy)
    restore(other.home, copy, other.url)
    store = other.open()
    with store.reading() as books:
        assert everything(books) == everything_there
    again = import_files(store, [shared / EXPORT], region="US")
    assert (again.added, again.changed, again.batch) == (0, 0, None)
    back_up(store, back)
    store.close()
    restore(at_first.home, back)
    store = at_first.open()
    with store.reading() as books:
        assert everything(books) == everything_there
    store.close()
