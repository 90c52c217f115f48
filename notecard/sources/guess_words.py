"""What the words above a column may mean, in eight languages: the lists lie in resources.

A word is compared without case, accents and marks. To add a language, add a file to
resources/header_words; the owner's own folder of that name is read as well.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from notecard.resources import listed

IGNORE = "ignore"
PERSON = frozenset(
    (
        *("customer", "given", "family", "email", "phone", "street", "city", "region", "postcode"),
        *("country", "birthday"),
    )
)
_HEAD_LAST = frozenset(["en", "de", "nl"])  # "Customer e-mail", but "Email del cliente"
_COMPOUNDS = frozenset(["de", "nl"])  # "Kundentelefon"
_ARTICLES = """
of the de du des d la le les l del della dell di do da dos der die das den van het a al
"""
_SMALL = frozenset(_ARTICLES.split())
_BROAD = frozenset(["customer", "receipt", "item", "status"])  # "Customer phone" is a phone
_NUMBER_SIGN = re.compile(r"\bn\s*\.?\s*(?:[º°]|o\b)\.?|№", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z\u00df-\u00ff])(?=[A-Z])")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})

Phrase = tuple[str, ...]


def folded(text: str) -> Phrase:
    """Return the words of a header cell as they are compared."""
    text = _NUMBER_SIGN.sub("no ", _CAMEL.sub(" ", text))
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    plain = "".join(char for char in text if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


@dataclass(frozen=True, slots=True)
class Language:
    """The phrases of one language and what each may mean."""

    code: str
    phrases: Mapping[Phrase, frozenset[str]]
    glued: Mapping[str, frozenset[str]]
    elsewhere: frozenset[Phrase]
    refunded: frozenset[Phrase]
    not_counted: frozenset[Phrase]


@lru_cache(1)
def languages() -> tuple[Language, ...]:
    """Return every language there are lists for."""
    return tuple(
        _language(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in listed("header_words", "*.toml")
    )


def meanings(cell: str, main: str = "") -> dict[str, float]:
    """Return what a header cell may mean and how surely, 0 to 1.

    `main` is the language the file's other words are in, which decides what a word means that
    several have.
    """
    words = _said(cell)
    found: defaultdict[str, float] = defaultdict(float)
    for language in languages():
        weight = 1.0 if language.code in (main, "") or not main else 0.9
        for field, score in _in_language(words, language).items():
            found[field] = max(found[field], score * weight)
    return dict(found)


def main_language(cells: Iterable[str]) -> str:
    """Return the language most of the words are in."""
    known = [_said(cell) for cell in cells]
    counts = {
        language.code: sum(words in language.phrases for words in known) for language in languages()
    }
    best = max(counts, key=lambda code: (counts[code], code == "en"), default="")
    return best if counts.get(best) else ""


def is_known(cell: str) -> bool:
    """Whether some list holds just this word."""
    return _is_phrase(_said(cell))


def state_of(cell: str) -> str:
    """Return "refunded" or "not_counted" for a word of a status column that says so, else ""."""
    words = folded(cell)
    for language in languages():
        for name in ("refunded", "not_counted"):
            if words in getattr(language, name):
                return name
    return ""


def _said(cell: str) -> Phrase:
    """Return the words of a header cell, its # as "no" where a list has it so: "Check #"."""
    numbered = folded(cell.replace("#", " no ")) if "#" in cell else ()
    return numbered if _is_phrase(numbered) else folded(cell)


def _is_phrase(words: Phrase) -> bool:
    return any(words in language.phrases for language in languages())


def _language(code: str, tables: dict[str, dict[str, list[str]] | list[str]]) -> Language:
    phrases: defaultdict[Phrase, set[str]] = defaultdict(set)
    states = tables.pop("states", {})
    elsewhere = tables.pop("elsewhere", [])
    for field, said in tables.items():
        for phrase in said:
            phrases[folded(phrase)].add(field)
    fixed = {phrase: frozenset(fields) for phrase, fields in phrases.items()}
    states = states if isinstance(states, dict) else {}
    return Language(
        code,
        fixed,
        {"".join(phrase): fields for phrase, fields in fixed.items()},
        frozenset(map(folded, elsewhere)),
        frozenset(map(folded, states.get("refunded", []))),
        frozenset(map(folded, states.get("not_counted", []))),
    )


def _in_language(words: Phrase, language: Language) -> dict[str, float]:
    exact = language.phrases.get(words)
    if exact:
        return dict.fromkeys(exact, 1.0)
    glued = language.glued.get("".join(words))
    if glued:
        return dict.fromkeys(glued, 0.97)
    found = _parts(words, language)
    if language.code in _COMPOUNDS and len(words) == 1:
        _add(found, _compound(words[0], language))
    if len(found) > 1:
        found = {name: score - 0.15 * (name in _BROAD) for name, score in found.items()}
    if any(_stands_in(phrase, words) for phrase in language.elsewhere):
        found = {name: score * 0.75 for name, score in found.items() if name in PERSON}
    return found


def _parts(words: Phrase, language: Language) -> dict[str, float]:
    """Return the meanings of phrases that are a part of the header cell, the longer the surer."""
    found: dict[str, float] = {}
    count = len(words)
    for length in range(1, count):
        for start in range(count - length + 1):
            fields = language.phrases.get(words[start : start + length], frozenset())
            is_head = start + length == count if language.code in _HEAD_LAST else start == 0
            score = 0.55 + 0.35 * length / count + 0.05 * is_head
            _add(found, {name: score + _more(name, is_head) for name in fields})
    return found


def _more(name: str, is_head: bool) -> float:
    """Tax amount is tax, but the card's address is an address."""
    return 0.06 if name == IGNORE else 0.08 * (is_head and name in PERSON)


def _compound(word: str, language: Language) -> dict[str, float]:
    """Return what a word made of several may mean: the last one says what it is."""
    found: dict[str, float] = {}
    for phrase, fields in language.phrases.items():
        if len(phrase) != 1 or len(phrase[0]) < 4:
            continue
        if word.endswith(phrase[0]):
            _add(found, dict.fromkeys(fields, 0.62))
        elif word.startswith(phrase[0]) and IGNORE in fields:
            _add(found, {IGNORE: 0.66})
    return found


def _add(found: dict[str, float], more: Mapping[str, float]) -> None:
    for name, score in more.items():
        found[name] = max(found.get(name, 0.0), score)


def _stands_in(phrase: Phrase, words: Phrase) -> bool:
    length = len(phrase)
    starts: Sequence[int] = range(len(words) - length + 1)
    return any(words[start : start + length] == phrase for start in starts)
