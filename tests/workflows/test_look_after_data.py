from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from notecard.core.errors import StoreError
from notecard.store.database import Store, open_store
from notecard.store.home import BACKUPS, DATABASE
from notecard.store.tables import customer_summary, customers
from notecard.workflows.look_after_data import back_up, restore, self_test


def _names(home: Path) -> list[str]:
    store = open_store(home)
    with store.reading() as books:
        names = list(books.execute(select(customers.c.name)).scalars())
    store.close()
    return names


def _add(store: Store, name: str) -> int:
    with store.transaction() as books:
        return int(books.execute(insert(customers).values(name=name)).inserted_primary_key[0])


def test_a_backup_brings_everything_back_and_keeps_what_it_replaces(
    store: Store, tmp_path: Path
) -> None:
    _add(store, "Maria Okafor")
    copy = tmp_path / "my copy ü.db"
    back_up(store, copy)
    _add(store, "Later Person")
    store.close()
    restore(store.home, copy)
    assert _names(store.home) == ["Maria Okafor"]
    [kept] = (store.home / BACKUPS).glob("*before-restore.db")
    restore(store.home, kept)
    assert _names(store.home) == ["Maria Okafor", "Later Person"]


@pytest.mark.parametrize("content", [b"a letter", b"", None])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    store: Store, tmp_path: Path, content: bytes | None
) -> None:
    _add(store, "Maria Okafor")
    store.close()
    place = tmp_path / "letter.txt"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(StoreError):
        restore(store.home, place)
    assert _names(store.home) == ["Maria Okafor"]


def test_a_damaged_store_can_be_replaced(store: Store, tmp_path: Path) -> None:
    _add(store, "Maria Okafor")
    copy = tmp_path / "copy.db"
    back_up(store, copy)
    store.close()
    (store.home / DATABASE).write_bytes(b"damaged" * 1000)
    assert not self_test(store.home)[0].ok
    restore(store.home, copy)
    assert _names(store.home) == ["Maria Okafor"]
    assert (store.home / "notecard-unreadable.db").read_bytes().startswith(b"damaged")


def test_a_folder_is_no_place_for_a_backup(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        back_up(store, tmp_path)


def test_the_self_test_sees_a_summary_that_is_wrong(store: Store, shared: Path) -> None:
    from notecard.workflows.import_purchases import import_files

    import_files(store, [shared / "data/exports/shopify_orders_export.csv"], region="US")
    assert all(check.ok for check in self_test(store))
    with store.transaction() as books:
        books.execute(update(customer_summary).values(visits=99))
    assert [check.name for check in self_test(store) if not check.ok] == ["summaries"]
