"""One customer's time with the shop: a drawing, a day, a sentence; amounts only when asked for."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from notecard.core.words import _
from notecard.desktop import icons, typefaces
from notecard.desktop.errands.people import Entry
from notecard.desktop.rows_model import ROW, RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets import painting

_LINES = 2


class Timeline(QListView):
    """Shows entries, the newest first."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(_("What was between you"))
        self.entries = RowsModel(say=self._say, parent=self)
        self.shows_amounts = False
        self.setModel(self.entries)
        self.setItemDelegate(_Delegate(look, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_amounts(self, shown: bool) -> None:
        """Show money, or hide it from whoever looks over the counter."""
        self.shows_amounts = shown
        self.viewport().update()

    def _say(self, entry: Entry) -> str:
        amount = f" {entry.amount}" if self.shows_amounts and entry.amount else ""
        return f"{entry.day_words}: {entry.words}{amount}"


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: Timeline) -> None:
        super().__init__(parent)
        self._look, self._list = look, parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        pitch = QFontMetrics(option.font).lineSpacing()
        return QSize(240, pitch * (_LINES + 1) + 20)

    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(ROW)
        theme = self._look.theme
        whole: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chosen))
            painter.drawRoundedRect(QRectF(whole).adjusted(2, 2, -2, -2), 9, 9)
        self._mark(painter, option, entry)
        pitch = QFontMetrics(option.font).lineSpacing()
        top = whole.top() + 10
        right = whole.right() - 14
        day = QRect(whole.left() + 58, top, right - whole.left() - 58, pitch)
        words = QRect(day.left(), top + pitch, day.width(), pitch * _LINES)
        painter.setFont(typefaces.sized(option.font, typefaces.SMALL))
        painter.setPen(QColor(theme.faded))
        self._line(painter, option, day, entry.day_words)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.ink))
        place = painting.mirrored(option.direction, whole, words)
        painting.draw_wrapped(painter, place, entry.words, _LINES, option.direction)
        if self._list.shows_amounts and entry.amount:
            painter.setFont(typefaces.sized(option.font, 1.0, QFont.Weight.Medium))
            width = QFontMetrics(painter.font()).horizontalAdvance(entry.amount) + 6
            self._line(painter, option, QRect(right - width, top, width, pitch), entry.amount)
        painter.restore()

    def _mark(self, painter: QPainter, option: Any, entry: Entry) -> None:
        whole: QRect = option.rect
        circle = QRect(whole.left() + 12, whole.top() + 12, 32, 32)
        place = QRectF(painting.mirrored(option.direction, whole, circle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.chip))
        painter.drawEllipse(place)
        accent = QColor(self._look.theme.accent)
        icons.draw(painter, entry.drawing, place.adjusted(8, 8, -8, -8), accent)

    def _line(self, painter: QPainter, option: Any, place: QRect, text: str) -> None:
        mirrored = painting.mirrored(option.direction, option.rect, place)
        painting.draw_line(painter, mirrored, text, option.direction)
