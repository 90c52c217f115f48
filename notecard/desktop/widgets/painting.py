"""Painting that does not mirror twice: places are mirrored once, texts keep their alignment."""

import unicodedata

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from notecard.core.customers import plain_name

Direction = Qt.LayoutDirection
_LONGEST = 400  # no painted line needs more letters, and laying out ten thousand takes a second


def one_line(text: str) -> str:
    """Return text from outside fit to be painted: plain, on one line, not endless."""
    return plain_name(text[:_LONGEST])


def mirrored(direction: Direction, whole: QRect, place: QRect) -> QRect:
    """Return the place as it lies in a window of this direction."""
    return QStyle.visualRect(direction, whole, place)


def leading(direction: Direction) -> Qt.AlignmentFlag:
    """Return the side lines begin on; absolute, so that Qt does not turn it round again."""
    side = Qt.AlignmentFlag.AlignLeft
    if direction == Direction.RightToLeft:
        side = Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs to the left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def own_direction(text: str) -> Direction:
    """Return the direction of the text itself, whichever way the window runs."""
    return Direction.RightToLeft if is_right_to_left(text) else Direction.LeftToRight


def draw_line(painter: QPainter, place: QRect, text: str, direction: Direction) -> None:
    """Paint one line, cut with an ellipsis where it does not fit."""
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, place.width())
    painter.setLayoutDirection(own_direction(shown))
    painter.drawText(place, leading(direction), shown)


def draw_wrapped(
    painter: QPainter, place: QRect, text: str, most: int, direction: Direction
) -> None:
    """Paint up to `most` lines from the top of the place; the last is cut where it must be."""
    metrics = QFontMetrics(painter.font())
    pitch = metrics.lineSpacing()
    rest = one_line(text)
    painter.setLayoutDirection(own_direction(rest))
    for number, line in enumerate(_wrapped(painter, rest, place.width())):
        row = QRect(place.left(), place.top() + number * pitch, place.width(), pitch)
        if number == most - 1:
            draw_line(painter, row, rest, direction)
            return
        painter.drawText(row, leading(direction), line.strip())
        rest = rest[len(line) :].strip() if rest.startswith(line) else rest


def _wrapped(painter: QPainter, text: str, width: int) -> list[str]:
    layout = QTextLayout(text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
        line = layout.createLine()
    layout.endLayout()
    return found
