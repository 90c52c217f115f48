"""How well scores rank who comes back: AUC with intervals, and what the first tenth is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from scipy.stats import rankdata
from sqlalchemy import text

from notecard.store import standings
from notecard.store.database import Store
from tests.benchmarks.bg_nbd import Fitted, History, Numbers, expected_visits, fit

RESAMPLES = 1_000
_SALES = text("""
SELECT customer, day, gross - refunded - returned AS net, kind = 'sale' AS is_sale FROM purchases
WHERE customer IS NOT NULL AND kind <> 'not_counted' ORDER BY customer, day
""")


@dataclass(frozen=True)
class People:
    """Everybody who had bought by a day, and what they did in the time after it."""

    scores: Mapping[str, Numbers]
    came: Numbers  # 1 for whoever came at all
    visits: Numbers  # on how many days
    fitted: Fitted


@dataclass(frozen=True)
class Ranked:
    """How one score did; `low` and `high` are the 95 % interval of the AUC."""

    name: str
    auc: float
    low: float
    high: float
    lift: float
    captured: float


def people(store: Store, day: date, until: date) -> People:
    """Read everybody from the store as of a day; the points are the program's own."""
    with store.reading() as books:
        points = standings.points_on(books, day)
        rows = books.execute(_SALES).all()
    who, days, net, is_sale = (
        np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)
    )
    today, end = day.toordinal(), until.toordinal()
    everybody = np.array(sorted(points), dtype=np.int64)
    is_known = np.isin(who, everybody)
    place = np.searchsorted(everybody, np.where(is_known, who, everybody[0]))
    size = len(everybody)

    past = is_known & (days <= today)
    spent = np.bincount(place[past], net[past], size)
    first, last, visits = _days(place, days, past & (is_sale == 1), size)
    later = is_known & (is_sale == 1) & (days > today) & (days <= end)
    _first, _last, came_back = _days(place, days, later, size)

    week = 7.0
    history = History(visits - 1, (last - first) / week, (today - first) / week)
    fitted = fit(history)
    since = today - last
    worth = np.array([points[one] for one in everybody.tolist()], dtype=float)
    scores = {
        "points": worth,
        "as in a lane": worth - since / (1 + since.max()),  # equal points: who came last
        "BG/NBD": expected_visits(history, fitted, (end - today) / week),
        "RFM quintiles": _quintile(-since) + _quintile(visits) + _quintile(spent),
        "days since the last": -since,
        "visits": visits,
        "spend": spent,
        "random": np.random.default_rng(1).random(size),
    }
    return People(scores, (came_back > 0).astype(float), came_back, fitted)


def _days(
    place: np.ndarray[Any, Any], days: np.ndarray[Any, Any], which: np.ndarray[Any, Any], size: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Return for everybody the first day, the last, and how many different ones there are."""
    pairs = np.unique(np.column_stack((place[which], days[which])), axis=0)
    first, last = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(first, pairs[:, 0], pairs[:, 1])
    np.maximum.at(last, pairs[:, 0], pairs[:, 1])
    return first, last, np.bincount(pairs[:, 0], minlength=size).astype(float)


def _quintile(values: Numbers) -> Numbers:
    return np.asarray(np.ceil(5 * rankdata(values) / len(values)))


class Auc:
    """How often a score puts one who came above one who did not; a tie counts half."""

    def __init__(self, score: Numbers, came: Numbers) -> None:
        _values, self._group = np.unique(score, return_inverse=True)
        self._came = came

    def __call__(self, weights: Numbers | None = None) -> float:
        weights = np.ones(len(self._came)) if weights is None else weights
        came = np.bincount(self._group, weights * self._came)
        stayed = np.bincount(self._group, weights * (1 - self._came))
        below = np.cumsum(stayed) - stayed / 2
        return float((came * below).sum() / (came.sum() * stayed.sum()))


def rank(among: People) -> tuple[list[Ranked], tuple[float, float, float]]:
    """Return how every score did, and the points' AUC less BG/NBD's with its 95 % interval."""
    chance = np.random.default_rng(2)
    size = len(among.came)
    aucs = {name: Auc(score, among.came) for name, score in among.scores.items()}
    drawn = np.array(
        [
            [auc(weights) for auc in aucs.values()]
            for weights in (
                np.bincount(chance.integers(0, size, size), minlength=size).astype(float)
                for _resample in range(RESAMPLES)
            )
        ]
    )
    low, high = np.percentile(drawn, (2.5, 97.5), axis=0)
    ranked = [
        Ranked(name, aucs[name](), low[place], high[place], *first_tenth(among, score, chance))
        for place, (name, score) in enumerate(among.scores.items())
    ]
    names = list(aucs)
    apart = drawn[:, names.index("points")] - drawn[:, names.index("BG/NBD")]
    less, more = np.percentile(apart, (2.5, 97.5))
    return ranked, (aucs["points"]() - aucs["BG/NBD"](), float(less), float(more))


def first_tenth(among: People, score: Numbers, chance: np.random.Generator) -> tuple[float, float]:
    """Return how much likelier the first tenth came, and its share of all visits; ties by lot."""
    order = np.lexsort((chance.random(len(score)), -score))
    first = order[: len(order) // 10]
    lift = among.came[first].mean() / among.came.mean()
    return float(lift), float(among.visits[first].sum() / among.visits.sum())
