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
from contextlib import closing
from pathlib import Path

from notecard.store.database import open_store
from notecard.workflows.import_purchases import import_files

ROOT = Path(__file__).parent.parent.parent
FILE = "shared/data/purchases/online_retail_2010_2011.csv.gz"
ROUNDS = 2


def bare(place: Path, folder: Path) -> int:
    """Load the rows as they are into one table."""
    with closing(sqlite3.connect(folder / "bare.db")) as books:
        books.execute("PRAGMA journal_mode=WAL")
        books.execute("PRAGMA synchronous=NORMAL")
        books.execute("CREATE TABLE rows (a, b, c, d, e, f, g, h)")
        with gzip.open(place, "rt", encoding="utf-8", newline="") as text:
            rows = csv.reader(text)
            next(rows)
            done = books.executemany("INSERT INTO rows VALUES (?,?,?,?,?,?,?,?)", rows).rowcount
        books.commit()
        return done


def ours(place: Path, folder: Path) -> int:
    """Import them as purchases of people."""
    store = open_store(folder)
    records = import_files(store, [place]).files[0].records
    store.close()
    return records


def measure(which: str, place: Path) -> None:
    """Print rows, seconds and peak memory of one load in this process."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        rows = {"bare": bare, "ours": ours}[which](place, Path(folder))
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(rows, f"{seconds:.3f}", f"{peak:.0f}")


def main() -> None:
    """Take turns, and print the ratio of the fastest of each."""
    best = {"bare": 1e9, "ours": 1e9}
    for _ in range(ROUNDS):
        for which in best:
            command = [sys.executable, "-m", "tests.benchmarks.import_online_retail", which]
            said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            rows, seconds, peak = said.stdout.split()
            print(f"{which}: {rows} rows, {seconds} s, peak {peak} MB")
            best[which] = min(best[which], float(seconds))
    print(f"ratio {best['ours'] / best['bare']:.2f} (aim 2, at most 3)")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], next(up / FILE for up in ROOT.parents if (up / FILE).is_file()))
    else:
        main()
