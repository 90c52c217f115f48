"""How long half a million rows take, beside reading and inserting them with nothing else.

Run it with: python -m tests.benchmarks.import_online_retail
"""

import csv
import gzip
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from notecard.store.database import open_store
from notecard.workflows.import_purchases import import_files

ROOT = Path(__file__).parent.parent.parent
FILE = "shared/data/purchases/online_retail_2010_2011.csv.gz"
ROUNDS = 3


def bare(place: Path, folder: Path) -> Callable[[], int]:
    """Return what loads the rows as they are into one table."""
    books = sqlite3.connect(folder / "bare.db")
    books.execute("PRAGMA journal_mode=WAL")
    books.execute("PRAGMA synchronous=NORMAL")
    books.execute("CREATE TABLE rows (a, b, c, d, e, f, g, h)")

    def load() -> int:
        with gzip.open(place, "rt", encoding="utf-8", newline="") as text, closing(books):
            rows = csv.reader(text)
            next(rows)
            done = books.executemany("INSERT INTO rows VALUES (?,?,?,?,?,?,?,?)", rows).rowcount
            books.commit()
        return done

    return load


def ours(place: Path, folder: Path) -> Callable[[], int]:
    """Return what imports them as purchases of people."""
    store = open_store(folder)

    def load() -> int:
        records = import_files(store, [place]).files[0].records
        store.close()
        return records

    return load


def measure(which: str, place: Path) -> None:
    """Print rows, seconds by the clock and of one processor, and peak memory of one load."""
    with tempfile.TemporaryDirectory() as folder:
        load = {"bare": bare, "ours": ours}[which](place, Path(folder))
        began, worked = time.perf_counter(), time.process_time()
        rows = load()
        wall, work = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(rows, f"{wall:.3f}", f"{work:.3f}", f"{peak:.0f}")


def main() -> None:
    """Take turns, and print the ratio of the fastest of each."""
    walls: dict[str, list[float]] = {"bare": [], "ours": []}
    works: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(ROUNDS):
        for which in walls:
            command = [sys.executable, "-m", "tests.benchmarks.import_online_retail", which]
            said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            rows, wall, work, peak = said.stdout.split()
            print(f"{which}: {rows} rows, {wall} s ({work} s of one processor), peak {peak} MB")
            walls[which].append(float(wall))
            works[which].append(float(work))
    by_clock = min(walls["ours"]) / min(walls["bare"])
    by_work = min(works["ours"]) / min(works["bare"])
    print(f"ratio {by_clock:.2f} by the clock, {by_work:.2f} by processor (aim 2, at most 3)")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], next(up / FILE for up in ROOT.parents if (up / FILE).is_file()))
    else:
        main()
