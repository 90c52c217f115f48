"""A till's daily exports, one after the other, each telling a tenth of the day before again."""

import time
from pathlib import Path

from sqlalchemy import func, select

from notecard.store import customers
from notecard.store.database import open_store
from notecard.store.tables import customer_summary, purchases
from notecard.workflows.import_purchases import import_files
from tests.till_days import MAPPING, RECEIPTS, write

FILES = 60


def test_no_receipt_is_lost_and_none_counts_twice(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home")
    (store.home / "mappings").mkdir()
    (store.home / "mappings" / "till.toml").write_text(MAPPING, encoding="utf-8")
    union: dict[str, int] = {}
    added = known = 0
    began = time.monotonic()
    for place, told in write(tmp_path, FILES):
        imported = import_files(store, [place])
        added, known = added + imported.added, known + imported.known
        assert (imported.changed, imported.files[0].problems) == (0, [])
        union |= told
    assert time.monotonic() - began < 15
    with store.reading() as books:
        kept = {
            row.key: row.gross for row in books.execute(select(purchases.c.key, purchases.c.gross))
        }
        spent = books.execute(select(func.sum(customer_summary.c.spent))).scalar_one()
        visitors = customers.count(books)
    store.close()
    assert kept == union
    assert (added, known) == (len(union), (FILES - 1) * RECEIPTS // 10)
    assert spent == sum(union.values())
    assert 0 < visitors < len(union)
