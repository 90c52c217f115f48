"""Rows of people: a circle with initials, the name, one true sentence, and a small mark."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from notecard.core.customers import called, initials
from notecard.desktop import icons, theme, typefaces
from notecard.desktop.rows_model import ROW
from notecard.desktop.theme import Look
from notecard.desktop.widgets import painting

_CIRCLE = 44
_GAP = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """What one row of people looks like."""

    key: int
    name: str
    sentence: str
    chip: str = ""
    chip_icon: str = ""
    picked: bool = False
    drawing: str = ""  # in the circle, in place of initials


class PeopleDelegate(QStyledItemDelegate):
    """Paints rows of people; `present` turns the model's value into what is seen."""

    def __init__(
        self, look: Look, present: Callable[[Any], Shown], parent: QWidget, lines: int = 2
    ) -> None:
        super().__init__(parent)
        self._look, self._present, self._lines = look, present, lines

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return 88 pixels for two lines of reason, and more where the letters are larger."""
        text = QFontMetrics(option.font).lineSpacing()
        return QSize(240, max(40 + 24 * self._lines, text * (self._lines + 1) + 36))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, circle, name, sentence and chip."""
        shown = self._present(index.data(ROW))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        self._text(painter, option, shown)
        self._portrait(painter, option, shown)
        painter.restore()

    def _ground(self, painter: QPainter, option: Any) -> None:
        place = QRectF(option.rect).adjusted(2, 2, -2, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(self._look.theme.chosen))
            painter.setPen(QPen(QColor(self._look.theme.accent), 1.2))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self._look.theme.hover))
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            return
        painter.drawRoundedRect(place, 10, 10)

    def _portrait(self, painter: QPainter, option: Any, shown: Shown) -> None:
        whole: QRect = option.rect
        circle = QRect(whole.left() + 14, whole.center().y() - _CIRCLE // 2, _CIRCLE, _CIRCLE)
        place = QRectF(painting.mirrored(option.direction, whole, circle))
        draw_portrait(painter, place, shown, self._look, option.font)
        if shown.picked:
            badge = QRectF(place.right() - 15, place.bottom() - 15, 19, 19)
            painter.setBrush(QColor(self._look.theme.accent))
            painter.setPen(QPen(QColor(self._look.theme.sheet), 2))
            painter.drawEllipse(badge)
            ink = QColor(self._look.theme.on_accent)
            icons.draw(painter, "check", badge.adjusted(4, 4, -4, -4), ink)

    def _text(self, painter: QPainter, option: Any, shown: Shown) -> None:
        whole: QRect = option.rect
        left = whole.left() + 14 + _CIRCLE + _GAP
        right = whole.right() - 14
        font: QFont = option.font
        pitch = QFontMetrics(font).lineSpacing()
        top = whole.center().y() - (pitch * (self._lines + 1) + 6) // 2
        chip = self._chip(painter, option, shown, right, top, pitch)
        name = QRect(left, top, right - left - chip, pitch)
        rest = QRect(left, top + pitch + 4, right - left, pitch * self._lines)
        painter.setFont(typefaces.sized(font, 1.06, QFont.Weight.DemiBold))
        painter.setPen(QColor(self._look.theme.ink))
        painting.draw_line(
            painter, painting.mirrored(option.direction, whole, name), shown.name, option.direction
        )
        painter.setFont(typefaces.sized(font, 0.95))
        painter.setPen(QColor(self._look.theme.faded))
        place = painting.mirrored(option.direction, whole, rest)
        painting.draw_wrapped(painter, place, shown.sentence, self._lines, option.direction)

    def _chip(
        self,
        painter: QPainter,
        option: Any,
        shown: Shown,
        right: int,
        top: int,
        pitch: int,
    ) -> int:
        """Paint the chip at the end of the name's line; returns the room it takes."""
        if not shown.chip:
            return 0
        font = typefaces.sized(option.font, typefaces.SMALL, QFont.Weight.Medium)
        words = QFontMetrics(font).horizontalAdvance(shown.chip)
        width = words + 38
        box = QRect(right - width, top - 3, width, pitch + 6)
        place = painting.mirrored(option.direction, option.rect, box)
        painter.setBrush(QColor(self._look.theme.chip))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(place), place.height() / 2, place.height() / 2)
        inner = QRect(box.left() + 10, box.center().y() - 6, 13, 13)
        accent = QColor(self._look.theme.accent)
        drawn = painting.mirrored(option.direction, option.rect, inner)
        icons.draw(painter, shown.chip_icon, drawn, accent)
        painter.setFont(font)
        painter.setPen(QColor(self._look.theme.chip_ink))
        text = QRect(box.left() + 28, box.top(), words + 4, box.height())
        painting.draw_line(
            painter,
            painting.mirrored(option.direction, option.rect, text),
            shown.chip,
            option.direction,
        )
        return width + 10


class Portrait(QWidget):
    """The large circle beside a name."""

    def __init__(self, look: Look, size: int = 60) -> None:
        super().__init__()
        self._look = look
        self._shown: Shown | None = None
        self.setFixedSize(size, size)
        look.changed.connect(self.update)

    def show_customer(self, id: int, name: str) -> None:
        """Show somebody."""
        self._shown = Shown(id, called(name, id), "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle with the initials."""
        if self._shown:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            draw_portrait(painter, place, self._shown, self._look, self.font())
            painter.end()


def draw_portrait(painter: QPainter, place: QRectF, shown: Shown, look: Look, font: QFont) -> None:
    """Paint a customer's circle with the initials, or another row's with its drawing."""
    if shown.drawing:
        painter.setBrush(QColor(look.theme.chip))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(place)
        inset = place.width() * 0.27
        inner = place.adjusted(inset, inset, -inset, -inset)
        icons.draw(painter, shown.drawing, inner, QColor(look.theme.accent))
        return
    ground, ink = theme.portrait(look.theme, shown.key)
    painter.setBrush(ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(place)
    painter.setFont(typefaces.sized(font, place.height() / _CIRCLE, QFont.Weight.DemiBold))
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials(shown.name[:200]))
