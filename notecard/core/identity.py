"""Who is who: what makes two names or e-mails the same.

Only equal numbers and e-mails under names that agree ever join two people by themselves; whatever
is merely alike is for a person to decide.
"""

import re
import unicodedata
from functools import lru_cache

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"}
)
# As German and the Nordic languages write these letters where a till or a bank card has none.
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_RELAYS = re.compile(  # a new address for every order or stay: they tell no two buyers apart
    r"(?:.+\.)?(?:members\.ebay\..+|marketplace\.amazon\..+|relay\.walmart\.com"
    r"|guest\.booking\.com|guest\.airbnb\.com|messages\.homeaway\.com|mail\.mercadolibre\..+)"
)
GENERATIONS = {
    "jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr",
    "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
_TITLES = {
    "mr": "he", "herr": "he", "mister": "he", "monsieur": "he",
    "mrs": "she", "ms": "she", "miss": "she", "frau": "she", "mme": "she", "madame": "she",
    "dr": "", "prof": "",
}  # fmt: skip
_BY_SIGN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})  # no blanks, no initials


def folded(text: str) -> str:
    """Return the text without case, accents and extra blanks, for comparing and searching."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_UNDECOMPOSED)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(kept.split())


def normal_email(text: str) -> str:
    """Return the e-mail as it is compared, or nothing when it is none or only passes letters on."""
    email = text.strip().casefold()
    return email if _EMAIL.fullmatch(email) and not is_relay(email) else ""


def is_relay(email: str) -> bool:
    """Whether a marketplace made this address up to pass letters on, and not the buyer."""
    return _RELAYS.fullmatch(email.strip().casefold().rpartition("@")[2]) is not None


def name_words(name: str) -> list[str]:
    """Return the words of a name as they are compared, titles left out."""
    words = _words(name)
    kept = [word for word in words if word not in _TITLES] or words
    return [*kept[:1], *(GENERATIONS.get(word, word) for word in kept[1:])]


def name_key(name: str) -> str:
    """Return what names have in common that are the same but for order, case and accents."""
    return " ".join(
        sorted(name_words(name)) + [f"({told})" for told in sorted(_told_by_title(name))]
    )


@lru_cache(20_000)
def names_agree(one: str, other: str) -> bool:
    """Whether two names under one e-mail or number can be the same person's.

    They agree when one is missing, when one's words are all among the other's (an initial stands
    for its word), or when they are in different scripts and so cannot be compared at all.
    """
    first, second = name_words(one), name_words(other)
    if not first or not second:
        return True
    if _titles_clash(one, other) or generation(one) != generation(other):
        return False
    if "".join(first) == "".join(second):
        return True
    scripts = {_script(word) for word in first} & {_script(word) for word in second}
    if not scripts:
        return True
    spelled = name_words(_written_out(one)), name_words(_written_out(other))
    return any(
        all(_agree_in(script, left, right) for script in scripts)
        for left in (first, spelled[0])
        for right in (second, spelled[1])
    )


def scripts_of(words: list[str]) -> frozenset[str]:
    """Return the scripts the words of a name are written in, as Unicode calls them."""
    return frozenset(map(_script, words))


def is_by_sign(words: list[str]) -> bool:
    """Whether a name is written in signs, without blanks between its parts."""
    return bool(words) and scripts_of(words) <= _BY_SIGN


def generation(name: str) -> str:
    """Return what tells father from son where a name says so: "jr", "sr", "iii"."""
    words = _words(name)
    return next((GENERATIONS[word] for word in words[1:] if word in GENERATIONS), "")


def _words(name: str) -> list[str]:
    squeezed = re.sub(r"['’.`´ʼ‘]", "", folded(name))
    return re.findall(r"\w+", squeezed)


def _written_out(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().translate(_WRITTEN_OUT)


def _titles_clash(one: str, other: str) -> bool:
    first, second = _told_by_title(one), _told_by_title(other)
    return bool(first and second) and first != second


def _told_by_title(name: str) -> set[str]:
    return {_TITLES[word] for word in _words(name) if word in _TITLES} - {""}


@lru_cache(20_000)
def _script(word: str) -> str:
    letter = next((char for char in word if char.isalpha()), "")
    return re.split(r"[ -]", unicodedata.name(letter, "LATIN"))[0] if letter else "LATIN"


def _agree_in(script: str, one: list[str], other: list[str]) -> bool:
    """Whether the words of one script agree; the rest cannot be compared."""
    first = [word for word in one if _script(word) == script]
    second = [word for word in other if _script(word) == script]
    if "".join(first) == "".join(second):
        return True
    if script in _BY_SIGN:
        same = sorted("".join(first)) == sorted("".join(second))
        return same or set(first) <= set(second) or set(second) <= set(first)
    if len(first) == len(second):
        return _all_among(first, second) and _all_among(second, first)
    shorter, longer = sorted((first, second), key=len)
    return _all_among(shorter, longer)


def _all_among(words: list[str], others: list[str]) -> bool:
    return all(_stands_among(word, others) for word in words)


def _stands_among(word: str, others: list[str]) -> bool:
    if len(word) == 1:
        return any(other.startswith(word) for other in others)
    return any(other == word or (len(other) == 1 and word.startswith(other)) for other in others)
