"""The three suggestions: a key to press, and the words it stands for."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from notecard.core.facts import Suggestion
from notecard.core.words import _
from notecard.desktop import typefaces
from notecard.desktop.rows_model import ROW, RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets import painting

_LINES = 2
_HYPHEN_AT_THE_END = re.compile(r"(?<=\w)- (?=\w)")


def body(suggestion: Suggestion) -> str:
    """Return the words without the greeting, which is the same for all."""
    return _HYPHEN_AT_THE_END.sub("-", " ".join(suggestion.lines[1:])) or suggestion.text


def heart(suggestion: Suggestion) -> str:
    """Return the words without greeting and close: what tells the suggestions apart."""
    lines = suggestion.lines[1:]
    if len(lines) > 2 and lines[-2].endswith(","):
        lines = lines[:-2]
    return _HYPHEN_AT_THE_END.sub("-", " ".join(lines)) or suggestion.text


class WordsList(QListView):
    """Shows a few suggestions, of which one is chosen."""

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(_("What you might write"))
        self._model = RowsModel(say=body, parent=self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(look, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().selectionChanged.connect(self._told)

    def show_words(self, suggestions: Sequence[Suggestion], choice: int) -> None:
        """Show suggestions with one chosen."""
        self._model.show(suggestions)
        self.choose(choice)

    def choose(self, number: int) -> None:
        """Choose one by its place."""
        if 0 <= number < self._model.rowCount():
            self.setCurrentIndex(self._model.index(number))

    def sizeHint(self) -> QSize:
        """Return exactly the height of three."""
        row = self.itemDelegate().sizeHint(self._option(), QModelIndex()).height()
        return QSize(320, 3 * row + 16)

    def _option(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option

    def _told(self) -> None:
        rows = self.selectionModel().selectedRows()
        if rows:
            self.chosen.emit(rows[0].row())


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: WordsList) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, QFontMetrics(option.font).lineSpacing() * _LINES + 18)

    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.setBrush(QColor(self._look.theme.chosen))
            painter.setPen(QPen(QColor(self._look.theme.accent), 1.2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 9, 9)
        self._key(painter, option, str(index.row() + 1), is_chosen)
        whole: QRect = option.rect
        pitch = QFontMetrics(option.font).lineSpacing()
        text = whole.adjusted(46, (whole.height() - _LINES * pitch) // 2, -14, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(self._look.theme.ink))
        place = painting.mirrored(option.direction, whole, text)
        painting.draw_wrapped(painter, place, heart(index.data(ROW)), _LINES, option.direction)
        painter.restore()

    def _key(self, painter: QPainter, option: Any, key: str, is_chosen: bool) -> None:
        theme = self._look.theme
        whole: QRect = option.rect
        cap = QRect(whole.left() + 13, whole.center().y() - 10, 21, 21)
        place = QRectF(painting.mirrored(option.direction, whole, cap))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent if is_chosen else theme.chip))
        painter.drawRoundedRect(place, 6, 6)
        painter.setFont(typefaces.sized(option.font, typefaces.SMALL, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.on_accent if is_chosen else theme.chip_ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
