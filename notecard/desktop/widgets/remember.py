"""A note from the counter: who, what, Enter."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, Signal
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
from notecard.desktop.widgets.painting import one_line


class RememberDialog(QDialog):
    """Takes a note; the customer is filled in when one is before the owner."""

    wanted = Signal(int, str, str)  # the customer, the name, the words

    def __init__(
        self,
        jobs: Jobs,
        find: Callable[[str], Lines],
        person: tuple[int, str] | None,
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
        lines.addWidget(self._hint)
        lines.addLayout(self._buttons())
        self.setMinimumWidth(480)
        if person:
            self._know(one_line(person[1]), person[0])
            self.who.setText(one_line(person[1]))
        (self.words if person else self.who).setFocus()

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
            self.wanted.emit(customer, self.who.text().strip(), words)
