"""How alike two texts are, so that two neighbours never read the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"(?:[^\W_]|['’-])+")
Trigram = tuple[str, ...]


@lru_cache(maxsize=4096)
def trigrams(text: str) -> frozenset[Trigram]:
    """Return every three words in a row, without case and punctuation."""
    words = _words(text)
    if len(words) < 3:
        return frozenset({tuple(words)})
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def body_of(lines: Iterable[str]) -> str:
    """Return what stands between the greeting and the close of a card once written."""
    kept = list(lines)[1:]
    while kept and not kept[-1].rstrip().endswith((".", "!", "?")):
        kept.pop()
    return " ".join(kept)


class Heard:
    """The texts that were lately written, to be unlike; what is added is heard here alone."""

    def __init__(self, bodies: Iterable[str] = ()) -> None:
        self._earlier: Heard | None = None
        self._sizes: list[int] = []
        self._with: defaultdict[Trigram, list[int]] = defaultdict(list)
        self._exact: set[str] = set()
        for body in bodies:
            self.add(body)

    def further(self) -> "Heard":
        """Return the same to go on from: what is added there is not heard here."""
        heard = Heard()
        heard._earlier = self
        return heard

    def add(self, body: str) -> None:
        """Remember one more."""
        found = trigrams(body)
        for trigram in found:
            self._with[trigram].append(len(self._sizes))
        self._sizes.append(len(found))
        self._exact.add(" ".join(_words(body)))

    def has(self, body: str) -> bool:
        """Whether the very same words were written before."""
        if self._earlier is not None and self._earlier.has(body):
            return True
        return " ".join(_words(body)) in self._exact

    def nearest(self, body: str) -> float:
        """Return the Jaccard likeness of the closest text, 0 to 1."""
        mine = trigrams(body)
        shared = Counter(text for trigram in mine for text in self._with.get(trigram, ()))
        alike = (both / (len(mine) + self._sizes[text] - both) for text, both in shared.items())
        earlier = self._earlier.nearest(body) if self._earlier is not None else 0.0
        return max(alike, default=0.0) if not earlier else max((earlier, *alike))


@lru_cache(maxsize=2)
def heard_of(texts: tuple[str, ...]) -> Heard:
    """Return the bodies of these cards as heard; the last answers are kept, for whole lists."""
    return Heard(body_of(text.split("\n")) for text in texts)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
