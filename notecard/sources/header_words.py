"""Header words: compared without case, accents, points, dashes, articles and order of words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

Said = str | tuple[str, ...]
"""What a header may call a field: one column, or several to be read as one."""

Columns = Mapping[str, Sequence[Said]]
"""What a header may call each field."""

# What is written one way or another: E-mail and Email, Nr. and Nr, N° and Nº.
_AS_WRITTEN = {"°": "o", "ł": "l", "_": " ", "\u2019": "'", "`": "'"}
_UNHEARD = dict.fromkeys(".-\u2010\u2011\u2012\u2013\u2014\ufeff\u200b\u200e\u200f")
# Articles and the like, which one translator writes and another leaves out. Not “a”: PayPal has
# “À l'adresse email” beside “De l'adresse email”.
_SMALL = frozenset(
    [
        "al", "das", "de", "del", "dell", "della", "delle", "dello", "den", "der", "des", "di",
        "die", "do", "da", "dos", "du", "el", "het", "il", "la", "las", "le", "les", "lo", "los",
        "o", "of", "the", "van",
    ]
)  # fmt: skip
_ELIDED = re.compile(r"\b(?:d|l|dell|all|sull|un)'(?=\w)")
_NUMBER = frozenset(["n", "no", "nr", "num", "numer", "numero", "number", "nummer"])
_FOLDS = str.maketrans({**_AS_WRITTEN, **_UNHEARD})


def plainly(text: str) -> str:
    """Return a text in small letters, without accents, points and dashes."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.translate(_FOLDS)


@lru_cache(10_000)
def folded_word(word: str) -> str:
    """Return a word of a header or of a status column as it is compared."""
    parts = _ELIDED.sub("", plainly(word)).replace("#", " # ").rstrip(" :*").split()
    telling = [part for part in parts if part not in _SMALL] or parts
    return " ".join(sorted("#" if part in _NUMBER else part for part in telling))


def folded_words(words: Iterable[str]) -> dict[str, str]:
    """Return the words as the header writes them, by how they are compared; the first counts."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(folded_word(word), word)
    return found


def resolved(said: Sequence[Said], there: Mapping[str, str]) -> tuple[str, ...]:
    """Return the header's own words for a field, nothing where it has none of them.

    The first alternative that stands there counts; of several columns read as one the first must.
    """
    for each in said:
        parts = (each,) if isinstance(each, str) else each
        if folded_word(parts[0]) in there:
            return tuple(there[folded_word(part)] for part in parts if folded_word(part) in there)
    return ()


def has(
    words: Iterable[str],
    columns: Mapping[str, Sequence[Said]],
    needs: Sequence[str],
    lacks: Sequence[str],
) -> bool:
    """Whether a header has the needed fields ("a|b": one of them) and no word it must lack."""
    there = folded_words(words)
    if any(said in there for said in folded_words(lacks)):
        return False
    return all(
        any(resolved(columns.get(name, ()), there) for name in need.split("|")) for need in needs
    )
