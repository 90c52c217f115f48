"""A draw by lot: everybody's place in it, found without looking at anybody else.

The places of a day are a Feistel network of four rounds over the numbers of the customers: every
number has one place and every place one number, so that the first in line are found at once.
"""

import random
from collections.abc import Iterator
from datetime import date
from typing import Final

_PRIME: Final = 2**31 - 1
_ROUNDS: Final = 4


class Lottery:
    """The draw of one day among the numbers 1 to `most`; the same for the same day and seed.

    A place stays the same whoever else takes part, until `most` needs one more pair of bits.
    """

    def __init__(self, day: date, seed: int, most: int) -> None:
        self._most = most
        self._half = max(1, (most.bit_length() + 1) // 2)
        self._mask = (1 << self._half) - 1
        chance = random.Random(f"{day.toordinal()}:{seed}:lot")  # noqa: S311 a fair draw, no secret
        self._keys = [[chance.randrange(1, _PRIME) for _n in range(3)] for _round in range(_ROUNDS)]

    def __iter__(self) -> Iterator[int]:
        """Yield every number once, in the order of the draw."""
        numbers = map(self._number, range(1 << 2 * self._half))
        return (number for number in numbers if 1 <= number <= self._most)

    def place(self, number: int) -> int:
        """Return where a number comes in the draw; the places of others may lie between."""
        left, right = number >> self._half, number & self._mask
        for key in self._keys:
            left, right = right, left ^ self._mixed(right, key)
        return left << self._half | right

    def _number(self, place: int) -> int:
        left, right = place >> self._half, place & self._mask
        for key in reversed(self._keys):
            left, right = right ^ self._mixed(left, key), left
        return left << self._half | right

    def _mixed(self, value: int, key: list[int]) -> int:
        """Return a number that looks like chance, the same for the same value."""
        a, b, c = key
        mixed = (value * a + b) % _PRIME
        return (mixed * (value + c) % _PRIME >> 7) & self._mask
