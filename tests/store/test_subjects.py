"""The small subjects: what is put in comes out again, and can be taken back."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from notecard.core.cards import CardRecord
from notecard.core.customers import Channel
from notecard.core.errors import SettingsError, StoreError
from notecard.core.settings import Settings, Shop, Staff
from notecard.store import batches, cards, customers, notes, photos, settings_file, shop, skips
from notecard.store import touches as kept_touches
from notecard.store.customers import search_text
from notecard.store.database import Store
from notecard.store.tables import customers as table

DAY = date(2026, 11, 24)
HOSTILE = "Robert'); DROP TABLE customers;-- {{7*7}} <b>"


def _put(store: Store, name: str, email: str = "", phone: str = "") -> int:
    with store.transaction() as books:
        search = search_text(name, email, phone)
        values = {"name": name, "email": email, "phone": phone, "search": search}
        return int(books.execute(insert(table).values(values)).inserted_primary_key[0])


def test_a_customer_is_found_by_name_email_and_telephone(store: Store) -> None:
    siobhan = _put(store, "Siobhán O'Brien", "siobhan@example.com", "+441314960001")
    _put(store, "Brienne Tarth")
    with store.reading() as books:
        for text in ("SIOBHAN", "o'brien", "siobhan@example", "0131 496 0001", "brien siob"):
            assert [one.customer.id for one in customers.find(books, text)] == [siobhan], text
            assert customers.count(books, text) == 1
        assert customers.find(books, "%") == []
        assert [one.customer.name for one in customers.find(books, "brien")] == [
            "Brienne Tarth",
            "Siobhán O'Brien",
        ]
        assert customers.count(books) == 2
        assert len(customers.find(books, limit=1, offset=1)) == 1


@pytest.mark.parametrize("name", [HOSTILE, "a" * 10_000, "由紀 佐藤", "%_\\", "प्रिया शर्मा"])
def test_a_name_is_a_name_and_nothing_else(store: Store, name: str) -> None:
    id = _put(store, name)
    with store.reading() as books:
        assert customers.get(books, id).name == name
        assert [one.customer.id for one in customers.find(books, name)] == [id]


def test_an_unknown_customer_is_an_error_with_a_way_out(store: Store) -> None:
    with store.reading() as books, pytest.raises(StoreError) as error:
        customers.get(books, 4711)
    assert error.value.hint


def test_blocks_and_the_greeting_name(store: Store) -> None:
    id = _put(store, "Maria Okafor")
    with store.transaction(typed=True) as books:
        for _ in range(2):
            customers.block(books, id, "card")
        customers.block(books, id, "all")
        customers.set_given(books, id, "Maria")
        assert customers.get(books, id).blocked == ("all", "card")
        customers.unblock(books, id, "all")
        found = customers.find(books, "okafor")[0].customer
        assert (found.blocked, found.given) == (("card",), "Maria")
        with pytest.raises(StoreError):
            customers.block(books, id, "pigeon")


def test_touches_and_notes_come_back_newest_first(store: Store) -> None:
    id = _put(store, "Maria Okafor")
    with store.transaction(typed=True) as books:
        old = kept_touches.add(books, id, Channel.CALL, DAY - timedelta(7), "the kettle")
        new = kept_touches.add(books, id, Channel.CARD, DAY, card="N0TECARDSAMP7")
        note = notes.add(books, id, DAY, HOSTILE, DAY + timedelta(90))
        assert kept_touches.of_customer(books, id) == [new, old]
        assert notes.of_customer(books, id) == [note]
        kept_touches.remove(books, new.id)
        notes.remove(books, note.id)
        assert kept_touches.of_customer(books, id) == [old]
        assert notes.of_customer(books, id) == []


def test_a_card_is_remembered_until_a_photo_of_it_comes(store: Store) -> None:
    id = _put(store, "Maria Okafor")
    lines = ("Dear Maria,", "thank you for Saturday.", "Ruth")
    record = CardRecord("N0TECARDSAMP7", id, "us-a2-flat", "sprig", 139.7, 107.95, "1", lines)
    with store.transaction() as books:
        cards.add(books, record, DAY)
        assert cards.get(books, record.code) == record
        assert cards.get(books, "0" * 13) is None
        assert cards.unsent(books) == cards.of_customer(books, id) == [record]
        assert cards.recent_texts(books) == ["\n".join(lines)]
        touch = kept_touches.add(books, id, Channel.CARD, DAY, card=record.code)
        cards.set_sent(books, record.code, touch.id)
        assert cards.unsent(books) == []
        sent = cards.get(books, record.code)
        assert sent is not None
        assert sent.sent
        kept_touches.remove(books, touch.id)
        assert cards.unsent(books) == [record]


def test_photos_and_skips(store: Store) -> None:
    id = _put(store, "Maria Okafor")
    with store.transaction() as books:
        photos.add(books, "p1", "N0TECARDSAMP7", DAY, ["square.png"])
        photos.add(books, "p1", "N0TECARDSAMP7", DAY, ["square.png", "link.png"])
        skips.add(books, id, DAY)
        skips.add(books, id, DAY)
        assert skips.on(books, DAY) == {id}
        assert skips.on(books, DAY + timedelta(1)) == set()
        skips.remove(books, id, DAY)
        assert skips.on(books, DAY) == set()


def test_the_shop_is_kept_whole(store: Store) -> None:
    ours = Shop(name="Ünal's", currency="EUR", staff=(Staff("Ruth"), Staff("Ben", here=False)))
    with store.transaction(typed=True) as books:
        assert shop.get(books) == Shop()
        shop.put(books, ours)
        assert shop.get(books) == ours


def test_an_unknown_import_is_an_error(store: Store) -> None:
    with store.reading() as books:
        assert batches.recent(books) == []
        with pytest.raises(StoreError):
            batches.get(books, 1)


def test_settings_are_saved_whole_and_a_broken_file_says_what_to_do(tmp_path: Path) -> None:
    assert settings_file.load(tmp_path) == Settings()
    chosen = Settings(theme="dark", last_folder="C:\\Läden")
    settings_file.save(tmp_path, chosen)
    assert settings_file.load(tmp_path) == chosen
    assert [path.name for path in tmp_path.iterdir()] == [settings_file.NAME]


@pytest.mark.parametrize("text", ["{", "[]", '{"theme": 7}', "[" * 100_000, "\udcff"])
def test_a_broken_settings_file_is_an_error_and_never_a_crash(tmp_path: Path, text: str) -> None:
    (tmp_path / settings_file.NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError) as error:
        settings_file.load(tmp_path)
    assert error.value.hint
