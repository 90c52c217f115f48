"""A hundred thousand days of random shops, each list held against oracles: see tests.shop_days.

Run it with: python -m tests.benchmarks.shop_days [--days N] [--from SEED] [--processes N]
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from notecard.store.database import open_store
from tests.shop_days import START, WITHIN, WITHIN_BY_LOT, Life, Seen

DAYS_A_SHOP = 40
SHOPS_AT_ONCE = 10


def live(seeds: range) -> tuple[Seen, list[str]]:
    """Live through these shops; returns what was seen, and what went wrong in which of them."""
    seen, wrong = Seen(), []
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Path(home))
        for seed in seeds:
            life = Life(store, seed)
            try:
                seen.add(life.live(DAYS_A_SHOP))
            except AssertionError:
                told = traceback.format_exc().strip().splitlines()[-1]
                wrong.append(f"shop {seed}, day {(life.day - START).days}: {told}")
        store.close()
    return seen, wrong


def parts(first: int, days: int) -> Iterator[range]:
    """Yield the seeds of so many days, a few shops at a time."""
    last = first + -(-days // DAYS_A_SHOP)
    for start in range(first, last, SHOPS_AT_ONCE):
        yield range(start, min(start + SHOPS_AT_ONCE, last))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=100_000)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first shop's seed")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    began, seen, wrong = time.perf_counter(), Seen(), list[str]()
    with ProcessPoolExecutor(asked.processes) as pool:
        for done in as_completed([pool.submit(live, p) for p in parts(asked.first, asked.days)]):
            some, errors = done.result()
            seen.add(some)
            wrong += errors
            print("\n".join(errors), end="\n" * bool(errors), flush=True)
    took = time.perf_counter() - began
    print(f"{seen.days} days in {took:.0f} s, {sum(seen.rows.values())} rows; {len(wrong)} wrong")
    print(f"carried over: {seen.carried}; days with nothing carried or promised: {seen.plain}")
    for what, counted in (("rows", seen.rows), ("kept back", seen.barred), ("done", seen.deeds)):
        print(f"{what}: " + ", ".join(f"{name} {count}" for name, count in counted.most_common()))
    print(
        f"longest wait in days (fewer than {WITHIN}, by lot {WITHIN_BY_LOT}): "
        + ", ".join(f"{lane} {days}" for lane, days in seen.longest.most_common())
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
