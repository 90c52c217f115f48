"""The bounds that hold for the known records hold for other names, languages and slips too."""

import pytest

from tests.benchmarks.identity_fake_1000 import Record, recall_at, run
from tests.benchmarks.identity_made_up import records


def _one(number: str, **told: str) -> Record:
    empty = dict.fromkeys(("first_name", "surname", "dob", "city", "email"), "")
    return {**empty, **told, "cluster": number}


ANNA = {"first_name": "Anna", "surname": "Baker", "dob": "1980-05-17", "email": "anna@example.com"}


def test_the_measure_can_tell_wrong_from_right() -> None:
    joined, ranked = run([_one("1", **ANNA), _one("1", **ANNA), _one("2", first_name="Tom")])
    assert (joined.precision, joined.recall) == (1.0, 1.0)
    joined, ranked = run([_one("1", **ANNA), _one("2", **ANNA), _one("2", **ANNA)])
    assert (joined.precision, joined.recall) == (1 / 3, 1.0)
    slip = {**ANNA, "email": "ana@example.com"}
    joined, ranked = run([_one("1", **ANNA), _one("1", **slip)])
    assert (joined.recall, recall_at(0.95, ranked)) == (0.0, 1.0)
    joined, ranked = run([_one("1", **ANNA), _one("2", **slip), _one("2", surname="Nobody")])
    assert (joined.recall, recall_at(0.95, ranked)) == (0.0, 0.0)


def test_the_records_are_the_same_every_time_and_truly_slips() -> None:
    made = records(1, 50)
    assert made == records(1, 50)
    assert made != records(2, 50)
    assert len({one["cluster"] for one in made}) > 40
    first = {one["first_name"] for one in made if one["cluster"] == made[0]["cluster"]}
    assert len(made) > len({one["cluster"] for one in made}) + 50
    assert first


@pytest.mark.parametrize("as_receipts", [False, True], ids=["address book", "receipts"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_joined_wrongly_and_what_is_alike_is_suggested(
    seed: int, as_receipts: bool
) -> None:
    joined, ranked = run(records(seed), as_receipts=as_receipts)
    assert joined.precision == 1.0
    assert recall_at(0.95, ranked) >= 0.75
