"""Every phrase of every language is found and tried: a new one is tested by being there."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest

from notecard import resources
from notecard.core.errors import WritingError
from notecard.core.facts import Fact
from notecard.writing.grammar import forms
from notecard.writing.kinds import load_kinds
from notecard.writing.likeness import trigrams
from notecard.writing.phrases import (
    REGISTERS,
    SIGNS,
    VALUES,
    Bank,
    load_bank,
    phrases_from,
)
from notecard.writing.plain_speech import Never, lix, sentences
from notecard.writing.suggesting import MOST_LIX

LANGUAGES = sorted(
    path.parent.name for path in (resources.SHIPPED / "prompts").glob("*/never.toml")
)
BANKS = {language: load_bank(language) for language in LANGUAGES}
FILES = [
    pytest.param(bank, angle, id=f"{language}:{angle}")
    for language, bank in BANKS.items()
    for angle in bank.by_angle
]
EXAMPLES = {
    "year": "2024", "first_year": "2019", "then_year": "2024", "counted": "2 x", "server": "Ruth",
    "shop": "Harbour Street", "given": "Maria", "full_name": "Maria Okafor",
}  # fmt: skip


def everything(language: str) -> Mapping[str, Fact]:
    """Return every fact there can be, in words of the language where it has a table of them."""
    kinds, numbers = load_kinds(language), BANKS[language].numbers
    words = {
        id: next(iter(numbers[id].values())) if id in numbers else EXAMPLES.get(id, "")
        for id in VALUES | SIGNS
    }
    found = {id: Fact(id, "any", value, (1,)) for id, value in words.items()}
    for id, name, many in (("thing", "mug", True), ("other", "scarf", False)):
        noun = kinds.by_id[name].noun
        said = tuple(forms(noun, kinds.language, many).items())
        found[id] = Fact(id, "any", noun.bare(many), (1,), forms=said)
    return found


EVERYTHING = {language: everything(language) for language in LANGUAGES}
ANGLES = {
    *("first_visit", "big_or_unusual", "gift", "service", "complaint_solved", "referral"),
    *("milestone", "satisfaction", "anniversary", "drifting", "long_time_hello", "season"),
    *("note_due", "explore", "thing"),
}
OF_HIM_OR_HER = {"he", "she", "his", "her", "him", "hers", "himself", "herself"}
FRAMES = {"greetings", "closes", "call_greeting", "call_close"}


@pytest.mark.parametrize(("bank", "angle"), FILES)
def test_a_phrase_says_what_it_states_and_reads_like_a_sentence(bank: Bank, angle: str) -> None:
    facts = EVERYTHING[bank.language]
    for phrase in (*bank.by_angle[angle], *bank.questions.get(angle, ())):
        said = phrase.say(facts)
        for name in set(phrase.states) & VALUES - {"thing", "other"}:
            value = facts[name].value
            assert value in said or value[:1].upper() + value[1:] in said
        assert not re.search(r"[{}\[\]]|\s{2,}|^\s|\s$", said)
        assert said[0].isupper() or (said[0] in "¿¡" and said[1].isupper())
        assert said[-1] in {"greetings": ",:!", "closes": ",."}.get(angle, ".!?")
        assert all(len(one.split()) <= 16 for one in sentences(said))
        assert not bank.never.found_in(said)
        assert said.isprintable()
        for word in re.findall(r"[\w'-]+", phrase.text) if bank.language == "en" else ():
            assert word.lower() not in OF_HIM_OR_HER
    for phrase in bank.by_angle[angle]:
        assert not bank.never.claimed_in(re.sub(r"\{\{.*?\}\}", "", phrase.text)), phrase.id


@pytest.mark.parametrize(("bank", "angle"), FILES)
def test_a_phrase_keeps_quiet_without_its_facts(bank: Bank, angle: str) -> None:
    facts = EVERYTHING[bank.language]
    for phrase in bank.by_angle[angle]:
        for name in set(phrase.states) | phrase.needs:
            assert not phrase.suits({id: fact for id, fact in facts.items() if id != name})


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_there_are_lines_enough_and_no_two_much_alike(bank: Bank, register: str) -> None:
    bank = replace(bank, register=register)
    facts = EVERYTHING[bank.language]
    at_least = {"first_visit": 32, "wishes": 16, **dict.fromkeys(FRAMES, 3)}
    for angle in bank.by_angle:
        phrases = bank.suitable(angle, facts)
        least = at_least.get(angle, 16 if angle in ANGLES else 8)
        assert len(phrases) >= least, angle
        for one, other in combinations(phrases, 2) if angle not in FRAMES else ():
            first, second = (trigrams(each.say(facts)) for each in (one, other))
            assert len(first & second) / len(first | second) < 0.5, (one.id, other.id)
        easy = [one for one in phrases if lix(one.say(facts)) <= MOST_LIX]
        assert len(easy) >= (12 if angle in ANGLES | {"wishes"} else 0), angle
    assert set(bank.by_angle) >= ANGLES
    assert all(len(bank.asking(angle, facts)) >= 8 for angle in ANGLES)


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_a_long_time_hello_asks_nothing_and_a_solved_complaint_does_not_joke(bank: Bank) -> None:
    assert not any("?" in phrase.text for phrase in bank.by_angle["long_time_hello"])
    assert not any(phrase.tone == "playful" for phrase in bank.by_angle["complaint_solved"])


OUR_OWN = {  # spoken of in a phrase, and of nothing that was bought
    "en": {"the pen", "the card", "the ink", "the ribbon", "the calendar", "the paper"},
    "de": {"der kalender", "der stift"},
    "fr": {
        *("l'encre", "à l'encre", "de l'encre", "le stylo", "la table", "la lampe", "du thé"),
    },
    "es": {"el cuaderno", "la pluma"},
    "pl": {
        *("stole", "atramentem", "dzwonek", "długopis", "kawy", "kwiaty", "ginie", "fotela"),
        "herbatę",
    },
}


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_no_phrase_names_a_thing_of_its_own(bank: Bank) -> None:
    """A thing of the lexicon with its article would claim that it was bought."""
    kinds = load_kinds(bank.language)
    named = set()
    for kind in kinds.by_id.values():
        for many in (False, True):
            said = set(forms(kind.noun, kinds.language, many).values())
            said = {f"the {kind.noun.bare(many)}"} if kinds.language == "en" else said
            named |= {form.casefold() for form in said}
    texts = " ".join(
        phrase.text for angle in (*ANGLES, "wishes") for phrase in bank.by_angle[angle]
    ).casefold()
    found = {form for form in named if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", texts)}
    assert found <= OUR_OWN.get(bank.language, set())


NEVER = Never(("bargain", "% off"))
GOOD = {"id": "x", "text": "We hope you like the {{ thing }}.", "states": ["thing"]}


def test_a_good_phrase_is_read() -> None:
    facts = {"thing": Fact("thing", "thing", "mug", (1,))}
    assert phrases_from(GOOD, "thing", NEVER)[0].say(facts) == "We hope you like the mug."


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
        phrases_from({**GOOD, **change}, "thing", NEVER)


def test_a_value_is_never_a_template() -> None:
    facts = {"thing": Fact("thing", "thing", "{{ 7 * 7 }}<b>", (1,))}
    assert (
        phrases_from(GOOD, "thing", NEVER)[0].say(facts) == "We hope you like the {{ 7 * 7 }}<b>."
    )
