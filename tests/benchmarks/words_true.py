"""How many texts for random shops are untrue, sell or read badly, by a checker of its own.

Run it with: python -m tests.benchmarks.words_true [--count N] (texts for each language)
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from notecard.core.customers import Channel
from notecard.core.facts import Suggestion
from notecard.core.settings import Shop, Staff
from notecard.store import shop as choices
from notecard.store.database import Store, open_store
from notecard.workflows.suggest_words import suggest
from tests import random_shop
from tests.random_shop import TODAY, Sale
from tests.words_checker import SHOP, STAFF, Case, sales_of, wrong_with

LANGUAGES = ("en", "de", "fr", "es", "pl")
CHANNELS = (Channel.CARD, Channel.CALL)
_SHOPS = 100  # made up at a time


def main() -> None:
    """Print for each language how many texts were looked at, and what was wrong with them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Path(home))
        for language in LANGUAGES:
            looked_at, wrong = 0, Counter[str]()
            for found in _texts(store, language):
                looked_at += 1
                wrong.update(found)
                if looked_at >= count:
                    break
            print(f"{language}: {looked_at:,} texts, {wrong.total()} things wrong", flush=True)
            for what, times in wrong.most_common(5):
                print(f"    {times:5} {what}")
        store.close()


def _texts(store: Store, language: str) -> Iterator[list[str]]:
    """Yield for one text after the other what is wrong with it; it never ends."""
    number = 0
    while True:
        number += 1
        for sales in _shops(number):
            for register in ("familiar", "formal"):
                shop = Shop(name=SHOP, language=language, register=register, staff=_staff())
                with store.transaction() as books:
                    random_shop.write(books, sales)
                    choices.put(books, shop)
                for one, case, names, spoken in _suggested(store, language, sales):
                    yield wrong_with(one, case, names, spoken=spoken)


def _staff() -> tuple[Staff, ...]:
    return (*(Staff(name) for name in STAFF), Staff("Ivy", here=False))


def _shops(number: int) -> list[list[Sale]]:
    made: list[list[Sale]] = []

    @seed(number)
    @settings(
        max_examples=_SHOPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(random_shop.shops())
    def make(sales: list[Sale]) -> None:
        made.append(sales)

    make()
    return made


def _suggested(
    store: Store, language: str, sales: list[Sale]
) -> Iterator[tuple[Suggestion, Case, tuple[str, ...], bool]]:
    for customer, rows in sales_of(sales).items():
        case = Case(language, rows, sales)
        names = (SHOP, f"Person {customer}", "Person", *STAFF)
        for channel in CHANNELS if case.kept else ():
            for one in suggest(store, customer, TODAY, channel=channel):
                yield one, case, names, channel is Channel.CALL


if __name__ == "__main__":
    main()
