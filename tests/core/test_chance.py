import random
from math import comb, sqrt
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.chance import (
    Counts,
    Interval,
    detectable,
    newcombe,
    of_means,
    still_needed,
    stratified,
    wilson,
    z_of,
)

Z = z_of(0.05)


def test_z_is_the_known_one() -> None:
    assert [round(z_of(error), 3) for error in (0.05, 0.01, 0.004)] == [1.960, 2.576, 2.878]


# R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890: table II, method 10.
@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_the_interval_is_the_published_one(
    a: int, m: int, b: int, n: int, low: float, high: float
) -> None:
    found = newcombe(a / m, m, b / n, n, Z)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    of_one_kind = stratified([Counts(m, a, n, b)], Z)
    assert of_one_kind
    assert (of_one_kind.low, of_one_kind.high) == pytest.approx((found.low, found.high))


# R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872: table I, method 3.
@pytest.mark.parametrize(
    ("r", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_one_share_is_the_published_one(
    r: int, n: int, low: float, high: float
) -> None:
    assert wilson(r / n, n, Z) == pytest.approx((low, high), abs=5e-5)


def exactly_covered(n1: int, n2: int, first: float, second: float) -> float:
    """Sum the probabilities of all outcomes whose interval holds the true difference."""

    def binomial(n: int, p: float) -> list[float]:
        return [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]

    total = 0.0
    for a, pa in enumerate(binomial(n1, first)):
        for b, pb in enumerate(binomial(n2, second)):
            found = newcombe(a / n1, n1, b / n2, n2, Z)
            total += pa * pb * (found.low <= first - second <= found.high)
    return total


@pytest.mark.parametrize(
    ("n1", "n2", "first", "second"),
    [(50, 50, 0.3, 0.3), (160, 40, 0.3, 0.3), (160, 40, 0.35, 0.3), (100, 100, 0.5, 0.3),
     (200, 50, 0.12, 0.12), (60, 60, 0.2, 0.3)],
)  # fmt: skip
def test_it_holds_the_truth_in_95_of_100(n1: int, n2: int, first: float, second: float) -> None:
    assert 0.93 <= exactly_covered(n1, n2, first, second) <= 0.97


COUNTS = st.tuples(st.integers(0, 60), st.integers(0, 60), st.floats(0, 1), st.floats(0, 1)).map(
    lambda drawn: Counts(drawn[0], int(drawn[0] * drawn[2]), drawn[1], int(drawn[1] * drawn[3]))
)
KINDS = st.lists(COUNTS.filter(lambda kind: kind.people > 0), max_size=6)


def other_way_round(kind: Counts) -> Counts:
    return Counts(kind.quiet, kind.returned_quiet, kind.thanked, kind.returned_thanked)


@given(KINDS)
def test_swapping_the_groups_swaps_the_signs(kinds: list[Counts]) -> None:
    one, other = stratified(kinds, Z), stratified(list(map(other_way_round, kinds)), Z)
    if one is None or other is None:
        assert one is other is None
        assert all(not kind.thanked or not kind.quiet for kind in kinds)
    else:
        turned = (-other.difference, -other.high, -other.low)
        assert (one.difference, one.low, one.high) == pytest.approx(turned)


@given(KINDS)
def test_the_difference_lies_in_its_interval_and_that_between_minus_one_and_one(
    kinds: list[Counts],
) -> None:
    found = stratified(kinds, Z)
    if found:
        little = 1e-9
        assert found.low - little <= found.difference <= found.high + little
        assert found.low >= -1 - little
        assert found.high <= 1 + little


@given(KINDS, st.integers(1, 50))
def test_a_kind_with_one_group_only_tells_nothing(kinds: list[Counts], people: int) -> None:
    alone = [Counts(people, people // 2, 0, 0), Counts(0, 0, people, people)]
    assert stratified([*kinds, *alone], Z) == stratified(kinds, Z)


def test_like_is_compared_with_like() -> None:
    # Among regulars and strangers alike thanks do nothing, but more of the regulars are thanked.
    kinds = [Counts(80, 64, 20, 16), Counts(20, 2, 80, 8)]
    found = stratified(kinds, Z)
    assert found
    assert found.difference == pytest.approx(0)
    assert pytest.approx(0.42) == (64 + 2) / 100 - (16 + 8) / 100  # what adding them up would say


def test_the_weights_are_those_of_mantel_and_haenszel() -> None:
    kinds = [Counts(30, 12, 10, 2), Counts(10, 6, 40, 18)]
    w1, w2 = 30 * 10 / 40, 10 * 40 / 50
    expected = (w1 * (12 / 30 - 2 / 10) + w2 * (6 / 10 - 18 / 40)) / (w1 + w2)
    found = stratified(kinds, Z)
    assert found
    assert found.difference == pytest.approx(expected)


def test_kinds_that_are_alike_cost_nothing_and_those_that_differ_make_it_narrower() -> None:
    def width(found: Interval | None) -> float:
        assert found
        return found.high - found.low

    alike = [Counts(200, 60, 50, 15)] * 4
    apart = [Counts(200, 200 * n // 10, 50, 50 * n // 10) for n in (1, 2, 4, 5)]
    whole = width(stratified([Counts(800, 240, 200, 60)], Z))
    assert width(stratified(alike, Z)) == pytest.approx(whole, rel=0.01)
    assert 0.90 < width(stratified(apart, Z)) / whole < 0.95


def test_the_width_is_what_drawing_the_lots_anew_gives() -> None:
    luck = random.Random(5)
    people = [(kind, luck.random() < rate) for kind, rate in enumerate((0.1, 0.3, 0.6, 0.85))
              for _person in range(150)]  # fmt: skip

    def drawn() -> Interval:
        cells = [[0, 0, 0, 0] for _kind in range(4)]
        for kind, back in people:
            group = 2 * (luck.random() < 0.2)
            cells[kind][group] += 1
            cells[kind][group + 1] += back
        found = stratified([Counts(*cell) for cell in cells], Z)
        assert found
        return found

    lots = [drawn() for _time in range(400)]
    claimed = fmean((one.high - one.low) / (2 * Z) for one in lots)
    assert claimed == pytest.approx(stdev(one.difference for one in lots), rel=0.08)
    assert fmean(one.difference for one in lots) == pytest.approx(0, abs=0.01)


# The table of least detectable differences, in percentage points (80 % power, 5 % two-sided).
GROUPS = [(50, 50), (100, 100), (160, 40), (200, 200), (500, 500), (1000, 1000), (2000, 500)]
TABLE = {
    0.15: (20.0, 14.1, 17.7, 10.0, 6.3, 4.5, 5.0),
    0.30: (25.7, 18.2, 22.7, 12.8, 8.1, 5.7, 6.4),
    0.50: (28.0, 19.8, 24.8, 14.0, 8.9, 6.3, 7.0),
}


@pytest.mark.parametrize("rate", TABLE)
def test_what_can_be_detected_is_what_the_table_says(rate: float) -> None:
    found = [100 * detectable(rate, *groups) for groups in GROUPS]
    assert found == pytest.approx(TABLE[rate], abs=0.05)


@pytest.mark.parametrize(("worth", "people"), [(0.05, 1319), (0.02, 8241), (0.01, 32965)])
def test_so_many_are_needed_in_each_group(worth: float, people: int) -> None:
    assert still_needed(0.3, worth, 0, 0) == pytest.approx(people, abs=1)


@given(
    st.floats(0.02, 0.98),
    st.sampled_from([0.01, 0.02, 0.05, 0.1]),
    st.integers(1, 3000),
    st.integers(1, 3000),
    st.sampled_from([0.05, 0.004]),
)
def test_with_so_many_more_it_is_detectable_and_with_one_less_it_is_not(
    rate: float, worth: float, n1: int, n2: int, error: float
) -> None:
    more = still_needed(rate, worth, n1, n2, error)
    assert detectable(rate, n1 + more, n2 + more, error) <= worth + 1e-9
    if more:
        assert detectable(rate, n1 + more - 1, n2 + more - 1, error) > worth - 1e-9


def test_what_is_detectable_is_found_four_times_in_five() -> None:
    luck = random.Random(3)
    rate, each = 0.3, 330
    assert still_needed(rate, 0.1, 0, 0) == each

    def is_found() -> bool:
        came = [sum(luck.random() < p for _n in range(each)) for p in (rate + 0.05, rate - 0.05)]
        return newcombe(came[0] / each, each, came[1] / each, each, Z).low > 0

    assert 0.76 <= fmean(is_found() for _time in range(1000)) <= 0.84


def test_means_are_compared_as_welch_does() -> None:
    found = of_means([1, 2, 3, 4], [2, 3, 4, 5, 6, 7], Z)
    assert found
    half = Z * sqrt(5 / 3 / 4 + 3.5 / 6)
    assert (found.difference, found.low, found.high) == pytest.approx((-2, -2 - half, -2 + half))


def test_one_person_has_no_spread() -> None:
    assert of_means([1], [1, 2, 3], Z) is None
