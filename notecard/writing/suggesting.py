"""Chooses the words: a few texts, unlike each other and unlike what was written lately.

The first is short, the second leaves room for the owner's own memory and asks for it, the third
says a little more. The same books, day and variant give the same words.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from notecard.core.facts import Fact, Suggestion
from notecard.core.thanks import Lane
from notecard.core.words import _
from notecard.writing.fitting import Paper, fits, lay_out
from notecard.writing.likeness import Heard
from notecard.writing.phrases import Bank, Phrase
from notecard.writing.plain_speech import lix, sentences

_Each = TypeVar("_Each")
_THING: Final = "thing"  # the angle about what was chosen
_PLAIN_ANGLE: Final = "explore"  # thanks without an occasion: what is true of everybody
_OF_THINGS: Final = frozenset(
    {Lane.FIRST_VISIT, Lane.BIG_OR_UNUSUAL, Lane.SATISFACTION, Lane.EXPLORE}
)
"""Occasions on which what was chosen is an angle of its own."""
_BESIDE_THINGS: Final = _OF_THINGS | {Lane.MILESTONE, Lane.ANNIVERSARY, Lane.REFERRAL, Lane.SEASON}
"""Occasions on which what was chosen may be the second line."""
_ASK_NOTHING: Final = frozenset({Lane.LONG_TIME_HELLO, Lane.DRIFTING})
_SOBER: Final = frozenset({Lane.COMPLAINT_SOLVED})
_TRIES: Final = 24
_SPECIFIC: Final = 0.04  # likeness forgiven for every particular a phrase names
_TELLING: Final = frozenset(
    {
        *("thing", "other", "counted", "weekday", "on_weekday", "month", "in_month", "year"),
        *("years", "anniversary", "first_year", "then_year", "server"),
    }
)
_REPEATED: Final = 0.06  # likeness added for every word or beginning that comes twice
_LIKED: Final = 0.08  # and for a tone that is not the one the owner mostly keeps
_OWN: Final = 0.3  # likeness forgiven the owner's own phrases
MOST_ALIKE: Final = 0.7  # to the closest of the texts lately written
MOST_LIX: Final = 35
_MOST_WORDS: Final = 35
_LONG: Final = 2  # the place, of three, of the text that says a little more


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: for whom, on what paper, and unlike what.

    `tone` and `length` are asked for now; `liked` is the tone the owner mostly keeps. `said` are
    the lines, by their ids, that were written to this customer, household or street before.
    """

    lane: Lane
    seed: str
    sign_off: str
    room: Paper
    tone: str = ""
    length: str = ""
    count: int = 3
    liked: str = ""
    said: frozenset[tuple[str, ...]] = frozenset()
    besides: frozenset[str] = frozenset()  # phrases that were offered already; others are wanted


@dataclass(frozen=True, slots=True)
class _Draft:
    phrases: tuple[Phrase, ...]
    close: Phrase
    body: str
    lines: tuple[str, ...]
    fits: bool
    likeness: float  # to the closest of the texts lately written

    @property
    def ids(self) -> tuple[str, ...]:
        """What was said, whatever it was closed with."""
        return tuple(phrase.id for phrase in self.phrases)


class _Choice:
    """The choosing of one list of suggestions: what is known, wished for and used so far."""

    def __init__(self, facts: Mapping[str, Fact], bank: Bank, wish: Wish, heard: Heard) -> None:
        self.facts, self.bank, self.wish = facts, bank, wish
        self.heard = heard.further()
        self.chance = random.Random(wish.seed)  # noqa: S311 to vary the words, no secret
        self.used: set[str] = set()
        self.greeting = self.chance.choice(_greetings("greetings", bank, facts))
        self._said: dict[str, str] = {}

    def say(self, phrase: Phrase) -> str:
        """Put the values into a phrase; once, since a phrase is tried beside many others."""
        if phrase.id not in self._said:
            self._said[phrase.id] = phrase.say(self.facts)
        return self._said[phrase.id]

    def fitting(self, angle: str) -> list[Phrase]:
        """Return what may be said of an angle on this occasion and was not used yet."""
        lane, found = self.wish.lane, self.bank.suitable(angle, self.facts)
        if lane in _ASK_NOTHING:
            found = [one for one in found if "?" not in one.text]
        if lane in _SOBER:
            found = [one for one in found if one.tone != "playful"]
        left = [one for one in found if one.id not in self.used]
        return [one for one in left if one.id not in self.wish.besides] or left

    def use(self, draft: _Draft) -> None:
        """Let nothing of a text come again beside it."""
        self.used |= {draft.close.id, draft.close.tone, draft.phrases[0].tone, *draft.ids}
        self.heard.add(draft.body)


def suggest_card(
    facts: Mapping[str, Fact], bank: Bank, wish: Wish, heard: Heard
) -> list[Suggestion]:
    """Return up to `count` different texts for a card, unlike what was `heard` lately."""
    choice = _Choice(facts, bank, wish, heard)
    made: list[Suggestion] = []
    for place in range(wish.count):
        draft = _best(choice, place)
        if draft is not None:
            choice.use(draft)
            made.append(_suggestion(draft, choice.greeting, facts, _question(choice, place, draft)))
    return made


def _greetings(angle: str, bank: Bank, facts: Mapping[str, Fact]) -> list[Phrase]:
    """Return the greetings by the best name there is, or those without one."""
    suitable = bank.suitable(angle, facts)
    return [phrase for phrase in suitable if phrase.states] or suitable


