"""How the letters of a text file are written: old programs still write what is not UTF-8."""

import codecs
import re
import unicodedata
from functools import lru_cache

SAMPLE = 1 << 18  # bytes that are enough to tell
_ODD = frozenset("ƒˆ˜ªº")  # letters by name, but not of words
_RARE = frozenset("šžœŠŽŒŸ")  # in Windows-1252; on a Mac their bytes are ö û ú ä é å ü
_ALONE = frozenset("àáéèêóÀÁÉÈÓ")  # words of one letter
_ENOUGH = 2000  # words
_AROUND = re.compile(rb"[^\x00-\x20,;|\"]*[\x80-\xff][^\x00-\x20,;|\"]*")
_PART = re.compile(r"[’'-]")


def encoding_of(sample: bytes) -> tuple[str, str]:
    """Return the encoding of a text that begins so, and what is to be done with bytes that err."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "replace"
    if wide := _utf_16(sample[:4096]):
        return wide, "replace"
    return "utf-8-sig", _old_one(sample)


def _utf_16(start: bytes) -> str:
    """Return which UTF-16 it is by its zeros: every second byte of Western letters is one."""
    half = len(start) // 2
    first, second = (start[side : half * 2 : 2].count(0) for side in (0, 1))
    if second * 2 > half and first * 20 < second:
        return "utf-16-le"
    return "utf-16-be" if first * 2 > half and second * 20 < first else ""


@lru_cache(4)
def _old_one(sample: bytes) -> str:
    """Return how bytes that are no UTF-8 are read: as Windows wrote them, or as a Mac did."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        windows = mac = 0.0
        for number, match in enumerate(_AROUND.finditer(sample)):
            if number == _ENOUGH:
                break
            windows += _likeness(match[0].decode("cp1252", "replace"))
            mac += _likeness(match[0].decode("mac_roman"))
        return "notecard-mac" if mac > windows else "notecard-windows"
    return "notecard-windows"


def _likeness(text: str) -> float:
    """Return how much a text is like a word or a price, the more the better."""
    if "€" in text and text.strip("€-.,0123456789\xa0") == "":
        return 1
    if text in "–—":
        return 1
    score = 0.0
    for part in _PART.split(text.strip("“”„‘’‚«»‹›()[].:!?¿¡…/&*+-")):
        score += _part_likeness(part)
    return score


def _part_likeness(part: str) -> float:
    if part.isascii():
        return 0
    if not _is_word(part):
        return -1 if any(char.isascii() and char.isalpha() for char in part) else 0
    if not any(char.isascii() for char in part):
        return 0.5 if part in _ALONE else 0
    return 0.5 if _RARE.intersection(part) else 1


def _is_word(part: str) -> bool:
    """Whether it is all letters, small or large as in a word."""
    if not all(unicodedata.category(char) in ("Ll", "Lu", "Mn") for char in part):
        return False
    if _ODD.intersection(part):
        return False
    return part.islower() or part.isupper() or part[1:].islower() or part[:2] in ("Mc", "Ma", "De")


def _read_as(charset: str) -> None:
    """Make known how to read single bytes that are no UTF-8."""

    def western(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        return error.object[error.start : error.end].decode(charset, "replace"), error.end

    codecs.register_error("notecard-mac" if charset == "mac_roman" else "notecard-windows", western)


_read_as("cp1252")
_read_as("mac_roman")
