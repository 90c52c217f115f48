"""To whom the thanks went: each group's share of the customers, and of the thanks below it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from notecard.core.words import _
from notecard.desktop import typefaces
from notecard.desktop.errands.results import Spread
from notecard.desktop.theme import Look
from notecard.desktop.widgets import painting

_BAR, _GAP, _BELOW = 6, 3, 14
_HUNDRED = "100%"


class SpreadChart(QWidget):
    """Paints two thin bars a group, both of the same whole; says them as text."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[Spread, ...] = ()
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_groups(self, groups: Sequence[Spread]) -> None:
        """Show these below each other."""
        self._shown = tuple(groups)
        told = _("{group}: {customers}% of the customers, {thanks}% of the thanks.")
        self.setAccessibleDescription(
            " ".join(
                told.format(
                    group=one.words,
                    customers=round(100 * one.customers),
                    thanks=round(100 * one.thanks),
                )
                for one in self._shown
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a line of words and two bars each."""
        return QSize(220, max(0, len(self._shown) * self._each() - _BELOW))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing can be left out."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every group: the words, the customers, the thanks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        for number, one in enumerate(self._shown):
            top = number * self._each()
            height = self._metrics().height()
            painter.setFont(self.font())
            self._text(painter, QRect(0, top, self.width(), height), one.words, theme.ink)
            top += height + 2
            pitch = self._small_height()
            for share, colour in ((one.customers, theme.chip_ink), (one.thanks, theme.accent)):
                self._bar(painter, top, share, QColor(colour))
                top += pitch + _GAP
        painter.end()

    def _bar(self, painter: QPainter, top: int, share: float, colour: QColor) -> None:
        small = typefaces.sized(self.font(), typefaces.SMALL)
        painter.setFont(small)
        numbers = QFontMetrics(small).horizontalAdvance(_HUNDRED) + 8
        room = self.width() - numbers
        pitch = self._small_height()
        whole = QRect(0, top + (pitch - _BAR) // 2, room, _BAR)
        part = QRect(whole.left(), whole.top(), max(2, round(room * share)), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, ground in ((whole, QColor(self._look.theme.chip)), (part, colour)):
            painter.setBrush(ground)
            mirrored = painting.mirrored(self.layoutDirection(), self.rect(), place)
            painter.drawRoundedRect(QRectF(mirrored), _BAR / 2, _BAR / 2)
        words = QRect(room + 8, top, numbers - 8, pitch)
        painter.setFont(small)
        self._text(painter, words, f"{share:.0%}", self._look.theme.faded)

    def _text(self, painter: QPainter, place: QRect, words: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        direction = self.layoutDirection()
        painting.draw_line(
            painter, painting.mirrored(direction, self.rect(), place), words, direction
        )

    def _each(self) -> int:
        return self._metrics().height() + 2 + 2 * (self._small_height() + _GAP) + _BELOW

    def _small_height(self) -> int:
        return QFontMetrics(typefaces.sized(self.font(), typefaces.SMALL)).height() - 2

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.font())
