"""The code a telephone's camera reads to dial: always dark on white, whatever the theme."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from notecard.core.words import _
from notecard.desktop import forms

_SIDE = 132  # pixels: four for each module of a number's code


class TelCode(QWidget):
    """Draws the modules, each a whole number of pixels wide, so that a camera sees them sharp."""

    def __init__(self) -> None:
        super().__init__()
        self._modules: Sequence[Sequence[bool]] = ()
        self.setFixedSize(_SIDE, _SIDE)

    def show_code(self, modules: Sequence[Sequence[bool]], number: str) -> None:
        """Show the code of a number; without one there is nothing to see."""
        self._modules = modules
        self.setVisible(bool(modules))
        words = _("Scan it with a telephone to dial {number}.").format(number=number)
        forms.spoken(self, _("Code to dial from"), words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the modules in black."""
        if not self._modules:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        count = len(self._modules)
        size = max(1, self.width() // count)
        edge = (self.width() - size * count) // 2
        for row, modules in enumerate(self._modules):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    place = QRect(edge + column * size, edge + row * size, size, size)
                    painter.fillRect(place, Qt.GlobalColor.black)
        painter.end()
