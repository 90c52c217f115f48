"""How alike a thousand cards in a row are, in every language, for two shops.

Run it with: python -m tests.benchmarks.words_alike [--count N] [--lang XX]
Each card is the first suggestion, chosen knowing all before it, as an owner would have them.
Likeness is that of word trigrams (Jaccard), names left out; Online Retail is left out where it is
absent.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from math import exp, log
from pathlib import Path

from sqlalchemy import func, select

from notecard.printing.stocks import find_stock
from notecard.store import shop as choices
from notecard.store.database import Store, open_store
from notecard.store.tables import customer_summary
from notecard.workflows.import_purchases import import_files
from notecard.workflows.sample_shop import load_sample_shop
from notecard.workflows.suggest_words import know, sayable
from notecard.writing.fitting import paper
from notecard.writing.likeness import Heard
from notecard.writing.suggesting import Wish, suggest_card

LANGUAGES = ("en", "de", "fr", "es", "pl")
_RETAIL = Path(__file__).parents[3] / "shared/data/purchases/online_retail_2010_2011.csv.gz"
_TODAY = date(2026, 3, 10)
_COMPARED = 200  # texts that self-BLEU is taken of


def main() -> None:
    """Print the likeness of each shop's cards in each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--lang", choices=LANGUAGES)
    asked = parser.parse_args()
    shops: list[tuple[str, Callable[[Store], object]]] = [
        ("the sample shop", lambda store: load_sample_shop(store, _TODAY))
    ]
    if _RETAIL.exists():
        shops.append(("Online Retail", lambda store: import_files(store, [_RETAIL])))
    print("shop             lang  cards  equal   p50   p90   max  distinct-2  self-BLEU")
    for name, fill in shops:
        with tempfile.TemporaryDirectory() as home:
            store = open_store(Path(home))
            fill(store)
            for language in (asked.lang,) if asked.lang else LANGUAGES:
                print(
                    f"{name:16} {language:4} {_judged(list(_bodies(store, language, asked.count)))}"
                )
            store.close()


def _bodies(store: Store, language: str, count: int) -> Iterator[str]:
    """Yield what is written to the latest customers, one after the other."""
    heard = Heard()
    with store.transaction() as books:
        choices.put(books, replace(choices.get(books), language=language))
    with store.reading() as books:
        last = customer_summary.c.last_day
        newest = books.execute(select(func.max(last))).scalar_one()
        query = select(customer_summary.c.customer).order_by(
            last.desc(), customer_summary.c.customer
        )
        day = date.fromordinal(newest + 2)
        stock = find_stock(choices.get(books).stock, store.home)
        for customer in books.execute(query.limit(count)).scalars().all():
            known = know(books, customer, day, None, store.home)
            wish = Wish(
                lane=known.lanes[0],
                seed=f"{customer}:{day.toordinal()}:0",
                sign_off=known.proof.shop.sign_off,
                room=paper(stock),
                count=1,
            )
            made = suggest_card(sayable(known, stock), known.bank, wish, heard)
            if made:
                heard.add(made[0].body)
                shop = known.proof.shop
                names = {
                    shop.name,
                    known.proof.name,
                    known.proof.given,
                    *(s.name for s in shop.staff),
                }
                yield _without(made[0].body, names - {""})


def _without(body: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        body = body.replace(name, "X")
    return body


def _judged(bodies: list[str]) -> str:
    heard, nearest = Heard(), list[float]()
    for body in bodies:
        nearest.append(heard.nearest(body))
        heard.add(body)
    nearest.sort()
    equal = len(bodies) - len(set(bodies))
    p50, p90 = (nearest[int(len(nearest) * part)] for part in (0.5, 0.9))
    distinct = _distinct(bodies)
    return (
        f"{len(bodies):6} {equal:6} {p50:5.2f} {p90:5.2f} {nearest[-1]:5.2f} "
        f"{distinct:11.3f} {_self_bleu(bodies):10.3f}"
    )


def _words(body: str) -> list[str]:
    return [word.strip(".,!?;:'").casefold() for word in body.split()]


def _distinct(bodies: list[str]) -> float:
    pairs = [pair for body in bodies for pair in zip(_words(body), _words(body)[1:], strict=False)]
    return len(set(pairs)) / len(pairs)


def _self_bleu(bodies: list[str]) -> float:
    """Return the mean BLEU (one to four words, no smoothing but a floor) against all others."""
    some = random.Random(1).sample(bodies, min(_COMPARED, len(bodies)))
    return sum(_bleu(body, [one for one in some if one is not body]) for body in some) / len(some)


def _bleu(body: str, others: list[str]) -> float:
    words, found = _words(body), 0.0
    known = [_words(one) for one in others]
    for size in range(1, 5):
        mine = list(zip(*(words[at:] for at in range(size)), strict=False))
        theirs = {
            gram for one in known for gram in zip(*(one[at:] for at in range(size)), strict=False)
        }
        hit = sum(gram in theirs for gram in mine)
        found += log(max(hit, 0.1) / max(len(mine), 1)) / 4
    return exp(found)


if __name__ == "__main__":
    main()
