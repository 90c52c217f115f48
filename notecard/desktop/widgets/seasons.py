"""The shop's seasons: a list, and a line to add one to it."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notecard.core.settings import Season
from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.telling import DAY_FORMAT, DayField

_LASTS = timedelta(days=20)  # what a new one begins with


class Seasons(QWidget):
    """Names, first and last days; Delete takes one away."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.seasons: tuple[Season, ...] = ()
        self._today = today
        self._list = _List()
        self._list.setFixedHeight(96)
        self._list.unwanted.connect(self._remove)
        self._name = QLineEdit()
        self._name.setPlaceholderText(_("Christmas market"))
        self._first, self._last = DayField(), DayField()
        self._hint = forms.faded()
        self._hint.hide()
        add = QPushButton(_("Add it"))
        add.clicked.connect(self._add)
        self._name.returnPressed.connect(self._add)
        days = QHBoxLayout()
        days.setSpacing(14)
        days.addWidget(forms.Row(_("First day"), self._first), 1)
        days.addWidget(forms.Row(_("Last day"), self._last), 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(13)
        lines.addWidget(
            forms.Row(
                _("Days to thank whoever came in them before"),
                self._list,
                _("Delete takes one away. Give each its days anew when its year comes."),
            )
        )
        lines.addWidget(forms.Row(_("A new one"), self._name))
        lines.addLayout(days)
        lines.addWidget(self._hint)
        lines.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._begin_anew()

    def show_seasons(self, seasons: Sequence[Season]) -> None:
        """Show the seasons."""
        self.seasons = tuple(seasons)
        place = self._list.currentRow()
        self._list.clear()
        words = _("{name}, {first} to {last}")
        for one in seasons:
            said = words.format(
                name=one_line(one.name), first=_said(one.first), last=_said(one.last)
            )
            self._list.addItem(QListWidgetItem(said))
        self._list.setCurrentRow(min(place, self._list.count() - 1))

    def _begin_anew(self) -> None:
        self._name.clear()
        self._first.show_day(self._today)
        self._last.show_day(self._today + _LASTS)

    def _add(self) -> None:
        name = self._name.text().strip()
        first, last = self._first.day, self._last.day
        if not name:
            self._tell(_("Give it a name first."), self._name)
        elif last < first:
            self._tell(_("The last day comes before the first."), self._last)
        else:
            self._hint.hide()
            self.seasons = (*self.seasons, Season(name, first, last))
            self._begin_anew()
            self.changed.emit()

    def _remove(self, place: int) -> None:
        self.seasons = self.seasons[:place] + self.seasons[place + 1 :]
        self.changed.emit()

    def _tell(self, words: str, field: QWidget) -> None:
        self._hint.setText(words)
        self._hint.show()
        field.setFocus()


def _said(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), DAY_FORMAT)


class _List(QListWidget):
    """A list whose lines Delete takes away."""

    unwanted = Signal(int)  # the place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current line away with Delete."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.unwanted.emit(self.currentRow())
            return
        super().keyPressEvent(event)
