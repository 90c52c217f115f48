"""How fast ten million rows pass through the reader of tables, and that memory stays level.

Run it with: python -m tests.benchmarks.stream_rows [MILLIONS]
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from notecard.core.progress import silent
from notecard.core.purchases import RowProblem
from notecard.sources.sheet import find_header, read_rows

WORDS = ("Receipt", "Date", "Item", "Quantity", "Price", "Customer", "Country")
STEP = 100_000  # rows written at once
TOLD = (1, 5, 10)  # millions


def write(place: Path, rows: int) -> None:
    """Write a file of so many rows, half a gigabyte in every eight million."""
    with place.open("w", encoding="utf-8") as text:
        text.write(",".join(WORDS) + "\n")
        for start in range(0, rows, STEP):
            text.writelines(
                f'{n // 4},2026-03-{n % 28 + 1:02},"Tea, green",{n % 9 + 1},4.50,C{n % 5000},DE\n'
                for n in range(start, start + STEP)
            )


def main() -> None:
    """Print rows a second and the most memory so far, after one, five and ten million rows."""
    millions = int(sys.argv[1]) if len(sys.argv) > 1 else max(TOLD)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "rows.csv"
        write(place, millions * 1_000_000)
        print(f"{place.stat().st_size / 1e6:.0f} MB on disk")
        header = find_header(place, lambda words: words == WORDS)
        assert header is not None
        began = time.perf_counter()
        for count, row in enumerate(read_rows(place, header, silent), start=1):
            assert not isinstance(row, RowProblem)
            if count % 1_000_000 == 0 and count // 1_000_000 in (*TOLD, millions):
                seconds = time.perf_counter() - began
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{count:>10,} rows, {count / seconds:,.0f} a second, peak {peak:.1f} MB")


if __name__ == "__main__":
    main()
