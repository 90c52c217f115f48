"""Nouns of five languages in every form a sentence may ask for, so that no phrase has to know them.

A phrase writes `{{ thing.acc }}`; what may stand behind the point is in `FORMS`. To add a language:
a function in `_FORMS_OF`, and its row in `FORMS`.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from babel import Locale

FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("a",),
    "de": ("nom", "acc", "dat", "gen"),
    "fr": ("the", "of", "to"),
    "es": ("the", "of", "to"),
    "pl": ("nom", "gen", "dat", "acc", "ins", "loc"),
}
"""What a noun can be asked for beside its bare self: with its article, or in a case."""

_GERMAN_ARTICLES: Final = {
    "m": ("der", "den", "dem", "des"),
    "f": ("die", "die", "der", "der"),
    "n": ("das", "das", "dem", "des"),
    "many": ("die", "die", "den", "der"),
}
_FRENCH_ARTICLES: Final = {
    "m": ("le ", "du ", "au "),
    "f": ("la ", "de la ", "à la "),
    "elided": ("l'", "de l'", "à l'"),
    "many": ("les ", "des ", "aux "),
}
_SPANISH_ARTICLES: Final = {
    "m": ("el", "del", "al"),
    "f": ("la", "de la", "a la"),
    "many m": ("los", "de los", "a los"),
    "many f": ("las", "de las", "a las"),
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as the lexicon has it.

    `one` is empty where there is only ever many of it (scissors), `many` where it is not counted
    (bread). In Polish both hold the six cases in the order of `FORMS`, elsewhere the bare noun.
    """

    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    gender: str = ""  # m, f or n
    genitive: str = ""  # German: of one, where the rule does not give it
    dative_many: str = ""  # German: likewise
    weak: str = ""  # German: the form of one in every case but the nominative
    is_unlike: bool = False  # French: no elision (le hochet). Spanish: feminine, but el agua

    def bare(self, is_many: bool) -> str:
        """Return the noun by itself, in the number that it has."""
        forms = (self.many or self.one) if is_many else (self.one or self.many)
        return forms[0]

    def is_plural(self, is_many: bool) -> bool:
        """Whether a sentence has to treat it as many, being so many."""
        return bool(self.many) and (is_many or not self.one)


def noun_from(entry: Mapping[str, Any]) -> Noun:
    """Return the noun of an entry of the lexicon; raises KeyError, TypeError or ValueError."""
    one, many = _list(entry.get("one", ())), _list(entry.get("many", ()))
    if not one and not many:
        raise KeyError("one")
    return Noun(
        one,
        many,
        entry.get("gender", ""),
        entry.get("gen", ""),
        entry.get("dat_many", ""),
        entry.get("weak", ""),
        bool(entry.get("h") or entry.get("el")),
    )


def forms(noun: Noun, language: str, is_many: bool) -> dict[str, str]:
    """Return the noun in every form of the language, by the name a phrase asks for it."""
    made = _FORMS_OF[language](noun, noun.is_plural(is_many))
    return dict(zip(FORMS[language], made, strict=True))


def counted(noun: Noun, language: str, count: int, words: Mapping[str, Any]) -> str:
    """Return so many of a thing in the nominative; empty for what is not counted.

    `words` are the language's own number words by figure, by gender where that matters; larger
    numbers stay figures. Which form of the noun goes with them is CLDR's plural rule.
    """
    if not noun.one or not noun.many:
        return ""
    number = words.get(str(count), str(count))
    if not isinstance(number, str):
        number = number[noun.gender]
    category = Locale(language).plural_form(count)
    if category == "one":
        return f"{number} {noun.one[0]}"
    is_genitive = len(noun.many) > 1 and category != "few"
    return f"{number} {noun.many[1 if is_genitive else 0]}"


def _english(noun: Noun, is_many: bool) -> tuple[str, ...]:
    bare = noun.bare(is_many)
    if is_many or not noun.many:
        return (bare,)
    return (f"an {bare}" if bare[0].casefold() in "aeiou" else f"a {bare}",)


def _german(noun: Noun, is_many: bool) -> tuple[str, ...]:
    if is_many:
        bare = noun.many[0]
        dative = noun.dative_many or (bare if bare[-1] in "ns" else f"{bare}n")
        cases, articles = (bare, bare, dative, bare), _GERMAN_ARTICLES["many"]
    else:
        bare = noun.one[0]
        other = noun.weak or bare
        cases = (bare, other, other, noun.weak or noun.genitive or _german_genitive(noun))
        articles = _GERMAN_ARTICLES[noun.gender]
    return tuple(f"{article} {case}" for article, case in zip(articles, cases, strict=True))


def _german_genitive(noun: Noun) -> str:
    bare = noun.one[0]
    if noun.gender == "f":
        return bare
    if bare.endswith("nis"):
        return f"{bare}ses"
    return f"{bare}es" if bare.endswith(("s", "ß", "x", "z", "sch")) else f"{bare}s"


def _french(noun: Noun, is_many: bool) -> tuple[str, ...]:
    bare = noun.bare(is_many)
    first = unicodedata.normalize("NFD", bare[0].casefold())[0]
    is_elided = first in "aeiouhœæ" and not noun.is_unlike
    kind = "many" if is_many else "elided" if is_elided else noun.gender
    return tuple(f"{article}{bare}" for article in _FRENCH_ARTICLES[kind])


def _spanish(noun: Noun, is_many: bool) -> tuple[str, ...]:
    gender = "m" if noun.is_unlike and not is_many else noun.gender
    kind = f"many {gender}" if is_many else gender
    return tuple(f"{article} {noun.bare(is_many)}" for article in _SPANISH_ARTICLES[kind])


def _polish(noun: Noun, is_many: bool) -> tuple[str, ...]:
    return noun.many if is_many else noun.one


_FORMS_OF: Final[Mapping[str, Callable[[Noun, bool], tuple[str, ...]]]] = {
    "en": _english,
    "de": _german,
    "fr": _french,
    "es": _spanish,
    "pl": _polish,
}


def _list(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
