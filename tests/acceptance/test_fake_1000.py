"""The identity rules on 1,000 invented records of 251 people, whose truth is known."""

from pathlib import Path

import pytest

from tests.benchmarks.identity_fake_1000 import read, recall_at, run


@pytest.mark.parametrize("as_receipts", [False, True], ids=["address book", "receipts"])
def test_nothing_is_joined_wrongly_and_what_is_alike_is_suggested(
    shared: Path, as_receipts: bool
) -> None:
    records = read(shared / "data/identity/fake_1000.csv")
    assert len(records) == 1000
    joined, ranked = run(records, as_receipts=as_receipts)
    assert joined.precision == 1.0
    assert joined.recall > 0.1
    assert recall_at(0.95, ranked) >= 0.75
    assert recall_at(0.95, ranked) > joined.recall
