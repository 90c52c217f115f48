"""Takes a picture of every page, as it is with real data, for the README and for our own eyes."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from notecard import resources
from notecard.desktop.jobs import Jobs
from notecard.desktop.main_window import MainWindow
from notecard.desktop.pages.customers import CustomersPage
from notecard.desktop.pages.photos import PhotosPage
from notecard.desktop.pages.purchases import KEYS, PurchasesPage
from notecard.desktop.theme import Look

_SETTLE_MS = 120
SAMPLE_NAME = "Maria Okafor"
SAMPLE_PHOTO = "sample_shop/card_photo.jpg"


class Screenshots(QObject):
    """Goes from page to page, waits until each has read its data, and saves what is seen."""

    finished = Signal()

    def __init__(self, window: MainWindow, jobs: Jobs, look: Look, folder: Path) -> None:
        super().__init__()
        self._window, self._jobs, self._look, self._folder = window, jobs, look, folder
        self._steps = self._walk()

    def begin(self) -> None:
        """Start walking."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._look.choose("light")
        self._next()

    def _next(self) -> None:
        if not self._jobs.is_idle:
            QTimer.singleShot(_SETTLE_MS, self._next)
            return
        step = next(self._steps, None)
        if step is None:
            self.finished.emit()
            return
        step()
        QTimer.singleShot(_SETTLE_MS, self._next)

    def _walk(self) -> Iterator[Callable[[], object]]:
        for page in ("today", "purchases", "customers", "photos", "results", "settings"):
            yield partial(self._window.go_to, page)
            yield from self._busy()
            yield partial(self._save, page)
        yield lambda: self._window.go_to("today")
        yield lambda: self._look.choose("dark")
        yield lambda: self._save("today-dark")

    def _busy(self) -> Iterator[Callable[[], object]]:
        """Show a page at work: each part, somebody found, the sample photo confirmed."""
        page = self._window.page
        if isinstance(page, CustomersPage):
            yield partial(page.search, SAMPLE_NAME)
        if isinstance(page, PurchasesPage):
            for part in reversed(KEYS):  # the first one last: it is the picture of the page
                yield partial(page.show_part, part)
                yield partial(self._save, f"purchases-{part}")
        photo = resources.find(SAMPLE_PHOTO)
        if isinstance(page, PhotosPage) and photo.is_file():
            yield partial(page.open, photo)
            yield page.leave_the_rest
            yield page.say_yes

    def _save(self, name: str) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # what has just come
        self._window.grab().save(str(self._folder / f"{name}.png"))
