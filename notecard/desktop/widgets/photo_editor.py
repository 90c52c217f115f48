"""The photo of a card with the places to hide drawn on it, moved by mouse or keys."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from notecard.core.photos import Box, Point, Proposal
from notecard.core.words import _
from notecard.desktop import typefaces
from notecard.desktop.theme import Look
from notecard.desktop.widgets.marks import (
    STEP_MM,
    Answer,
    Mark,
    inset_corners,
    new_mark,
    zone_words,
)

_HANDLE_PX = 9
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class PhotoEditor(QWidget):
    """Paints the picture and its marks; one mark or corner is the current one."""

    changed = Signal()  # a place has moved, come, gone or been answered

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self._scale = 1.0  # pixels of the picture a millimetre
        self._marks: list[Mark] = []
        self._corners: list[Point] = []  # in mm of the picture, only while a card is to be found
        self._current = 0
        self._dragged: QPointF | None = None
        self._stretches = False
        self.setAccessibleName(_("Photo of the card"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        look.changed.connect(self.update)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what the program found."""
        picture = proposal.picture
        raw = QImage(
            picture.rgb,
            picture.width,
            picture.height,
            3 * picture.width,
            QImage.Format.Format_RGB888,
        )
        self._image = raw.copy()  # the bytes belong to Python
        self._scale = proposal.px_per_mm
        self._marks = [Mark(box) for box in proposal.boxes]
        self._marks += [Mark(box, Answer.OPEN, is_question=True) for box in proposal.questions]
        self._corners = [] if proposal.to_photo else inset_corners(*self._size_mm())
        self._current = next(
            (place for place, mark in enumerate(self._marks) if mark.answer is Answer.OPEN), 0
        )
        self._told()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every place that is marked."""
        return tuple(self._marks)

    @property
    def covered(self) -> tuple[Box, ...]:
        """The boxes to hide."""
        return tuple(mark.box for mark in self._marks if mark.is_covered)

    @property
    def questions_left(self) -> int:
        """How many places still want an answer."""
        return sum(mark.answer is Answer.OPEN for mark in self._marks)

    @property
    def corners_px(self) -> tuple[Point, ...]:
        """The card's corners as the owner sees them, in pixels of the picture."""
        return tuple((x * self._scale, y * self._scale) for x, y in self._corners)

    def answer(self, answer: Answer) -> None:
        """Answer the current question, and go on to the next that is open."""
        mark = self._mark()
        if mark and (mark.is_question or mark.is_by_hand):
            self._put(replace(mark, answer=answer))
            following = [*range(self._current + 1, len(self._marks)), *range(self._current)]
            for place in following:
                if self._marks[place].answer is Answer.OPEN:
                    self._current = place
                    break
            else:
                self._current = 0
            self._told()

    def add(self) -> None:
        """Add a box by hand."""
        if not self._image.isNull():
            self._marks.append(new_mark(*self._size_mm()))
            self._current = len(self._marks) - 1
            self.setFocus()
            self._told()

    def remove(self) -> None:
        """Remove the current box, if it was drawn by hand."""
        mark = self._mark()
        if mark and mark.is_by_hand:
            del self._marks[self._current]
            self._current = max(0, self._current - 1)
            self._told()

    def grow(self) -> None:
        """Make the current place larger."""
        mark = self._mark()
        if mark:
            self._put(mark.grown(*self._size_mm()))

    def sizeHint(self) -> QSize:
        """Return room for a card."""
        return QSize(560, 440)

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Let Tab go from place to place, and on when it has been everywhere."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if by and 0 <= self._current + by < self._count():
                self._current += by
                self._told(is_changed=False)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows; stretch by arrows with Shift."""
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            super().keyPressEvent(event)
            return
        far = 5.0 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1.0
        x, y = (part * STEP_MM * far for part in arrow)
        self._shift(x, y, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner or a place; near its lower right corner it is stretched."""
        at = self._to_mm(event.position())
        hold = _HANDLE_PX / self._zoom() * 1.6
        for number, (x, y) in enumerate(self._corners):
            if abs(x - at.x()) < hold and abs(y - at.y()) < hold:
                self._take(len(self._marks) + number, at, stretches=False)
                return
        for number in reversed(range(len(self._marks))):
            box = self._marks[number].box
            is_corner = abs(box.x1 - at.x()) < hold and abs(box.y1 - at.y()) < hold
            if is_corner or (box.x0 <= at.x() <= box.x1 and box.y0 <= at.y() <= box.y1):
                self._take(number, at, is_corner)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        if self._dragged is not None:
            at = self._to_mm(event.position())
            by = at - self._dragged
            self._dragged = at
            self._shift(by.x(), by.y(), self._stretches)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged = None

    def _take(self, number: int, at: QPointF, stretches: bool) -> None:
        self._current, self._dragged, self._stretches = number, at, stretches
        self._told(is_changed=False)

    def _shift(self, x: float, y: float, stretches: bool) -> None:
        mark = self._mark()
        width, height = self._size_mm()
        if mark:
            shifted = mark.stretched if stretches else mark.moved
            self._put(shifted(x, y, width, height))
        elif self._corners:
            number = self._current - len(self._marks)
            old_x, old_y = self._corners[number]
            here = (min(max(old_x + x, 0.0), width), min(max(old_y + y, 0.0), height))
            self._corners[number] = here
            self._told()

    # What is where

    def _count(self) -> int:
        return len(self._marks) + len(self._corners)

    def _mark(self) -> Mark | None:
        return self._marks[self._current] if self._current < len(self._marks) else None

    def _put(self, mark: Mark) -> None:
        self._marks[self._current] = mark
        self._told()

    def _told(self, is_changed: bool = True) -> None:
        mark = self._mark()
        words = mark.say() if mark else ""
        if not mark and self._corners:
            number = self._current - len(self._marks) + 1
            words = _("Corner {n} of the card, of 4").format(n=number)
        self.setAccessibleDescription(words)
        self.update()
        if is_changed:
            self.changed.emit()

    def _size_mm(self) -> tuple[float, float]:
        return self._image.width() / self._scale, self._image.height() / self._scale

    def _place(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(18, 18, -18, -18)
        if self._image.isNull():
            return room
        factor = min(room.width() / self._image.width(), room.height() / self._image.height())
        size = QRectF(0, 0, self._image.width() * factor, self._image.height() * factor)
        size.moveCenter(room.center())
        return size

    def _zoom(self) -> float:
        """Return how many pixels of the screen a millimetre takes."""
        return self._place().width() / max(1.0, self._size_mm()[0])

    def _to_mm(self, at: QPointF) -> QPointF:
        return (at - self._place().topLeft()) / self._zoom()

    def _to_screen(self, x: float, y: float) -> QPointF:
        return self._place().topLeft() + QPointF(x, y) * self._zoom()

    # What is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk, the picture, the places, and the corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.desk))
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        if not self._image.isNull():
            painter.drawImage(self._place(), self._image)
            for number, mark in enumerate(self._marks):
                if number != self._current:
                    self._paint_mark(painter, number, mark)
            if self._current < len(self._marks):  # above the others
                self._paint_mark(painter, self._current, self._marks[self._current])
            self._paint_corners(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter, number: int, mark: Mark) -> None:
        box = mark.box
        place = QRectF(self._to_screen(box.x0, box.y0), self._to_screen(box.x1, box.y1))
        colour = QColor(self._look.theme.accent)
        is_current = number == self._current and self._is_held()
        pen = QPen(colour, 3 if is_current else 1.6)
        if mark.answer is Answer.OPEN:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif mark.answer is Answer.LEAVE:
            pen.setColor(QColor(120, 110, 100, 150))
        ground = QColor(colour)
        ground.setAlpha(70 if mark.is_covered else 0)
        painter.setBrush(ground)
        painter.setPen(pen)
        painter.drawRoundedRect(place, 4, 4)
        self._paint_tag(painter, place, mark, is_current)
        if is_current:
            self._paint_handle(painter, place.bottomRight())

    def _is_held(self) -> bool:
        return self.hasFocus() or self._dragged is not None

    def _paint_tag(self, painter: QPainter, place: QRectF, mark: Mark, is_current: bool) -> None:
        """Paint what it is; of the open questions only the current one speaks, the rest ask."""
        if is_current:
            words = mark.say()
        elif mark.answer is Answer.OPEN:
            words = "?"
        elif mark.is_covered:
            words = zone_words(mark)
        else:
            return
        painter.setFont(typefaces.sized(self.font(), typefaces.SMALL, QFont.Weight.Medium))
        metrics = QFontMetrics(painter.font())
        width, height = metrics.horizontalAdvance(words) + 14, metrics.height() + 4
        tag = QRectF(place.left(), place.top() - height - 2, width, height)
        if mark.answer is Answer.OPEN and not is_current:
            tag.moveCenter(QPointF(place.left() - width / 2 - 4, place.center().y()))
        tag.moveLeft(max(6.0, min(tag.left(), self.width() - width - 6.0)))
        tag.moveTop(max(tag.top(), 6.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.accent))
        painter.drawRoundedRect(tag, 5, 5)
        painter.setPen(QColor(self._look.theme.on_accent))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_corners(self, painter: QPainter) -> None:
        if not self._corners:
            return
        points = [self._to_screen(x, y) for x, y in self._corners]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.theme.accent), 2, Qt.PenStyle.DashLine))
        painter.drawPolygon(QPolygonF(points))
        for number, point in enumerate(points):
            is_current = self._current == len(self._marks) + number and self._is_held()
            self._paint_handle(painter, point, 4 if is_current else 0)
            painter.drawText(point + QPointF(12, 16), str(number + 1))

    def _paint_handle(self, painter: QPainter, at: QPointF, more: int = 0) -> None:
        painter.setPen(QPen(QColor(self._look.theme.sheet), 2))
        painter.setBrush(QColor(self._look.theme.accent))
        painter.drawEllipse(at, _HANDLE_PX - 2 + more, _HANDLE_PX - 2 + more)
        painter.setPen(QPen(QColor(self._look.theme.accent), 2))
