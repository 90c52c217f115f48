"""A PDF at true size, drawn in millimetres from the top left corner; wraps ReportLab."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from notecard.core.cards import BoxMm
from notecard.printing.colours import BLACK, Colour
from notecard.printing.fonts import BODY, pdf_font
from notecard.printing.outlines import Stroke

POINT = 72 / 25.4  # points in a millimetre


class Paper:
    """One document; every method takes millimetres of the page, or of the card inside `at`."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self._file = BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(width * POINT, height * POINT),
            initialFontName=pdf_font(BODY),
            pageCompression=1,
            invariant=1,  # the same cards give the same bytes
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("Notecard")
        self._canvas.setProducer("Notecard")
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._size = (width, height)
        self._origin = (0.0, height * POINT)
        self._box_page()

    def _box_page(self) -> None:
        width, height = self._size
        self._canvas.setTrimBox((0, 0, width * POINT, height * POINT))
        self._canvas.setBleedBox((0, 0, width * POINT, height * POINT))

    def at(self, x: float, y: float) -> AbstractContextManager[None]:
        """Measure from this point of the page while inside."""
        return self._moved((x * POINT, (self._size[1] - y) * POINT))

    @contextmanager
    def _moved(self, origin: tuple[float, float]) -> Any:
        before, self._origin = self._origin, origin
        try:
            yield
        finally:
            self._origin = before

    @contextmanager
    def stamp(self, name: str, width: float, height: float) -> Any:
        """Draw, inside, something that many cards share; nothing of it shows outside its size."""
        self._canvas.beginForm(name, 0, 0, width * POINT, height * POINT)
        with self._moved((0.0, height * POINT)):
            yield
        self._canvas.endForm()

    def put_stamp(self, name: str, height: float) -> None:
        """Put what was drawn under this name here."""
        self._canvas.saveState()
        self._canvas.translate(self._origin[0], self._origin[1] - height * POINT)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a place in the points of the PDF, from the bottom left corner."""
        return self._origin[0] + x * POINT, self._origin[1] - y * POINT

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float, grey: float) -> None:
        """Draw a line; grey is 0 for black and 1 for white."""
        self._canvas.setLineWidth(width * POINT)
        self._canvas.setStrokeGray(grey)
        self._canvas.line(*self.point(x0, y0), *self.point(x1, y1))

    def boxes(self, boxes: Iterable[BoxMm], colour: Colour = BLACK) -> None:
        """Fill boxes as one shape."""
        path = self._canvas.beginPath()
        for x0, y0, x1, y1 in boxes:
            left, bottom = self.point(x0, y1)
            path.rect(left, bottom, (x1 - x0) * POINT, (y1 - y0) * POINT)
        self._fill(colour)
        self._canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)

    def rounded(
        self, box: BoxMm, radius: float, colour: Colour | None, *, frame: float = 0.0
    ) -> None:
        """Fill a box with round corners, or frame it with a line of that width in black."""
        x0, y0, x1, y1 = box
        left, bottom = self.point(x0, y1)
        size = ((x1 - x0) * POINT, (y1 - y0) * POINT)
        if colour is not None:
            self._fill(colour)
        self._canvas.setLineWidth(frame * POINT)
        self._canvas.setStrokeGray(0)
        self._canvas.roundRect(
            left, bottom, *size, radius * POINT, stroke=bool(frame), fill=colour is not None
        )

    def outline(
        self,
        strokes: Sequence[Stroke],
        x: float,
        y: float,
        colour: Colour,
        *,
        width: float = 0.0,
        scale: tuple[float, float] = (1.0, 1.0),
    ) -> None:
        """Fill a path, or draw along it with a pen of that width; `scale` may mirror it."""
        path = self._canvas.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
        for stroke in strokes:
            numbers: list[float] = []
            for px, py in stroke.points:
                numbers += self.point(x + px * scale[0], y + py * scale[1])
            draw[stroke.verb](*numbers)
        self._fill(colour)
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(width * POINT)
        self._canvas.setLineCap(1)
        self._canvas.drawPath(path, stroke=bool(width), fill=not width, fillMode=FILL_NON_ZERO)
        self._canvas.setLineCap(0)

    def text(self, x: float, y: float, text: str, font: str, size: float, colour: Colour) -> None:
        """Write letters of one font from left to right, as they come; size in points."""
        self._fill(colour)
        self._canvas.setFont(pdf_font(font), size)
        self._canvas.drawString(*self.point(x, y), text)

    def _fill(self, colour: Colour) -> None:
        if colour == BLACK:
            self._canvas.setFillGray(0)  # black ink alone: crisp on every printer
        else:
            self._canvas.setFillColorRGB(*colour)

    def end_page(self) -> None:
        """Begin the next page."""
        self._canvas.showPage()
        self._box_page()

    def finished(self) -> bytes:
        """Return the PDF; the last page must have been ended."""
        self._canvas.save()
        return self._file.getvalue()
