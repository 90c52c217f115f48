"""Two groups beside each other: the share who came back, and where in truth it may lie."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from notecard.core.words import _
from notecard.desktop import typefaces
from notecard.desktop.errands.results import Comparison, Mark
from notecard.desktop.theme import Look
from notecard.desktop.widgets import painting

_ROW, _GAP, _AXIS = 28, 14, 26
_BETWEEN = 16  # columns
_DOT = 5.0
_STEPS: Final = (0.2, 0.4, 0.6, 0.8, 1.0)  # where the scale may end: in whole quarters


class ArmsChart(QWidget):
    """Paints dots for what was seen and lines for what chance may hide; says it all as text."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[Comparison, ...] = ()
        self.setAccessibleName(_("Who came back within 90 days"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_comparisons(self, comparisons: Sequence[Comparison]) -> None:
        """Show these below each other."""
        self._shown = tuple(comparisons)
        self.setAccessibleDescription(" ".join(one.sentence for one in self._shown))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a title and two rows each, and the scale."""
        title = QFontMetrics(self._strong()).height()
        each = title + 2 * _ROW + _GAP
        return QSize(480, len(self._shown) * each + _AXIS if self._shown else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(360, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scale, then each comparison over it."""
        if not self._shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, end = self._track(), self._end()
        self._scale(painter, track, end)
        top = 0
        for one in self._shown:
            top = self._comparison(painter, one, top, track, end)
        painter.end()

    def _comparison(
        self, painter: QPainter, one: Comparison, top: int, track: QRect, end: float
    ) -> int:
        """Paint one comparison from the top on; returns where the next may begin."""
        theme = self._look.theme
        height = QFontMetrics(self._strong()).height()
        self._text(painter, QRect(0, top, self.width(), height), one.name, self._strong())
        top += height
        marks = ((one.thanked, theme.accent, True), (one.quiet, theme.faded, False))
        for mark, colour, is_full in marks:
            row = QRect(0, top, self.width(), _ROW)
            plain, small = self.font(), typefaces.sized(self.font(), typefaces.SMALL)
            self._text(painter, QRect(0, top, track.left() - _BETWEEN, _ROW), mark.words, plain)
            counts = QRect(track.right() + _BETWEEN, top, self.width(), _ROW)
            counts.setRight(self.width() - 1)
            self._text(painter, counts, mark.count, small, theme.faded)
            self._mark(painter, mark, row, track, end, QColor(colour), is_full)
            top += _ROW
        return top + _GAP

    def _mark(
        self,
        painter: QPainter,
        mark: Mark,
        row: QRect,
        track: QRect,
        end: float,
        colour: QColor,
        is_full: bool,
    ) -> None:
        """Paint the interval as a line with ends, and the share as a dot, full or open."""
        middle = row.center().y() + 0.5
        low, high, share = (
            self._at(value, track, end) for value in (mark.low, mark.high, mark.share)
        )
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for side in (low, high):
            painter.drawLine(QPointF(side, middle - 4), QPointF(side, middle + 4))
        painter.setBrush(colour if is_full else QColor(self._look.theme.sheet))
        painter.drawEllipse(QPointF(share, middle), _DOT, _DOT)

    def _scale(self, painter: QPainter, track: QRect, end: float) -> None:
        theme = self._look.theme
        bottom = self.height() - _AXIS
        small = typefaces.sized(self.font(), typefaces.SMALL)
        for quarter in range(5):
            value = end * quarter / 4
            at = self._at(value, track, end)
            painter.setPen(QPen(QColor(theme.rule), 1))
            painter.drawLine(QPointF(at, 0), QPointF(at, bottom))
            painter.setPen(QColor(theme.faded))
            painter.setFont(small)
            place = QRectF(at - 40, bottom + 2, 80, _AXIS - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{value:.0%}")

    def _text(
        self, painter: QPainter, place: QRect, words: str, font: QFont, colour: str = ""
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour or self._look.theme.ink))
        direction = self.layoutDirection()
        painting.draw_line(
            painter, painting.mirrored(direction, self.rect(), place), words, direction
        )

    def _track(self) -> QRect:
        """Return the place of the scale, between the names and the counts; not yet mirrored."""
        marks = [mark for one in self._shown for mark in (one.thanked, one.quiet)]
        plain = QFontMetrics(self.font())
        small = QFontMetrics(typefaces.sized(self.font(), typefaces.SMALL))
        names = max(plain.horizontalAdvance(mark.words) for mark in marks) + 4
        counts = max(small.horizontalAdvance(mark.count) for mark in marks) + 4
        left = names + _BETWEEN
        return QRect(left, 0, max(80, self.width() - left - counts - _BETWEEN), self.height())

    def _end(self) -> float:
        highest = max(max(one.thanked.high, one.quiet.high) for one in self._shown)
        return next(step for step in _STEPS if highest <= step)

    def _at(self, value: float, track: QRect, end: float) -> float:
        """Return where a share lies across the window, in either direction."""
        at = track.left() + track.width() * value / end
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.width() - at if is_mirrored else at

    def _strong(self) -> QFont:
        return typefaces.sized(self.font(), typefaces.PLAIN, QFont.Weight.DemiBold)
