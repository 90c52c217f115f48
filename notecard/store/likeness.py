"""How alike two customers are: what speaks for one person and what against, weighed and summed.

Each thing two records say adds to or takes from the odds that they are of one person, in natural
logarithms: about what Fellegi and Sunter's weights come to for names, birthdays and addresses of
ordinary registers (Journal of the American Statistical Association 64, 1969), in round figures.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, product

from anyascii import anyascii
from rapidfuzz.distance import OSA, JaroWinkler

from notecard import resources
from notecard.core.identity import folded, generation, is_by_sign, name_words, scripts_of
from notecard.core.words import _

_PRIOR = -4.6  # of two who have been brought together by some likeness at all
_ALIKE = 0.88  # Jaro-Winkler, above which two words are spellings of one
_CLOSE = 0.80
_SOUNDS = str.maketrans("qc", "kk", "aeiouwyh")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one customer to compare, each as often as it was told differently."""

    id: int
    names: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]
    streets: frozenset[str]  # folded, with the number
    postcodes: frozenset[str]
    cities: frozenset[str]
    births: frozenset[str]  # ISO, or --MM-DD
    systems: frozenset[str]  # in which they have a number of their own


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two are one, 0 to 1, and what speaks for it, in whole sentences."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name, taken apart once for all comparisons."""

    words: tuple[str, ...]  # in order of the alphabet
    joined: str  # in the order it was written
    generation: str
    latin: tuple[str, ...]  # in Latin letters, in order of the alphabet
    bones: str
    scripts: frozenset[str]
    is_whole: bool  # a single word may be anybody's, unless it is written in signs


_Weighed = tuple[float, str]
_UNLIKE = Likeness(0.0, ())


def compare(one: Profile, other: Profile, least: float = 0.0) -> Likeness:
    """Weigh everything two customers say; what cannot come to `least` any more is 0."""
    weighed = _shared(one, other)
    odds = _PRIOR + sum(weight for weight, _reason in weighed)
    waiting = _comparable(one, other)
    open_yet = sum(most for most, _weigh, _some, _others in waiting)
    floor = math.log(least / (1 - least)) if least else -math.inf
    for most, weigh, some, others in waiting:
        if odds + open_yet < floor:
            return _UNLIKE
        best = max([weigh(mine, theirs) for mine, theirs in product(some, others)])
        weighed.append(best)
        open_yet -= most
        odds += best[0]
    reasons = sorted((pair for pair in weighed if pair[0] > 0 and pair[1]), reverse=True)
    return Likeness(1 / (1 + math.exp(-odds)), tuple(reason for _weight, reason in reasons))


def _shared(one: Profile, other: Profile) -> list[_Weighed]:
    """Weigh what is the same or says nothing."""
    weighed: list[_Weighed] = []
    if one.phones & other.phones:
        weighed.append((5.0, _("The telephone number is the same.")))
    if one.postcodes & other.postcodes:
        weighed.append((1.5, _("The postcode is the same.")))
    if one.systems & other.systems:
        weighed.append((-1.5, ""))  # a system that knows them apart
    return weighed


_Comparable = tuple[float, Callable[[str, str], _Weighed], frozenset[str], frozenset[str]]


def _comparable(one: Profile, other: Profile) -> list[_Comparable]:
    """Return what both say, with the most it can weigh; the costliest to compare last."""
    told: tuple[_Comparable, ...] = (
        (5.0, _births, one.births, other.births),
        (5.0, _emails, one.emails, other.emails),
        (2.6, _streets, one.streets, other.streets),
        (1.0, _cities, one.cities, other.cities),
        (5.0, _names, one.names, other.names),
    )
    return [each for each in told if each[2] and each[3]]


@lru_cache(50_000)
def spelled(name: str) -> Spelled:
    """Take a name apart."""
    words = name_words(name)
    latin = tuple(sorted(latin_words(words)))
    return Spelled(
        words=tuple(sorted(words)),
        joined="".join(words),
        generation=generation(name),
        latin=latin,
        bones=consonants(latin),
        scripts=scripts_of(words),
        is_whole=len(words) > 1 or (len(name) > 1 and is_by_sign(words)),
    )


def _names(one: str, other: str) -> _Weighed:
    """Weigh two names by their words, in any order and in any script."""
    first, second = spelled(one), spelled(other)
    if not first.words or not second.words:
        return 0.0, ""
    if first.generation != second.generation:
        return -4.0, ""
    if first.words == second.words or first.joined == second.joined:
        weight = 5.0 if first.is_whole and second.is_whole else 2.2
        return weight, _("The name is the same.")
    if first.scripts != second.scripts and (said := _spoken_alike(first, second)):
        return said, _("The name is the same in another script.")
    worst, best = _graded(first.words, second.words)
    is_more = min(len(first.words), len(second.words)) > 1
    if worst >= 1.0 and is_more:
        return 4.6, _("One name is part of the other.")
    if worst >= _ALIKE and is_more:
        return 4.0, _("The names are spelled alike.")
    if worst >= _ALIKE:
        return 1.4, _("A part of the names is the same.")
    if best >= _ALIKE:
        return (0.2 if worst >= _CLOSE else -1.2), _("A part of the names is the same.")
    return -3.0, ""


