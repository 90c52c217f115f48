"""Every phrase of every language is found and tried: a new one is tested by being there."""

import re
from collections.abc import Mapping
from itertools import combinations

import pytest

from notecard import resources
from notecard.core.errors import WritingError
from notecard.core.facts import Fact
from notecard.writing.kinds import load_kinds
from notecard.writing.likeness import trigrams
from notecard.writing.phrases import SIGNS, VALUES, Bank, Phrase, load_bank, phrase_from
from notecard.writing.plain_speech import Never, sentences

LANGUAGES = sorted(
    path.parent.name for path in (resources.SHIPPED / "prompts").glob("*/never.toml")
)
BANKS = {language: load_bank(language) for language in LANGUAGES}
PHRASES = [
    pytest.param(bank, phrase, id=f"{language}:{phrase.id}")
    for language, bank in BANKS.items()
    for phrases in bank.by_angle.values()
    for phrase in phrases
]
EXAMPLES = {
    "thing": "tea-light holders", "other": "scarf", "weekday": "Saturday", "month": "October",
    "ordinal": "tenth", "times": "ten", "years": "two", "year": "2024", "server": "Ruth",
    "shop": "Harbour Street", "given": "Maria", "full_name": "Maria Okafor",
}  # fmt: skip
EVERYTHING: Mapping[str, Fact] = {
    id: Fact(id, "any", EXAMPLES.get(id, ""), (1,)) for id in VALUES | SIGNS
}


@pytest.mark.parametrize(("bank", "phrase"), PHRASES)
def test_a_phrase_says_what_it_states_and_reads_like_a_sentence(bank: Bank, phrase: Phrase) -> None:
    said = phrase.say(EVERYTHING)
    for name in set(phrase.states) & VALUES:
        assert EXAMPLES[name] in said
    assert not re.search(r"[{}\[\]]|\s{2,}|^\s|\s$", said)
    assert said[0].isupper()
    assert said[-1] in ".!?,"
    assert (said[-1] == ",") == (phrase.angle in ("greetings", "closes"))
    assert all(len(one.split()) <= 16 for one in sentences(said))
    assert not bank.never.found_in(said)
    assert said.isprintable()
    for word in re.findall(r"[\w'-]+", phrase.text):
        assert word.lower() not in {"he", "she", "his", "her", "him", "hers", "himself", "herself"}


@pytest.mark.parametrize(("bank", "phrase"), PHRASES)
def test_a_phrase_keeps_quiet_without_its_facts(bank: Bank, phrase: Phrase) -> None:
    for name in set(phrase.states) | phrase.needs:
        assert not phrase.suits({id: fact for id, fact in EVERYTHING.items() if id != name})


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_there_are_lines_enough_and_no_two_much_alike(bank: Bank) -> None:
    at_least = {"first_visit": 32, "explore": 16, "wishes": 16}
    for angle, phrases in bank.by_angle.items():
        if angle in ("greetings", "closes", "call_greeting", "call_close"):
            continue
        assert len(phrases) >= at_least.get(angle, 8), angle
        for one, other in combinations(phrases, 2):
            first, second = (trigrams(each.say(EVERYTHING)) for each in (one, other))
            assert len(first & second) / len(first | second) < 0.5, (one.id, other.id)


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_no_phrase_names_a_thing_of_its_own(bank: Bank) -> None:
    """A noun of the lexicon after "the" would claim that it was bought."""
    nouns = load_kinds(bank.language).nouns() - {"pen", "card", "ink"}
    for phrases in bank.by_angle.values():
        for phrase in phrases:
            for noun in re.findall(r"\bthe (\w+)", phrase.text):
                assert noun not in nouns, phrase.id


NEVER = Never(("bargain", "% off"))
GOOD = {"id": "x", "text": "We hope you like the {{ thing }}.", "states": ["thing"]}


def test_a_good_phrase_is_read() -> None:
    facts = {"thing": Fact("thing", "thing", "mug", (1,))}
    assert phrase_from(GOOD, "thing", NEVER).say(facts) == "We hope you like the mug."


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"states": []}, "it uses what it does not state: thing"),
        ({"states": ["thing", "month"]}, "it states what it does not say: month"),
        ({"states": ["thing", "mood"]}, "there is no fact called mood"),
        ({"needs": ["mood"]}, "there is no fact called mood"),
        ({"text": "A bargain, the {{ thing }}."}, "bargain"),
        ({"text": "The {{ thing }} for £5."}, "£"),
        ({"text": "The {{ thing }}: www.example.com"}, "www."),
        ({"text": "The {{ thing.__class__ }}."}, "only the names of facts"),
        ({"text": "The {{ thing | upper }}."}, "only the names of facts"),
        ({"text": "{% if thing %}{{ thing }}{% endif %}"}, "only the names of facts"),
        ({"text": "{{ thing }} {{"}, "cannot be read"),
        ({"text": "The {{ thing }} " + "and so on " * 7 + "."}, "more than 20 words"),
        ({"text": "The {{ thing }} " + "and so on " * 5 + "."}, "more than 16 words"),
        ({"tone": "pushy"}, "its tone is none of"),
    ],
)
def test_a_phrase_that_must_not_be_shown_is_refused(
    change: dict[str, object], complaint: str
) -> None:
    with pytest.raises(WritingError, match=re.escape(complaint)):
        phrase_from({**GOOD, **change}, "thing", NEVER)


def test_a_value_is_never_a_template() -> None:
    facts = {"thing": Fact("thing", "thing", "{{ 7 * 7 }}<b>", (1,))}
    assert phrase_from(GOOD, "thing", NEVER).say(facts) == "We hope you like the {{ 7 * 7 }}<b>."
