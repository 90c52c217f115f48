"""The same plan, row for row, from a file and from a server, on two hundred random shops.

Run it with: python -m tests.benchmarks.two_engines [--shops N]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from notecard.store.database import open_store
from tests.acceptance.test_two_engines import same_days
from tests.postgres import server_of_our_own


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shops", type=int, default=200)
    asked = parser.parse_args()
    began, plans, rows = time.perf_counter(), 0, 0
    with tempfile.TemporaryDirectory() as folder, server_of_our_own() as server:
        file = open_store(Path(folder) / "file")
        with server.lent(Path(folder) / "server") as store:
            for seed in range(asked.shops):
                days = same_days(file, store, seed)
                plans, rows = plans + len(days), rows + sum(len(plan.rows) for plan in days)
        file.close()
    took = time.perf_counter() - began
    print(f"{asked.shops} shops, {plans} plans of {rows} rows: all the same; {took:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
