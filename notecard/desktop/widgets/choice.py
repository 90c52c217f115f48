"""A field that offers one of several."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle

from notecard.desktop.icons import draw


class Choice(QComboBox):
    """One of several; its arrow is drawn as every other icon is."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and a chevron at its end."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(self.width() - 28, (self.height() - 16) // 2, 16, 16)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        draw(painter, "chevron-down", place, self.palette().placeholderText().color())
        painter.end()
