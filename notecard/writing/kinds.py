"""What the till calls a thing, as a person would call it: "CREAM CUPID TEAPOT 1.2L" is a teapot.

A name that two kinds fit, or none, is left unsaid: better no word than a wrong one. What the owner
has said of a name holds before anything is guessed.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from notecard import resources
from notecard.core.errors import WritingError
from notecard.core.words import _
from notecard.writing.grammar import Noun, noun_from

BASE: Final = "en"  # tills of every country print English names too; its nouns are the ids
# What follows these words says what the thing is like, not what it is.
_TAIL = re.compile(
    r"\b(?:with|for|in|on|from|by|featuring|inc|incl|w/|mit|für|aus|avec|pour|en|con|para|z|ze|dla|do)"
    r"\b.*|[(;].*"
)
_SET = re.compile(
    r"\b(?:set|pack|box|bag|assortment|s)[ /]*(?:of\b|/)[ ]*(\d+)?|\bset[ /]*(\d+)"
    r"|\b\d+er[- ]?(?:set|pack)\b|\b(?:lot|juego|pack|zestaw|komplet)(?: de)? \d+"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing in one language; `id` is the English word for it.

    `last`: its word is as often said of other things ("jam making set"), and so counts only where
    nothing but a colour, a size or a number comes after it. `motif`: its word is as often a picture
    on a thing, and so counts only where nothing else stands beside it at all.
    """

    id: str
    noun: Noun
    use: str
    words: tuple[str, ...]
    last: bool = False
    motif: bool = False


_NO_KIND: Final = Kind("", Noun(("",)), "", ())


@dataclass(frozen=True, slots=True)
class Kinds:
    """The lexicon of one language; `told` is what the owner calls a till's name, "" for nothing."""

    language: str
    by_id: Mapping[str, Kind]
    by_word: Mapping[str, tuple[Kind, bool]]  # the word, and whether it means more than one
    longest: int  # words in one entry
    looks: frozenset[str]  # colours, sizes, units: what may follow a name without changing it
    others: frozenset[str]  # words for what no kind is
    told: Mapping[str, str] = field(default_factory=dict)

    def knowing(self, told: Mapping[str, str]) -> "Kinds":
        """Return the lexicon with what the owner has said of names: the id of a kind, or ""."""
        return replace(self, told={plain_till_name(name): id for name, id in told.items()})

    def of(self, name: str) -> tuple[Kind, bool] | None:
        """Return the one kind a till's name tells of, and whether it tells of more than one."""
        said = self.told.get(plain_till_name(name))
        if said == "":
            return None
        head = _TAIL.sub("", plain_till_name(name))
        is_set = bool(_SET.search(head))
        kind = self.by_id.get(said or "")
        if kind is not None:
            is_many = any(many for hit, many in self._hits(head) if hit.id == kind.id)
            return kind, is_set or is_many
        hits = {kind.id: (kind, is_many) for kind, is_many in self._hits(head)}
        if len(hits) != 1:
            return None
        kind, is_many = next(iter(hits.values()))
        return (kind, is_many or is_set) if kind.id else None

    def _hits(self, head: str) -> Iterator[tuple[Kind, bool]]:
        """Yield every kind the words speak of, the longest match first at each place."""
        tokens = re.findall(r"[\w'&-]+", _SET.sub(" ", head))
        words = [word for word in tokens if not any(char.isdigit() for char in word)]
        place = 0
        while place < len(words):
            for length in range(min(self.longest, len(words) - place), 0, -1):
                found = self.by_word.get(" ".join(words[place : place + length]))
                if found and self._counts(found[0], words[:place], words[place + length :]):
                    yield found
                    place += length - 1
                    break
            else:
                if words[place] in self.others:
                    yield _NO_KIND, False
            place += 1

    def _counts(self, kind: Kind, before: list[str], after: list[str]) -> bool:
        beside = [*(before if kind.motif else ()), *(after if kind.motif or kind.last else ())]
        return all(word in self.looks for word in beside)

    def call(self, name: str, quantity: Decimal) -> tuple[Kind, bool] | None:
        """Return the kind of a thing and whether it is many of it; None when nothing fits."""
        found = self.of(name)
        if found is None:
            return None
        kind, is_many = found
        return kind, is_many or quantity > 1

    def nouns(self) -> frozenset[str]:
        """Return every word a thing may be called by, one and many."""
        every = (kind.noun for kind in self.by_id.values())
        return frozenset(noun.bare(is_many) for noun in every for is_many in (False, True))


