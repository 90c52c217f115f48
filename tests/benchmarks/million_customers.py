"""How ten million purchases of a million customers are lived with: the plan, an import, a rebuild.

Run it with: python -m tests.benchmarks.million_customers [--home DIR] [--customers N]
In the folder of `--home` the shop is kept for another time; making it takes one or two minutes.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, func, insert, select, text

from notecard.core.standing import MONEY_POINTS, RECENCY_POINTS, VISIT_POINTS
from notecard.store import refunds, standings, summaries
from notecard.store.database import Store
from notecard.store.home import DATABASE
from notecard.store.tables import batches, customers, purchases
from notecard.workflows.plan_day import plan_day
from tests.benchmarks.million_shop import LAST, SOURCE, STAFF, shop

TODAY = LAST + timedelta(days=1)
ROUNDS = 5
NEW_SALES = 300
PER_CUSTOMER = 10

REBUILD_MOST = 20.0  # seconds
PLAN_MOST = 1.0
PLAN_SHARE_MOST = 0.15  # of a ranking of the raw rows
FOLD_MOST = 0.050


class _OnlyTrying(Exception):
    pass


@contextmanager
def trying(store: Store) -> Iterator[Connection]:
    """Yield the books for changes that leave no trace."""
    try:
        with store.transaction() as books:
            yield books
            raise _OnlyTrying
    except _OnlyTrying:
        pass


def steps(value: str, sign: str, worth: tuple[tuple[int, int], ...]) -> str:
    cases = " ".join(f"WHEN {value} {sign} {limit} THEN {points}" for limit, points in worth)
    return f"CASE {cases} ELSE 0 END"


def raw_ranking() -> str:
    """Return a ranking of everybody from the receipts alone; the cut points are given to it."""
    money = " ".join(
        f"WHEN spent >= {cut} THEN {worth}"
        for cut, worth in zip(("p95", "p80", "p50"), MONEY_POINTS, strict=True)
    )
    points = (
        f"{steps('visits', '>=', VISIT_POINTS)} + {steps(':today - last_day', '<', RECENCY_POINTS)}"
        f" + CASE {money} ELSE 0 END"
    )
    is_sale = "kind = 'sale' AND (refunded + returned < gross OR refunded + returned = 0)"
    return (
        f"SELECT customer, {points} AS points FROM ("  # noqa: S608 numbers of ours only
        f" SELECT customer, COUNT(DISTINCT CASE WHEN {is_sale} THEN day END) AS visits,"
        f" MAX(CASE WHEN {is_sale} THEN day END) AS last_day,"
        " SUM(gross - refunded - returned) AS spent"
        " FROM purchases WHERE kind <> 'not_counted' AND customer IS NOT NULL AND day <= :today"
        " GROUP BY customer) AS sums, shop_percentiles WHERE visits > 0"
        " ORDER BY points DESC, last_day DESC, customer LIMIT 20"
    )


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def rebuilt(store: Store) -> float:
    with trying(store) as books:
        return timed(lambda: summaries.rebuild(books))


def ranked_raw(store: Store) -> float:
    """Time the ranking of the raw rows, and see that it gives the program's own points."""
    with store.reading() as books:
        ranking = text(raw_ranking()).bindparams(today=TODAY.toordinal())
        began = time.perf_counter()
        first = books.execute(ranking).all()
        took = time.perf_counter() - began
        points = standings.points_on(books, TODAY)
    assert [row.points for row in first] == sorted(points.values(), reverse=True)[:20]
    assert all(points[row.customer] == row.points for row in first)
    return took


def folded(store: Store) -> float:
    """Time an evening's sales going in and the sums being brought up to date by them."""
    with trying(store) as books:
        newest = books.execute(select(func.max(purchases.c.id))).scalar_one()
        people = books.execute(select(func.max(customers.c.id))).scalar_one()
        batch = books.execute(insert(batches).values(at=0).returning(batches.c.id)).scalar_one()
        recent = select(purchases.c.customer).where(purchases.c.id > newest - 10 * NEW_SALES)
        lately = list(books.execute(recent.order_by(purchases.c.id)).scalars())
        whose = [_buyer(number, lately, people) for number in range(NEW_SALES)]
        sales = [_sale(newest + 1 + at, at, who, batch) for at, who in enumerate(whose)]
        return timed(lambda: _fold(books, batch, sales))


def _fold(books: Connection, batch: int, sales: list[dict[str, object]]) -> None:
    books.execute(insert(purchases), sales)
    summaries.mark_batch(books, batch)
    summaries.refresh(books, refunds.told_in(books, batch))


def _buyer(number: int, lately: list[int], people: int) -> int:
    """Return who buys: four in five were here lately, and so come often; the others are anybody."""
    return lately[10 * number] if number % 5 else number * 1_037_389 % people + 1


def _sale(id: int, number: int, customer: int, batch: int) -> dict[str, object]:
    """Make up a sale; one in a hundred gives the one before it back."""
    day = TODAY.toordinal()
    gives_back = number % 100 == 99
    return {
        "id": id, "source": SOURCE, "key": f"R{id:08}", "day": day, "at": day * 86_400 + number,
        "currency": "GBP", "gross": 0 if gives_back else 995 + 50 * number,
        "refunded": 995 if gives_back else 0, "kind": "refund" if gives_back else "sale",
        "refund_of": f"R{id - 1:08}" if gives_back else "", "staff": STAFF[number % len(STAFF)],
        "customer": customer, "via": customer, "batch": batch, "totals_rank": 2, "lines_rank": 2,
    }  # fmt: skip


def say(what: str, seconds: float, most: float, more: str = "") -> bool:
    """Print one figure beside its aim; returns whether it was met."""
    is_met = seconds <= most
    print(f"{what}: {seconds:.3f} s (aim {most:.3f} s, {'met' if is_met else 'MISSED'}) {more}")
    return is_met


def measure(store: Store) -> bool:
    """Print every figure; returns whether all aims were met."""
    first = timed(lambda: plan_day(store, TODAY))
    plans = [timed(lambda: plan_day(store, TODAY)) for _round in range(ROUNDS)]
    raw = ranked_raw(store)
    folds = [folded(store) for _round in range(ROUNDS)]
    plan, fold = median(plans), median(folds)
    met = [
        say("the day's plan", plan, PLAN_MOST, f"the first {first:.3f} s"),
        say(
            "  beside a ranking of the raw rows",
            plan,
            PLAN_SHARE_MOST * raw,
            f"which took {raw:.3f} s",
        ),
        say(f"{NEW_SALES} new sales", fold, FOLD_MOST, f"the first {folds[0]:.3f} s"),
        say("full rebuild", rebuilt(store), REBUILD_MOST),
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"peak memory {peak:.0f} MB, the file {(store.home / DATABASE).stat().st_size / 1e6:.0f} MB"
    )
    return all(met)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="folder that keeps the shop")
    parser.add_argument("--customers", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        home = asked.home or Path(folder)
        make = [sys.executable, "-m", "tests.benchmarks.million_shop", str(home)]
        size = (asked.customers, asked.customers * PER_CUSTOMER)
        # Made by another process, so that the memory it takes is not counted here.
        subprocess.run([*make, *map(str, size)], check=True)
        store = shop(home, *size)
        print(f"the shop is there after {time.perf_counter() - began:.1f} s")
        all_met = measure(store)
        store.close()
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
