"""Numbers as people and programs of many countries write them, and the currency beside them."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

_LONGEST = 60  # characters of a cell worth a look
_ENOUGH = 1000  # cells that agree: no more need be looked at
_BLANKS = " '’"  # may always part thousands, whatever else does
_MINUS = str.maketrans(dict.fromkeys("−–﹣－", "-"))
_IN_USE = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN
BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
ZWG
"""  # ISO 4217
_CODES = frozenset(_IN_USE.split())
# What stands for one currency, and `$`, `¥`, `kr`, which stand for several.
_SIGNS: Final = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₽": "RUB", "₫": "VND",
    "₱": "PHP", "฿": "THB", "₴": "UAH", "₦": "NGN", "$": "$", "¥": "¥",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "us$": "USD", "u$s": "USD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "mx$": "MXN", "nt$": "TWD", "jp¥": "JPY", "cn¥": "CNY",
    "zł": "PLN", "kč": "CZK", "ft": "HUF", "lei": "RON", "fr": "CHF", "sfr": "CHF", "rs": "INR",
    "tl": "TRY", "лв": "BGN", "грн": "UAH", "руб": "RUB", "kr": "kr", "円": "JPY", "元": "CNY",
}  # fmt: skip
_WORD = r"(?:[^\W\d_]{0,3}\.? ?[$€£¥₹₩₪₺₽₫₱฿₴₦][^\W\d_]?|[^\W\d_]{1,3}\.?)"
_MONEY = re.compile(
    rf"(?P<open>\()? ?(?P<a>[-+])? ?(?P<before>{_WORD})? ?(?P<b>[-+])? ?"
    rf"(?P<digits>[.,]?\d[\d.,'’ ]*?) ?"
    rf"(?P<c>-)? ?(?P<after>{_WORD})? ?(?P<d>-)? ?(?P<close>\))?"
)
_CORE = re.compile(r"[.,]?\d(?:[\d.,'’ ]*\d)?")


def amount(cell: str, decimal: str, thousands: str) -> Decimal | None:
    """Return the number in a cell written with these marks, None where there is none."""
    if len(cell) > _LONGEST:
        return None
    match = _MONEY.fullmatch(_western(cell))
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    if not all(_meant(word) for word in (match["before"], match["after"]) if word):
        return None
    signs = [match[name] for name in "abcd" if match[name]]
    digits = match["digits"]
    if len(signs) > 1 or not _grouped(decimal, thousands).fullmatch(digits):
        return None
    plain = "".join(char for char in digits if char.isdigit() or char == decimal)
    value = Decimal(plain.replace(decimal, "."))
    return -value if match["open"] or signs == ["-"] else value


def currency_in(cell: str) -> str:
    """Return the currency a money cell names: an ISO code, or $, ¥, kr, which are several's.

    Empty where it names none.
    """
    if len(cell) > _LONGEST:
        return ""
    text = _western(cell)
    match = _MONEY.fullmatch(text)
    if match is None:
        return _meant(text)
    meant = [_meant(word) for word in (match["before"], match["after"]) if word]
    return min(meant, key=lambda code: code not in _CODES, default="")


class NumbersSeen:
    """Looks at numbers of a file until it is known which mark parts decimals, which thousands."""

    def __init__(self) -> None:
        self._decimals = {".": 0, ",": 0}
        self._groups = {".": 0, ",": 0, "'": 0, " ": 0}

    def see(self, cell: str) -> None:
        """Take a cell into account; one without marks, or with letters in it, tells nothing."""
        if len(cell) > _LONGEST or cell.isdecimal():
            return
        match = _CORE.search(_western(cell))
        if match is None:
            return
        digits = match[0].replace("’", "'")
        for mark in "' ":
            self._groups[mark] += mark in digits
        self._weigh(digits)

    def _weigh(self, digits: str) -> None:
        """Learn from the last point or comma, and from what stands before it."""
        marks = [char for char in digits if char in ".,"]
        if not marks:
            return
        last, before = marks[-1], marks[:-1]
        other = "," if last == "." else "."
        whole, _mark, rest = digits.rpartition(last)
        if last in before:
            if other not in before:  # 1,00,000: both part thousands
                self._groups[last] += 1
                self._decimals[other] += 1
        elif before or _is_no_group(whole, rest):
            self._decimals[last] += 1
            self._groups[other] += bool(before)

    @property
    def is_settled(self) -> bool:
        """Whether enough was seen: a thousand numbers agree, and none says otherwise."""
        most, least = max(self._decimals.values()), min(self._decimals.values())
        return most >= _ENOUGH and not least

    def decide(self) -> tuple[str, str]:
        """Return the decimal mark and the mark of thousands."""
        decimal = "," if self._decimals[","] > self._decimals["."] else "."
        usual = "." if decimal == "," else ","
        marks = (usual, "'", " ")  # the usual one, where nothing is told
        return decimal, max(marks, key=lambda mark: self._groups[mark])


def _is_no_group(whole: str, rest: str) -> bool:
    """Whether what stands beside a lone mark shows that it does not part thousands."""
    return len(rest) != 3 or whole in {"", "0"} or len(whole) > 3 or "'" in whole or " " in whole


def _western(cell: str) -> str:
    """Return the cell in western digits, with plain blanks and a plain minus."""
    if cell.isascii():
        return cell.strip()
    text = unicodedata.normalize("NFKC", cell).translate(_MINUS)
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join(text.split())


@lru_cache(1000)
def _meant(word: str) -> str:
    """Return the currency a word or sign stands for, empty where it is none: 5 kg is no price."""
    letters = "".join(char for char in word if char not in ". ")
    if letters.upper() in _CODES:
        return letters.upper()
    if meant := _SIGNS.get(letters.casefold()):
        return meant
    sign = next((char for char in letters if char in _SIGNS and not char.isalpha()), "")
    return next((code for code in _CODES if letters == f"{code}{sign}"), "") if sign else ""


@lru_cache(100)
def _grouped(decimal: str, thousands: str) -> re.Pattern[str]:
    """Return what a number looks like: 1234,5 or 1.234,5 or, as in India, 1,00,000.00."""
    mark, point = f"[{re.escape(thousands + _BLANKS)}]", re.escape(decimal)
    whole = rf"(?:\d{{1,15}}|[1-9]\d{{0,2}}(?:{mark}\d{{2,3}}){{0,5}}{mark}\d{{3}})"
    return re.compile(rf"(?:{whole}(?:{point}\d{{1,15}})?|{point}\d{{1,15}})")