def plain_till_name(name: str) -> str:
    """Return a till's name without what differs from till to till: case and spaces."""
    return " ".join(name.casefold().split())


@cache
def load_kinds(language: str, own: Path | None = None) -> Kinds:
    """Read the lexicon of a language, or English where there is none of it.

    Raises WritingError when the file is not one.
    """
    base = _read(BASE, own)
    if not any(resources.listed(f"prompts/{language}", "kinds.toml", own)):
        language = BASE
    document = base if language == BASE else _read(language, own)
    try:
        uses = {_id(entry): entry["use"] for entry in base["kind"]}
        kinds = {_id(entry): _kind(entry, uses) for entry in document["kind"]}
        by_word = _by_word(list(kinds.values()), is_english=language == BASE)
        if language != BASE:
            by_word = {**_english_words(base["kind"], kinds), **by_word}
        looks = frozenset(base["looks"]) | frozenset(document["looks"])
        others = frozenset(base["others"]) | frozenset(document.get("others", ()))
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(f"prompts/{language}/kinds.toml", error) from error
    return Kinds(language, kinds, by_word, _longest(by_word), looks, others)


def _longest(words: Iterable[str]) -> int:
    return max(len(word.split()) for word in words)


def _id(entry: Mapping[str, Any]) -> str:
    return str(entry.get("id") or entry.get("one") or entry["many"])


def _kind(entry: Mapping[str, Any], uses: Mapping[str, str]) -> Kind:
    return Kind(
        _id(entry),
        noun_from(entry),
        uses[_id(entry)],
        tuple(entry["words"]),
        bool(entry.get("last")),
        bool(entry.get("motif")),
    )


def _by_word(
    kinds: Sequence[Kind], is_english: bool, plurals: Mapping[str, str] | None = None
) -> dict[str, tuple[Kind, bool]]:
    """Return the words of kinds; `plurals` are English ones by id, where the nouns are not English.

    What is written in the lexicon comes before what is made of it: only English words get a plural.
    """
    found: dict[str, tuple[Kind, bool]] = {}
    many_of = {
        kind.id: {many.casefold() for many in kind.noun.many} - {_one(kind)} for kind in kinds
    }
    for kind in kinds:
        for word in kind.words:
            found.setdefault(word.casefold(), (kind, word.casefold() in many_of[kind.id]))
    for kind in kinds if is_english else ():
        plural = (plurals or {}).get(kind.id, kind.noun.bare(is_many=True))
        for word in (*map(_many, kind.words), plural.casefold()):
            found.setdefault(word, (kind, True))
    return found


def _english_words(
    entries: Sequence[Mapping[str, Any]], kinds: Mapping[str, Kind]
) -> dict[str, tuple[Kind, bool]]:
    """Return what English tills call the kinds of another language."""
    known = [entry for entry in entries if _id(entry) in kinds]
    english = [
        replace(
            kinds[_id(entry)],
            words=tuple(entry["words"]),
            last=bool(entry.get("last")),
            motif=bool(entry.get("motif")),
        )
        for entry in known
    ]
    plurals = {_id(entry): str(entry.get("many", _id(entry))) for entry in known}
    return _by_word(english, is_english=True, plurals=plurals)


def _one(kind: Kind) -> str:
    return kind.noun.one[0].casefold() if kind.noun.one else ""


def _many(word: str) -> str:
    if word.endswith("s"):
        return word
    if word.endswith(("sh", "ch", "x")):
        return word + "es"
    return word + "s"


def _read(language: str, own: Path | None) -> dict[str, Any]:
    path = f"prompts/{language}/kinds.toml"
    try:
        return tomllib.loads(resources.find(path, own).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: Exception) -> WritingError:
    return WritingError(
        _("{file} cannot be read: {reason}.").format(file=path, reason=error),
        _("Compare it with the file of that name that came with the program."),
    )
