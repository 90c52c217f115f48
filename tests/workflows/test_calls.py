"""The day's calls and how they end; every ending can be taken back without loss."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from notecard.core.calls import VOICEMAIL_WORDS, Outcome
from notecard.core.customers import Channel, Note
from notecard.core.errors import StoreError
from notecard.core.settings import Shop, Staff
from notecard.core.thanks import Lane
from notecard.core.told import Kind, Told
from notecard.store import customers, notes, tables, touches
from notecard.store import shop as shops
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.workflows.calls import CallRow, Logged, call_list, log_call, unlog_call
from notecard.workflows.plan_day import plan_day
from notecard.workflows.suggest_words import call_script
from tests import random_shop
from tests.random_shop import TODAY, Sale
from tests.whole_store import Rows, everything

SHOP = Shop(name="Harbour Street", staff=(Staff("Ruth"), Staff("Ivy", here=False)), quiet_share=0)
LATER = TODAY + timedelta(days=30)


def write(store: Store, *sales: Sale, phone: str = "0131 496 0001", shop: Shop = SHOP) -> None:
    with store.transaction() as books:
        random_shop.write(books, sales)
        shops.put(books, shop)
        values = {"name": "Maria Okafor", "given": "Maria", "phone": phone}
        books.execute(update(tables.customers).values(values))


def years_ago(customer: int = 1, staff: str = "Ruth") -> list[Sale]:
    return [Sale(customer, 730 + n, 900, staff=staff, goods=("TEAPOT BLUE",)) for n in range(3)]


def all_rows(store: Store) -> Rows:
    with store.reading() as books:
        return everything(books)


def remembered(store: Store, due: date = TODAY, channel: str = "call") -> Note:
    with store.transaction() as books:
        return notes.add(
            books, 1, due - timedelta(days=9), "how the move to Leith went", due, channel
        )


def test_a_call_says_whom_why_by_whom_and_where_it_rings(store: Store) -> None:
    write(store, *years_ago())
    [row] = call_list(store, TODAY)
    assert (row.customer, row.row.lane, row.by) == (1, Lane.LONG_TIME_HELLO, "Ruth")
    assert "2 years ago" in row.row.why
    assert row.telephone.written == "+44 131 496 0001"
    assert row.telephone.tel == "tel:+441314960001"
    assert row.country.name == "United Kingdom"
    early = row.there(datetime(2026, 3, 10, 7, 30, tzinfo=UTC))
    assert early is not None
    assert (early.words, early.is_polite) == ("07:30", False)
    assert row.script.opener[0] == "Hello Maria."
    assert "Ruth" in " ".join(row.script.opener)
    assert len(row.script.questions) == 2
    assert len(row.script.avoid) == 3
    assert len(row.script.voicemail.split()) <= VOICEMAIL_WORDS + 1


def test_the_calls_are_those_of_the_days_plan(store: Store) -> None:
    write(store, *years_ago(1), *years_ago(2), Sale(3, 3, 900))
    planned = [row for row in plan_day(store, TODAY).rows if row.channel is Channel.CALL]
    assert [call.row for call in call_list(store, TODAY)] == planned
    assert call_list(store, TODAY, calls=0) == []


def test_who_has_left_calls_nobody_and_says_nothing(store: Store) -> None:
    write(store, *years_ago(staff="Ivy"))
    [row] = call_list(store, TODAY)
    assert row.by == ""
    assert "Ivy" not in " ".join((*row.script.opener, row.script.voicemail))


def test_a_number_of_no_country_is_shown_as_it_was_kept(store: Store) -> None:
    write(store, *years_ago(), phone="496 0001", shop=replace(SHOP, region=""))
    [row] = call_list(store, TODAY)
    assert (row.telephone.written, row.telephone.tel, row.code()) == ("496 0001", "", ())
    assert row.there(datetime(2026, 3, 10, 12, tzinfo=UTC)) is None


def test_a_note_due_heads_the_calls_and_is_never_said_by_the_program(store: Store) -> None:
    write(store, *years_ago())
    remembered(store)
    [row] = call_list(store, TODAY)
    assert row.row.lane is Lane.NOTE_DUE
    assert row.script.remembered == "how the move to Leith went"
    assert "Leith" not in " ".join((*row.script.opener, *row.script.questions))


@pytest.mark.parametrize("kind", [Kind.SENSITIVE, Kind.GIFT])
def test_what_is_nobodys_business_is_not_named(store: Store, kind: Kind) -> None:
    write(store, Sale(1, 3, 900, goods=("TEAPOT BLUE",)))
    assert "teapot" in " ".join(call_script(store, 1, TODAY).questions)
    with store.transaction() as books:
        tellings.add(books, Told(0, 1, kind, TODAY - timedelta(days=3)))
    for variant in range(9):
        script = call_script(store, 1, TODAY, variant=variant)
        assert "teapot" not in " ".join((*script.opener, *script.questions, script.voicemail))


HOSTILE = st.one_of(
    st.sampled_from(["{{7*7}}", "<b>Bob</b>", "May Day", "\u202eBob", "x" * 9_000, "£5 off!", ""]),
    st.text(max_size=40),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HOSTILE, HOSTILE, st.sampled_from(list(Lane)), st.integers(0, 50))
def test_nothing_of_a_script_falls_through_the_verifier(
    file_store: Store, whole: str, note: str, lane: Lane, variant: int
) -> None:
    write(file_store, *years_ago(), Sale(1, 4, 900, staff="Ruth", goods=("WOOL SCARF",)))
    with file_store.transaction() as books:
        books.execute(update(tables.customers).values(name=whole, given=""))
    script = call_script(
        file_store, 1, TODAY, lane=lane, by="Ruth", remembered=note, variant=variant
    )
    assert len(script.opener) >= 2
    assert len(script.questions) == 2
    assert len(script.avoid) == 3
    assert script.voicemail
    assert "49" not in " ".join((*script.opener, *script.questions))


def test_talking_is_kept_with_what_was_learnt_and_the_day_to_call_again(store: Store) -> None:
    write(store, *years_ago())
    logged = log_call(
        store,
        1,
        TODAY,
        Outcome.TALKED,
        remember=" her daughter starts school ",
        again=LATER,
        by="Ruth",
        lane=Lane.LONG_TIME_HELLO,
        seconds=190,
    )
    touch = logged.touch
    assert (touch.outcome, touch.by, touch.lane, touch.seconds) == (
        ("talked", "Ruth", "long_time_hello", 190)
    )
    assert touch.reached
    assert logged.note is not None
    assert (logged.note.words, logged.note.due, logged.note.channel) == (
        ("her daughter starts school", LATER, "call")
    )
    assert call_list(store, TODAY) == []
    assert call_list(store, LATER - timedelta(days=1)) == []
    [head, *_others] = call_list(store, LATER)
    assert (head.customer, head.row.note) == (1, logged.note.id)
    assert "her daughter starts school" in head.row.why


def test_a_day_to_call_again_needs_no_words(store: Store) -> None:
    write(store, *years_ago())
    logged = log_call(store, 1, TODAY, Outcome.VOICEMAIL, again=LATER)
    assert logged.note is not None
    assert logged.note.words == "Call again"


def test_words_alone_are_a_note_without_a_day(store: Store) -> None:
    write(store, *years_ago())
    logged = log_call(store, 1, TODAY, Outcome.TALKED, remember="likes jam")
    assert logged.note is not None
    assert (logged.note.due, logged.note.channel) == (None, "")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_note_is_come_back_to_only_when_they_were_reached(store: Store, outcome: Outcome) -> None:
    write(store, *years_ago())
    note = remembered(store)
    logged = log_call(store, 1, TODAY, outcome)
    reached = outcome not in (Outcome.NO_ANSWER, Outcome.WRONG_NUMBER)
    assert logged.come_back == ((note.id,) if reached else ())
    with store.reading() as books:
        assert notes.of_customer(books, 1)[0].done == (TODAY if reached else None)
    tomorrow = [row.customer for row in call_list(store, TODAY + timedelta(days=1))]
    assert tomorrow == ([1] if outcome is Outcome.NO_ANSWER else [])


def test_nobody_is_called_at_a_wrong_number_again(store: Store) -> None:
    write(store, *years_ago())
    logged = log_call(store, 1, TODAY, Outcome.WRONG_NUMBER, by="Ruth")
    with store.reading() as books:
        [told] = tellings.of_customer(books, 1)
    assert (told.kind, told.day, told.by) == (Kind.WRONG_NUMBER, TODAY, "Ruth")
    assert told == logged.told
    assert all(not call_list(store, TODAY + timedelta(days=n)) for n in range(1, 40))


def blocks_of(store: Store) -> list[tuple[str, int, str]]:
    query = select(tables.blocks.c.channel, tables.blocks.c.day, tables.blocks.c.words)
    with store.reading() as books:
        return [tuple(row) for row in books.execute(query)]


def test_who_asks_not_to_be_called_never_is_again(store: Store) -> None:
    write(store, *years_ago())
    log_call(store, 1, TODAY, Outcome.DO_NOT_CALL, remember="Please do not ring here.")
    said = ("call", TODAY.toordinal(), "Please do not ring here.")
    assert blocks_of(store) == [said]
    remembered(store, LATER)
    for days in (30, 31, 200, 400, 1100, 1461):
        assert call_list(store, TODAY + timedelta(days=days)) == []
    with store.reading() as books:
        assert customers.get(books, 1).blocked == ("call",)


def test_said_twice_the_first_time_stands_and_undoing_the_second_leaves_it(store: Store) -> None:
    write(store, *years_ago())
    log_call(store, 1, TODAY, Outcome.DO_NOT_CALL, remember="First.")
    second = log_call(store, 1, LATER, Outcome.DO_NOT_CALL, remember="Second.")
    assert not second.was_blocked
    unlog_call(store, second)
    assert blocks_of(store) == [("call", TODAY.toordinal(), "First.")]


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("words", ["", "likes jam"])
def test_every_ending_is_taken_back_without_loss(
    store: Store, outcome: Outcome, words: str
) -> None:
    write(store, *years_ago())
    remembered(store)
    list_before, before = call_list(store, TODAY), all_rows(store)
    again = None if outcome is Outcome.DO_NOT_CALL else LATER
    logged = log_call(store, 1, TODAY, outcome, remember=words, again=again)
    assert all_rows(store) != before
    unlog_call(store, logged)
    assert all_rows(store) == before
    assert call_list(store, TODAY) == list_before
    unlog_call(store, logged)  # twice does no harm
    assert all_rows(store) == before


@pytest.mark.parametrize(
    ("customer", "outcome", "again", "seconds"),
    [
        (1, Outcome.TALKED, TODAY, None),
        (1, Outcome.TALKED, TODAY - timedelta(days=1), None),
        (1, Outcome.DO_NOT_CALL, LATER, None),
        (1, Outcome.TALKED, None, -1),
        (1, Outcome.TALKED, None, 10**6),
        (4711, Outcome.TALKED, LATER, None),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    store: Store, customer: int, outcome: Outcome, again: date | None, seconds: int | None
) -> None:
    write(store, *years_ago())
    before = all_rows(store)
    with pytest.raises(StoreError) as refused:
        log_call(store, customer, TODAY, outcome, again=again, remember="x", seconds=seconds)
    assert refused.value.hint
    assert all_rows(store) == before


def test_the_owners_own_minutes_are_learnt_from_what_was_measured(store: Store) -> None:
    write(store, *years_ago())
    for days in range(20):
        log_call(store, 1, TODAY - timedelta(days=900 + days), Outcome.NO_ANSWER, seconds=420)
    [row] = call_list(store, TODAY)
    assert isinstance(row, CallRow)
    assert row.row.minutes == 7


def test_a_logged_call_is_a_touch_like_any_other(store: Store) -> None:
    write(store, *years_ago())
    logged = log_call(store, 1, TODAY, Outcome.TALKED)
    assert isinstance(logged, Logged)
    with store.reading() as books:
        assert touches.of_customer(books, 1) == [logged.touch]
