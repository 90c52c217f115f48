"""The card lying on the desk: the very page that will be printed, with words laid over it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from notecard.core.cards import Face
from notecard.core.words import _
from notecard.desktop import typefaces
from notecard.desktop.theme import Look
from notecard.desktop.widgets.painting import is_right_to_left, one_line, own_direction

_INK = QColor("#26304F")  # blue-black, as in a pen
_MEMORY = "#B4472E"  # the blank for the owner's own memory, on paper white in every theme
_HAND_MM = 7.0  # the size of the hand on lines 8 mm apart
_ABOVE_LINE_MM = 0.6
_AROUND = 26
_FOOT = 26


class CardOnDesk(QWidget):
    """Paints the page of a card and, on the screen only, what might be written on it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._document: Any = None  # QPdfDocument, whose module is loaded late
        self._bytes: QBuffer | None = None
        self._face: Face | None = None
        self._lines: tuple[str, ...] = ()
        self._asks, self._ending = "", 0
        self._image = QImage()
        self.setAccessibleName(_("Card preview"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 170)
        look.changed.connect(self.update)

    def lay(self, pdf: bytes, face: Face) -> None:
        """Lay a page on the desk."""
        from PySide6.QtPdf import QPdfDocument

        self._document = QPdfDocument(self)
        self._bytes = QBuffer(self)
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._bytes)
        self._face = face
        self._image = QImage()
        self.update()

    def write(self, lines: Sequence[str], asks: str = "", ending: int = 0) -> None:
        """Show these lines on the card; the first is the greeting, the last so many the ending.

        What only the owner's memory can answer is asked on a coloured blank of its own before the
        ending, where the card has a line to spare.
        """
        self._lines, self._asks, self._ending = tuple(lines), asks, ending
        self.setAccessibleDescription(" ".join((*self._lines, asks)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a card and some desk around it."""
        return QSize(460, 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk, the card's shadow, the page, and the hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.desk))
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        if self._face is not None:
            place = self._place(self._face)
            self._shadow(painter, place)
            painter.drawImage(place, self._page(place))
            self._hand(painter, place, self._face)
            self._remark(painter, place)
        painter.end()

    def _place(self, face: Face) -> QRectF:
        room = QRectF(self.rect()).adjusted(_AROUND, _AROUND - 6, -_AROUND, -_AROUND - _FOOT + 14)
        scale = min(room.width() / face.width, room.height() / face.height)
        size = QRectF(0, 0, face.width * scale, face.height * scale)
        size.moveCenter(room.center())
        return size

    def _shadow(self, painter: QPainter, place: QRectF) -> None:
        for spread in range(8, 0, -1):
            painter.setBrush(QColor(40, 26, 12, 9))
            around = place.adjusted(-spread, -spread + 3, spread, spread + 3)
            painter.drawRoundedRect(around, spread + 2, spread + 2)

    def _page(self, place: QRectF) -> QImage:
        """Return the page at the screen's own resolution; PDFium leaves the ground transparent."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(place.width() * ratio), round(place.height() * ratio))
        if self._image.size() != size:
            self._image = QImage(size, QImage.Format.Format_RGB32)
            self._image.fill(Qt.GlobalColor.white)
            over = QPainter(self._image)
            over.drawImage(0, 0, self._document.render(0, size))
            over.end()
        return self._image

    def _hand(self, painter: QPainter, place: QRectF, face: Face) -> None:
        scale = place.width() / face.width
        left = face.lines[0][0]
        rows = [(left, face.salutation_base, face.lines[0][2]), *face.lines]
        texts = [one_line(line) for line in self._lines][: len(rows)]
        if self._asks and len(texts) < len(rows):
            place_of_blank = max(1, len(texts) - self._ending)
            self._blank(painter, place, rows[place_of_blank], scale)
            texts.insert(place_of_blank, "")
        painter.setFont(typefaces.handwriting(_HAND_MM * scale))
        painter.setPen(_INK)
        metrics = QFontMetricsF(painter.font())
        for (x0, y, x1), text in zip(rows, texts, strict=False):
            width = metrics.horizontalAdvance(text)
            room = (x1 - x0) * scale
            squeeze = min(1.0, room / width) if width else 1.0
            start = room - width * squeeze if is_right_to_left(text) else 0.0
            painter.save()
            painter.setLayoutDirection(own_direction(text))
            painter.translate(
                QPointF(
                    place.left() + x0 * scale + start, place.top() + (y - _ABOVE_LINE_MM) * scale
                )
            )
            painter.scale(squeeze, 1.0)
            painter.drawText(QPointF(0, 0), text)
            painter.restore()

    def _blank(
        self, painter: QPainter, place: QRectF, row: tuple[float, float, float], scale: float
    ) -> None:
        """Paint where the owner's own memory goes: never printed, the hand fills it."""
        x0, y, x1 = row
        room = QRectF(
            place.left() + x0 * scale, place.top() + (y - 6.2) * scale, (x1 - x0) * scale, 6 * scale
        )
        accent = QColor(_MEMORY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(accent.red(), accent.green(), accent.blue(), 34))
        painter.drawRoundedRect(room, 4, 4)
        painter.setPen(accent)
        font = typefaces.sized(self.font(), typefaces.SMALL)
        font.setItalic(True)
        painter.setFont(font)
        said = QFontMetricsF(font).elidedText(
            self._asks, Qt.TextElideMode.ElideRight, room.width() - 12
        )
        painter.drawText(room.adjusted(6, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, said)
        painter.setFont(typefaces.handwriting(_HAND_MM * scale))
        painter.setPen(_INK)

    def _remark(self, painter: QPainter, place: QRectF) -> None:
        if not self._lines:
            return
        painter.setFont(typefaces.sized(self.font(), typefaces.SMALL))
        painter.setPen(QColor(self._look.theme.faded))
        foot = QRectF(self.rect().left(), place.bottom() + 10, self.width(), _FOOT)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, _("The words are yours to write."))
