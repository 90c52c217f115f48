"""Connecting a shop system: the steps to a key, the key, a test, and what is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notecard.core.errors import NotecardError
from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.errands.connections import ConnectionErrands, PassphraseWanted
from notecard.desktop.jobs import Jobs
from notecard.desktop.problems import Banner
from notecard.desktop.widgets.choice import Choice
from notecard.desktop.widgets.passphrase import PassphraseDialog, hidden_field

if TYPE_CHECKING:
    from notecard.workflows.connect import Connectable


class ConnectDialog(QDialog):
    """One system at a time; keys leave this dialog for the system and the keyring alone."""

    connected = Signal(str)  # what the system said

    def __init__(self, jobs: Jobs, errands: ConnectionErrands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Connect a shop system"))
        self._jobs, self._errands = jobs, errands
        self._systems: list[Connectable] = []
        self._fields: dict[str, QLineEdit] = {}
        self._secret_fields: set[str] = set()
        self.system = Choice()
        self.system.currentIndexChanged.connect(self._show_system)
        self.name = QLineEdit()
        self._banner = Banner()
        self._said = forms.sentence()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(12)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 24, 28, 20)
        lines.setSpacing(12)
        lines.addWidget(forms.title(_("Connect a shop system"), 1.6))
        lines.addWidget(forms.Row(_("Which"), self.system))
        lines.addWidget(self._scrolled(), 1)
        lines.addWidget(self._banner)
        lines.addWidget(self._said)
        lines.addLayout(self._buttons())
        self.resize(600, 610)
        self._said.hide()
        self._enable(False)
        jobs.read(errands.systems, self._offer, self._trouble)

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """What is asked for, by its name."""
        return self._fields

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self._inside)
        self._inside.setContentsMargins(0, 0, 10, 0)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(forms.NO_BAR)
        forms.spoken(area, _("Steps and keys"))
        return area

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._test = QPushButton(_("Test"))
        self._test.setAutoDefault(False)
        self._test.clicked.connect(self.test)
        self._connect = QPushButton(_("Connect"))
        self._connect.setProperty("kind", "primary")
        self._connect.setDefault(True)
        self._connect.clicked.connect(self.connect_it)
        row = QHBoxLayout()
        row.addWidget(self._test)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._connect)
        return row

    # What is shown

    def _offer(self, systems: "list[Connectable]") -> None:
        self._systems = systems
        for each in systems:
            self.system.addItem(each.label, each.system)
        self._enable(True)
        self.system.setFocus()

    def _show_system(self, number: int) -> None:
        while item := self._inside.takeAt(0):
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        one = self._systems[number]
        self._fields, self._secret_fields = {}, set()
        steps = [f"{place}.  {step}" for place, step in enumerate(one.steps, start=1)]
        for step in steps:
            self._inside.addWidget(forms.sentence(step))
        for asked in one.fields:
            field = hidden_field() if asked.is_secret else QLineEdit()
            self._fields[asked.name] = field
            if asked.is_secret or asked.may_be_empty:
                self._secret_fields.add(asked.name)
            self._inside.addWidget(forms.Row(asked.label, field, asked.hint))
        self.name = QLineEdit()
        self.name.setPlaceholderText(one.label)
        self._inside.addWidget(forms.Row(_("What to call it"), self.name))
        self._inside.addWidget(forms.faded(one.reads))
        self._inside.addStretch()
        self._calm()

    def _calm(self) -> None:
        self._banner.hide()
        self._said.hide()

    def _say(self, words: str) -> None:
        self._banner.hide()
        self._said.setText(words)
        self._said.show()

    def _enable(self, on: bool) -> None:
        for each in (self._test, self._connect, self.system):
            each.setEnabled(on)

    # What the owner does

    def test(self) -> None:
        """Ask the system for next to nothing, and say what was seen."""
        system, settings, keys = self._typed()
        self._work(lambda: self._errands.test(system, settings, keys), self._say)

    def connect_it(self) -> None:
        """Test, keep the keys, and connect."""
        system, settings, keys = self._typed()
        name = self.name.text()
        self._work(lambda: self._errands.connect(name, system, settings, keys), self._is_connected)

    def _typed(self) -> tuple[str, dict[str, str], dict[str, str]]:
        told = {name: field.text().strip() for name, field in self._fields.items()}
        keys = {name: value for name, value in told.items() if name in self._secret_fields}
        settings = {name: value for name, value in told.items() if name not in keys}
        return str(self.system.currentData()), settings, keys

    def _work(self, work: Callable[[], str], then: Callable[[str], None]) -> None:
        self._say(_("Asking the shop system…"))
        self._enable(False)

        def answered(said: str) -> None:
            self._enable(True)
            then(said)

        def refused(error: NotecardError) -> None:
            self._enable(True)
            if isinstance(error, PassphraseWanted):
                self._said.hide()
                ask_passphrase(self._errands, error, self, lambda: self._work(work, then))
            else:
                self._trouble(error)

        self._jobs.read(work, answered, refused)

    def _is_connected(self, said: str) -> None:
        for field in self._fields.values():
            field.clear()
        self.accept()
        self.connected.emit(said)

    def _trouble(self, error: NotecardError) -> None:
        self._said.hide()
        self._banner.tell(error)


def ask_passphrase(
    errands: ConnectionErrands, wanted: PassphraseWanted, parent: QWidget, again: Callable[[], None]
) -> None:
    """Ask for the passphrase, and do again what could not be done without."""
    dialog = PassphraseDialog(wanted.is_new, parent)
    dialog.setAttribute(forms.GONE_WHEN_CLOSED)
    dialog.told.connect(errands.tell_passphrase)
    dialog.told.connect(lambda _words: again())
    dialog.open()