def _best(choice: _Choice, place: int) -> _Draft | None:
    """Return the draft that is least like anything written lately and fits the card.

    When every short text has been written lately, a second line makes it a new one; when nothing
    is left to say of the occasion, there is still a thank-you without one.
    """
    closes = choice.fitting("closes") or choice.bank.suitable("closes", choice.facts)
    is_long = choice.wish.length == "long" or (not choice.wish.length and place % 3 == _LONG)
    for angle in dict.fromkeys((_angle(choice, place), choice.wish.lane.value, _PLAIN_ANGLE)):
        for has_second in dict.fromkeys((is_long, True)):
            drafts = [
                _draft(phrases, choice.chance.choice(closes), choice)
                for phrases in _lines(choice, angle, has_second)
            ]
            fresh = [draft for draft in drafts if _is_fresh(draft, choice)]
            if fresh:
                return min(fresh, key=lambda draft: _cost(draft, choice))
    return None


def _angle(choice: _Choice, place: int) -> str:
    lane = choice.wish.lane
    if place % 3 == 1 and lane in _OF_THINGS and "lately" in choice.facts:
        return _THING
    return lane.value


def _lines(choice: _Choice, angle: str, has_second: bool) -> list[tuple[Phrase, ...]]:
    """Return some of the ways to say it: all where they are few, else as they fall."""
    firsts = choice.fitting(angle)
    if not has_second:
        return [(one,) for one in _some(firsts, choice.chance)]
    seconds = choice.fitting("wishes")
    if "lately" in choice.facts and choice.wish.lane in _BESIDE_THINGS:
        seconds += choice.fitting(_THING)
    pairs = [(one, other) for one in firsts for other in seconds if _go_together(one, other)]
    return list(_some(pairs, choice.chance))


def _some(every: Sequence[_Each], chance: random.Random) -> Sequence[_Each]:
    return every if len(every) <= _TRIES else chance.sample(every, _TRIES)


def _go_together(one: Phrase, other: Phrase) -> bool:
    """Whether two lines are not about the same thing."""
    return one.angle != other.angle and not set(one.states) & set(other.states) & _TELLING


def _draft(phrases: Sequence[Phrase], close: Phrase, choice: _Choice) -> _Draft:
    wish = choice.wish
    body = " ".join(map(choice.say, phrases))
    ending = [choice.say(close), " ".join(wish.sign_off.split())]
    lines = lay_out(choice.say(choice.greeting), body, ending, wish.room)
    words = sum(len(line.split()) for line in lines)
    has_room = words <= _MOST_WORDS and fits(lines, wish.room)
    return _Draft(tuple(phrases), close, body, lines, has_room, choice.heard.nearest(body))


def _is_fresh(draft: _Draft, choice: _Choice) -> bool:
    """Whether it may be shown: easy to read, and written neither lately nor nearby."""
    if draft.ids in choice.wish.said or choice.heard.has(draft.body):
        return False
    return draft.likeness <= MOST_ALIKE and lix(draft.body) <= MOST_LIX


def _cost(draft: _Draft, choice: _Choice) -> tuple[bool, bool, float]:
    wish, first = choice.wish, draft.phrases[0]
    particulars = {name for phrase in draft.phrases for name in phrase.states if name in _TELLING}
    likeness = draft.likeness - _SPECIFIC * len(particulars)
    likeness += _REPEATED * _repeats(draft)
    likeness += 0.1 * (first.tone in choice.used) + 0.02 * (draft.close.tone in choice.used)
    likeness += _LIKED * (bool(wish.liked) and first.tone != wish.liked)
    likeness -= _OWN * any(phrase.is_own for phrase in draft.phrases)
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


def _question(choice: _Choice, place: int, draft: _Draft) -> str:
    """Return what to ask the owner's memory: a remark for the second text, a name if it lacks."""
    if place % 3 == 1:
        return _remark(choice, draft.phrases[0].angle)
    if place % 3 == 0 and "given" not in choice.facts:
        return _("What do you call them when they come in?")
    return ""


def _remark(choice: _Choice, angle: str) -> str:
    bank, facts = choice.bank, choice.facts
    every = bank.asking(angle, facts) or bank.asking(_PLAIN_ANGLE, facts)
    fresh = [one for one in every if one.id not in choice.used] or every
    if not fresh:
        return ""
    asked = choice.chance.choice(fresh)
    choice.used.add(asked.id)
    return asked.say(facts)


def _suggestion(
    draft: _Draft, greeting: Phrase, facts: Mapping[str, Fact], asks: str
) -> Suggestion:
    said = (greeting, *draft.phrases)
    states = tuple(dict.fromkeys(name for phrase in said for name in phrase.states))
    first = draft.phrases[0]
    return Suggestion(
        id="+".join((*draft.ids, draft.close.id)),
        text="\n".join((draft.lines[0], draft.body, *draft.lines[-_tail(draft) :])),
        lines=draft.lines,
        angle=first.angle,
        tone=first.tone,
        states=states,
        facts=tuple(facts[name] for name in states),
        asks=asks,
        fits=draft.fits,
        body=draft.body,
    )


def _tail(draft: _Draft) -> int:
    """Return how many of the last lines are the close and the sign-off."""
    from_close = draft.lines.index(draft.close.text)
    return len(draft.lines) - from_close


def suggest_call(facts: Mapping[str, Fact], bank: Bank, wish: Wish) -> list[Suggestion]:
    """Return up to `count` ways to begin a call, what to ask, and how to end it."""
    choice = _Choice(facts, bank, wish, Heard())
    greeting = choice.chance.choice(_greetings("call_greeting", bank, facts))
    parts = []
    for angle in ("call_opening", "call_question", "call_close"):
        phrases = bank.suitable(angle, facts)
        choice.chance.shuffle(phrases)
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
                asks=_remark(choice, _PLAIN_ANGLE),
            )
        )
    return made[: wish.count]
