"""Puts a call into words: how to begin, two questions, what to leave, what a machine is told."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from notecard.core.calls import VOICEMAIL_WORDS
from notecard.core.facts import Fact, Suggestion
from notecard.core.thanks import Lane
from notecard.writing.phrases import Bank, Phrase

_SETTLED: Final = frozenset({Lane.SERVICE, Lane.COMPLAINT_SOLVED, Lane.SATISFACTION})
_ALWAYS: Final = 2  # what to leave on every call
_PLAIN: Final = frozenset({"shop", "given", "full_name"})


@dataclass(frozen=True, slots=True)
class CallParts:
    """A call in parts, each as a suggestion to be proved; the first line of each is a greeting."""

    opener: Suggestion
    questions: Suggestion
    avoid: Suggestion
    voicemail: Suggestion


def call_parts(
    facts: Mapping[str, Fact], bank: Bank, lane: Lane, seed: str, name_words: int = 0
) -> CallParts:
    """Return what to say to one customer, the same for the same facts and seed.

    Names longer than a word lengthen the voicemail by `name_words` that nobody can help.
    """
    chance = random.Random(seed)  # noqa: S311 to vary the words, no secret
    hello = _any(bank, "call_greeting", facts, chance)
    opening = _particular(bank, "call_opening", facts, chance)
    begin = [hello, opening]
    if "?" not in opening.text:
        begin.append(_any(bank, "call_moment", facts, chance))
    return CallParts(
        _part(begin, facts),
        _part([hello, *_questions(bank, facts, lane, chance)], facts),
        _part([hello, *_leave(bank, facts, chance)], facts),
        _part(_voicemail(bank, facts, chance, VOICEMAIL_WORDS + name_words), facts),
    )


def _questions(
    bank: Bank, facts: Mapping[str, Fact], lane: Lane, chance: random.Random
) -> Iterable[Phrase]:
    """Yield one question about what lies between the two, and one about themselves."""
    if "remembered" in facts:
        first = _any(bank, "call_remembered", facts, chance)
    elif lane in _SETTLED:
        first = _any(bank, "call_settled", facts, chance)
    else:
        first = _particular(bank, "call_question", facts, chance)
    yield first
    every = bank.suitable("call_question", facts)
    plain = [one for one in every if one.id != first.id and not one.states]
    yield chance.choice(plain)


def _leave(bank: Bank, facts: Mapping[str, Fact], chance: random.Random) -> list[Phrase]:
    every = bank.suitable("call_avoid", facts)
    return [*every[:_ALWAYS], chance.choice(every[_ALWAYS:])]


def _voicemail(
    bank: Bank, facts: Mapping[str, Fact], chance: random.Random, most: int
) -> Sequence[Phrase]:
    """Return what a machine is told: nobody is asked whether it is they."""
    known = {id: fact for id, fact in facts.items() if id != "full_name"}
    hello = _any(bank, "call_greeting", known, chance)
    said = _particular(bank, "call_voicemail", known, chance, of=_PLAIN | {"server"})
    closes = bank.suitable("call_voicemail_close", known)
    chance.shuffle(closes)
    left = most - len(f"{hello.say(facts)} {said.say(facts)}".split())
    fitting = [one for one in closes if len(one.text.split()) <= left]
    return [hello, said, *fitting[:1]]


def _any(bank: Bank, angle: str, facts: Mapping[str, Fact], chance: random.Random) -> Phrase:
    """Return any phrase of an angle, one with a name in it before one without."""
    suitable = bank.suitable(angle, facts)
    return chance.choice([one for one in suitable if one.states] or suitable)


def _particular(
    bank: Bank,
    angle: str,
    facts: Mapping[str, Fact],
    chance: random.Random,
    of: frozenset[str] | None = None,
) -> Phrase:
    """Return one of the phrases that say the most of what is known."""
    suitable = [one for one in bank.suitable(angle, facts) if of is None or set(one.states) <= of]
    most = max(len(one.states) for one in suitable)
    return chance.choice([one for one in suitable if len(one.states) == most])


def _part(phrases: Sequence[Phrase], facts: Mapping[str, Fact]) -> Suggestion:
    states = tuple(dict.fromkeys(name for one in phrases for name in one.states))
    needs = [name for one in phrases for name in sorted(one.needs) if name not in states]
    lines = tuple(one.say(facts) for one in phrases)
    return Suggestion(
        id="+".join(one.id for one in phrases),
        text="\n".join(lines),
        lines=lines,
        angle="call",
        tone="plain",
        states=states,
        facts=tuple(facts[name] for name in dict.fromkeys((*states, *needs))),
    )
