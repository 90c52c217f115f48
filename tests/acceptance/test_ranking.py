"""The points rank who comes back at least as well as a fitted model, on the real set.

Quintiles of recency, visits and money rank this set slightly better (0.739 against 0.734, within
what chance does); `tests.benchmarks.rank_online_retail` says so as long as it is so.
"""

from datetime import date

import numpy as np
import pytest

from notecard.store.database import Store
from notecard.workflows.import_purchases import Imported
from tests.benchmarks.bg_nbd import Fitted, History, expected_visits, fit
from tests.benchmarks.ranking import Auc, People, people

DAY, UNTIL = date(2011, 6, 9), date(2011, 12, 9)


@pytest.fixture(scope="module")
def among(store: Store, imported: Imported) -> People:
    assert imported.added
    return people(store, DAY, UNTIL)


def auc(among: People, name: str) -> float:
    return Auc(among.scores[name], among.came)()


def test_the_points_are_as_good_as_a_fitted_model(among: People) -> None:
    assert len(among.came) == 2_800
    assert auc(among, "BG/NBD") > 0.7
    assert auc(among, "points") >= auc(among, "BG/NBD") - 0.01


def test_the_points_are_better_than_each_of_their_parts(among: People) -> None:
    for part in ("days since the last", "visits", "spend"):
        assert auc(among, "points") > auc(among, part)


def test_the_measure_knows_good_from_bad(among: People) -> None:
    assert Auc(among.came, among.came)() == 1
    assert Auc(-among.came, among.came)() == 0
    assert Auc(np.zeros(len(among.came)), among.came)() == 0.5
    assert 0.45 < auc(among, "random") < 0.55


def test_the_model_finds_the_parameters_people_were_made_with() -> None:
    """A thousand times six people of known rates: those of the model itself."""
    made = Fitted(0.8, 6.0, 0.6, 3.0, 0.0)
    history, later = lives(made, 6_000, known=52.0, ahead=26.0)
    found = fit(history)
    for name in ("r", "alpha", "a", "b"):
        assert abs(getattr(found, name) / getattr(made, name) - 1) < 0.25, name
    told = expected_visits(history, found, 26.0)
    assert abs(told.sum() / later.sum() - 1) < 0.05


def lives(made: Fitted, size: int, known: float, ahead: float) -> tuple[History, np.ndarray]:
    """Make up visits as the model has them: everybody has a rate, and may leave after each."""
    chance = np.random.default_rng(7)
    rate = chance.gamma(made.r, 1 / made.alpha, size)
    leaves = chance.beta(made.a, made.b, size)
    repeats, last, later = np.zeros(size), np.zeros(size), np.zeros(size)
    for one in range(size):
        at = 0.0
        while chance.random() >= leaves[one] or at == 0.0:
            at += chance.exponential(1 / rate[one])
            if at > known + ahead:
                break
            if at > known:
                later[one] += 1
            else:
                repeats[one], last[one] = repeats[one] + 1, at
    return History(repeats, last, np.full(size, known)), later
