"""Starts the desktop: the one place where its parts are put together."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from notecard.core.errors import SettingsError
from notecard.core.settings import Settings
from notecard.core.words import _
from notecard.desktop import typefaces
from notecard.desktop.books import Books
from notecard.desktop.jobs import Jobs
from notecard.desktop.main_window import MainWindow, Place
from notecard.desktop.pages.page import Page
from notecard.desktop.theme import Look
from notecard.store import settings_file
from notecard.store.home import default_home


class Desktop(QObject):
    """Everything that lives as long as the window."""

    def __init__(
        self, application: QApplication, home: Path, url: str, today: date, page: str = ""
    ) -> None:
        super().__init__()
        self.trouble: SettingsError | None = None
        self.settings = self._settings(home)
        typefaces.register(typefaces.AT_ONCE)
        typefaces.dress(application)
        self.look = Look(application, self.settings.theme)
        self.jobs = Jobs()
        self.books = Books(home, url, today)
        self.window = MainWindow(self.jobs, self.look, self._places(), page or self.settings.page)
        self.window.resize(1180, 760)
        self.window.painted.connect(self._begin)
        self.window.closing.connect(self.close)

    def close(self) -> None:
        """Stop all work and let go of the data."""
        self.jobs.close()
        self.books.close()

    def _begin(self) -> None:
        typefaces.register(typefaces.LATER)
        self.window.begin()
        if self.trouble:
            self.window.page.trouble(self.trouble)

    def _settings(self, home: Path) -> Settings:
        try:
            return settings_file.load(home)
        except SettingsError as error:
            self.trouble = error
            return Settings()

    def keep(self, **changes: str) -> None:
        """Change what is kept for this computer."""
        self.settings = replace(self.settings, **changes)
        settings_file.save(self.books.home, self.settings)

    def _places(self) -> list[Place]:
        def page(words: str) -> Page:
            return Page(self.jobs, self.look, words)

        return [
            Place("today", _("Today"), "sun", lambda: page(_("Today"))),
            Place("customers", _("Customers"), "users", lambda: page(_("Customers"))),
            Place("photos", _("Photos"), "image", lambda: page(_("Photos"))),
            Place("settings", _("Settings"), "settings", lambda: page(_("Settings"))),
        ]


def application() -> QApplication:
    """Return the one Qt application, named as accessibility tools and files know it."""
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Notecard")
    made.setStyle("Fusion")
    return made


def run(
    home: Path | None = None,
    url: str = "",
    screenshots: Path | None = None,
    page: str = "",
    on: date | None = None,
) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    qt = application()
    today = on or date.today()  # noqa: DTZ011 - the shop's own day is this computer's
    desktop = Desktop(qt, home or default_home(), url, today, page)
    sys.excepthook = _hook(desktop)
    desktop.window.show()
    return qt.exec()


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _hook(desktop: Desktop) -> Hook:
    """Show what nobody caught, instead of losing it on a console nobody sees."""
    return lambda _kind, trouble, _where: desktop.jobs.broke.emit(trouble)
