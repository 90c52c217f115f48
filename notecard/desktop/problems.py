"""What went wrong, shown where it happened; and a report of our own bugs without customer data."""

import platform
import traceback
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notecard import __version__
from notecard.core.errors import NotecardError
from notecard.core.words import _
from notecard.desktop import forms


class Banner(QFrame):
    """A problem the owner can act on: what happened, the way out, and a button to put it away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._hint = forms.faded()
        away = QPushButton(_("Dismiss"))
        away.setProperty("kind", "quiet")
        away.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._message)
        words.addWidget(self._hint)
        across = QHBoxLayout(self)
        across.addLayout(words, 1)
        across.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, error: NotecardError) -> None:
        """Show the problem until it is put away or the next thing goes well."""
        self._message.setText(error.message)
        self._hint.setText(error.hint)
        self._hint.setVisible(bool(error.hint))
        forms.spoken(self, error.message, error.hint)
        self.show()


def report(trouble: BaseException) -> str:
    """Return what a developer needs: kinds of errors and lines of code, never their messages.

    A message may quote a customer; the place in the program cannot.
    """
    head = f"Notecard {__version__}, Python {platform.python_version()}, {platform.system()}"
    lines = [head]
    seen: BaseException | None = trouble
    while seen is not None:
        lines.append(type(seen).__name__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Our bug: said plainly, with a report that can be copied and holds no customer data."""

    def __init__(self, trouble: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong in Notecard"))
        self.text = report(trouble)
        shown = QPlainTextEdit(self.text)
        shown.setReadOnly(True)
        forms.spoken(shown, _("Report"))
        lines = QVBoxLayout(self)
        lines.addWidget(forms.title(_("That was our mistake"), 1.6))
        lines.addWidget(
            forms.faded(
                _(
                    "Nothing you have saved is lost. This report says where in the program it"
                    " happened; it holds nothing about your customers."
                )
            )
        )
        lines.addWidget(shown)
        lines.addLayout(self._buttons())
        self.resize(560, 380)

    def _buttons(self) -> QHBoxLayout:
        copy = QPushButton(_("Copy the report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        close = QPushButton(_("Go on"))
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(copy)
        row.addWidget(close)
        return row
