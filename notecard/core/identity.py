"""Who is who: what makes two names, e-mails or telephone numbers the same.

Only equal numbers and e-mails under names that agree ever join two people by themselves; whatever
is merely alike is for a person to decide.
"""

import re
import unicodedata

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"}
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_GENERATIONS = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv"})

# ITU-T E.164 calling codes, with the digit dialled before a number inside the country.
_DIALLING = {
    "AE": ("971", "0"), "AR": ("54", "0"), "AT": ("43", "0"), "AU": ("61", "0"), "BE": ("32", "0"),
    "BG": ("359", "0"), "BR": ("55", "0"), "CA": ("1", "1"), "CH": ("41", "0"), "CL": ("56", ""),
    "CN": ("86", "0"), "CO": ("57", ""), "CY": ("357", ""), "CZ": ("420", ""), "DE": ("49", "0"),
    "DK": ("45", ""), "EE": ("372", ""), "ES": ("34", ""), "FI": ("358", "0"), "FR": ("33", "0"),
    "GB": ("44", "0"), "GR": ("30", ""), "HK": ("852", ""), "HR": ("385", "0"), "HU": ("36", "06"),
    "ID": ("62", "0"), "IE": ("353", "0"), "IL": ("972", "0"), "IN": ("91", "0"), "IS": ("354", ""),
    "IT": ("39", ""), "JP": ("81", "0"), "KR": ("82", "0"), "LT": ("370", "0"), "LU": ("352", ""),
    "LV": ("371", ""), "MT": ("356", ""), "MX": ("52", ""), "MY": ("60", "0"), "NG": ("234", "0"),
    "NL": ("31", "0"), "NO": ("47", ""), "NZ": ("64", "0"), "PH": ("63", "0"), "PK": ("92", "0"),
    "PL": ("48", ""), "PT": ("351", ""), "RO": ("40", "0"), "RS": ("381", "0"), "SA": ("966", "0"),
    "SE": ("46", "0"), "SG": ("65", ""), "SI": ("386", "0"), "SK": ("421", "0"), "TH": ("66", "0"),
    "TR": ("90", "0"), "TW": ("886", "0"), "UA": ("380", "0"), "US": ("1", "1"), "VN": ("84", "0"),
    "ZA": ("27", "0"),
}  # fmt: skip
_SHORTEST_PHONE = 7  # fewer digits are an extension or a slip
_LONGEST_PHONE = 15  # ITU-T E.164


def folded(text: str) -> str:
    """Return the text without case, accents and extra blanks, for comparing and searching."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_UNDECOMPOSED)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(kept.split())


def normal_email(text: str) -> str:
    """Return the e-mail as it is compared, or nothing when it is none."""
    email = text.strip().casefold()
    return email if _EMAIL.fullmatch(email) else ""


def normal_phone(text: str, region: str) -> str:
    """Return the number as it is compared: E.164 where the country is known, nothing if none."""
    number = _dialled(text.strip(), region) if text else ""
    digits = number.removeprefix("+")
    if not _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE or len(set(digits[-6:])) == 1:
        return ""
    return number


def _dialled(text: str, region: str) -> str:
    digits = "".join(str(int(char)) for char in text if char.isdecimal())
    if text.startswith("+"):
        return "+" + digits
    if digits.startswith("00"):
        return "+" + digits[2:]
    code, trunk = _DIALLING.get(region, ("", ""))
    if not code:
        return digits
    return "+" + code + digits.removeprefix(trunk)


def names_agree(one: str, other: str) -> bool:
    """Whether two names under one e-mail or number can be the same person's.

    They agree when one is missing, when one's words are all among the other's (an initial stands
    for its word), or when they are in different scripts and so cannot be compared at all.
    """
    first, second = _name_words(one), _name_words(other)
    if not first or not second or "".join(first) == "".join(second):
        return True
    if _is_latin(first) != _is_latin(second):
        return True
    if _GENERATIONS.intersection(first) != _GENERATIONS.intersection(second):
        return False
    shorter, longer = sorted((first, second), key=len)
    return all(_stands_among(word, longer) for word in shorter)


def _name_words(name: str) -> list[str]:
    squeezed = re.sub(r"['’.`´]", "", folded(name))
    return re.findall(r"\w+", squeezed)


def _is_latin(words: list[str]) -> bool:
    return any("a" <= char <= "z" for word in words for char in word)


def _stands_among(word: str, others: list[str]) -> bool:
    if len(word) == 1:
        return any(other.startswith(word) for other in others)
    return any(other == word or (len(other) == 1 and word.startswith(other)) for other in others)
