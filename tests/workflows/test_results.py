"""The results over the shop's data: people first, looks twice a year, nothing from too few."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from notecard.core.customers import Channel
from notecard.core.results import Verdict
from notecard.core.trial import Arm
from notecard.store import merges, touches
from notecard.store import shop as shops
from notecard.store.database import Store
from notecard.workflows.plan_day import open_day, say_date
from notecard.workflows.results import Results, results, said
from tests import lots, random_shop
from tests.lots import Lots
from tests.random_shop import Sale

DAY = date(2026, 2, 3)
LOOK = date(2026, 7, 1)
TODAY = date(2026, 9, 10)
MANY = Lots(DAY, 300, 150, 300, 90, share=50)


def found(store: Store, *these: Lots, day: date = TODAY) -> Results:
    with store.transaction() as books:
        lots.write(books, *these)
    return results(store, day)


def test_a_difference_that_is_there_is_found_and_told(store: Store) -> None:
    told = found(store, MANY)
    result = told.result
    assert (result.look, result.verdict) == (LOOK, Verdict.DIFFERENCE)
    assert (result.together.returned_thanked, result.together.returned_quiet) == (150, 90)
    assert result.together.interval
    assert result.together.interval.difference == pytest.approx(0.2)
    words = said(told, say_date)
    assert words[0].startswith("Of 300 people to be thanked, 150 came back within 90 days.")
    assert "This is more than chance" in words[0]
    assert words[1] == "This is what was known on 1 July 2026; the next look is on 1 January 2027."


def test_visits_are_told_when_their_longer_time_is_over(store: Store) -> None:
    told = found(store, replace(MANY, visits=3), day=date(2027, 1, 2))
    assert told.result.visits.interval
    assert told.result.visits.interval.difference == pytest.approx(0.6)
    assert "60.0 visits more" in said(told, say_date)[1]


def test_between_the_looks_nothing_changes(store: Store) -> None:
    first = found(store, MANY, day=LOOK)
    later = Lots(date(2026, 4, 20), 400, 0, 400, 400, share=50)
    with store.transaction() as books:
        lots.write(books, later)
    for day in (LOOK, date(2026, 8, 1), date(2026, 12, 31)):
        then = results(store, day).result
        assert replace(then, waiting=0) == replace(first.result, waiting=0)
        assert then.waiting == 800
    changed = results(store, date(2027, 1, 1)).result
    assert changed.together.thanked == 700


def test_nothing_is_compared_that_has_fewer_than_fifty_in_a_group(store: Store) -> None:
    small = Lots(DAY, 60, 60, 49, 0, lane="milestone")
    told = found(store, small, Lots(DAY, 60, 20, 60, 20))
    by_lane = {one.lane: one for one in told.result.lanes}
    assert by_lane["milestone"].interval is None
    assert (by_lane["milestone"].thanked, by_lane["milestone"].quiet) == (60, 49)
    assert by_lane["explore"].interval is not None
    assert told.result.together.interval is not None
    assert results(store, date(2027, 1, 2)).result.visits.interval is not None


def test_too_few_altogether_are_only_counted(store: Store) -> None:
    told = found(store, Lots(DAY, 49, 49, 49, 0), day=date(2027, 1, 2))
    assert told.result.verdict is Verdict.CANNOT_TELL
    assert told.result.together.interval is None
    assert told.result.visits.interval is None
    words = " ".join(said(told, say_date))
    assert words.startswith("Of 49 people to be thanked, 49 came back within 90 days.")
    assert "percentage points more" not in words
    assert "at least 50 people in each group" in words


@pytest.mark.parametrize(
    ("enrolled", "look"),
    [
        (None, date(2027, 1, 1)),  # whoever is enrolled today
        (date(2026, 2, 3), date(2026, 7, 1)),
        (date(2026, 4, 1), date(2026, 7, 1)),  # the ninetieth day is the last of June
        (date(2026, 4, 2), date(2027, 1, 1)),
    ],
)
def test_the_first_look_that_can_tell_is_known_beforehand(
    store: Store, enrolled: date | None, look: date
) -> None:
    day = date(2026, 6, 1)
    if enrolled:
        found(store, Lots(enrolled, 2, 1, 2, 1))
    before = results(store, day)
    assert before.first_look == look
    assert f"on {say_date(look)}." in " ".join(said(before, say_date))
    assert before.result.together.thanked == 0


def test_a_shop_that_leaves_nobody_in_peace_is_told_so(store: Store) -> None:
    with store.transaction() as books:
        shops.put(books, replace(shops.get(books), quiet_share=0))
    words = said(results(store, TODAY), say_date)
    assert words == ["Nobody is left in peace to compare with, so this will never be told."]
    assert said(found(store, MANY), say_date)[0].startswith("Of 300")  # what was, was


def test_books_that_end_before_the_look_are_told_of(store: Store) -> None:
    told = found(store, MANY)
    assert told.known_until == DAY + timedelta(days=30)
    assert told.is_behind is True
    assert "The newest purchase known is of 5 March 2026" in said(told, say_date)[-1]
    with store.transaction() as books:
        lots.write(books, Lots(LOOK - timedelta(days=30), 1, 1, 0, 0))
    assert results(store, TODAY).is_behind is False


def test_people_come_first_and_a_merge_makes_one_of_two(store: Store) -> None:
    with store.transaction() as books:
        first, second, third = lots.write(books, Lots(DAY, 3, 0, 0, 0))
        touches.add(books, first, Channel.CARD, DAY)
        touches.add(books, second, Channel.CALL, DAY, outcome="talked")
        touches.add(books, third, Channel.CARD, DAY - timedelta(days=200))
    told = results(store, TODAY)
    assert (told.ever.people, told.this_year.people, told.this_year.conversations) == (3, 2, 1)
    with store.transaction() as books:
        merges.merge(books, first, second)
    assert results(store, TODAY).ever.people == 2


def test_the_lots_of_the_days_plan_are_what_is_counted(store: Store) -> None:
    day = random_shop.TODAY
    with store.transaction() as books:
        random_shop.write(books, [Sale(n, 3, 1_000 + n) for n in range(1, 60)])
        shops.put(books, replace(shops.get(books), quiet_share=50, cards=40, minutes=120))
    plan = open_day(store, day)
    assert plan.rows
    told = results(store, day).result
    assert told.waiting > len(plan.rows)
    later = results(store, date(2027, 1, 1)).result.together
    assert later.thanked + later.quiet == told.waiting
    assert later.thanked <= len(plan.rows)
    assert later.quiet > 0


def test_the_arms_are_the_lots_own(store: Store) -> None:
    told = found(store, Lots(DAY, 70, 10, 50, 5))
    assert {Arm.THANKED: told.result.together.thanked, Arm.QUIET: told.result.together.quiet} == {
        Arm.THANKED: 70,
        Arm.QUIET: 50,
    }
