from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, Table, event, func, select

from notecard.core.errors import Cancelled, StoreError
from notecard.sources.live.patience import Patience
from notecard.store import customers
from notecard.store.database import Store
from notecard.store.secrets import Keyring
from notecard.store.tables import batches, metadata, purchases
from notecard.workflows import connect
from notecard.workflows.import_purchases import undo_import
from notecard.workflows.sync import Synced, sync, together
from tests.fake_shops.client import KEYS, SECRETS, FakeShops
from tests.in_memory_keyring import InMemory

EVERY = pytest.mark.parametrize("system", sorted(KEYS))
NOT_COUNTING = ("connections", "batches")

Run = Callable[..., list[Synced]]


@pytest.fixture
def run(store: Store, shops: FakeShops, ring: InMemory, patience: Patience) -> Run:
    for system, keys in KEYS.items():
        connect.connect(store, "", system, shops.settings, keys, patience=patience)
    shops.restart()

    def go(*names: str, **more: object) -> list[Synced]:
        return sync(store, names, secrets=Keyring(), patience=patience, **more)

    return go


def _everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as books:
        return {
            table.name: sorted((tuple(row) for row in books.execute(_told(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in NOT_COUNTING
        }


def _told(table: Table) -> Select[Any]:
    """Return what a table tells but when two were merged: that is whenever they were read."""
    left_out = {"at"} if table.name == "merges" else set()
    return select(*(column for column in table.columns if column.name not in left_out))


def _count(store: Store) -> int:
    with store.reading() as books:
        return int(books.execute(select(func.count()).select_from(purchases)).scalar_one())


@EVERY
def test_what_a_system_tells_is_an_import(store: Store, run: Run, system: str) -> None:
    [synced] = run(system)
    assert synced.trouble is None
    assert synced.imported.added == _count(store) > 10
    told = synced.as_json()
    assert (told["path"], told["source"]) == (system, system)
    assert told["problems"] == []
    assert told["since"] is None
    assert told["until"].startswith("2026-09-0")
    assert told["pages"] > 2
    assert told["batch"] == 1
    [one] = [one for one in connect.connections(store) if one.name == system]
    assert one.at is not None


@EVERY
def test_a_second_time_changes_nothing_and_leaves_no_import(
    store: Store, run: Run, system: str
) -> None:
    run(system)
    before = _everything(store)
    [again] = run(system)
    assert (again.imported.added, again.imported.changed, again.imported.batch) == (0, 0, None)
    assert again.since
    assert _everything(store) == before


@EVERY
def test_what_changed_is_changed(store: Store, run: Run, shops: FakeShops, system: str) -> None:
    run(system)
    shops.happen("tomorrow")
    [synced] = run(system)
    assert synced.trouble is None
    assert synced.imported.added >= 1
    assert synced.imported.changed >= 1


@EVERY
def test_a_sync_is_taken_back_exactly_and_read_again(
    store: Store, run: Run, shops: FakeShops, system: str
) -> None:
    run(system)
    before = _everything(store)
    shops.happen("tomorrow")
    [synced] = run(system)
    after = _everything(store)
    assert synced.imported.batch is not None
    undo_import(store, synced.imported.batch)
    assert _everything(store) == before
    [again] = run(system)
    assert again.since == synced.since
    assert _everything(store) == after


def test_all_at_once_and_one_in_trouble_stops_no_other(store: Store, run: Run) -> None:
    with store.transaction() as books:
        connect.kept.remove(books, "square")
        connect.kept.add(books, connect.Connected("square", "square", {"keys": "lost"}, {}))
    every = run()
    assert [one.name for one in every if one.trouble is None] == [
        "shopify",
        "stripe",
        "woocommerce",
    ]
    [lost] = [one for one in connect.connections(store) if one.name == "square"]
    assert "not on this computer" in lost.trouble
    told = together(every)
    assert told["added"] == _count(store)
    assert len(told["batches"]) == 3
    assert len(told["files"]) == 4


def test_nobody_waits_for_the_network_inside_a_transaction(
    store: Store, run: Run, shops: FakeShops
) -> None:
    held: list[int] = []
    writing = [0]

    @event.listens_for(store._engine, "begin")
    def _begun(books: object) -> None:
        if books.get_execution_options().get("writes"):  # type: ignore[attr-defined]
            writing[0] = shops.count

    @event.listens_for(store._engine, "commit")
    def _committed(_books: object) -> None:
        if writing[0]:
            held.append(shops.count - writing[0])
            writing[0] = 0

    run()
    assert held
    assert set(held) == {0}


@pytest.mark.parametrize("while_writing", [False, True])
def test_cancel_leaves_everything_as_it_was(store: Store, run: Run, while_writing: bool) -> None:
    before = _everything(store)
    looks = 0

    def press_cancel(_done: int, total: int) -> None:
        nonlocal looks
        looks += 1
        if total if while_writing else looks == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        run("square", progress=press_cancel)
    assert _everything(store) == before


def test_a_name_nobody_knows_and_nothing_connected(store: Store, run: Run) -> None:
    with pytest.raises(StoreError, match="no connection called"):
        run("square", "vend")
    assert _count(store) == 0
    for name in KEYS:
        connect.disconnect(store, name)
    with pytest.raises(StoreError) as error:
        run()
    assert "notecard connect" in error.value.hint


def test_a_sync_that_was_overtaken_writes_nothing(store: Store, run: Run, ring: InMemory) -> None:
    is_first = True

    def another_meanwhile(done: int, _total: int) -> None:
        nonlocal is_first
        if is_first and done:
            is_first = False
            run("stripe")

    [late] = run("stripe", progress=another_meanwhile)
    assert late.trouble is not None
    assert "meanwhile" in late.trouble.message
    with store.reading() as books:
        assert books.execute(select(func.count()).select_from(batches)).scalar_one() == 1


def test_who_bought_is_known_by_number_name_and_mail(store: Store, run: Run) -> None:
    run("square")
    with store.reading() as books:
        names = {one.customer.name for one in customers.find(books)}
    assert {"Maeve O'Brien", "Kofi Mensah", "Lena Åström"} <= names


def test_no_key_is_in_the_home_or_in_what_is_told(
    store: Store, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    told = repr(run()) + caplog.text
    store.back_up("test")
    for place in store.home.rglob("*"):
        told += place.read_bytes().decode("latin-1") if place.is_file() else ""
    assert not [secret for secret in SECRETS if secret in told]
