"""How often and how long a shop system is asked again: the one rule for all of them."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long one request is repeated; the clock can be replaced in tests."""

    tries: int = 6
    first: float = 1.0  # seconds before the second try; doubled each time
    longest: float = 60.0  # between two tries
    total: float = 300.0  # for one request, waiting included
    timeout: float = 30.0  # for one answer
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def pause(self, attempt: int, retry_after: str = "") -> float:
        """Return how long to wait: as the server asks, else twice as long each time, with jitter.

        Half of it is fixed and half is chance, so that many shops do not come back at once.
        """
        asked = self._asked(retry_after)
        if asked is not None:
            return asked
        most = min(self.longest, self.first * 2 ** (attempt - 1))
        return float(most * (0.5 + self.chance() / 2))

    def _asked(self, retry_after: str) -> float | None:
        """Return the seconds a Retry-After header asks for: a number or a date (RFC 9110)."""
        told = retry_after.strip()
        if not told:
            return None
        try:
            return max(float(int(told)), 0.0)
        except ValueError:
            pass
        try:
            until = parsedate_to_datetime(told)
        except (TypeError, ValueError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((until - self.now()).total_seconds(), 0.0)
