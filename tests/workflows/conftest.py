"""A store of its own for every test: in a file, and once more on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from notecard.store.database import Store, open_store
from tests.postgres import Lend


@pytest.fixture
def store(tmp_path: Path, lend: Lend) -> Iterator[Store]:
    with lend(tmp_path) as lent:
        yield lent


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()
