"""How long, and with how much memory, a first sync of 100,000 orders is written.

Run: python -m tests.benchmarks.first_sync [ORDERS]. The network is left out: pages come from here.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from notecard.core.progress import silent
from notecard.core.purchases import LineItem, Person, Purchase
from notecard.sources.live import Access, Mark, Page, named
from notecard.sources.live.told import Told
from notecard.store import connections
from notecard.store.connections import Connected
from notecard.store.database import open_store
from notecard.workflows.sync import Synced, _pull, _write

PAGE = 500
PEOPLE = 4_000
SQUARE = named("square")


class Plenty:
    """A shop system with plenty of orders."""

    id, system, tells = SQUARE.id, SQUARE.system, SQUARE.tells

    def __init__(self, orders: int) -> None:
        self.orders = orders

    def pull(self, _access: Access, _mark: Mark) -> Iterator[Page]:
        """Yield every order once, a page at a time."""
        for start in range(0, self.orders, PAGE):
            yield Page(tuple(map(_order, range(start, start + PAGE))), {"updated": f"{start:09}"})


def _order(number: int) -> Purchase:
    buyer = number * 7919 % PEOPLE
    return Purchase(
        key=f"SQ-{number:07}",
        at=datetime(2016, 1, 1, tzinfo=UTC) + timedelta(minutes=50 * number),
        currency="GBP",
        gross=1240,
        person=Person(f"C{buyer}", f"Person {buyer}", email=f"p{buyer}@example.com"),
        lines=tuple(LineItem(f"Teapot {line}", Decimal(1), 310) for line in range(4)),
    )


def main() -> None:
    """Print the figures."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    system = Plenty(orders)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        connected = Connected("till", "square", {}, {})
        with store.transaction() as books:
            connections.add(books, connected)
        began = time.perf_counter()
        synced = Synced("till", "square")
        with Told() as told:
            mark = _pull(system, Access({}, {}), {}, told, synced)  # type: ignore[arg-type]
            pulled = time.perf_counter()
            _write(store, connected, system, told, mark, synced, silent)  # type: ignore[arg-type]
        written = time.perf_counter()
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{synced.imported.added} orders: kept aside in {pulled - began:.1f} s, written in")
    print(f"{written - pulled:.1f} s, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
