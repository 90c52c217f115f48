"""What tests that talk to the stand-in need."""

from collections.abc import Iterator

import pytest

from notecard.sources.live.patience import Patience
from tests.fake_shops.client import FakeShops, running


@pytest.fixture(scope="session")
def running_shops() -> Iterator[FakeShops]:
    with running() as shops:
        yield shops


@pytest.fixture
def shops(running_shops: FakeShops) -> FakeShops:
    running_shops.restart()
    return running_shops


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def patience(slept: list[float]) -> Patience:
    return Patience(timeout=0.5, sleep=slept.append, clock=lambda: sum(slept), chance=lambda: 1.0)
