from datetime import UTC, datetime

import pytest

from notecard.core.errors import StoreError
from notecard.store import connections
from notecard.store.batches import Batch
from notecard.store.connections import Connected
from notecard.store.database import Store

SQUARE = Connected("till", "square", {"address": "http://localhost:1"}, {})


def _mark(store: Store) -> dict[str, str]:
    with store.reading() as books:
        return connections.get(books, "till").mark


def _read(store: Store, batch: int | None, mark: str) -> None:
    with store.transaction() as books:
        connections.advance(books, "till", {"updated": mark}, batch)


def _undone(store: Store, id: int, source: str = "square_live") -> None:
    batch = Batch(id, datetime.now(UTC), source, ("till",), 0, 0, 0)
    with store.transaction() as books:
        connections.wind_back(books, batch)


@pytest.fixture
def connected(store: Store) -> Store:
    with store.transaction() as books:
        connections.add(books, SQUARE)
    return store


def test_a_connection_is_kept_told_and_forgotten(connected: Store) -> None:
    with connected.transaction() as books:
        assert connections.every(books) == [SQUARE]
        with pytest.raises(StoreError, match="already"):
            connections.add(books, SQUARE)
        assert connections.remove(books, "till") == SQUARE
        with pytest.raises(StoreError, match="no connection"):
            connections.get(books, "till")


def test_reading_on_clears_the_trouble(connected: Store) -> None:
    with connected.transaction() as books:
        connections.fail(books, "till", "the key is wrong")
        assert connections.get(books, "till").trouble == "the key is wrong"
        connections.advance(books, "till", {"updated": "a"}, None)
        now = connections.get(books, "till")
    assert (now.trouble, now.mark, now.before) == ("", {"updated": "a"}, ())
    assert now.at is not None


def test_what_is_undone_is_read_again(connected: Store) -> None:
    _read(connected, 1, "a")
    _read(connected, None, "b")
    _read(connected, 2, "c")
    _undone(connected, 2)
    assert _mark(connected) == {"updated": "b"}
    _undone(connected, 1)
    assert _mark(connected) == {}


def test_undoing_an_earlier_one_reaches_back_and_stays_back(connected: Store) -> None:
    _read(connected, 1, "a")
    _read(connected, 2, "b")
    _read(connected, 3, "c")
    _undone(connected, 2)
    assert _mark(connected) == {"updated": "a"}
    _undone(connected, 3)
    assert _mark(connected) == {"updated": "a"}


def test_undoing_what_is_long_ago_reads_everything(connected: Store) -> None:
    for number in range(1, 61):
        _read(connected, number, f"{number:02}")
    _undone(connected, 2)
    assert _mark(connected) == {}


def test_a_file_of_the_same_name_is_no_sync(connected: Store) -> None:
    _read(connected, 1, "a")
    _undone(connected, 1, "square")
    assert _mark(connected) == {"updated": "a"}
