"""What every shop system found must keep to; a new one is tested by existing."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notecard.core.customers import plain_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Contact, Purchase
from notecard.sources import found as readers
from notecard.sources.live import Access, System, found
from notecard.sources.live.patience import Patience
from notecard.sources.live.told import Told
from notecard.store.connections import live_id
from tests.fake_shops import shopify, square, stripe, woocommerce
from tests.fake_shops.client import KEYS, FakeShops

SYSTEMS = found()
EVERY = pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.system)
TEXTS = ["", "1", "GBP", "COMPLETED", "2026-01-01T00:00:00Z", "0001-01-01", "NaN", "\u202ex"]
NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
LEAVES = st.one_of(st.none(), st.booleans(), NUMBERS, st.sampled_from(TEXTS), st.text(max_size=8))
THINGS = st.one_of(LEAVES, st.lists(LEAVES, max_size=2), st.dictionaries(st.text(), LEAVES))
LIKE_REAL: dict[str, Any] = {
    "square": {
        "locations": [{"id": "L00"}],
        "customers": [square._customer(1)],
        "orders": [
            square._order(1),
            square._return("SQ-2", square._order(2), 9),
        ],
        "refunds": [square._refund("R", "SQ-1", square._money(5), 9)],
    },
    "shopify": {
        "data": {
            "shop": {"name": "Harbour Street"},
            "orders": {
                "nodes": [shopify._order(1) | {"lineItems": {"nodes": [shopify._line(1)]}}],
                "pageInfo": {"hasNextPage": False},
            },
        },
        "extensions": {"cost": shopify._cost({})},
    },
    "woocommerce": [woocommerce._order(1)],
    "stripe": {"data": [stripe._charge(1)], "has_more": False},
}


def _spoilt(document: Any, data: st.DataObject) -> Any:
    """Return an answer like a real one, with a few of its parts turned into something else."""
    answer = json.loads(json.dumps({"": document}))
    for _time in range(data.draw(st.integers(0, 4))):
        inside = answer
        while True:
            key = data.draw(st.sampled_from(list(_keys(inside))))
            if not list(_keys(inside[key])) or data.draw(st.integers(0, 3)) == 0:
                inside[key] = data.draw(THINGS)
                break
            inside = inside[key]
    return answer[""]


def _keys(one: Any) -> Iterable[Any]:
    return one if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()


def _refusal(pull: Callable[[], object]) -> SourceError | None:
    try:
        pull()
    except SourceError as error:
        return error
    return None


def _access(shops: FakeShops, system: System, patience: Patience) -> Access:
    return Access(shops.settings, KEYS[system.system], replace(patience, tries=2))


def test_the_names_are_different_from_all_others() -> None:
    ids = [one.id for one in [*SYSTEMS, *readers()]]
    assert len(set(ids)) == len(ids)
    assert len(SYSTEMS) == len({one.system for one in SYSTEMS}) >= 4


@EVERY
def test_it_says_what_the_owner_must_know(system: System) -> None:
    assert system.label
    assert all(step.endswith(".") for step in system.steps())
    assert system.reads().endswith(".")
    assert system.tells.totals == 3  # above every file of the system
    assert system.id == live_id(system.system)


@EVERY
def test_keys_are_not_shown_by_what_holds_them(
    shops: FakeShops, system: System, patience: Patience
) -> None:
    shown = repr(_access(shops, system, patience))
    assert not any(key in shown for key in KEYS[system.system].values())


@EVERY
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_answer_gives_purchases_or_a_reason(
    shops: FakeShops, patience: Patience, system: System, data: st.DataObject
) -> None:
    shops.restart()
    shops.answer(_spoilt(LIKE_REAL[system.system], data))
    reads: list[object] = []

    def pull() -> None:
        with Told() as told:
            mark: dict[str, str] = {}
            for page in system.pull(_access(shops, system, patience), {}):
                told.keep(page.reads)
                mark = page.mark
            assert all(isinstance(value, str) for value in mark.values())
            reads.extend(told.reads())
            assert list(system.pull(_access(shops, system, patience), mark))

    error = _refusal(pull)
    assert error is None or error.hint
    for one in reads:
        if isinstance(one, Purchase):
            assert one.key
            assert one.gross >= 0
            assert one.refunded >= 0
            assert one.at.tzinfo is not None
        if isinstance(one, Purchase | Contact):
            assert plain_name(one.person.name) == one.person.name


@EVERY
def test_answers_like_real_ones_are_read(
    shops: FakeShops, patience: Patience, system: System
) -> None:
    shops.answer(LIKE_REAL[system.system])
    pages = list(system.pull(_access(shops, system, patience), {}))
    assert any(isinstance(one, Purchase) for page in pages for one in page.reads)


@EVERY
def test_an_answer_that_never_ends_is_noticed(
    shops: FakeShops, patience: Patience, system: System
) -> None:
    order = {"id": "x", "number": "1", "date_modified_gmt": "2026-01-01T00:00:00"}
    page = {"nodes": [], "pageInfo": {"hasNextPage": True, "endCursor": "again"}}
    shops.answer(
        [order] * 100
        if system.system == "woocommerce"
        else {
            "cursor": "again",
            "locations": [{"id": "L"}],
            "orders": [],
            "data": [{"id": "again"}] if system.system == "stripe" else {"orders": page},
            "has_more": True,
        }
    )
    error = _refusal(lambda: list(system.pull(_access(shops, system, patience), {})))
    assert error is None or "not order data" in error.message
    assert shops.count < 10
