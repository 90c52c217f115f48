"""What a thank-you never says: nothing that sells, no amount, no address to click on."""

import re
from dataclasses import dataclass
from functools import cache

# A sign that money, a percentage or an address stands in the text, whatever the language.
_SIGNS = re.compile(r"[%€£$¥₹#@<>{}\[\]\\|]|https?:|www\.|\b[\w-]+\.(?:com|org|net|co|shop|io)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Never:
    """The words of one language that have no place in a thank-you."""

    words: tuple[str, ...]

    def found_in(self, text: str) -> list[str]:
        """Return every such word or sign in the text."""
        plain = text.casefold().replace("’", "'")
        words = [
            word for word in self.words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)
        ]
        return words + _SIGNS.findall(plain)


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a new line ends one."""
    return [one for line in text.splitlines() for one in _SENTENCE_END.split(line) if one.strip()]
