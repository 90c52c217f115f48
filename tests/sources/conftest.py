"""What tests of readers may use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from notecard.core.purchases import Read
from notecard.sources import Options, Source, found, recognise

Reading = Callable[..., list[Read]]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    """Return what reads a small file as an import does: recognised among all sources."""

    def _read(
        text: str, source: Source, *, encoding: str = "utf-8", newline: str = "\n", dates: str = ""
    ) -> list[Read]:
        place = tmp_path / "export.csv"
        place.write_bytes(text.replace("\n", newline).encode(encoding))
        assert recognise(place, found()).id == source.id
        return list(source.read(place, Options(currency="EUR", dates=dates)))

    return _read
