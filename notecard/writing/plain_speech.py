"""What a thank-you never says: nothing that sells, no amount, no address to click on."""

import re
from dataclasses import dataclass
from functools import cache

# A sign that money, a percentage or an address stands in the text, whatever the language.
_SIGNS = re.compile(r"[%€£$¥₹#@<>{}\[\]\\|]|https?:|www\.|\b[\w-]+\.(?:com|org|net|co|shop|io)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LONG_WORD = 6  # letters; a word of more is long: C.-H. Björnsson, Läsbarhet, 1968


@dataclass(frozen=True, slots=True)
class Never:
    """The words of one language that have no place in a thank-you.

    `claims` are words that need a fact to stand for them: numbers, weekdays, months.
    """

    words: tuple[str, ...]
    claims: tuple[str, ...] = ()

    def found_in(self, text: str) -> list[str]:
        """Return every word or sign in the text that is never said."""
        plain = text.casefold().replace("’", "'")
        return _found(self.words, plain) + _SIGNS.findall(plain)

    def claimed_in(self, text: str) -> list[str]:
        """Return every word in the text that needs a fact; what is written large counts as such."""
        small = tuple(claim for claim in self.claims if claim == claim.casefold())
        large = tuple(claim for claim in self.claims if claim != claim.casefold())
        return [*_found(small, text.casefold()), *_found(large, text)]


def _found(words: tuple[str, ...], text: str) -> list[str]:
    return _any_of(words).findall(text) if words else []


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a new line ends one."""
    return [one for line in text.splitlines() for one in _SENTENCE_END.split(line) if one.strip()]


def lix(text: str) -> float:
    """Return how hard a text is to read, in any language: 35 and below is easy.

    Words in a sentence, plus the percentage of words longer than six letters.
    """
    words = re.findall(r"\w+", text)  # what an apostrophe or a hyphen joins counts as two
    if not words:
        return 0.0
    long = sum(len(word) > _LONG_WORD for word in words)
    return len(words) / max(1, len(sentences(text))) + 100 * long / len(words)
