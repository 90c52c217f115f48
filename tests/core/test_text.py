"""Text that no database keeps never gets as far as one."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.purchases import Address, LineItem, Person, Purchase
from notecard.core.text import LONGEST, keepable

EVERYTHING = st.text(st.characters(categories=("L", "N", "P", "Cc", "Cs", "Cf", "Zs")))
TOLD = "Ma\0ria \udcff"
KEPT = "Maria ?"


@given(EVERYTHING)
def test_what_is_kept_can_be_written_and_is_kept_again(text: str) -> None:
    kept = keepable(text)
    assert "\0" not in kept
    assert keepable(kept.encode().decode()) == kept
    assert len(kept) == len(text) - text.count("\0")


@pytest.mark.parametrize("text", ["", "Maria", "Ñandú 店 👩‍👩‍👧", "\x01\t\r\n\x7f", "\ufeff\u202e"])
def test_whatever_can_be_kept_is(text: str) -> None:
    assert keepable(text) == text


def test_what_a_source_tells_is_sound_in_every_field() -> None:
    address = Address((TOLD, "2"), TOLD, TOLD, TOLD, TOLD)
    person = Person(TOLD, TOLD, TOLD, TOLD, TOLD, address, TOLD, TOLD, ("1", TOLD))
    item = LineItem(TOLD, Decimal(2), 5, TOLD)
    day = datetime(2026, 11, 24, tzinfo=UTC)
    sale = Purchase(
        TOLD, day, TOLD, 5, reason=TOLD, refund_of=TOLD, staff=TOLD, person=person, lines=(item,)
    )
    assert sale == Purchase(
        KEPT,
        day,
        KEPT,
        5,
        reason=KEPT,
        refund_of=KEPT,
        staff=KEPT,
        person=Person(
            KEPT, KEPT, KEPT, KEPT, KEPT, Address((KEPT, "2"), *[KEPT] * 4), KEPT, KEPT, ("1", KEPT)
        ),
        lines=(LineItem(KEPT, Decimal(2), 5, KEPT),),
    )
    assert item.kept == f'["{KEPT}","{KEPT}",2000,5]'


@pytest.mark.parametrize("place", range(5))
def test_one_bad_field_is_enough(place: int) -> None:
    told = ["fine"] * 5
    told[place] = TOLD
    assert Person(*told) == Person(*[KEPT if text == TOLD else text for text in told])


def test_what_is_looked_up_fits_an_index_and_the_rest_stays_whole() -> None:
    long = "店" * 5000
    person = Person(long, long, also=("a", long))
    assert person == Person(long[:LONGEST], long, also=("a", long[:LONGEST]))
    assert person.name == long
    assert len(person.system_id) == LONGEST
    assert Person(address=Address((long,), long)).address.lines == (long,)
    assert LineItem(long, Decimal(1), 1).name == long
    assert Person(*["x" * LONGEST] * 3).email == ""
    assert len((LONGEST * "𠮷").encode()) < 2_700
