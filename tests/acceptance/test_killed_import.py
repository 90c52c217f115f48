"""An import that is killed at any moment leaves the state before or the state after."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from notecard.store.database import open_store
from notecard.store.tables import batches, customer_summary, purchases, receipt_lines
from notecard.workflows.import_purchases import undo_import

ROOT = Path(__file__).parent.parent.parent
ROWS = 20_000
MOMENTS = 50
HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
PROGRAM = """
import sys
from pathlib import Path
from notecard.store.database import open_store
from notecard.workflows.import_purchases import import_files
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
import_files(store, [Path(sys.argv[2])])
print("done", flush=True)
"""


def _write(place: Path) -> None:
    chance = random.Random(9)
    rows = (
        f"{536365 + row // 20},S{row % 97},TEAPOT {row % 97},{chance.randrange(1, 9)},"
        f"2011-{row // 2000 + 1:02}-05 10:00:00,2.55,{12000 + chance.randrange(300)}.0,EIRE\n"
        for row in range(ROWS)
    )
    place.write_text(HEADER + "".join(rows), encoding="utf-8")


def _start(home: Path, place: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(home), str(place)]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def _state(home: Path) -> tuple[int, ...]:
    """Open the store as the program would, and count everything an import writes."""
    store = open_store(home)
    with store.reading() as books:
        assert books.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert books.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        counts = [
            books.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (purchases, customer_summary, batches)
        ]
        length = func.coalesce(func.sum(func.json_array_length(receipt_lines.c.lines)), 0)
        counts.append(books.execute(select(length)).scalar_one())
    store.close()
    return tuple(counts)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX systems")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    place, home = tmp_path / "retail.csv", tmp_path / "home"
    _write(place)
    began = time.perf_counter()
    with _start(home, place) as whole:
        began = time.perf_counter()
        assert whole.wait() == 0
    lasts = time.perf_counter() - began
    after = _state(home)
    assert (after[0], after[-1]) == (ROWS // 20, ROWS)
    before = (0, 0, 0, 0)
    seen = {after}
    chance = random.Random(1)
    for _ in range(MOMENTS):
        if _state(home) == after:
            _take_back(home)
        with _start(home, place) as process:
            time.sleep(chance.uniform(0, lasts * 1.05))
            process.kill()
        state = _state(home)
        assert state in (before, after)
        seen.add(state)
    assert seen == {before, after}


def _take_back(home: Path) -> None:
    store = open_store(home)
    undo_import(store, 1)
    store.close()
