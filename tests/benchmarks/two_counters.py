"""A thousand things done at two counters of one server that are killed now and then.

Run it with: python -m tests.benchmarks.two_counters [--actions N] [--seed N]
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from notecard.store.database import open_store
from tests import busy_shop, two_counters
from tests.counter_at_work import START
from tests.postgres import server_of_our_own


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, server_of_our_own() as server:
        home, url = Path(folder), server.fresh()
        store = open_store(home, url)
        busy_shop.put(store, busy_shop.make(Random(5), START, most=60, fit=1.0))
        worked = two_counters.work(home, url, asked.actions, asked.seed)
        two_counters.check(store, worked)
        store.close()
    done = Counter(worked.begun[id]["what"] for id in worked.done)
    print(
        f"{len(worked.done)} things done, {len(worked.begun) - len(worked.done)} cut off,"
        f" {worked.kills} kills, {time.perf_counter() - began:.0f} s; nothing lost, nothing double"
    )
    print(", ".join(f"{what} {count}" for what, count in done.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
