"""A note from the counter: who, what, Enter."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.errands.people import Lines
from notecard.desktop.jobs import Jobs
from notecard.desktop.widgets.choice import Choice
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.telling import DayField

_NEVER: Final = 0  # days from today
_WEEK: Final = 7
_MONTH: Final = 30
_SEASON: Final = 91
_ON_A_DAY: Final = -1


class RememberDialog(QDialog):
    """Takes a note; the customer is filled in when one is before the owner."""

    wanted = Signal(int, str, str, object)  # the customer, the name, the words, when to come back

    def __init__(
        self,
        jobs: Jobs,
        find: Callable[[str], Lines],
        person: tuple[int, str] | None,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Remember"))
        self._jobs, self._find = jobs, find
        self._known: dict[str, int] = {}
        self._names = QStringListModel(self)
        self.who = QLineEdit()
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Her daughter starts school in September"))
        self._today = today
        self.back = self._make_choice()
        self.on = DayField()
        self.on.setMinimumDate(QDate(today.year, today.month, today.day))
        self.on.show_day(today + timedelta(days=_WEEK))
        self.on.hide()
        self._hint = forms.faded(_("Only you and your shop see this; it is never printed."))
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.who.setCompleter(completer)
        self.who.textEdited.connect(self._look_up)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 24, 28, 20)
        lines.setSpacing(14)
        lines.addWidget(forms.title(_("Remember"), 1.6))
        lines.addWidget(forms.Row(_("Who"), self.who))
        lines.addWidget(forms.Row(_("What"), self.words))
        lines.addWidget(forms.Row(_("Come back to it"), self.back))
        lines.addWidget(forms.spoken(self.on, _("The day to come back to it")))
        lines.addWidget(self._hint)
        lines.addLayout(self._buttons())
        self.setMinimumWidth(480)
        if person:
            self._know(one_line(person[1]), person[0])
            self.who.setText(one_line(person[1]))
        (self.words if person else self.who).setFocus()

    def show_due(self, due: date | None) -> None:
        """Show a day to come back, as it was chosen before."""
        if due is not None:
            self.back.setCurrentIndex(self.back.findData(_ON_A_DAY))
            self.on.show_day(due)

    @property
    def due(self) -> date | None:
        """Return the day to come back to it, None for none."""
        days = int(self.back.currentData())
        if days == _ON_A_DAY:
            return self.on.day
        return self._today + timedelta(days=days) if days else None

    def _make_choice(self) -> Choice:
        """Return the choice of days; a letter or an arrow key changes it."""
        choice = Choice()
        for days, words in (
            (_NEVER, _("No day")),
            (_WEEK, _("In a week")),
            (_MONTH, _("In a month")),
            (_SEASON, _("In three months")),
            (_ON_A_DAY, _("On a day…")),
        ):
            choice.addItem(words, days)
        choice.currentIndexChanged.connect(
            lambda _place: self.on.setVisible(choice.currentData() == _ON_A_DAY)
        )
        return choice

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        keep = QPushButton(_("Remember it"))
        keep.setProperty("kind", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(keep)
        return row

    def _know(self, name: str, id: int) -> None:
        """Keep a name and whose it is; a second of the same name is told apart by a number."""
        shown, count = name, 2
        while self._known.get(shown, id) != id:
            shown, count = f"{name} ({count})", count + 1
        self._known[shown] = id

    def _look_up(self, text: str) -> None:
        if len(text.strip()) > 1:
            self._jobs.read(lambda: self._find(text), self._found)

    def _found(self, lines: Lines) -> None:
        for line in lines.lines[:20]:
            self._know(one_line(line.name), line.id)
        self._names.setStringList(list(self._known))

    def _keep(self) -> None:
        customer = self._known.get(self.who.text().strip())
        words = self.words.text().strip()
        if customer is None:
            self._hint.setText(_("Type a few letters of the name and choose somebody known."))
            self.who.setFocus()
        elif not words:
            self._hint.setText(_("Write down what to remember."))
            self.words.setFocus()
        else:
            self.accept()
            self.wanted.emit(customer, self.who.text().strip(), words, self.due)
