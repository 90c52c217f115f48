"""Finds what would give a customer away in a text for everybody: names, streets, numbers, rarities.

Better a word too many marked than one too few: nothing found here is taken out, it is shown to the
owner, who decides. Names are found inside words, in other scripts and misspelt; telephone numbers
also in words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

_SHORTEST: Final = 3  # letters of a name that is looked for as a word
_INSIDE: Final = 5  # letters of a name that is looked for inside a word
_ACROSS: Final = 7  # and across words: "o k a f o r"
_LONGEST: Final = 16  # letters of a name that is looked for inside a word or across words
_MISSPELT: Final = 6  # letters of a name that may be misspelt
_NAME_SCORE: Final = 85  # of 100, by rapidfuzz: one letter in seven
_STREET_SCORE: Final = 84
_DIGITS: Final = 5  # of a telephone number in a row
_LAST_DIGITS: Final = 4
_MANY_DIGITS: Final = 6  # are a number of somebody's, whoever's
_DIGIT_WORDS: Final = {
    word: str(digit)
    for digit, words in enumerate(
        (
            "zero oh nought null zéro cero",
            "one eins un uno jeden",
            "two zwei zwo deux dos dwa",
            "three drei trois tres trzy",
            "four vier quatre cuatro cztery",
            "five fünf cinq cinco pięć",
            "six sechs seis sześć",
            "seven sieben sept siete siedem",
            "eight acht huit ocho osiem",
            "nine neun neuf nueve dziewięć",
        )
    )
    for word in words.split()
}
_REPEATS: Final = {"double": 2, "triple": 3, "doppel": 2, "doble": 2}
_CYRILLIC: Final = dict(
    zip(
        "абвгдезийклмнопрстуфыэ",
        "abvgdeziiklmnoprstufye",
        strict=True,
    )
) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "iu", "я": "ia", "ё": "e", "і": "i", "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip
_GREEK: Final = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)) | {
    "θ": "th", "χ": "ch", "ψ": "ps",
}  # fmt: skip
_LOOKALIKES: Final = dict(zip("аеорсхукмнтвіј", "aeopcxykmhtbij", strict=True)) | dict(
    zip("αεορνυκτι", "aeopvukti", strict=True)
)
_OTHERS: Final = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_INITIALS: Final = re.compile(r"(?<!\w)([^\W\d_])\s*\.\s*-?([^\W\d_])\s*\.(?!\w)")
_INITIAL_NAME: Final = re.compile(r"(?<!\w)([^\W\d_])\.\s*([^\W\d_]{3,})")
_E_MAIL: Final = re.compile(r"[^\s@]+\s*(?:@|\(at\)|\[at\])\s*[^\s@]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leak:
    """A place in a text that would give somebody away; `kind` says how."""

    start: int
    end: int
    kind: str  # name, initials, street, telephone, e-mail or thing


@dataclass(frozen=True, slots=True)
class Private:
    """What must not be read by strangers: of each customer, and what few of them share.

    `vocabulary` are everyday words that are no name where they are written small.
    """

    names: Iterable[str]
    streets: Iterable[str] = ()
    telephones: Iterable[str] = ()
    e_mails: Iterable[str] = ()
    things: Iterable[str] = ()
    vocabulary: Collection[str] = ()


@dataclass(slots=True)
class LeakCheck:
    """The private data made ready to be looked for; made once, asked often."""

    private: Private
    _words: set[str] = field(default_factory=set)
    _long: set[str] = field(default_factory=set)
    _by_length: dict[int, list[str]] = field(default_factory=dict)
    _initials: set[tuple[str, str]] = field(default_factory=set)
    _foreign: set[str] = field(default_factory=set)
    _streets: list[str] = field(default_factory=list)
    _grams: set[str] = field(default_factory=set)
    _ends: set[str] = field(default_factory=set)
    _things: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    _vocabulary: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._vocabulary = frozenset(map(fold, self.private.vocabulary))
        for name in self.private.names:
            self._take_name(name)
        for mail in self.private.e_mails:
            for part in re.findall(r"[^\W\d_]{4,}", mail.split("@")[0]):
                self._words.add(fold(part))
        self._long = {word for word in self._words if len(word) >= _INSIDE}
        lengths: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._words:
            if len(word) >= _MISSPELT:
                lengths[len(word)].append(word)
        self._by_length = dict(lengths)
        self._streets = sorted({plain for one in self.private.streets if (plain := _street(one))})
        for number in self.private.telephones:
            digits = re.sub(r"\D", "", number)
            self._grams |= {digits[at : at + _DIGITS] for at in range(len(digits) - _DIGITS + 1)}
            if len(digits) >= _MANY_DIGITS:
                self._ends.add(digits[-_LAST_DIGITS:])
        things: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for thing in self.private.things:
            words = tuple(fold(word) for word in re.findall(r"[^\W\d_]+", thing))
            if words:
                things[words[0]].append(words)
        self._things = dict(things)

    def leaks(self, text: str) -> list[Leak]:
        """Return every place that gives somebody away, in order, the overlapping as one."""
        found = sorted(
            {
                *self._names(text),
                *self._across(text),
                *self._initial_pairs(text),
                *self._street_places(text),
                *self._numbers(text),
                *(Leak(one.start(), one.end(), "e-mail") for one in _E_MAIL.finditer(text)),
                *self._rare_things(text),
            },
            key=lambda leak: (leak.start, -leak.end),
        )
        apart: list[Leak] = []
        for leak in found:
            if not apart or leak.start >= apart[-1].end:
                apart.append(leak)
            elif leak.end > apart[-1].end:
                apart[-1] = Leak(apart[-1].start, leak.end, apart[-1].kind)
        return apart

    def _take_name(self, name: str) -> None:
        parts = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", name))
        for part in parts:
            plain = fold(part)
            if not plain.isascii():
                self._foreign.add(plain)
            elif len(plain) >= _SHORTEST:
                self._words.add(plain)
        if len(parts) > 1:
            first, last = fold(parts[0])[:1], fold(parts[-1])[:1]
            self._initials |= {(first, last), (last, first)}

    def _names(self, text: str) -> Iterator[Leak]:
        for place, word in enumerate(re.finditer(r"[^\W\d_]+", text)):
            if self._is_name(word[0], is_first=place == 0 or _starts(text, word.start())):
                yield Leak(word.start(), word.end(), "name")

    def _is_name(self, word: str, is_first: bool) -> bool:
        forms = spellings(word)
        if any(form in self._foreign or _holds_any(form, self._foreign) for form in forms):
            return True
        is_small = word[:1].islower() or is_first
        for plain in forms:
            if plain in self._words and not (is_small and plain in self._vocabulary):
                return True
            if plain in self._vocabulary:
                continue
            if len(plain) > _INSIDE and any(part in self._long for part in _parts(plain)):
                return True
            if len(plain) >= _MISSPELT - 1 and self._is_misspelt(plain):
                return True
        return False

    def _is_misspelt(self, plain: str) -> bool:
        near = [
            word
            for length in range(len(plain) - 1, len(plain) + 2)
            for word in self._by_length.get(length, ())
        ]
        best = process.extractOne(plain, near, scorer=fuzz.ratio, score_cutoff=_NAME_SCORE)
        return best is not None

    def _across(self, text: str) -> Iterator[Leak]:
        """Find names whose letters are drawn apart: "O k a f o r", "O-k-a-f-o-r"."""
        for run in re.finditer(r"(?<!\w)(?:[^\W\d_][\s.\-_*·]{1,2}){3,}[^\W\d_](?!\w)", text):
            letters = fold("".join(char for char in run[0] if char.isalpha()))
            if any(word in letters for word in self._words if len(word) >= _INSIDE - 1):
                yield Leak(run.start(), run.end(), "name")
        plain, places = [], []
        for at, char in enumerate(text):
            for letter in fold(char) if char.isalpha() else "":
                plain.append(letter)
                places.append(at)
        stream = "".join(plain)
        for at in range(len(stream) - _ACROSS + 1):
            for length in range(_ACROSS, min(_LONGEST, len(stream) - at) + 1):
                if stream[at : at + length] in self._long:
                    start, end = places[at], places[at + length - 1] + 1
                    if not text[start:end].isalpha():
                        yield Leak(start, end, "name")

    def _initial_pairs(self, text: str) -> Iterator[Leak]:
        for found in _INITIALS.finditer(text):
            if (fold(found[1]), fold(found[2])) in self._initials:
                yield Leak(found.start(), found.end(), "initials")
        for found in _INITIAL_NAME.finditer(text):
            if self._is_name(found[2], is_first=False):
                yield Leak(found.start(), found.end(), "name")

    def _street_places(self, text: str) -> Iterator[Leak]:
        words = [(one.start(), one.end(), fold(one[0])) for one in re.finditer(r"[^\W\d_]+", text)]
        for first in range(len(words)):
            for count in range(1, 5):
                some = words[first : first + count]
                if len(some) < count or not self._streets:
                    break
                plain = " ".join(word for _start, _end, word in some)
                if len(plain) < _MISSPELT or all(word in self._vocabulary for *_at, word in some):
                    continue
                best = process.extractOne(
                    plain, self._streets, scorer=fuzz.ratio, score_cutoff=_STREET_SCORE
                )
                if best is not None:
                    yield Leak(some[0][0], some[-1][1], "street")

    def _numbers(self, text: str) -> Iterator[Leak]:
        for start, end, digits in _digit_runs(text):
            is_year = len(digits) == _LAST_DIGITS and digits[:2] in ("19", "20")
            grams = (digits[at : at + _DIGITS] for at in range(len(digits) - _DIGITS + 1))
            is_end = len(digits) == _LAST_DIGITS and digits in self._ends and not is_year
            if len(digits) >= _MANY_DIGITS or is_end or any(gram in self._grams for gram in grams):
                yield Leak(start, end, "telephone")

    def _rare_things(self, text: str) -> Iterator[Leak]:
        words = [(one.start(), one.end(), fold(one[0])) for one in re.finditer(r"[^\W\d_]+", text)]
        for place, (start, _end, word) in enumerate(words):
            for thing in self._things.get(word, ()):
                said = tuple(one for *_at, one in words[place : place + len(thing)])
                if said == thing:
                    yield Leak(start, words[place + len(thing) - 1][1], "thing")


@cache
def fold(text: str) -> str:
    """Return letters as they sound in Latin, small and without accents."""
    small = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(_CYRILLIC.get(char, _GREEK.get(char, char)) for char in _bare(small))
    return plain.translate(_OTHERS)


def spellings(word: str) -> set[str]:
    """Return a word as it sounds, and as it looks, to somebody who reads Latin."""
    small = _bare(unicodedata.normalize("NFKC", word).casefold())
    looks = "".join(_LOOKALIKES.get(char, char) for char in small).translate(_OTHERS)
    return {fold(word), looks, fold(looks)}


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(char for char in parts if unicodedata.category(char) != "Mn")
    )


def _holds_any(word: str, names: set[str]) -> bool:
    """Whether a word of a script without spaces between words holds a name."""
    if word.isascii():
        return False
    return any(
        word[at : at + length] in names
        for at in range(len(word))
        for length in range(2, min(8, len(word) - at) + 1)
    )


def _parts(word: str) -> Iterator[str]:
    """Yield every run of letters of a word that is long enough to be a name."""
    for length in range(_INSIDE, min(len(word), _LONGEST + 1)):
        for at in range(len(word) - length + 1):
            yield word[at : at + length]


def _starts(text: str, at: int) -> bool:
    """Whether a sentence begins here."""
    before = text[:at].rstrip(" \"'“«(*#_-")
    return not before or before[-1] in ".!?:\n"


def _street(line: str) -> str:
    """Return the name of a street without its number; nothing for what is too short to tell."""
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", line)]
    plain = " ".join(words)
    return plain if len(plain) >= _MISSPELT else ""


def _digit_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield runs of digits, in figures or in words, whatever stands between them."""
    tokens = list(re.finditer(r"\d+|[^\W\d_]+", text))
    start, end, digits, repeat = -1, -1, "", 1
    for token in tokens:
        word = token[0].casefold()
        said = token[0] if token[0].isdecimal() else _DIGIT_WORDS.get(word, "")
        said = "".join(str(int(char)) for char in said) if said else ""
        gap = text[end : token.start()] if end >= 0 else ""
        if said and (not digits or not re.search(r"[^\s().,/+\-–·]", gap)):
            start = start if digits else token.start()
            digits += said * repeat if len(said) == 1 else said
            end, repeat = token.end(), 1
        elif word in _REPEATS:
            repeat = _REPEATS[word]
        else:
            if len(digits) >= _LAST_DIGITS:
                yield start, end, digits
            start, end, digits, repeat = -1, -1, "", 1
            if said:
                start, end, digits = token.start(), token.end(), said
    if len(digits) >= _LAST_DIGITS:
        yield start, end, digits


def marked(text: str, leaks: Sequence[Leak], before: str = "⟦", after: str = "⟧") -> str:
    """Return a text with every leak between two signs."""
    parts, at = [], 0
    for leak in leaks:
        parts += [text[at : leak.start], before, text[leak.start : leak.end], after]
        at = leak.end
    return "".join((*parts, text[at:]))
