"""Chooses the words: a few texts, unlike each other and unlike what was written lately.

The first is short, the second leaves room for the owner's own memory and asks for it, the third
says a little more. The same books, day and variant give the same words.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from notecard.core.facts import Fact, Suggestion
from notecard.core.thanks import Lane
from notecard.core.words import _
from notecard.writing.fitting import Paper, fits, lay_out
from notecard.writing.likeness import Heard
from notecard.writing.phrases import Bank, Phrase
from notecard.writing.plain_speech import sentences

_AS_EVER: Final = ("explore", "explore", "explore")  # nothing is said of the occasion itself
ANGLES: Final[dict[Lane, tuple[str, ...]]] = {
    Lane.NOTE_DUE: _AS_EVER,
    Lane.FIRST_VISIT: ("first_visit", "thing", "first_visit"),
    Lane.BIG_OR_UNUSUAL: ("big_or_unusual", "thing", "big_or_unusual"),
    Lane.GIFT: _AS_EVER,
    Lane.SERVICE: _AS_EVER,
    Lane.COMPLAINT_SOLVED: _AS_EVER,
    Lane.REFERRAL: _AS_EVER,
    Lane.MILESTONE: ("milestone", "explore", "milestone"),
    Lane.SATISFACTION: ("explore", "thing", "explore"),
    Lane.ANNIVERSARY: _AS_EVER,
    Lane.DRIFTING: ("drifting", "explore", "drifting"),
    Lane.LONG_TIME_HELLO: ("long_time_hello", "explore", "long_time_hello"),
    Lane.SEASON: _AS_EVER,
    Lane.EXPLORE: ("explore", "thing", "explore"),
}
_PLAIN_ANGLE: Final = "explore"
_TRIES: Final = 24
_SPECIFIC: Final = 0.04  # likeness forgiven for every particular a phrase names
_TELLING: Final = frozenset({"thing", "other", "weekday", "month", "year", "years", "server"})
_REPEATED: Final = 0.06  # likeness added for every word or beginning that comes twice
_MOST_WORDS: Final = 35
_LONG: Final = 2  # the place, of three, of the text that says a little more


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: for whom, on what paper, and unlike what."""

    lane: Lane
    seed: str
    sign_off: str
    room: Paper
    tone: str = ""
    count: int = 3


@dataclass(frozen=True, slots=True)
class _Draft:
    phrases: tuple[Phrase, ...]
    close: Phrase
    body: str
    lines: tuple[str, ...]
    fits: bool


def suggest_card(
    facts: Mapping[str, Fact], bank: Bank, wish: Wish, recent: Iterable[str]
) -> list[Suggestion]:
    """Return up to `count` different texts for a card; `recent` are the bodies lately written."""
    heard = Heard(recent)
    chance = random.Random(wish.seed)  # noqa: S311 to vary the words, no secret
    greeting = chance.choice(_greetings("greetings", bank, facts))
    used: set[str] = set()
    made: list[Suggestion] = []
    for place in range(wish.count):
        draft = _best(place, facts, bank, wish, greeting, used, heard, chance)
        if draft is None:
            continue
        used |= {draft.close.id, draft.close.tone, *(phrase.id for phrase in draft.phrases)}
        used.add(draft.phrases[0].tone)
        heard.add(draft.body)
        asks = _question(place, facts, bank, chance)
        made.append(_suggestion(draft, greeting, facts, asks))
    return made


def _greetings(angle: str, bank: Bank, facts: Mapping[str, Fact]) -> list[Phrase]:
    """Return the greetings by the best name there is, or those without one."""
    suitable = bank.suitable(angle, facts)
    return [phrase for phrase in suitable if phrase.states] or suitable


def _best(
    place: int,
    facts: Mapping[str, Fact],
    bank: Bank,
    wish: Wish,
    greeting: Phrase,
    used: set[str],
    heard: Heard,
    chance: random.Random,
) -> _Draft | None:
    """Return the draft that is least like anything written lately and fits the card.

    When every short text has been written lately, a second line makes it a new one.
    """
    every = bank.suitable("closes", facts)
    closes = [one for one in every if one.id not in used] or every
    for shape in dict.fromkeys((place, place + _LONG - place % 3)):
        drafts = []
        for _try in range(_TRIES):
            phrases = _phrases(shape, place, facts, bank, wish, used, chance)
            if phrases and closes:
                drafts.append(_draft(phrases, chance.choice(closes), greeting, facts, wish))
        fresh = [draft for draft in drafts if not heard.has(draft.body)]
        if fresh:
            return min(fresh, key=lambda draft: _cost(draft, used, heard, wish))
    return None


