"""A window for the tests of a module: fonts are registered once, threads stop with it."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from notecard.desktop import typefaces


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Return the one Qt application, dressed as the program dresses it."""
    qapp.setApplicationName("Notecard")
    qapp.setStyle("Fusion")
    typefaces.register(typefaces.AT_ONCE + typefaces.LATER)
    typefaces.dress(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Leave nothing behind that could be painted after its window is gone."""
    yield
    gc.collect()
