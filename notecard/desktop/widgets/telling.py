"""Telling what no receipt says of a customer: a menu of one letter each, and a guess to answer."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from notecard.core.told import Kind, Told, kind_words
from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.widgets.letter_menu import LetterMenu

LETTERS: Final = {
    Kind.GIFT: "G",
    Kind.SERVICE: "R",
    Kind.COMPLAINT: "C",
    Kind.REFERRAL: "E",
    Kind.DURABLE: "L",
    Kind.DECEASED: "D",
    Kind.MOVED: "M",
    Kind.RETURNED_MAIL: "P",
    Kind.WRONG_NUMBER: "T",
    Kind.MINOR: "A",
    Kind.STAFF: "W",
    Kind.TRADE: "B",
    Kind.SENSITIVE: "N",
}
"""The key of each kind: M and this letter tell it."""


DAY_FORMAT: Final = "d MMM yyyy"


class MarkMenu(LetterMenu):
    """What can be told, a letter each, and by number what is over now."""

    told = Signal(object)  # the Kind
    ended = Signal(object)  # the Told

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chosen.connect(self._choose)

    def open_at(self, place: QPoint, still: Sequence[tuple[Told, str]]) -> None:
        """Show what can be told; `still` is what may be over."""
        self.start_anew()
        for kind, letter in LETTERS.items():
            self.offer(kind_words(kind), letter, kind)
        if still:
            self.addSeparator()
        for number, (told, words) in enumerate(still[:9], start=1):
            self.offer(words, str(number), told)
        self.popup(place)

    def _choose(self, what: object) -> None:
        (self.told if isinstance(what, Kind) else self.ended).emit(what)


class DayField(QDateEdit):
    """A day, typed or stepped with the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat(DAY_FORMAT)
        self.lineEdit().setTextMargins(10, 0, 10, 0)  # the style sheet's padding stops at its box

    def show_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date:
        """Return the day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


class GiftDay(QFrame):
    """Asks when a gift is given: Enter takes the day that stands there, Escape tells nothing."""

    given = Signal(object)  # the date
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._day = DayField()
        words = _("When is it given?")
        self._day.setMaximumWidth(170)
        across = QHBoxLayout()
        across.addWidget(self._day)
        across.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(18, 14, 18, 14)
        lines.setSpacing(8)
        lines.addWidget(forms.sentence(words))
        lines.addLayout(across)
        lines.addWidget(
            forms.faded(_("Enter keeps the day. Until then nobody in their house gets a card."))
        )
        forms.spoken(self._day, words)
        self.hide()

    def ask(self, likely: date, earliest: date) -> None:
        """Ask, with the likely day filled in."""
        self._day.setMinimumDate(QDate(earliest.year, earliest.month, earliest.day))
        self._day.show_day(likely)
        self.show()
        self._day.setFocus()
        self._day.setSelectedSection(QDateEdit.Section.DaySection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the day, Escape leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
            self.given.emit(self._day.day)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
