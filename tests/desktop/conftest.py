"""A window for the tests of a module: fonts are registered once, threads stop with it."""

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from notecard.desktop import typefaces
from notecard.desktop.app import Desktop

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Return the one Qt application, dressed as the program dresses it."""
    qapp.setApplicationName("Notecard")
    qapp.setStyle("Fusion")
    typefaces.register(typefaces.AT_ONCE + typefaces.LATER)
    typefaces.dress(qapp)
    return qapp


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the sample shop in it, to be copied."""
    from notecard.store.database import open_store
    from notecard.workflows.sample_shop import load_sample_shop

    home = tmp_path_factory.mktemp("sample")
    store = open_store(home)
    load_sample_shop(store, TODAY)
    store.close()
    return home


Opened = Callable[..., Desktop]


@pytest.fixture(scope="module")
def open_desktop(
    dressed: QApplication, sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """Return a function that opens the window on its own copy of the sample shop."""
    opened: list[Desktop] = []

    def start(page: str = "", is_empty: bool = False) -> Desktop:
        home = tmp_path_factory.mktemp("desktop") / "home"
        if not is_empty:
            shutil.copytree(sample_home, home)
        desktop = Desktop(dressed, home, "", TODAY, page)
        desktop.keep(last_folder=str(home / "out"))
        desktop.window.show()
        opened.append(desktop)
        return desktop

    yield start
    for desktop in opened:
        desktop.window.close()
        desktop.window.deleteLater()
    opened.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
