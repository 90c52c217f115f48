"""Money as whole minor units and a currency: never a float."""

from dataclasses import dataclass
from decimal import Decimal

# ISO 4217 (2024): currencies whose minor unit is not a hundredth.
_WHOLE = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"]
_WHOLE += ["VND", "VUV", "XAF", "XOF", "XPF"]
_THOUSANDTHS = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
_DIGITS = dict.fromkeys(_WHOLE, 0) | dict.fromkeys(_THOUSANDTHS, 3)


def minor_digits(currency: str) -> int:
    """Return how many decimals the currency has: 2 for GBP, 0 for JPY, 3 for KWD."""
    return _DIGITS.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """Return the amount in whole minor units; raises ValueError when it does not come out even."""
    scaled = amount.scaleb(minor_digits(currency))
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{amount} has more decimals than {currency} knows")
    return whole


def decimal_text(minor: int, currency: str) -> str:
    """Return minor units as a plain decimal string: 1299 GBP is '12.99'."""
    return str(Decimal(minor).scaleb(-minor_digits(currency)))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: whole minor units (pence, cents) and an ISO 4217 code."""

    minor: int
    currency: str

    def __str__(self) -> str:
        """Return the plain decimal amount and the code: '12.99 GBP'."""
        return f"{decimal_text(self.minor, self.currency)} {self.currency}"
