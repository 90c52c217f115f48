"""Starts the desktop: the one place where its parts are put together.

Pages are imported when they are built, after the window is first seen: a window at once, then
what stands in it.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QApplication

from notecard.core.errors import NotecardError, SettingsError
from notecard.core.settings import Settings
from notecard.core.words import _
from notecard.desktop import typefaces
from notecard.desktop.books import Books
from notecard.desktop.immortal import keep_alive
from notecard.desktop.jobs import Jobs
from notecard.desktop.main_window import MainWindow, Place
from notecard.desktop.theme import Look
from notecard.desktop.tidying import Tidier
from notecard.store import settings_file

if TYPE_CHECKING:
    from notecard.core.customers import Note
    from notecard.desktop.errands.connections import ConnectionErrands
    from notecard.desktop.errands.people import PeopleErrands
    from notecard.desktop.errands.purchases import Came, PurchaseErrands
    from notecard.desktop.errands.shop import ShopErrands
    from notecard.desktop.errands.who import WhoErrands
    from notecard.desktop.pages.page import Page
    from notecard.desktop.watching import FolderWatch


class Desktop(QObject):
    """Everything that lives as long as the window."""

    begun = Signal()  # every page is built

    def __init__(
        self, application: QApplication, home: Path, url: str, today: date, page: str = ""
    ) -> None:
        super().__init__()
        self.has_begun = False
        self.trouble: SettingsError | None = None
        self.settings = self._settings(home)
        typefaces.register(typefaces.AT_ONCE)
        typefaces.dress(application)
        self.look = Look(application, self.settings.theme)
        self.jobs = Jobs()
        self.tidier: Tidier | None = None  # from the moment there is work on other threads
        self.books = Books(home, url, today)
        self.window = MainWindow(self.jobs, self.look, self._places(), page or self.settings.page)
        self.window.resize(1180, 760)
        self.window.painted.connect(self._begin)
        self.window.remember.connect(self._remember)
        self.window.story.connect(self._story)
        self.window.closing.connect(self.close)

    @cached_property
    def people(self) -> "PeopleErrands":
        """What is asked of the customers, by their page and by the box to remember."""
        from notecard.desktop.errands.people import PeopleErrands

        return PeopleErrands(self.books)

    @cached_property
    def shop(self) -> "ShopErrands":
        """What is asked of the shop, by the settings and for its name at the side."""
        from notecard.desktop.errands.shop import ShopErrands

        return ShopErrands(self.books)

    @cached_property
    def purchases(self) -> "PurchaseErrands":
        """What is asked of imports, by their page and for the watched folder."""
        from notecard.desktop.errands.purchases import PurchaseErrands

        return PurchaseErrands(self.books)

    @cached_property
    def connections(self) -> "ConnectionErrands":
        """What is asked of the shop systems."""
        from notecard.desktop.errands.connections import ConnectionErrands

        return ConnectionErrands(self.books)

    @cached_property
    def who(self) -> "WhoErrands":
        """What is asked of people who may be one."""
        from notecard.desktop.errands.who import WhoErrands

        return WhoErrands(self.books)

    @cached_property
    def watch(self) -> "FolderWatch":
        """The folder the till writes to."""
        from notecard.desktop.watching import FolderWatch

        return FolderWatch(self.jobs, self.purchases, self._watched_folder)

    def close(self) -> None:
        """Stop all work and let go of the data."""
        self.jobs.close()
        self.books.close()
        if self.tidier:
            self.tidier.close()

    def _begin(self) -> None:
        keep_alive()
        typefaces.register(typefaces.LATER)
        self.window.begin()
        self.tidier = Tidier(self)
        self.has_begun = True
        self.begun.emit()
        self._name_the_shop()
        self.jobs.store_changed.connect(self._name_the_shop)
        self.watch.came.connect(self._say_what_came)
        self.watch.begin()
        if self.trouble:
            self.window.page.trouble(self.trouble)

    def _name_the_shop(self) -> None:
        self.jobs.read(self.shop.shop, lambda shop: self.window.side.name(shop.name))

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
        return [
            Place("today", _("Today"), "sun", self._today),
            Place("calls", _("Calls"), "phone", self._calls),
            Place("purchases", _("Purchases"), "shopping-bag", self._purchases),
            Place("customers", _("Customers"), "users", self._customers),
            Place("phrases", _("Phrases"), "file-text", self._phrases),
            Place("photos", _("Photos"), "image", self._photos),
            Place("results", _("Results"), "heart", self._results),
            Place("settings", _("Settings"), "settings", self._settings_page),
        ]

    def _today(self) -> "Page":
        from notecard.desktop.errands.today import TodayErrands
        from notecard.desktop.pages.today import TodayPage

        page = TodayPage(self.jobs, self.look, TodayErrands(self.books), self._folder)
        page.kept_folder.connect(lambda folder: self.keep(last_folder=folder))
        page.wants_file.connect(self._begin_with_own)
        return page

    def _calls(self) -> "Page":
        from notecard.desktop.errands.calls import CallsErrands
        from notecard.desktop.pages.calls import CallsPage

        page = CallsPage(self.jobs, self.look, CallsErrands(self.books), self._clock)
        page.wants_today.connect(lambda: self.window.go_to("today"))
        return page

    def _clock(self) -> datetime:
        """Return the time of this computer, on the day the window is open for."""
        now = datetime.now().astimezone()
        if self.books.today == now.date():
            return now
        return datetime.combine(self.books.today, now.timetz())

    def _purchases(self) -> "Page":
        from notecard.desktop.errands.mapping import MappingErrands
        from notecard.desktop.pages.purchases import PurchasesPage
        from notecard.desktop.widgets.connections import ConnectionsSection
        from notecard.desktop.widgets.mapping_editor import MappingEditor
        from notecard.desktop.widgets.reading import ReadSection
        from notecard.desktop.widgets.who import WhoSection

        def ask_columns(place: Path) -> MappingEditor:
            return MappingEditor(
                self.jobs, self.look, MappingErrands(self.books), place, self.window
            )

        reading = ReadSection(self.jobs, self.look, self.purchases, self._folder, ask_columns)
        connections = ConnectionsSection(
            self.jobs, self.look, self.connections, self.purchases, self.watch
        )
        connections.chose_folder.connect(self._watch_folder)
        others = {"who": WhoSection(self.jobs, self.look, self.who), "connections": connections}
        page = PurchasesPage(self.jobs, self.look, reading, others, self.settings.section)
        connections.wants_read.connect(page.read)
        page.kept_section.connect(lambda name: self.keep(section=name))
        return page

    def _customers(self) -> "Page":
        from notecard.desktop.pages.customers import CustomersPage

        return CustomersPage(self.jobs, self.look, self.people)

    def _phrases(self) -> "Page":
        from notecard.desktop.errands.phrases import PhrasesErrands
        from notecard.desktop.pages.phrases import PhrasesPage

        return PhrasesPage(self.jobs, self.look, PhrasesErrands(self.books))

    def _photos(self) -> "Page":
        from notecard.desktop.errands.photos import PhotoErrands
        from notecard.desktop.pages.photos import PhotosPage

        page = PhotosPage(self.jobs, self.look, PhotoErrands(self.books), self._folder)
        page.kept_folder.connect(lambda folder: self.keep(last_folder=folder))
        return page

    def _results(self) -> "Page":
        from notecard.desktop.errands.results import ResultsErrands
        from notecard.desktop.pages.results import ResultsPage

        page = ResultsPage(self.jobs, self.look, ResultsErrands(self.books))
        page.wants_today.connect(lambda: self.window.go_to("today"))
        return page

    def _settings_page(self) -> "Page":
        from notecard.desktop.pages.settings import SettingsPage

        page = SettingsPage(
            self.jobs,
            self.look,
            self.shop,
            lambda: self.settings,
            self._folder,
            self.books.today,
        )
        page.chosen.connect(self._choose)
        return page

    def _choose(self, name: str, value: str) -> None:
        self.keep(**{name: value})
        self.look.choose(self.settings.theme)

    def _begin_with_own(self) -> None:
        from notecard.desktop.pages.purchases import PurchasesPage

        page = self.window.go_to("purchases")
        if isinstance(page, PurchasesPage):
            page.choose_files()

    def _watch_folder(self, folder: str) -> None:
        self.keep(watched_folder=folder)
        self.watch.begin()
        self.window.page.reload()

    def _watched_folder(self) -> Path | None:
        return Path(self.settings.watched_folder) if self.settings.watched_folder else None

    def _say_what_came(self, came: "Came") -> None:
        batch = came.batch
        undo = (
            None if batch is None else lambda: self._write(lambda: self.purchases.take_back(batch))
        )
        self.window.status.say(came.words, undo)

    def _remember(
        self, person: tuple[int, str] | None, words: str = "", due: date | None = None
    ) -> None:
        from notecard.desktop.widgets.remember import RememberDialog

        dialog = RememberDialog(self.jobs, self.people.lines, person, self.books.today, self.window)
        dialog.words.setText(words)
        dialog.show_due(due)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._keep_note)
        dialog.open()

    def _story(self, person: tuple[int, str] | None) -> None:
        from notecard.desktop.widgets.story import StoryDialog

        if person is None:
            self.window.status.say(_("Choose somebody first: the story is from a talk with them."))
            return
        customer, name = person
        dialog = StoryDialog(
            self.jobs,
            self.look,
            lambda own, variant: self.people.draft_story(customer, own, variant),
            name,
            self.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _keep_note(self, customer: int, name: str, words: str, due: date | None) -> None:
        def kept(note: "Note") -> None:
            self.window.status.say(_("Remembered for {name}.").format(name=name), take_back(note))

        def take_back(note: "Note") -> Callable[[], None]:
            return lambda: self._write(lambda: self.people.forget_note(note.id))

        def lost(trouble: NotecardError) -> None:
            self.window.page.trouble(trouble)
            self._remember((customer, name), words, due)

        self.jobs.write(lambda _progress: self.people.remember(customer, words, due), kept, lost)

    def _write(self, work: Callable[[], object]) -> None:
        self.jobs.write(lambda _progress: work(), lambda _answer: None)

    def _folder(self) -> Path:
        """Return where files go: where they went last, else among the owner's documents."""
        if self.settings.last_folder:
            return Path(self.settings.last_folder)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents)) / "Notecard"


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
    from notecard.store.home import default_home

    qt = application()
    today = on or date.today()  # noqa: DTZ011 - the shop's own day is this computer's
    desktop = Desktop(qt, home or default_home(), url, today, page)
    sys.excepthook = _hook(desktop)
    if screenshots is not None:
        from notecard.desktop.screenshots import Screenshots

        camera = Screenshots(desktop.window, desktop.jobs, desktop.look, screenshots)
        camera.finished.connect(desktop.window.close)
        desktop.begun.connect(camera.begin)
    desktop.window.show()
    return qt.exec()


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _hook(desktop: Desktop) -> Hook:
    """Show what nobody caught, instead of losing it on a console nobody sees."""
    return lambda _kind, trouble, _where: desktop.jobs.broke.emit(trouble)
