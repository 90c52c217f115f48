"""The stand-in shops, and patience that loses no time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from notecard.core.purchases import Contact, Purchase, RowProblem
from notecard.sources.live import Access, Mark, named
from notecard.sources.live.patience import Patience
from tests.fake_shops.client import KEYS, FakeShops


@dataclass
class Told:
    """What a reading came to: each receipt and customer as told last."""

    purchases: dict[str, Purchase]
    contacts: dict[str, Contact]
    made_into_one: list[Contact]
    problems: list[RowProblem]
    notes: list[str]
    mark: Mark
    pages: int


@pytest.fixture
def pull(shops: FakeShops, patience: Patience) -> Callable[..., Told]:
    def read(
        system: str,
        mark: Mark | None = None,
        keys: Mapping[str, str] | None = None,
        **access: Any,
    ) -> Told:
        given = Access(shops.settings, keys or KEYS[system], patience, **access)
        pages = list(named(system).pull(given, mark or {}))
        reads = [read for page in pages for read in page.reads]
        contacts = [one for one in reads if isinstance(one, Contact)]
        return Told(
            {one.key: one for one in reads if isinstance(one, Purchase)},
            {one.person.system_id: one for one in contacts if not one.replaces},
            [one for one in contacts if one.replaces],
            [one for one in reads if isinstance(one, RowProblem)],
            [note for page in pages for note in page.notes],
            pages[-1].mark,
            len(pages),
        )

    return read
