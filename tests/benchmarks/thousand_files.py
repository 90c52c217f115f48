"""Daily exports by the thousand, a tenth of each told before: `python -m tests.benchmarks...`."""

import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from notecard.store.database import open_store
from notecard.store.tables import purchases
from notecard.workflows.import_purchases import import_files
from tests.till_days import MAPPING, write


def main(files: int = 1000) -> None:
    """Import them one by one; print what they came to and how long it took."""
    union: dict[str, int] = {}
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "home")
        (store.home / "mappings").mkdir()
        (store.home / "mappings" / "till.toml").write_text(MAPPING, encoding="utf-8")
        for place, told in write(Path(folder), files):
            began = time.perf_counter()
            import_files(store, [place])
            took.append(time.perf_counter() - began)
            union |= told
        with store.reading() as books:
            total = select(func.count(), func.sum(purchases.c.gross))
            count, pence = books.execute(total).one()
        store.close()
    print(
        f"{files} files: {count} receipts of {len(union)}, {pence} pence of {sum(union.values())}"
    )
    some = min(100, files)
    print(
        f"{sum(took):.1f} s; the first {some} files {sum(took[:some]):.2f} s, "
        f"the last {some} {sum(took[-some:]):.2f} s"
    )
    if (count, pence) != (len(union), sum(union.values())):
        raise SystemExit("receipts were lost or doubled")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
