from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, select

from notecard.core.guards import hold
from notecard.core.occasions import OCCASIONS
from notecard.core.settings import Shop
from notecard.core.standing import is_somebody_to_thank, points
from notecard.core.thanks import Lane
from notecard.store import candidates, standings
from notecard.store.candidates import Found
from notecard.store.database import Store
from notecard.store.tables import counted_summary, customer_summary, shop_percentiles
from tests import random_shop
from tests.postgres import Opener
from tests.random_shop import TODAY, Contacted, Sale

RANDOM = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def any_store(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("shop"))


SHOP = Shop(quiet_share=0)


def find(books: Connection, day: date = TODAY, seed: int = 0) -> dict[Lane, list[Found]]:
    return candidates.find(books, day, SHOP, date.isoformat, seed=seed)


def lines(books: Connection, day: date) -> dict[Lane, list[tuple[int, int, bool]]]:
    found = find(books, day)
    return {
        lane: [(one.candidate.customer, one.candidate.points, one.is_free) for one in line]
        for lane, line in found.items()
    }


@RANDOM
@given(random_shop.shops(), random_shop.contacts(), random_shop.wishes())
def test_a_rule_holds_in_sql_exactly_where_it_holds_in_numbers(
    any_store: Store,
    sales: list[Sale],
    contacted: list[Contacted],
    blocked: list[tuple[int, str]],
) -> None:
    with any_store.transaction() as books:
        random_shop.write(books, sales, contacted, blocked, phones=range(1, 13, 2))
        found = find(books)
        for customer in range(1, 13):
            standing = standings.standing(books, customer, TODAY)
            for lane, line in found.items():
                theirs = [one for one in line if one.candidate.customer == customer]
                if standing is None or not is_somebody_to_thank(standing, TODAY):
                    assert not theirs
                    continue
                assert all(one.candidate.points == points(standing) for one in theirs)
                holds = bool(OCCASIONS[lane].rule(standing, TODAY))
                if lane in {Lane.EXPLORE, Lane.NOTE_DUE, Lane.SEASON}:
                    assert holds or not theirs
                else:
                    assert len(theirs) == holds
                for one in theirs:
                    channel = one.person.channel(lane, TODAY)
                    assert one.channel is channel
                    held = hold(one.person, lane, channel, TODAY, date.isoformat)
                    assert one.is_free == (not held)


@RANDOM
@given(random_shop.shops(future=True), random_shop.contacts())
def test_what_comes_later_changes_nothing(
    any_store: Store, sales: list[Sale], contacted: list[Contacted]
) -> None:
    known = [sale for sale in sales if sale.ago >= 0]
    everybody = [Sale(sale.customer, 0, 0, kind="not_counted") for sale in sales]
    with any_store.transaction() as books:
        random_shop.write(books, [*known, *everybody], contacted)
        then = lines(books, TODAY)
        later = Sale(1, -40, 70_000, currency="GBP")
        random_shop.write(
            books, [*known, *everybody, later, *(s for s in sales if s.ago < 0)], contacted
        )
        now = lines(books, TODAY)
    assert now == then


@RANDOM
@given(random_shop.shops())
def test_the_sums_of_a_day_are_those_the_import_keeps(any_store: Store, sales: list[Sale]) -> None:
    found: list[list[tuple[object, ...]]] = []
    with any_store.transaction() as books:
        random_shop.write(books, sales)
        today = TODAY.toordinal()
        standings._count(books, today)
        names = sorted(set(counted_summary.c.keys()) & set(customer_summary.c.keys()))
        for table in (customer_summary, counted_summary):
            rows = books.execute(select(*(table.c[name] for name in names)))
            found.append(sorted(tuple(row) for row in rows))
        kept = select(*(shop_percentiles.c[name] for name in ("currency", *standings._CUTS)))
        cuts = {tuple(row) for row in books.execute(kept)}
        assert set(standings._cuts_as_of(books, today, counted_summary)) == cuts
    assert found[0] == found[1]


def test_the_lot_of_one_person_does_not_depend_on_the_others(any_store: Store) -> None:
    everybody = [Sale(number, 300, 100) for number in range(1, 21)]
    with any_store.transaction() as books:
        random_shop.write(books, everybody)
        order = [one.candidate.customer for one in draw(books)]
        random_shop.write(books, [sale for sale in everybody if sale.customer != order[0]])
        assert [one.candidate.customer for one in draw(books)] == order[1:]


def draw(books: Connection) -> list[candidates.Found]:
    return find(books, seed=5)[Lane.EXPLORE]


def test_standing_counts_days_and_not_receipts(any_store: Store) -> None:
    sales = [Sale(1, 30, 500), Sale(1, 30, 700), Sale(1, 5, 4000, refunded=100), Sale(1, 80, 600)]
    with any_store.transaction() as books:
        random_shop.write(books, sales, [Contacted(1, 20), Contacted(1, 0)])
        standing = standings.standing(books, 1, TODAY)
        unknown = standings.standing(books, 2, TODAY)
    assert standing is not None
    assert unknown is None
    plain = replace(standing, p50=0, p80=0, p95=0, big=0)
    assert (plain.visits, plain.since, plain.span, plain.spent) == (3, 5, 75, 5700)
    assert (plain.recent, plain.before, plain.dwarfed, plain.quiet) == (3900, 3, 3, 20)
