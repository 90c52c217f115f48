"""What chance can do to a difference: intervals, and how many people it takes to see one.

Two shares are compared by Newcombe's method 10 (R. G. Newcombe, Statistics in Medicine 17, 1998,
873-890), like with like by its stratified form (X. Yan and X. G. Su, Stratified Wilson and Newcombe
Confidence Intervals for Multiple Binomial Proportions, Statistics in Biopharmaceutical Research 2,
2010, 329-335) with the weights of Mantel and Haenszel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist, fmean, variance
from typing import Final

_POWER: Final = NormalDist().inv_cdf(0.8)  # a difference that is there is found four times in five


def z_of(error: float) -> float:
    """Return how many standard errors chance exceeds so rarely, to either side."""
    return NormalDist().inv_cdf(1 - error / 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """A difference, first less second, and where in truth it may lie."""

    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Counts:
    """People of one kind in two groups, and how many of each came back."""

    thanked: int
    returned_thanked: int
    quiet: int
    returned_quiet: int

    @property
    def people(self) -> int:
        """How many there are together."""
        return self.thanked + self.quiet

    @property
    def rate(self) -> float:
        """The share of them all who came back."""
        return (self.returned_thanked + self.returned_quiet) / self.people

    @property
    def weight(self) -> float:
        """What they tell of the difference (Mantel and Haenszel): nothing without both groups."""
        return self.thanked * self.quiet / self.people


def wilson(share: float, people: float, z: float) -> tuple[float, float]:
    """Return Wilson's interval for a share seen in so many people; these need not be whole."""
    centre = (share + z * z / (2 * people)) / (1 + z * z / people)
    half = sqrt(share * (1 - share) / people + (z / (2 * people)) ** 2) * z / (1 + z * z / people)
    return max(0.0, centre - half), min(1.0, centre + half)


def newcombe(first: float, n1: float, second: float, n2: float, z: float) -> Interval:
    """Return the interval for the difference of two shares, seen in `n1` and `n2` people."""
    low1, high1 = wilson(first, n1, z)
    low2, high2 = wilson(second, n2, z)
    difference = first - second
    low = difference - sqrt((first - low1) ** 2 + (high2 - second) ** 2)
    high = difference + sqrt((high1 - first) ** 2 + (second - low2) ** 2)
    return Interval(difference, low, high)


def stratified(kinds: Sequence[Counts], z: float) -> Interval | None:
    """Return the interval for the difference within kinds; None where no kind has both groups.

    Yan and Su's limits are Newcombe's for weighted shares, as if seen in 1 / sum(w * w / n) people.
    They leave the differences between the kinds in; `_gain` takes them out, which is what comparing
    like with like is for. For one kind this is Newcombe's interval itself.
    """
    both = [kind for kind in kinds if kind.thanked and kind.quiet]
    if not both:
        return None
    whole = sum(kind.weight for kind in both)
    parts = [(kind.weight / whole, kind) for kind in both]
    first = min(1.0, sum(w * kind.returned_thanked / kind.thanked for w, kind in parts))
    second = min(1.0, sum(w * kind.returned_quiet / kind.quiet for w, kind in parts))
    gain = _gain(parts)
    n1 = gain / sum(w * w / kind.thanked for w, kind in parts)
    n2 = gain / sum(w * w / kind.quiet for w, kind in parts)
    return newcombe(first, n1, second, n2, z)


def _gain(parts: Sequence[tuple[float, Counts]]) -> float:
    """Return how much more of the variance there is in all than there is within kinds."""
    people = sum(kind.people for _w, kind in parts)
    rate = sum(w * kind.rate for w, kind in parts)
    in_all = rate * (1 - rate) * people / (people - 1)
    within = sum(
        w * kind.rate * (1 - kind.rate) * kind.people / (kind.people - 1) for w, kind in parts
    )
    return in_all / within if within > 0 else 1.0


def of_means(first: Sequence[int], second: Sequence[int], z: float) -> Interval | None:
    """Return the interval for a difference of means (Welch, normal); None under two in a group."""
    if min(len(first), len(second)) < 2:
        return None
    difference = fmean(first) - fmean(second)
    half = z * sqrt(variance(first) / len(first) + variance(second) / len(second))
    return Interval(difference, difference - half, difference + half)


def detectable(rate: float, n1: int, n2: int, error: float = 0.05) -> float:
    """Return the least difference that n1 and n2 people show four times in five.

    (z + z80) * sqrt(p * (1 - p) * (1 / n1 + 1 / n2)), with p the share of those who come back.
    """
    return (z_of(error) + _POWER) * sqrt(rate * (1 - rate) * (1 / n1 + 1 / n2))


def still_needed(rate: float, worth: float, n1: int, n2: int, error: float = 0.05) -> int:
    """Return how many more people *each* group needs until a difference of `worth` is detectable.

    The m that solves 1 / (n1 + m) + 1 / (n2 + m) = k, where k follows from `detectable`.
    """
    k = (worth / (z_of(error) + _POWER)) ** 2 / (rate * (1 - rate))
    more = (2 - k * (n1 + n2) + sqrt((k * (n1 - n2)) ** 2 + 4)) / (2 * k)
    return max(0, ceil(more))