def _phrases(
    shape: int,
    place: int,
    facts: Mapping[str, Fact],
    bank: Bank,
    wish: Wish,
    used: set[str],
    chance: random.Random,
) -> tuple[Phrase, ...]:
    angles = ANGLES[wish.lane]
    angle = angles[place % len(angles)]
    if angle == "thing" and "lately" not in facts:
        angle = _PLAIN_ANGLE
    lines = [one for one in bank.suitable(angle, facts) if one.id not in used]
    lines = lines or [one for one in bank.suitable(_PLAIN_ANGLE, facts) if one.id not in used]
    if not lines:
        return ()
    first = chance.choice(lines)
    if shape % 3 != _LONG:
        return (first,)
    seconds = [one for one in bank.suitable("wishes", facts) if one.id not in used]
    if "lately" in facts and not set(first.states) & {"thing", "other"}:
        seconds += [one for one in bank.suitable("thing", facts) if one.id not in used]
    return (first, chance.choice(seconds)) if seconds else (first,)


def _draft(
    phrases: Sequence[Phrase],
    close: Phrase,
    greeting: Phrase,
    facts: Mapping[str, Fact],
    wish: Wish,
) -> _Draft:
    body = " ".join(phrase.say(facts) for phrase in phrases)
    hello = greeting.say(facts)
    ending = [close.say(facts), " ".join(wish.sign_off.split())]
    lines = lay_out(hello, body, ending, wish.room)
    words = sum(len(line.split()) for line in lines)
    return _Draft(
        tuple(phrases), close, body, lines, words <= _MOST_WORDS and fits(lines, wish.room)
    )


def _cost(draft: _Draft, used: set[str], heard: Heard, wish: Wish) -> tuple[bool, bool, float]:
    first = draft.phrases[0]
    particulars = {name for phrase in draft.phrases for name in phrase.states if name in _TELLING}
    likeness = heard.nearest(draft.body) - _SPECIFIC * len(particulars)
    likeness += _REPEATED * _repeats(draft)
    likeness += 0.1 * (first.tone in used) + 0.02 * (draft.close.tone in used)
    return (not draft.fits, bool(wish.tone) and first.tone != wish.tone, likeness)


def _repeats(draft: _Draft) -> int:
    """Count the longer words and the beginnings of sentences that come more than once."""
    texts = [*sentences(draft.body), draft.close.text]
    starts = [" ".join(text.split()[:2]).casefold() for text in texts]
    words = [
        word[:5].casefold()
        for text in texts
        for word in {part.strip(".,!?:;") for part in text.split()}
        if len(word) >= 5
    ]
    return sum(len(found) - len(set(found)) for found in (starts, words))


def _question(place: int, facts: Mapping[str, Fact], bank: Bank, chance: random.Random) -> str:
    """Return what to ask the owner's memory: a remark for the second text, a name if it lacks."""
    if place % 3 == 1:
        return chance.choice(bank.suitable("questions", facts)).say(facts)
    if place % 3 == 0 and "given" not in facts:
        return _("What do you call them when they come in?")
    return ""


def _suggestion(
    draft: _Draft, greeting: Phrase, facts: Mapping[str, Fact], asks: str
) -> Suggestion:
    said = (greeting, *draft.phrases)
    states = tuple(dict.fromkeys(name for phrase in said for name in phrase.states))
    first = draft.phrases[0]
    return Suggestion(
        id="+".join(phrase.id for phrase in (*draft.phrases, draft.close)),
        text="\n".join((draft.lines[0], draft.body, *draft.lines[-_tail(draft) :])),
        lines=draft.lines,
        angle=first.angle,
        tone=first.tone,
        states=states,
        facts=tuple(facts[name] for name in states),
        asks=asks,
        fits=draft.fits,
    )


def _tail(draft: _Draft) -> int:
    """Return how many of the last lines are the close and the sign-off."""
    from_close = draft.lines.index(draft.close.text)
    return len(draft.lines) - from_close


def suggest_call(facts: Mapping[str, Fact], bank: Bank, wish: Wish) -> list[Suggestion]:
    """Return up to `count` ways to begin a call, what to ask, and how to end it."""
    chance = random.Random(wish.seed)  # noqa: S311 to vary the words, no secret
    greeting = chance.choice(_greetings("call_greeting", bank, facts))
    parts = []
    for angle in ("call_opening", "call_question", "call_close"):
        phrases = bank.suitable(angle, facts)
        chance.shuffle(phrases)
        phrases.sort(key=lambda phrase: -len(phrase.states) if angle == "call_opening" else 0)
        parts.append(phrases)
    made: list[Suggestion] = []
    for opening, question, close in zip(*parts, strict=False):
        said = (greeting, opening, question, close)
        states = tuple(dict.fromkeys(name for phrase in said for name in phrase.states))
        lines = tuple(phrase.say(facts) for phrase in said)
        made.append(
            Suggestion(
                id="+".join(phrase.id for phrase in said[1:]),
                text="\n".join(lines),
                lines=lines,
                angle="call",
                tone=opening.tone,
                states=states,
                facts=tuple(facts[name] for name in states),
                asks=_question(1 + len(made), facts, bank, chance),
            )
        )
    return made[: wish.count]
