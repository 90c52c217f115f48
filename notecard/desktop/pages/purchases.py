"""Purchases: files are read, people who may be one are looked at, and systems are connected."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from notecard.core.words import _, _n
from notecard.desktop.deeds import button, deed
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.theme import Look
from notecard.desktop.widgets.reading import ReadSection
from notecard.desktop.widgets.section import Section
from notecard.desktop.widgets.sections import Sections

KEYS = {"read": "R", "who": "W", "connections": "C"}
"""The parts, in the order they stand in, and the key that leads to each."""


class PurchasesPage(Page):
    """Three parts, of which one is seen; files may be dropped on any."""

    kept_section = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        look: Look,
        reading: ReadSection,
        others: Mapping[str, Section],
        first: str,
    ) -> None:
        super().__init__(jobs, look, _("Purchases"))
        self.setAcceptDrops(True)
        parts: dict[str, Section] = {"read": reading, **others}
        self._names = [name for name in KEYS if name in parts]
        self._parts = [parts[name] for name in self._names]
        self.reading = reading
        self._row = Sections([part.accessibleName() for part in self._parts])
        self._views = QStackedWidget()
        ways = self._make_ways()
        self.deeds = list(ways)
        for number, part in enumerate(self._parts):
            self._views.addWidget(part)
            part.named.connect(partial(self._row.name, number))
            part.said.connect(self.said)
            part.troubled.connect(self.trouble)
            part.calm.connect(self.banner.hide)
            self.deeds += part.deeds
            self.addActions(part.deeds)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        self._read_files = button(reading.choose, "file-up", look, "primary")
        head.addWidget(self._read_files)
        self.lines.addLayout(head)
        self.lines.addWidget(self.subtitle)
        self.lines.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self._row)
        row.addStretch()
        self.lines.addLayout(row)
        self.lines.addSpacing(4)
        self.lines.addWidget(self.banner)
        self.lines.addSpacing(4)
        self.lines.addWidget(self._views, 1)
        self._row.chosen.connect(self._open)
        reading.begun.connect(self._show_one_button)
        self._say_what_it_is_for()
        self.show_part(first if first in self._names else "read")

    def reload(self) -> None:
        """Read every part again."""
        for part in self._parts:
            part.reload()

    def begin(self) -> None:
        """Start at the part that is seen."""
        self._seen.begin()

    def person(self) -> tuple[int, str] | None:
        """Return whom the part that is seen is about."""
        return None

    def choose_files(self) -> None:
        """Ask for exports and read them."""
        self.show_part("read")
        self.reading.choose_files()

    def show_part(self, name: str) -> None:
        """Show one of the parts."""
        self._row.choose(self._names.index(name))

    def read(self, places: Sequence[Path]) -> None:
        """Read files, and show what comes of it."""
        self.show_part("read")
        self.reading.read(places)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        count = len(_files(event))
        if count:
            event.acceptProposedAction()
            words = _n("Let go to read {n} file.", "Let go to read {n} files.", count)
            self.subtitle.setText(words.format(n=count))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let them go elsewhere."""
        self._say_what_it_is_for()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self._say_what_it_is_for()
        places = _files(event)
        if places:
            event.acceptProposedAction()
            self.read(places)

    @property
    def _seen(self) -> Section:
        return self._parts[self._views.currentIndex()]

    def _make_ways(self) -> list[QAction]:
        return [
            deed(self, self._parts[number].accessibleName(), [KEYS[name]], self._chooser(number))
            for number, name in enumerate(self._names)
        ]

    def _chooser(self, number: int) -> Callable[[], None]:
        return lambda: self._row.choose(number)

    def _open(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        self.banner.hide()
        for part in self._parts:
            for each in part.deeds:
                each.setVisible(part is self._seen or each is self.reading.choose)
        self._show_one_button()
        self._seen.begin()
        self.kept_section.emit(self._names[number])

    def _show_one_button(self) -> None:
        """Leave the button at the top out while the same one stands in the middle."""
        is_in_the_middle = self._seen is self.reading and self.reading.is_first_time
        self._read_files.setVisible(not is_in_the_middle)

    def _say_what_it_is_for(self) -> None:
        self.subtitle.setText(_("Who bought what, and when: from files, or from your shop system."))


def _files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
