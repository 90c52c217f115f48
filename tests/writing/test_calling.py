"""The words of a call: two questions, twelve seconds for a machine, and nothing that is not so."""

import pytest

from notecard.core.calls import VOICEMAIL_WORDS
from notecard.core.facts import Fact
from notecard.core.thanks import Lane
from notecard.writing.calling import CallParts, call_parts
from notecard.writing.phrases import load_bank

SHOP = Fact("shop", "shop", "Harbour Street", ())
GIVEN = Fact("given", "name", "Maria", ())
WHOLE = Fact("full_name", "name", "Maria Okafor", ())
SERVER = Fact("server", "staff", "Ruth", (1,))
THING = Fact("thing", "thing", "teapot", (1,))
NOTE = Fact("remembered", "note", "her move to Leith", ())
BANK = load_bank("en")


def parts(*facts: Fact, lane: Lane = Lane.EXPLORE, seed: str = "1") -> CallParts:
    return call_parts({fact.id: fact for fact in facts}, BANK, lane, seed, name_words=1)


@pytest.mark.parametrize("seed", [str(number) for number in range(40)])
def test_every_call_has_its_parts(seed: str) -> None:
    made = parts(SHOP, GIVEN, SERVER, THING, seed=seed)
    assert made.opener.lines[0] == "Hello Maria."
    assert "Harbour Street" in made.opener.text
    assert "?" in made.opener.text
    _hello, first, second = made.questions.lines
    assert first != second
    assert "teapot" in first
    assert first.endswith("?")
    assert second.endswith("?")
    assert len(made.avoid.lines) == 4
    assert made.voicemail.words <= VOICEMAIL_WORDS + 1
    assert "?" not in made.voicemail.text


@pytest.mark.parametrize("seed", [str(number) for number in range(20)])
def test_a_machine_is_not_asked_who_it_is(seed: str) -> None:
    made = parts(SHOP, WHOLE, seed=seed)
    assert made.opener.lines[0] == "Hello, is that Maria Okafor?"
    assert made.voicemail.lines[0] == "Hello."


def test_what_was_remembered_is_asked_after_first_and_never_said() -> None:
    made = parts(SHOP, GIVEN, THING, NOTE)
    assert "teapot" not in made.questions.lines[1]
    assert NOTE in made.questions.facts
    assert not any("Leith" in part.text for part in (made.opener, made.questions, made.voicemail))


@pytest.mark.parametrize("lane", [Lane.COMPLAINT_SOLVED, Lane.SERVICE, Lane.SATISFACTION])
def test_something_put_right_is_asked_after_first(lane: Lane) -> None:
    settled = {phrase.text for phrase in BANK.by_angle["call_settled"]}
    assert parts(SHOP, lane=lane).questions.lines[1] in settled


def test_a_shop_without_a_name_can_call_too() -> None:
    made = parts()
    assert len(made.questions.lines) == 3
    assert made.voicemail.lines[0] == "Hello."


def test_the_same_seed_gives_the_same_words_and_others_differ() -> None:
    assert parts(SHOP, GIVEN) == parts(SHOP, GIVEN)
    assert len({parts(SHOP, GIVEN, seed=str(n)).questions.id for n in range(20)}) > 5
