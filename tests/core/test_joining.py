from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from notecard.core.joining import CROWDED, Pair, Told, components, joined

NAMES = ("Ann Lee", "Tom Lee", "A. Lee", "ann  LEE", "Lee", "")
KEYS = ("ann@example.com", "lee@example.com", "+442079460101")


def _told(name: str, *keys: str) -> Told:
    return Told(frozenset({name}), frozenset(keys))


def _pair(one: int, other: int) -> Pair:
    return frozenset((one, other))


def _groups(told: dict[int, Told], *forced: Pair, apart: tuple[Pair, ...] = ()) -> set[Pair]:
    return {group for group in joined(told, forced, apart) if len(group) > 1}


def test_a_shared_key_joins_under_the_same_name_and_one_that_agrees() -> None:
    told = {1: _told("Ann Lee", "e"), 2: _told("LEE, Ann", "e"), 3: _told("A. Lee", "e")}
    assert _groups(told) == {frozenset({1, 2, 3})}


def test_a_shared_name_alone_joins_nobody() -> None:
    answer = joined({1: _told("Ann Lee", "e"), 2: _told("Ann Lee", "f")}, (), ())
    assert sorted(map(sorted, answer)) == [[1], [2]]


def test_a_household_stays_apart() -> None:
    answer = joined({1: _told("Ann Lee", "e"), 2: _told("Tom Lee", "e")}, (), ())
    assert sorted(map(sorted, answer)) == [[1], [2]]


def test_whoever_might_be_either_of_two_is_left_to_a_person() -> None:
    told = {1: _told("Ann Lee", "e"), 2: _told("Tom Lee", "e"), 3: _told("Lee", "e")}
    answer = joined(told, (), ())
    assert all(len(group) == 1 for group in answer)


def test_what_the_owner_told_apart_is_never_joined() -> None:
    told = {1: _told("Ann Lee", "e"), 2: _told("Ann Lee", "e")}
    answer = joined(told, (), [_pair(1, 2)])
    assert sorted(map(sorted, answer)) == [[1], [2]]


def test_a_third_who_is_the_same_as_two_told_apart_is_left_to_the_owner() -> None:
    told = {number: _told("Ann Lee", "e") for number in (1, 2, 3)}
    answer = joined(told, (), [_pair(1, 2)])
    assert all(len(group) == 1 for group in answer)


def test_a_number_of_the_system_joins_whatever_the_names() -> None:
    assert _groups({1: _told("Ann Lee"), 2: _told("Bo Ek")}, _pair(1, 2)) == {_pair(1, 2)}


def test_what_two_have_together_may_match_a_third() -> None:
    told = {1: _told("Ann Lee", "e"), 2: _told("Ann Ek", "f"), 3: _told("Ann Ek", "e")}
    assert _groups(told, _pair(1, 2)) == {frozenset({1, 2, 3})}


def test_an_address_of_everybody_is_nobodys() -> None:
    told = {number: _told(f"Person Number{number}", "shop@example.com") for number in range(31)}
    told[100] = _told("Lee", "shop@example.com")
    assert len(told) > CROWDED
    answer = joined(told, (), ())
    assert all(len(group) == 1 for group in answer)


@st.composite
def _shops(draw: st.DrawFn) -> tuple[dict[int, Told], list[Pair], list[Pair]]:
    one = st.builds(
        Told,
        st.frozensets(st.sampled_from(NAMES[:-1]), max_size=2),
        st.frozensets(st.sampled_from(KEYS), max_size=2),
    )
    told = dict(enumerate(draw(st.lists(one, min_size=2, max_size=6))))
    pairs = st.lists(
        st.sampled_from([frozenset(pair) for pair in combinations(told, 2)]), max_size=2
    )
    return told, draw(pairs), draw(pairs)


@given(_shops(), st.randoms(use_true_random=False))
def test_no_order_and_no_number_matters(
    shop: tuple[dict[int, Told], list[Pair], list[Pair]], chance: object
) -> None:
    told, forced, apart = shop
    plain = joined(told, forced, apart)
    numbers = list(told)
    chance.shuffle(numbers)  # type: ignore[attr-defined]
    called = dict(zip(told, (number + 10 for number in numbers), strict=True))

    def renamed(pairs: list[Pair]) -> list[Pair]:
        return [frozenset(called[one] for one in pair) for pair in reversed(pairs)]

    turned = {called[one]: told[one] for one in sorted(told, key=called.__getitem__)}
    answer = joined(turned, renamed(forced), renamed(apart))
    assert set(answer) == set(renamed(plain))


@given(_shops())
def test_everybody_is_in_one_group_and_nobody_apart_from_the_forced(
    shop: tuple[dict[int, Told], list[Pair], list[Pair]],
) -> None:
    told, forced, apart = shop
    answer = joined(told, forced, apart)
    assert sorted(one for group in answer for one in group) == sorted(told)
    of = {one: group for group in answer for one in group}
    assert all(of[min(pair)] == of[max(pair)] for pair in forced)
    whole = components(told, forced)
    together = {one: group for group in whole for one in group}
    for pair in apart:
        if together[min(pair)] != together[max(pair)]:
            assert of[min(pair)] != of[max(pair)]


def test_components_hang_together() -> None:
    found = components(range(6), [_pair(0, 1), _pair(1, 2), _pair(4, 5)])
    assert set(found) == {frozenset({0, 1, 2}), frozenset({3}), frozenset({4, 5})}
