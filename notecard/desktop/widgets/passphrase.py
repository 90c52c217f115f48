"""Asks for the passphrase of the sealed keys, where the computer has no keyring."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from notecard.core.words import _
from notecard.desktop import forms


class PassphraseDialog(QDialog):
    """A new passphrase is typed twice; it is kept only as long as the window is open."""

    told = Signal(str)

    def __init__(self, is_new: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Passphrase"))
        self._is_new = is_new
        self.words, self.again = hidden_field(), hidden_field()
        self._hint = forms.faded()
        why = _("This computer has no place of its own for keys, so they are sealed in a file.")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 24, 28, 20)
        lines.setSpacing(14)
        lines.addWidget(forms.title(_("Passphrase"), 1.6))
        lines.addWidget(forms.sentence(why))
        lines.addWidget(
            forms.Row(_("A new passphrase") if is_new else _("Your passphrase"), self.words)
        )
        second = forms.Row(_("The same again"), self.again)
        lines.addWidget(second)
        second.setVisible(is_new)
        lines.addWidget(self._hint)
        lines.addWidget(self._buttons())
        self.setMinimumWidth(460)
        self.words.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        box.accepted.connect(self._tell)
        box.rejected.connect(self.reject)
        return box

    def _tell(self) -> None:
        words = self.words.text()
        if self._is_new and words != self.again.text():
            self._hint.setText(_("The two are not the same."))
            self.again.setFocus()
            return
        self.words.clear()
        self.again.clear()
        self.accept()
        self.told.emit(words)


def hidden_field() -> QLineEdit:
    """Return a field nobody can read over the counter."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
