"""How alike two customers are: what speaks for one person and what against, weighed and summed.

Each thing two records say adds to or takes from the odds that they are of one person, in natural
logarithms: about what Fellegi and Sunter's weights come to for names, birthdays and addresses of
ordinary registers (Journal of the American Statistical Association 64, 1969), in round figures.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, product

from notecard import resources
from notecard.core.identity import folded, generation, name_words
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


def compare(one: Profile, other: Profile) -> Likeness:
    """Weigh everything two customers say."""
    weighed = [
        _best(_names, one.names, other.names),
        _best(_births, one.births, other.births),
        _best(_emails, one.emails, other.emails),
        _best(_streets, one.streets, other.streets),
        _best(_cities, one.cities, other.cities),
        _shared(one.phones, other.phones, 4.0, _("The telephone number is the same.")),
        _shared(one.postcodes, other.postcodes, 1.5, _("The postcode is the same.")),
        (-1.5 if one.systems & other.systems else 0.0, ""),
    ]
    odds = _PRIOR + sum(weight for weight, _reason in weighed)
    reasons = sorted((pair for pair in weighed if pair[0] > 0 and pair[1]), reverse=True)
    return Likeness(1 / (1 + math.exp(-odds)), tuple(reason for _weight, reason in reasons))


_Weighed = tuple[float, str]


def _best(
    weigh: Callable[[str, str], _Weighed], some: Iterable[str], others: Iterable[str]
) -> _Weighed:
    """Return the best of all pairs; nothing told says nothing."""
    return max((weigh(one, other) for one, other in product(some, others)), default=(0.0, ""))


def _shared(some: frozenset[str], others: frozenset[str], weight: float, reason: str) -> _Weighed:
    return (weight, reason) if some & others else (0.0, "")


@lru_cache(100_000)
def _names(one: str, other: str) -> _Weighed:
    """Weigh two names by their words, in any order and in any script."""
    first, second = name_words(one), name_words(other)
    if not first or not second:
        return 0.0, ""
    if generation(one) != generation(other):
        return -4.0, ""
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        weight = 5.0 if len(first) > 1 else 2.2
        return weight, _("The name is the same.")
    if not (one.isascii() and other.isascii()) and (said := _spoken_alike(first, second)):
        return said, _("The name is the same in another script.")
    shorter, longer = sorted((first, second), key=len)
    grades = sorted(_grades(shorter, longer))
    worst, most = grades[0], len(grades)
    if worst >= 1.0 and most > 1:
        return 4.6, _("One name is part of the other.")
    if worst >= _ALIKE and most > 1:
        return 4.0, _("The names are spelled alike.")
    if worst >= _ALIKE:
        return 1.4, _("A part of the names is the same.")
    if grades[-1] >= _ALIKE:
        return (0.2 if worst >= _CLOSE else -1.6), _("A part of the names is the same.")
    return -3.0, ""


def _spoken_alike(first: list[str], second: list[str]) -> float:
    """Weigh two names by how they are written in Latin letters; 0 where that says nothing."""
    one, other = latin_words(first), latin_words(second)
    if sorted(one) == sorted(other) and len(one) > 1:
        return 4.8
    bones = consonants(one)
    return 4.7 if len(bones) > 3 and bones == consonants(other) else 0.0


def latin_words(words: Iterable[str]) -> list[str]:
    """Return words of any script in Latin letters, folded."""
    from anyascii import anyascii

    return [each for word in words for each in folded(anyascii(word)).split()]


def consonants(words: Iterable[str]) -> str:
    """Return what Arabic or Hebrew writes of a name: its consonants, as far as they are heard."""
    told = "".join(sorted(words)).translate(_SOUNDS)
    return "".join(char for char, _run in groupby(filter(str.isalpha, told)))


def _grades(shorter: list[str], longer: list[str]) -> Iterator[float]:
    """Yield how well each word of a name is found in the other, each word there used once."""
    left = list(longer)
    for word in shorter:
        best = max(left, key=lambda each: _same_word(word, each))
        yield _same_word(word, best)
        left.remove(best)


@lru_cache(100_000)
def _same_word(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA, JaroWinkler

    if one == other or _families().get(one, frozenset()) & _families().get(other, frozenset()):
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    if min(len(one), len(other)) > 2 and OSA.distance(one, other) <= 1:
        return 0.95
    return JaroWinkler.similarity(one, other)


@lru_cache(100_000)
def _families() -> dict[str, frozenset[int]]:
    """Return the families of names each short or long name belongs to."""
    told = tomllib.loads(resources.find("nicknames.toml").read_text(encoding="utf-8"))
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(family for some in told.values() for family in some):
        for name in family:
            found[name].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _births(one: str, other: str) -> _Weighed:
    from rapidfuzz.distance import OSA

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
    from rapidfuzz.distance import OSA

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
    from rapidfuzz.distance import JaroWinkler

    if one == other:
        return 2.6, _("The street is the same.")
    if _digits(one) == _digits(other) and JaroWinkler.similarity(one, other) > _ALIKE:
        return 2.0, _("The streets are spelled alike.")
    return -0.4, ""


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _cities(one: str, other: str) -> _Weighed:
    from rapidfuzz.distance import OSA, JaroWinkler

    if one == other:
        return 1.0, _("They live in the same town.")
    if JaroWinkler.similarity(one, other) > _CLOSE or OSA.distance(one, other) <= 2:
        return 0.7, _("They live in the same town.")
    return -0.8, ""


def folded_set(words: Iterable[str]) -> frozenset[str]:
    """Return what is left of some cells for comparing, blanks left out."""
    return frozenset(filter(None, map(folded, words)))
