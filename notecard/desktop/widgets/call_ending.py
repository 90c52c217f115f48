"""How a call ended: something to remember, a day to call again on, and one key for each ending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from notecard.core.calls import read_again
from notecard.core.words import _
from notecard.desktop import forms

_LOCALE = QLocale("en_GB")
_ACROSS = 3  # buttons


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the two fields."""

    words: str = ""
    again: str = ""


class CallEnding(QWidget):
    """The two fields and the endings below them."""

    left = Signal()  # the fields: back to the people

    def __init__(self, today: date, endings: Sequence[QPushButton]) -> None:
        super().__init__()
        self._today = today
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Her daughter starts school in September"))
        self.again = QLineEdit()
        self.again.setPlaceholderText(_("3 weeks"))
        self._day = forms.faded()
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(forms.Row(_("Something to &remember"), self.words), 62)
        fields.addWidget(forms.Row(_("Call &again on"), self.again), 38)
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, each in enumerate(endings):
            grid.addWidget(each, number // _ACROSS, number % _ACROSS)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addLayout(fields)
        lines.addWidget(self._day)
        lines.addLayout(grid)
        self.words.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.left.emit)
        self.again.textChanged.connect(lambda _text: self._tell())
        for field in (self.words, self.again):
            back = QShortcut(QKeySequence("Esc"), field)
            back.setContext(Qt.ShortcutContext.WidgetShortcut)
            back.activated.connect(self.left)
        self._tell()

    @property
    def typed(self) -> Typed:
        """What stands in the fields now."""
        return Typed(self.words.text(), self.again.text())

    def show_typed(self, typed: Typed) -> None:
        """Put this into the fields."""
        self.words.setText(typed.words)
        self.again.setText(typed.again)

    @property
    def day(self) -> date | None:
        """The day that was typed; None where there is none, or no later one."""
        return read_again(self.again.text(), self._today)

    @property
    def is_unclear(self) -> bool:
        """Whether something was typed that is no later day."""
        return bool(self.again.text().strip()) and self.day is None

    def _tell(self) -> None:
        day = self.day
        if day is not None:
            said = _LOCALE.toString(QDate(day.year, day.month, day.day), "dddd, d MMMM yyyy")
            self._day.setText(_("On {day} they head the list.").format(day=said))
        elif self.is_unclear:
            self._day.setText(_("Write a later day, such as 2026-12-24, 10 days or 3 weeks."))
        else:
            self._day.setText(_("The day may be a date, or 10 days, 3 weeks, 2 months."))
        forms.spoken(self.again, _("Call again on"), self._day.text())
