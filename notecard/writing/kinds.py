"""What the till calls a thing, as a person would call it: "CREAM CUPID TEAPOT 1.2L" is a teapot.

A name that two kinds fit, or none, is left unsaid: better no word than a wrong one.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from notecard import resources
from notecard.core.errors import WritingError
from notecard.core.words import _

# What follows these words says what the thing is like, not what it is.
_TAIL = re.compile(r"\b(?:with|for|in|on|from|by|featuring|inc|incl|w/)\b.*|[(;].*")
_SET = re.compile(r"\b(?:set|pack|box|bag|assortment|s)[ /]*(?:of|/)[ ]*(\d+)?|\bset[ /]*(\d+)")


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing; `article` is empty where it is only ever many, or cannot be counted.

    `last`: its word is as often said of other things ("jam making set"), and so counts only where
    nothing but a colour, a size or a number comes after it.
    """

    noun: str
    plural: str
    article: str
    use: str
    words: tuple[str, ...]
    last: bool = False


@dataclass(frozen=True, slots=True)
class Kinds:
    """The lexicon of one language."""

    by_word: dict[str, tuple[Kind, bool]]  # the word, and whether it means more than one
    longest: int  # words in one entry
    looks: frozenset[str]  # colours, sizes, units: what may follow a name without changing it

    def of(self, name: str) -> tuple[Kind, bool] | None:
        """Return the one kind a till's name tells of, and whether it tells of more than one."""
        head = _TAIL.sub("", " ".join(name.casefold().split()))
        is_set = bool(_SET.search(head))
        tokens = re.findall(r"[\w'&-]+", _SET.sub(" ", head))
        words = [word for word in tokens if not any(char.isdigit() for char in word)]
        hits = {kind.noun: (kind, is_many) for kind, is_many in self._hits(words)}
        if len(hits) != 1:
            return None
        kind, is_many = next(iter(hits.values()))
        return kind, is_many or is_set

    def _hits(self, words: list[str]) -> Iterator[tuple[Kind, bool]]:
        """Yield every kind the words speak of, the longest match first at each place."""
        place = 0
        while place < len(words):
            for length in range(min(self.longest, len(words) - place), 0, -1):
                found = self.by_word.get(" ".join(words[place : place + length]))
                if found and not (found[0].last and self._goes_on(words[place + length :])):
                    yield found
                    place += length - 1
                    break
            place += 1

    def _goes_on(self, words: list[str]) -> bool:
        return any(word not in self.looks for word in words)

    def call(self, name: str, quantity: Decimal) -> tuple[str, Kind] | None:
        """Return the word for so many of a thing, and its kind; None when nothing fits."""
        found = self.of(name)
        if found is None:
            return None
        kind, is_many = found
        return (kind.plural if is_many or quantity > 1 else kind.noun), kind

    def words_for(self, noun: str) -> tuple[str, ...]:
        """Return the till's words for what is called so."""
        kinds = {kind.noun: kind for kind, _many in self.by_word.values()}
        fitting = (kind for kind in kinds.values() if noun in (kind.noun, kind.plural))
        return tuple(word for kind in fitting for word in kind.words)

    def nouns(self) -> frozenset[str]:
        """Return every word a thing may be called by."""
        return frozenset(
            noun for kind, _many in self.by_word.values() for noun in (kind.noun, kind.plural)
        )


@cache
def load_kinds(language: str, own: Path | None = None) -> Kinds:
    """Read the lexicon of a language; raises WritingError when the file is not one."""
    path = resources.find(f"prompts/{language}/kinds.toml", own)
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = [Kind(**{**one, "words": tuple(one["words"])}) for one in document["kind"]]
        looks = frozenset(document["looks"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WritingError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=error),
            _("Compare it with the file of that name that came with the program."),
        ) from error
    by_word: dict[str, tuple[Kind, bool]] = {}
    for kind in kinds:
        for word in kind.words:
            by_word.setdefault(_many(word), (kind, True))
        by_word.setdefault(kind.plural.casefold(), (kind, True))
        for word in kind.words:
            by_word[word] = (kind, word == kind.plural)
    return Kinds(by_word, max(len(word.split()) for word in by_word), looks)


def _many(word: str) -> str:
    if word.endswith("s"):
        return word
    if word.endswith(("sh", "ch", "x")):
        return word + "es"
    return word + "s"
