"""One-colour drawings (Lucide), in the colours the window wears, sharp at every scale.

To add one, put its SVG into resources/icons.
"""

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from notecard import resources
from notecard.desktop.theme import Look


def draw(painter: QPainter, name: str, place: QRect | QRectF, colour: QColor) -> None:
    """Paint the drawing in one colour, at the painter's own resolution."""
    _drawing(name, colour.name()).render(painter, QRectF(place))


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = resources.find(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(svg.replace("currentColor", colour).encode())


WITH_WORDS = QSize(25, 18)
"""The size of an icon before words: a square, and room between the two."""


def icon(name: str, look: Look, off: str = "faded", on: str = "accent") -> QIcon:
    """Return the drawing for a button or a menu; it follows the theme by itself."""
    return QIcon(_Engine(name, look, off, on))


def _leading_square(rect: QRect) -> QRect:
    """Return the place of the drawing: an icon that is wider than high keeps the words away."""
    side = min(rect.width(), rect.height())
    is_mirrored = QGuiApplication.isRightToLeft()
    left = rect.right() - side + 1 if is_mirrored else rect.left()
    return QRect(left, rect.top() + (rect.height() - side) // 2, side, side)


class _Engine(QIconEngine):
    """Draws when asked, so that a change of theme needs no new icon."""

    def __init__(self, name: str, look: Look, off: str, on: str) -> None:
        super().__init__()
        self._name, self._look, self._off, self._on = name, look, off, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint in the colour of the state."""
        name = self._on if state == QIcon.State.On else self._off
        if mode == QIcon.Mode.Disabled:
            name = "faded"
            painter.setOpacity(0.7)
        colour = QColor(getattr(self._look.theme, name))
        draw(painter, self._name, _leading_square(rect), colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Paint on nothing."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Return another one alike."""
        return _Engine(self._name, self._look, self._off, self._on)
