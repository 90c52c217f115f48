"""The printed decoration of a card: the shop's name with its motif, and the frame."""

from collections.abc import Sequence

from notecard.core.cards import BoxMm, Face
from notecard.core.customers import plain_name
from notecard.core.settings import Shop
from notecard.printing.colours import Colour, accent
from notecard.printing.designs import Design, Drawing
from notecard.printing.fonts import TITLE
from notecard.printing.lettering import Line, fit_line, write
from notecard.printing.outlines import extent
from notecard.printing.paper import POINT, Paper

_SMALLEST = 0.6  # of the design's size: then the name is cut with an ellipsis
_CRAMPED = 0.75  # of the design's size: below it a long name takes the motif's room
_CAP_HEIGHT = 0.7  # of the size: what looks like the middle of a name is half of it
_BELOW = 2.2  # mm from the name's line to what stands under it


def draw_heading(paper: Paper, layout: Face, design: Design, shop: Shop) -> None:
    """Draw the shop's name in the middle of the heading with the design's motif around it."""
    box = _clear_box(layout, design)
    colour = accent(shop.accent)
    left, right = design.at("before_name"), design.at("after_name")
    beside = sum(_size(side)[0] + design.gap for side in (left, right) if side)
    name = _fitted(shop, design, box[2] - box[0] - beside)
    if name.size < design.name_size * _CRAMPED:
        left = right = ()
        name = _fitted(shop, design, box[2] - box[0])
    below = design.at("below_name")
    cap = name.size / POINT * _CAP_HEIGHT
    height = cap + (_BELOW + _size(below)[1] if below else 0)
    base = (box[1] + box[3] - height) / 2 + cap
    centre = (box[0] + box[2]) / 2
    start = centre - name.width / 2
    write(paper, name, start, base, colour)
    gap = design.gap if name.width else design.gap / 2
    middle = base - cap / 2
    width, tall = _size(left)
    _draw(paper, left, start - gap - width, middle - tall / 2, colour)
    _draw(paper, right, start + name.width + gap, middle - _size(right)[1] / 2, colour)
    _draw(paper, below, centre - _size(below)[0] / 2, base + _BELOW, colour)


def _fitted(shop: Shop, design: Design, room: float) -> Line:
    size = design.name_size
    return fit_line(plain_name(shop.name), TITLE, size, size * _SMALLEST, room)


def _clear_box(layout: Face, design: Design) -> BoxMm:
    """Return the heading as far as the frame leaves it."""
    left, top, right, bottom = layout.heading
    if design.frame_pen:
        top = max(top, layout.marks[0][1][1] + design.frame_pen)
    return left, top, right, bottom


def _size(drawings: Sequence[Drawing]) -> tuple[float, float]:
    """Return the width and height that the drawings take together."""
    boxes = [extent(drawing.strokes) for drawing in drawings]
    return max((box[2] for box in boxes), default=0.0), max((box[3] for box in boxes), default=0.0)


def _draw(paper: Paper, drawings: Sequence[Drawing], x: float, y: float, colour: Colour) -> None:
    width = _size(drawings)[0]
    for drawing in drawings:
        start, across = (x + width, -1.0) if drawing.mirror else (x, 1.0)
        paper.outline(drawing.strokes, start, y, colour, width=drawing.pen, scale=(across, 1.0))


_FRAME_CLEAR = 1.5  # mm around a corner ornament: a reader needs a module of white


def draw_frame(paper: Paper, layout: Face, design: Design, shop: Shop) -> None:
    """Join the corner ornaments with a line along their outer edges."""
    if not design.frame_pen:
        return
    first, second, third, _ = (box for _, box in layout.marks)
    half = design.frame_pen / 2
    left, top, right, bottom = first[0] + half, first[1] + half, third[2] - half, third[3] - half
    from_x, to_x = first[2] + _FRAME_CLEAR, second[0] - _FRAME_CLEAR
    from_y, to_y = second[3] + _FRAME_CLEAR, third[1] - _FRAME_CLEAR
    paper.boxes(
        [
            (from_x, top - half, to_x, top + half),
            (from_x, bottom - half, to_x, bottom + half),
            (left - half, from_y, left + half, to_y),
            (right - half, from_y, right + half, to_y),
        ],
        accent(shop.accent),
    )
