"""One part of a page that has several, such as Purchases: it looks after its own deeds."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from notecard.desktop import forms
from notecard.desktop.jobs import Jobs
from notecard.desktop.theme import Look


class Section(QWidget):
    """What the page needs to know of its part."""

    said = Signal(str, object)  # a quiet sentence, and what takes it back, or None
    troubled = Signal(object)  # a NotecardError, to be shown on the page
    named = Signal(str)  # what the part is called now, with how much waits in it
    calm = Signal()  # what was in the way is over

    def __init__(self, jobs: Jobs, look: Look, words: str) -> None:
        super().__init__()
        self.jobs, self.look = jobs, look
        self.setAccessibleName(words)
        self.deeds: list[QAction] = []

    def reload(self) -> None:
        """Read what is shown again."""

    def begin(self) -> None:
        """Put the focus where work starts."""
        self.setFocus()


def columns(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Return a list and what belongs to its row, beside each other."""
    across = QHBoxLayout()
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(22)
    across.addWidget(left, 44)
    across.addWidget(right, 56)
    return across


def below(*parts: QWidget, spacing: int = 8) -> QWidget:
    """Return parts below each other."""
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(spacing)
    for each in parts:
        lines.addWidget(each)
    return holder


def leading(*widgets: QWidget) -> QWidget:
    """Return widgets beside each other, no wider than they need to be."""
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    for each in widgets:
        across.addWidget(each)
    across.addStretch()
    return holder


class Sheets(QScrollArea):
    """Sheets below each other, scrolled when there are many."""

    def __init__(self, words: str) -> None:
        super().__init__()
        forms.spoken(self, words)
        inside = QWidget()
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(0, 0, 10, 0)
        self.lines.setSpacing(12)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(forms.NO_BAR)

    def lay(self, *sheets: QWidget) -> None:
        """Show these in place of what was there."""
        while item := self.lines.takeAt(0):
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for sheet in sheets:
            self.lines.addWidget(sheet)
            sheet.show()
        self.lines.addStretch()
