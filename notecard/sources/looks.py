"""What the cells of one column look like, measured over some thousand rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notecard.sources.amounts import BadCell
from notecard.sources.days import DayReader
from notecard.sources.numbers import currency_in

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_PHONE = re.compile(r"'?\+?[\d(][\d\s().\-/]{5,}\d(?:\s?(?:x|ext\.?)\s?\d+)?", re.IGNORECASE)
_NUMBER = re.compile(
    r"\(?[-+−]?\s*(?:[^\W\d_]{1,3}\s?)?[^\w\s()+\-.,]?\s*[-−]?"
    r"\d[\d.,'’ \u00a0\u202f]*(?:\s*[^\W\d_]{1,3}|\s*[^\w\s]|-)?\s*\)?"
)
_WHOLE = re.compile(r"[-−]?\d+(?:[.,]0{1,3})?")
_DECIMALS = re.compile(r"[.,]\d{2}(?!\d)")
_SIGN = re.compile(r"[$€£¥₹₩₪]")
_ID = re.compile(r"#?(?=[^\s]*\d)[\w./#\-]+(?: ?[\w./#\-]*\d[\w./#\-]*)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_POSTCODE = re.compile(r"'?(?=.*\d)[A-Za-z]{0,3}[- ]?[\dA-Za-z][\dA-Za-z \-]{1,9}")
_BIRTHDAY = re.compile(r"--\d\d-?\d\d|\d{1,2}[-/.]\d{1,2}\.?")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Looks:
    """Shares of the filled cells, 0 to 1; `filled` is a share of all rows."""

    filled: float = 0.0
    days: float = 0.0
    clocks: float = 0.0
    numbers: float = 0.0
    whole: float = 0.0
    small: float = 0.0  # whole, and below a thousand
    money: float = 0.0  # numbers with two decimals or the sign of a currency
    emails: float = 0.0
    phones: float = 0.0
    currencies: float = 0.0
    countries: float = 0.0
    postcodes: float = 0.0
    birthdays: float = 0.0
    ids: float = 0.0
    letters: float = 0.0  # text with letters and no digit
    texts: float = 0.0  # text with letters
    names: float = 0.0  # several words of letters
    distinct: float = 0.0
    kinds: int = 0  # how many different texts there are

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not self.filled


def looks_of(cells: Sequence[str]) -> Looks:
    """Measure a column; repeated cells are looked at once."""
    told = [cell.strip() for cell in cells if cell.strip()]
    if not told:
        return Looks()
    counts: dict[str, int] = {}
    for cell in told:
        counts[cell] = counts.get(cell, 0) + 1

    def share(is_so: Callable[[str], object]) -> float:
        return sum(count for cell, count in counts.items() if is_so(cell)) / len(told)

    return Looks(
        filled=len(told) / len(cells),
        days=share(is_day),
        clocks=share(is_clock),
        numbers=share(is_number),
        whole=share(_WHOLE.fullmatch),
        small=share(lambda cell: _WHOLE.fullmatch(cell) and len(cell.split(".")[0]) <= 3),
        money=share(is_money),
        emails=share(_EMAIL.fullmatch),
        phones=share(is_phone),
        currencies=share(lambda cell: len(cell) == 3 and cell.isalpha() and currency_in(cell)),
        countries=share(_COUNTRY.fullmatch),
        postcodes=share(lambda cell: len(cell) <= 10 and _POSTCODE.fullmatch(cell)),
        birthdays=share(lambda cell: is_day(cell) or _BIRTHDAY.fullmatch(cell)),
        ids=share(lambda cell: _ID.fullmatch(cell) and not is_day(cell)),
        letters=share(lambda cell: _has_letter(cell) and not any(map(str.isdigit, cell))),
        texts=share(_has_letter),
        names=share(is_name),
        distinct=len(counts) / len(told),
        kinds=len(counts),
    )


def is_day(cell: str) -> bool:
    """Whether a cell is a day, perhaps with a time."""
    return any(map(str.isdigit, cell)) and any(_reads(cell, order) for order in ("dmy", "mdy"))


def is_clock(cell: str) -> bool:
    """Whether a cell is a time of day."""
    return _CLOCK.fullmatch(cell.strip()) is not None


def _reads(cell: str, order: str) -> bool:
    try:
        DayReader(order, order).read(cell, "")
    except BadCell:
        return False
    return True


def is_number(cell: str) -> bool:
    """Whether a cell is a number, perhaps with a currency."""
    return _NUMBER.fullmatch(cell) is not None


def is_money(cell: str) -> bool:
    """Whether a cell is an amount rather than just a number."""
    return is_number(cell) and bool(_DECIMALS.search(cell) or _SIGN.search(cell))


def is_phone(cell: str) -> bool:
    """Whether a cell may be a telephone number."""
    digits = sum(map(str.isdigit, cell))
    return 7 <= digits <= 15 and _PHONE.fullmatch(cell) is not None and not is_day(cell)


def is_name(cell: str) -> bool:
    """Whether a cell may be a person's whole name: several words of letters, in any script."""
    words = cell.split()
    is_spelled = all(_has_letter(word) for word in words) and not any(map(str.isdigit, cell))
    return is_spelled and len(cell) <= 60 and (2 <= len(words) <= 5 or _is_without_blanks(cell))


def is_value(cell: str) -> bool:
    """Whether a cell is what stands below a header, never in it."""
    return bool(is_number(cell) or is_day(cell) or is_clock(cell) or _EMAIL.fullmatch(cell))


def _has_letter(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _is_without_blanks(cell: str) -> bool:
    """Whether this is a name of a script that writes names in one: Japanese, Chinese, Korean."""
    return 2 <= len(cell) <= 8 and all("\u3040" <= char <= "\ud7a3" for char in cell)