def _spoken_alike(one: Spelled, other: Spelled) -> float:
    """Weigh two names by how they are written in Latin letters; 0 where that says nothing."""
    if one.latin == other.latin and len(one.latin) > 1:
        return 4.8
    return 4.7 if len(one.bones) > 3 and one.bones == other.bones else 0.0


def latin_words(words: Iterable[str]) -> list[str]:
    """Return words of any script in Latin letters, folded."""
    return [
        each
        for word in words
        for each in ((word,) if word.isascii() else folded(anyascii(word)).split())
    ]


def consonants(words: Iterable[str]) -> str:
    """Return what Arabic or Hebrew writes of a name: its consonants, as far as they are heard."""
    told = "".join(sorted(words)).translate(_SOUNDS)
    return "".join(char for char, _run in groupby(filter(str.isalpha, told)))


def _graded(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[float, float]:
    """Return how well the worst and the best word of the shorter name are found in the other.

    Each word of the longer one counts once, and first for the word that it is.
    """
    shorter, longer = (some, others) if len(some) <= len(others) else (others, some)
    free, waiting = list(longer), []
    for word in shorter:
        if word in free:
            free.remove(word)
        else:
            waiting.append(word)
    grades = [1.0] if len(waiting) < len(shorter) else []
    for word in waiting:
        grade, best = max([(_same_word(word, each), each) for each in free])
        grades.append(grade)
        free.remove(best)
    return min(grades), max(grades)


@lru_cache(200_000)
def _same_word(one: str, other: str) -> float:
    if one == other or not _families(one).isdisjoint(_families(other)):
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    if min(len(one), len(other)) > 2 and OSA.distance(one, other, score_cutoff=1) <= 1:
        return 0.95
    return JaroWinkler.similarity(one, other)


def _families(name: str) -> frozenset[int]:
    return _all_families().get(name, frozenset())


@cache
def _all_families() -> dict[str, frozenset[int]]:
    """Return the families of names each short or long name belongs to."""
    told = tomllib.loads(resources.find("nicknames.toml").read_text(encoding="utf-8"))
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(family for some in told.values() for family in some):
        for name in family:
            found[name].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _births(one: str, other: str) -> _Weighed:
    if one == other:
        return (5.0 if len(one) == 10 else 3.0), _("The birthday is the same.")
    if len(one) != len(other):  # one is told without its year
        same = one[-5:] == other[-5:]
        return (3.0, _("The birthday is the same.")) if same else (-3.0, "")
    digits, others = one.replace("-", ""), other.replace("-", "")
    slips = OSA.distance(digits, others)
    is_swapped = digits[:-4] == others[:-4] and digits[-4:-2] + digits[-2:] == (
        others[-2:] + others[-4:-2]
    )
    if slips == 1 or is_swapped:
        return 3.0, _("The birthdays differ by a slip of the pen.")
    if slips == 2:
        return 1.2, _("The birthdays are nearly the same.")
    return -2.5, ""


def _emails(one: str, other: str) -> _Weighed:
    if one == other:
        return 5.0, _("The e-mail is the same.")
    own, _at, home = one.partition("@")
    others, _at, elsewhere = other.partition("@")
    if own == others and len(own) > 3:
        return 3.0, _("The e-mail differs only in its provider.")
    slips = OSA.distance(one, other)
    if slips <= max(2, len(one) // 8):
        return 4.0, _("The e-mails are spelled alike.")
    if home == elsewhere and OSA.distance(own, others) <= 2:
        return 2.0, _("The e-mails are spelled alike.")
    return -0.6, ""


def _streets(one: str, other: str) -> _Weighed:
    if one == other:
        return 2.6, _("The street is the same.")
    if _digits(one) == _digits(other) and JaroWinkler.similarity(one, other) > _ALIKE:
        return 2.0, _("The streets are spelled alike.")
    return -0.4, ""


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _cities(one: str, other: str) -> _Weighed:
    if one == other:
        return 1.0, _("They live in the same town.")
    if JaroWinkler.similarity(one, other) > _CLOSE or OSA.distance(one, other) <= 2:
        return 0.7, _("They live in the same town.")
    return -0.8, ""


def folded_set(words: Iterable[str]) -> frozenset[str]:
    """Return what is left of some cells for comparing, blanks left out."""
    return frozenset(filter(None, map(folded, words)))
