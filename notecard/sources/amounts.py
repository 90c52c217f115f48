"""Numbers and cells as files write them."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

from notecard.core.money import minor_digits
from notecard.core.words import _
from notecard.sources.numbers import amount

_PLAIN = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})", re.ASCII)
_LARGEST = 10**15  # minor units: no shop takes more, and every database holds it
_QUANTITY_STEP = Decimal("0.001")
_MOST = 10**9
_GUARDED = frozenset("0123456789+-=@(")


class BadCell(ValueError):
    """A cell that cannot be used: whose column, and why, in words for the owner."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


def cell_text(cell: str) -> str:
    """Return a cell without blanks around it and without the apostrophe that keeps its zeros.

    An apostrophe before a letter belongs to a name: 't Hooft.
    """
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED else text


def number(cell: str, column: str, decimal: str = ".", thousands: str = "") -> Decimal:
    """Return the number in a cell, its currency aside; (1.50) and 1.50- are -1.50."""
    if decimal == "." and _PLAIN.fullmatch(cell):
        return Decimal(cell)
    value = amount(cell, decimal, thousands)
    if value is None:
        raise BadCell(column, _("“{cell}” is not a number.").format(cell=cell.strip()[:40]))
    return value


def quantity(cell: str, column: str, decimal: str = ".", thousands: str = "") -> Decimal:
    """Return how many, to the thousandth."""
    value = number(cell, column, decimal, thousands)
    if abs(value) > _MOST:
        raise BadCell(column, _("{number} is more than can be.").format(number=value))
    rounded = value.quantize(_QUANTITY_STEP, ROUND_HALF_EVEN)
    return Decimal(int(rounded)) if rounded == int(rounded) else rounded.normalize()


def rounded_minor(amount: Decimal, currency: str, column: str) -> int:
    """Return an amount in minor units, half a unit going to the even neighbour."""
    minor = int(amount.scaleb(minor_digits(currency)).to_integral_value(ROUND_HALF_EVEN))
    if abs(minor) > _LARGEST:
        raise BadCell(column, _("{number} is more than can be.").format(number=amount))
    return minor


def currency_code(cell: str, column: str) -> str:
    """Return an ISO 4217 code in capitals."""
    code = cell.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise BadCell(
            column, _("“{cell}” is not the code of a currency.").format(cell=cell.strip()[:40])
        )
    return code
