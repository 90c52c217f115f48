"""Every reason on a day's list, worked out anew from the rows by a checker of its own."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notecard.core.thanks import DayPlan, Lane, Row
from notecard.store.database import Store, open_store
from notecard.store.home import DATABASE
from notecard.workflows.plan_day import plan_day
from tests import busy_shop, why_checker
from tests.raw_books import Books

TODAY = date(2026, 3, 10)
SHOPS = 150  # enough for every lane to come up
SENTENCES = sum(map(len, why_checker.SENTENCES.values()))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("shop"))
    yield store
    store.close()


def books_of(store: Store) -> Books:
    return Books(store.home / DATABASE)


def checked(store: Store, day: date, seed: int = 0) -> DayPlan:
    """Return a long list of the day after every row of it has been looked at."""
    plan = plan_day(store, day, cards=12, calls=8, seed=seed)
    books = books_of(store)
    for row in plan.rows:
        why_checker.check(books, row, day)
    return plan


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False), st.integers(0, 40), st.integers(0, 3))
def test_every_reason_is_true(kept: Store, chance: Random, earlier: int, seed: int) -> None:
    busy_shop.put(kept, busy_shop.make(chance, TODAY, most=14))
    checked(kept, TODAY, seed)
    checked(kept, TODAY - timedelta(earlier), seed)


@pytest.fixture(scope="module")
def found(kept: Store) -> dict[str, list[tuple[Books, Row]]]:
    """Return rows of every kind of sentence, each true, with the books they are of."""
    rows = defaultdict(list)
    for seed in range(SHOPS):
        busy_shop.put(kept, busy_shop.make(Random(seed), TODAY))
        books = books_of(kept)
        for row in checked(kept, TODAY).rows:
            kind = next(
                text for text in why_checker.SENTENCES[row.lane] if re.fullmatch(text, row.why)
            )
            rows[f"{row.lane} {kind}"].append((books, row))
    return rows


def test_every_lane_and_every_sentence_comes_up(
    found: dict[str, list[tuple[Books, Row]]],
) -> None:
    assert {key.split()[0] for key in found} == {lane.value for lane in Lane}
    assert len(found) == SENTENCES


def test_the_checker_sees_a_wrong_number_and_a_wrong_day(
    found: dict[str, list[tuple[Books, Row]]],
) -> None:
    tried = 0
    for rows in found.values():
        books, row = rows[0]
        for place in re.finditer(r"\d+", row.why):
            wrong = str(int(place[0]) + 1)
            false = replace(row, why=row.why[: place.start()] + wrong + row.why[place.end() :])
            with pytest.raises((AssertionError, ValueError)):
                why_checker.check(books, false, TODAY)
            tried += 1
    assert tried > 40


def test_the_checker_sees_evidence_that_is_missing_or_of_somebody_else(
    found: dict[str, list[tuple[Books, Row]]],
) -> None:
    for rows in found.values():
        for books, row in rows[:3]:
            if not row.evidence:
                continue
            other = max(one.id for one in books.rows["purchases"]) + 1
            for evidence in (row.evidence[1:], (*row.evidence[:-1], other)):
                with pytest.raises((AssertionError, KeyError, ValueError)):
                    why_checker.check(books, replace(row, evidence=evidence), TODAY)


def test_the_checker_sees_a_reason_that_belongs_to_another_lane(
    found: dict[str, list[tuple[Books, Row]]],
) -> None:
    for rows in found.values():
        for books, row in rows[:1]:
            for lane in Lane:
                if lane is not row.lane:
                    with pytest.raises(AssertionError):
                        why_checker.check(books, replace(row, lane=lane), TODAY)
