"""The owner's own words for one card: typed where the suggestions stand, looked over as they go."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed, small_button
from notecard.desktop.theme import Look

_PAUSE_MS = 150  # after the last key, before the card is laid out anew


class WordsEditor(QWidget):
    """A few lines to type in; `typed` is told after a short pause, `kept` and `left` end it."""

    typed = Signal(str)
    kept = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._text = QPlainTextEdit()
        self._text.setAccessibleName(_("Your words for this card"))
        self._text.setTabChangesFocus(True)
        self._hints = forms.faded()
        self._hints.setWordWrap(True)
        self._hints.setMinimumWidth(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.typed.emit(self.words))
        self._text.textChanged.connect(self._pause.start)
        keep = deed(self, _("Keep these words"), ["Ctrl+Return", "Ctrl+Enter"], self.kept.emit)
        leave = deed(self, _("Leave them as they were"), ["Esc"], self.left.emit)
        self.deeds = [keep, leave]
        row = QHBoxLayout()
        row.addWidget(self._hints, 1)
        row.addWidget(small_button(leave, "x", look))
        row.addWidget(button(keep, "check", look, "primary"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._text, 1)
        lines.addLayout(row)

    @property
    def words(self) -> str:
        """What is typed by now."""
        return self._text.toPlainText()

    def begin(self, words: str) -> None:
        """Start with these words, the cursor after them; what they say is told at once."""
        self._text.setPlainText(words)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        self._text.document().clearUndoRedoStacks()
        self._text.setFocus()
        self._pause.stop()
        self.typed.emit(words)

    def tell(self, hints: Sequence[str]) -> None:
        """Show what the owner might look at again."""
        self._hints.setText(" ".join(hints))
        self._text.setAccessibleDescription(" ".join(hints))
