"""Nothing here yet: one small drawing, one friendly sentence, and what to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from notecard.desktop import forms, icons
from notecard.desktop.theme import Look


class Drawing(QWidget):
    """One small drawing above a friendly sentence."""

    def __init__(self, name: str, look: Look, size: int = 56) -> None:
        super().__init__()
        self._name, self._look = name, look
        self.setFixedSize(size, size)
        look.changed.connect(self.update)

    def show_drawing(self, name: str) -> None:
        """Show another drawing."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the accent's colour."""
        painter = QPainter(self)
        icons.draw(painter, self._name, self.rect().adjusted(4, 4, -4, -4), self._colour())
        painter.end()

    def _colour(self) -> QColor:
        return QColor(self._look.theme.accent)


class Empty(QWidget):
    """Nothing here yet: a drawing, a friendly sentence, and what to do about it."""

    def __init__(
        self, drawing: str, look: Look, words: str, *buttons: QPushButton, width: int = 440
    ) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self._buttons = buttons
        self._words = forms.faded(words, step=1.1)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setFixedWidth(width)
        lines = QVBoxLayout(self)
        lines.setSpacing(18)
        lines.addStretch(2)
        lines.addWidget(Drawing(drawing, look), 0, middle)
        lines.addLayout(centred(self._words))
        lines.addLayout(centred(*buttons))
        lines.addStretch(3)

    def begin(self) -> None:
        """Put the focus on what there is to do."""
        if self._buttons:
            self._buttons[-1].setFocus()

    def say(self, words: str) -> None:
        """Say another sentence."""
        self._words.setText(words)


def centred(*widgets: QWidget) -> QHBoxLayout:
    """Return widgets beside each other, in the middle."""
    row = QHBoxLayout()
    row.addStretch()
    for each in widgets:
        row.addWidget(each)
    row.addStretch()
    return row
