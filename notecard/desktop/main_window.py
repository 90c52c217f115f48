"""The window: the side, the pages, the menus and the quiet line; the only one who knows them all.

To add a page: a file in `pages/` and a `Place` in the list that `app` hands over.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from notecard.core.words import _
from notecard.desktop.deeds import EVERYWHERE, deed
from notecard.desktop.empty import Empty
from notecard.desktop.jobs import Jobs
from notecard.desktop.theme import Look
from notecard.desktop.widgets.sidebar import Sidebar
from notecard.desktop.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from notecard.desktop.pages.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A page that can be gone to; it is built when first needed."""

    id: str
    words: str
    drawing: str
    build: Callable[[], "Page"]


class MainWindow(QMainWindow):
    """Shows one page at a time and wires what pages say to the rest."""

    painted = Signal()  # the first time anything was seen
    remember = Signal(object)  # (customer, name) or None
    story = Signal(object)  # likewise
    closing = Signal()

    def __init__(self, jobs: Jobs, look: Look, places: Sequence[Place], first: str) -> None:
        super().__init__()
        self.setWindowTitle("Notecard")
        self._jobs, self._look, self._places = jobs, look, places
        self._pages: dict[int, Page] = {}
        self._page_menus: dict[int, QMenu] = {}
        self._was_painted = False
        self._has_begun = False
        self._chosen = 0
        self.status = StatusLine()
        self.side = Sidebar(look, [(place.words, place.drawing) for place in places])
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty("sun", look, _("Getting ready…")))
        self._cover = Empty("lock", look, _("The names are covered. Press F12 to go on."))
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._desk())
        self._sheets.addWidget(self._cover)
        self.setCentralWidget(self._sheets)
        self._menus()
        self.side.chosen.connect(self._open)
        jobs.started.connect(self.status.follow)
        jobs.troubled.connect(lambda error: self.page.trouble(error))
        jobs.broke.connect(self._crashed)
        jobs.store_changed.connect(lambda: self.page.reload())
        self.status.changed.connect(self._follow_undo)
        self._follow_undo()
        ids = [place.id for place in places]
        self.side.choose(ids.index(first) if first in ids else 0)

    @property
    def page(self) -> "Page":
        """The page that is seen."""
        return self._page(self._chosen)

    def go_to(self, id: str) -> "Page":
        """Show a page by its id."""
        number = [place.id for place in self._places].index(id)
        self.side.choose(number)
        return self._page(number)

    def begin(self) -> None:
        """Build the pages, now that the window is there: first the one to be seen."""
        self._has_begun = True
        self._open(self._chosen)
        for number in range(len(self._places)):
            self._page(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that the window is seen; only then anything slow may start."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let whoever put the window together put it away."""
        self.closing.emit()
        super().closeEvent(event)

    def cover(self) -> None:
        """Lay a sheet over every name, or lift it."""
        self._sheets.setCurrentIndex(1 - self._sheets.currentIndex())

    def _desk(self) -> QWidget:
        right = QWidget()
        lines = QVBoxLayout(right)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.status)
        desk = QWidget()
        across = QHBoxLayout(desk)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side)
        across.addWidget(right, 1)
        return desk

    def _page(self, number: int) -> "Page":
        if number not in self._pages:
            page = self._places[number].build()
            page.said.connect(self.status.say)
            self._pages[number] = page
            self._stack.addWidget(page)
            menu = self._page_menus[number]
            for action in page.deeds:
                menu.addAction(action)
        return self._pages[number]

    def _open(self, number: int) -> None:
        self._chosen = number
        if not self._has_begun:
            return
        page = self._page(number)
        self._stack.setCurrentWidget(page)
        for other, menu in self._page_menus.items():
            menu.menuAction().setVisible(other == number)
        page.reload()
        page.begin()

    def _menus(self) -> None:
        bar = self.menuBar()
        file = bar.addMenu(_("&Notecard"))
        self._add(file, _("Remember something…"), ["Ctrl+N"], self._remember)
        self._add(file, _("A story from a talk…"), ["Ctrl+T"], self._story)
        self._add(file, _("Cover all names"), ["F12"], self.cover)
        file.addSeparator()
        self._add(file, _("Quit"), ["Ctrl+Q"], self.close)
        edit = bar.addMenu(_("&Edit"))
        self.undo = self._add(edit, _("Undo"), ["Z", "Ctrl+Z"], self.status.undo)
        go = bar.addMenu(_("&Go"))
        for number, place in enumerate(self._places):
            self._add(go, place.words, [f"Ctrl+{number + 1}"], self._chooser(number))
            menu = QMenu(place.words, bar)
            menu.menuAction().setVisible(False)
            self._page_menus[number] = menu
        for menu in self._page_menus.values():
            bar.addMenu(menu)
        help_menu = bar.addMenu(_("&Help"))
        self._add(help_menu, _("Keys of this page"), ["?", "F1"], self._show_keys)

    def _add(
        self, menu: QMenu, words: str, keys: Sequence[str], do: Callable[[], object]
    ) -> QAction:
        action = deed(self, words, keys, do, EVERYWHERE)
        menu.addAction(action)
        return action

    def _chooser(self, number: int) -> Callable[[], None]:
        return lambda: self.side.choose(number)

    def _follow_undo(self) -> None:
        self.undo.setEnabled(self.status.can_undo)

    def _remember(self) -> None:
        self.remember.emit(self.page.person())

    def _story(self) -> None:
        self.story.emit(self.page.person())

    def _show_keys(self) -> None:
        from notecard.desktop.widgets.keys import KeysDialog

        dialog = KeysDialog(self.page.heading.text(), self.page.deeds, self.actions(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _crashed(self, trouble: BaseException) -> None:
        from notecard.desktop.problems import CrashDialog

        dialog = CrashDialog(trouble, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
