"""A BG/NBD model fitted by maximum likelihood, for comparison only; nothing of the program's.

P. S. Fader, B. G. S. Hardie and K. L. Lee, "Counting Your Customers" the Easy Way (Marketing
Science 24, 2005). Of each customer it wants the visits after the first, the time of the last one
and the time there has been, both since the first visit and in the same unit.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

_FARTHEST = 10.0  # beyond e to this power, up or down, the arithmetic is no longer to be trusted

Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class History:
    """What is known of everybody: one entry a customer in each array."""

    repeats: Numbers
    last: Numbers
    known: Numbers


@dataclass(frozen=True)
class Fitted:
    """The four parameters, and how likely they make what was seen."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float


def fit(history: History) -> Fitted:
    """Find the most likely parameters; equal histories are counted once with their number."""
    rows = np.column_stack((history.repeats, history.last, history.known))
    distinct, number = np.unique(rows, axis=0, return_counts=True)
    few = History(*distinct.T)

    def loss(logs: Numbers) -> float:
        if np.abs(logs).max() > _FARTHEST:
            return np.inf
        return float(-(number * log_likelihood(few, *np.exp(logs))).sum() / number.sum())

    typical = np.log(np.median(few.known) / 10)
    starts = ([-1.0, typical, -0.5, 0.5], [0.0, typical + 1, -1.0, 1.0])
    options = {"maxiter": 4_000, "xatol": 1e-6, "fatol": 1e-10}
    tries = [minimize(loss, one, method="Nelder-Mead", options=options) for one in starts]
    best = min(tries, key=lambda one: float(one.fun))
    return Fitted(*np.exp(best.x).tolist(), log_likelihood=-float(best.fun) * int(number.sum()))


def log_likelihood(of: History, r: float, alpha: float, a: float, b: float) -> Numbers:
    """Return how likely each history is: equation 6 of the paper, in logarithms."""
    x = of.repeats
    buys = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    stays = betaln(a, b + x) - betaln(a, b)
    is_here = -(r + x) * np.log(alpha + of.known)
    has_left = np.where(
        x > 0,
        np.log(a) - np.log(b + np.maximum(x - 1, 0)) - (r + x) * np.log(alpha + of.last),
        -np.inf,
    )
    return np.asarray(buys + stays + np.logaddexp(is_here, has_left))


def expected_visits(of: History, fitted: Fitted, ahead: float) -> Numbers:
    """Return how often each is expected in the time ahead: equation 10 of the paper."""
    r, alpha, a, b = fitted.r, fitted.alpha, fitted.a, fitted.b
    x, whole = of.repeats, alpha + of.known
    share = whole / (whole + ahead)
    tail = share ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, 1 - share)
    visits = (a + b + x - 1) / (a - 1) * (1 - tail)
    gone = a / (b + np.maximum(x - 1, 0)) * (whole / (alpha + of.last)) ** (r + x)
    return np.asarray(visits / (1 + np.where(x > 0, gone, 0)))
