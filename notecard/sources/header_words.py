"""Header words: compared without case, blanks and punctuation at their ends, in any language."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

Said = str | tuple[str, ...]
"""What a header may call a field: one column, or several to be read as one."""

_NO_BREAK = str.maketrans({"\ufeff": None, "\u00a0": " ", "\u202f": " ", "\u200e": None})


@lru_cache(10_000)
def folded_word(word: str) -> str:
    """Return a header word as it is compared."""
    return " ".join(word.translate(_NO_BREAK).casefold().split()).rstrip(" :*")


def folded_words(words: Iterable[str]) -> dict[str, str]:
    """Return the words as the header writes them, by how they are compared; the first one counts."""
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
            return tuple(
                there[folded_word(part)] for part in parts if folded_word(part) in there
            )
    return ()
