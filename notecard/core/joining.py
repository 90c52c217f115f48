"""Which customers are one person: a rule over all of them at once, so that no order matters."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from notecard.core.identity import name_key, names_agree

CROWDED = 30  # an e-mail or number of more people than this is a shop's or a stand-in, nobody's

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything told of one customer: names, also a blank, and e-mails and telephone numbers."""

    names: frozenset[str]
    keys: frozenset[Hashable]


def joined(
    told: Mapping[int, Told], forced: Iterable[Pair], apart: Iterable[Pair]
) -> list[frozenset[int]]:
    """Return the groups that are one person each.

    Certain are the `forced` pairs and whoever shares an e-mail or number under the same name.
    Whoever shares one under names that agree is joined too, unless two who disagree might both be
    the same as a third: then nobody can say which, and all of it is for a person to decide. Pairs
    that are known to be `apart` are never joined by this.
    """
    certain = _certain(told, forced, set(apart))
    whole = {min(group): _together(told, group) for group in certain}
    group_of = {one: min(group) for group in certain for one in group}
    strangers = {frozenset(group_of[one] for one in pair) for pair in apart if _all_in(pair, told)}
    edges = _sharing(whole)
    agreeing = {pair for pair in edges if pair not in strangers and _agree(whole, pair)}
    good = _settled(whole, agreeing, strangers)
    members = {min(group): group for group in certain}
    return [frozenset().union(*(members[one] for one in group)) for group in good]


def _all_in(pair: Pair, told: Mapping[int, Told]) -> bool:
    return all(one in told for one in pair)


def _together(told: Mapping[int, Told], group: Iterable[int]) -> Told:
    every = [told[one] for one in group]
    names = frozenset[str]().union(*(one.names for one in every))
    keys = frozenset[Hashable]().union(*(one.keys for one in every))
    return Told(names, keys)


def _certain(
    told: Mapping[int, Told], forced: Iterable[Pair], apart: set[Pair]
) -> list[frozenset[int]]:
    """Join until nothing more is the same: what two have together may match a third.

    Where those who are the same hang together with two known to be apart, nobody can say who
    belongs to which of them: none of these is certain.
    """
    pairs = {pair for pair in forced if _all_in(pair, told)}
    while True:
        groups = components(told, pairs)
        of = {one: min(group) for group in groups for one in group}
        whole = {min(group): _together(told, group) for group in groups}
        kept_apart = {frozenset(of[one] for one in pair) for pair in apart if _all_in(pair, told)}
        same = _same(whole)
        torn = set[int]().union(
            *(
                group
                for group in components(whole, same)
                if any(len(pair) == 2 and pair <= group for pair in kept_apart)
            )
        )
        more = {pair for pair in same if not pair & torn}
        if not more:
            return groups
        pairs |= more


def _same(whole: Mapping[int, Told]) -> set[Pair]:
    """Return who shares an e-mail or number, and the name with it."""
    holders: defaultdict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for one, told in whole.items():
        for key in told.keys:
            for name in {name_key(name) for name in told.names}:
                holders[key, name].append(one)
    return {frozenset((some[0], other)) for some in holders.values() for other in some[1:]}


def _sharing(whole: Mapping[int, Told]) -> set[Pair]:
    """Return who shares an e-mail or number that is not everybody's."""
    holders: defaultdict[Hashable, list[int]] = defaultdict(list)
    for one, told in whole.items():
        for key in told.keys:
            holders[key].append(one)
    return {
        frozenset(pair)
        for some in holders.values()
        if len(some) <= CROWDED
        for pair in combinations(some, 2)
    }


def _agree(whole: Mapping[int, Told], pair: Pair) -> bool:
    one, other = sorted(pair)
    return all(
        names_agree(first, second) for first in whole[one].names for second in whole[other].names
    )


def _settled(
    whole: Mapping[int, Told], agreeing: set[Pair], strangers: set[Pair]
) -> list[frozenset[int]]:
    """Return the groups that all agree with each other, whoever is torn between two left alone."""

    def fit(pair: Pair) -> bool:
        return pair not in strangers and _agree(whole, pair)

    near: defaultdict[int, set[int]] = defaultdict(set)
    for pair in agreeing:
        one, other = pair
        near[one].add(other)
        near[other].add(one)
    torn = {
        one
        for one, others in near.items()
        if not all(fit(frozenset(pair)) for pair in combinations(sorted(others), 2))
    }
    groups = []
    for group in components(whole, {pair for pair in agreeing if not pair & torn}):
        is_one = all(fit(frozenset(pair)) for pair in combinations(sorted(group), 2))
        groups += [group] if is_one else [frozenset({one}) for one in group]
    return groups


def components(nodes: Iterable[int], pairs: Iterable[Pair]) -> list[frozenset[int]]:
    """Return the nodes that hang together by the pairs, those of nobody alone."""
    parent = {node: node for node in nodes}

    def top(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for pair in pairs:
        one, other = top(min(pair)), top(max(pair))
        parent[max(one, other)] = min(one, other)
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for node in parent:
        groups[top(node)].add(node)
    return [frozenset(group) for group in groups.values()]
