from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from notecard.core.cards import FACE_VERSION, is_card_code
from notecard.core.customers import Channel
from notecard.core.errors import Cancelled, PrintingError, StoreError
from notecard.core.facts import Suggestion
from notecard.core.settings import Shop
from notecard.store import cards, notes, touches
from notecard.store import customers as people
from notecard.store import shop as shops
from notecard.store.database import Store
from notecard.store.tables import customers
from notecard.workflows.print_cards import Wanted, designs, preview, print_cards, stocks
from notecard.workflows.remember import block, forget_note, remember, unblock
from notecard.workflows.send_cards import mark_sent, unmark_sent

DAY = date(2026, 11, 24)
SAID = Suggestion(
    "a", "Dear Maria, thank you.", ("Dear Maria,", "thank you."), "first", "warm", (), ()
)


@pytest.fixture
def maria(store: Store) -> int:
    values = {"name": "Maria Okafor"}
    with store.transaction() as books:
        shops.put(books, Shop(name="Harbour Street Pottery", stock="iso-a6-flat"))
        key = books.execute(insert(customers).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def test_printed_cards_are_known_by_their_codes_and_not_sent(store: Store, maria: int) -> None:
    printed = print_cards(store, [Wanted(maria, "first", SAID), Wanted(maria, "", None)], day=DAY)
    codes = [place.code for place in printed.placed]
    assert len(set(codes)) == 2
    assert all(map(is_card_code, codes))
    with store.reading() as books:
        assert touches.of_customer(books, maria) == []
        known = cards.get(books, codes[0])
        assert {card.code for card in cards.unsent(books)} == set(codes)
    assert known is not None
    assert (known.customer, known.stock, known.design) == (maria, "iso-a6-flat", "sprig")
    assert (known.width, known.height, known.face_version) == (148, 105, FACE_VERSION)
    assert known.lines == SAID.lines


def test_a_cancelled_run_keeps_nothing(store: Store, maria: int) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        print_cards(store, [Wanted(maria, "", None)], day=DAY, progress=cancel)
    with store.reading() as books:
        assert cards.unsent(books) == []


def test_unknown_people_stocks_and_designs_are_refused(store: Store, maria: int) -> None:
    with pytest.raises(StoreError):
        print_cards(store, [Wanted(maria + 1, "", None)], day=DAY)
    for choice in ({"stock_id": "none"}, {"design_id": "none"}):
        with pytest.raises(PrintingError) as caught:
            print_cards(store, [Wanted(maria, "", None)], day=DAY, **choice)
        assert "none" in caught.value.message


def test_who_wants_no_cards_gets_none(store: Store, maria: int) -> None:
    for channel in ("card", "all"):
        block(store, maria, channel)
        with pytest.raises(PrintingError, match="Maria Okafor asked for no cards"):
            print_cards(store, [Wanted(maria, "", None)], day=DAY)
        unblock(store, maria, channel)
    block(store, maria, "call")
    assert print_cards(store, [Wanted(maria, "", None)], day=DAY).pages == 1


def test_sent_is_marked_once_and_can_be_taken_back(store: Store, maria: int) -> None:
    printed = print_cards(store, [Wanted(maria, "", SAID)], day=DAY)
    code = printed.placed[0].code
    (touch,) = mark_sent(store, [code, code], DAY)
    assert (touch.customer, touch.channel, touch.day, touch.card) == (
        maria,
        Channel.CARD,
        DAY,
        code,
    )
    assert mark_sent(store, [code], DAY + timedelta(days=1)) == [touch]
    with store.reading() as books:
        assert cards.unsent(books) == []
        assert touches.of_customer(books, maria) == [touch]
    unmark_sent(store, [code])
    unmark_sent(store, [code])
    with store.reading() as books:
        assert [card.code for card in cards.unsent(books)] == [code]
        assert touches.of_customer(books, maria) == []


def test_an_unknown_code_marks_nothing(store: Store, maria: int) -> None:
    printed = print_cards(store, [Wanted(maria, "", None)], day=DAY)
    with pytest.raises(StoreError, match="No card was made"):
        mark_sent(store, [printed.placed[0].code, "0000000000000"], DAY)
    with store.reading() as books:
        assert touches.of_customer(books, maria) == []


def test_what_is_to_be_remembered_is_kept_and_forgotten(store: Store, maria: int) -> None:
    note = remember(store, maria, "  allergic to lilies ", DAY, DAY + timedelta(days=30))
    with store.reading() as books:
        assert notes.of_customer(books, maria) == [note]
    assert note.words == "allergic to lilies"
    forget_note(store, note.id)
    with store.reading() as books:
        assert notes.of_customer(books, maria) == []
    with pytest.raises(StoreError, match="nothing to remember"):
        remember(store, maria, "  ", DAY)
    with pytest.raises(StoreError):
        remember(store, maria + 1, "words", DAY)


def test_a_block_stands_until_it_is_taken_back(store: Store, maria: int) -> None:
    block(store, maria, "call")
    with store.reading() as books:
        assert people.get(books, maria).blocked == ("call",)
    unblock(store, maria, "call")
    with store.reading() as books:
        assert people.get(books, maria).blocked == ()


def test_a_preview_registers_nobody(store: Store) -> None:
    shop = Shop(name="Harbour Street Pottery")
    for stock in stocks():
        for design in designs():
            assert preview(shop, stock.id, design.id).startswith(b"%PDF")
    with store.reading() as books:
        assert cards.unsent(books) == []
