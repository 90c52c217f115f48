"""The real set, imported once for all acceptance tests that only look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from notecard.store.database import Store, open_store
from notecard.workflows.import_purchases import Imported, import_files


@pytest.fixture(scope="session")
def place(shared: Path) -> Path:
    return shared / "data/purchases/online_retail_2010_2011.csv.gz"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("retail"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def imported(store: Store, place: Path) -> Imported:
    return import_files(store, [place])
