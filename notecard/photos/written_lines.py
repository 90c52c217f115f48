"""Which places of a card bear ink besides the salutation: each is a question to the owner."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from notecard.core.cards import BoxMm, Face
from notecard.core.photos import Box, Zone
from notecard.photos.open import Pixels
from notecard.photos.paper_model import Mask, paper_over

_LEAST_INK_MM2: Final = 0.8  # a full stop is smaller, the shortest word is not
_DARKER: Final = 0.16  # than the paper around it, as a share
_EDGE_MM: Final = 1.5  # not looked at: the table may show there
_PRINT_MM: Final = 0.6  # around a printed line or ornament


def written_places(flat: Pixels, card: Face, hidden: Mask, px_per_mm: float) -> tuple[Box, ...]:
    """Return the lines and margins with ink, from the top; `hidden` places are not looked at."""
    ink = _ink(flat, hidden, px_per_mm)
    for place in _printed(card):
        ink[_cut(place, px_per_mm)] = False
    return tuple(
        Box(*place, zone)
        for place, zone in _places(card)
        if float(ink[_cut(place, px_per_mm)].sum()) / px_per_mm**2 > _LEAST_INK_MM2
    )


def _ink(flat: Pixels, hidden: Mask, px_per_mm: float) -> Mask:
    """Return what is darker than the bare paper would be; the hidden places count as paper."""
    gray = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY)
    paper = cv2.cvtColor(paper_over(flat, hidden, px_per_mm), cv2.COLOR_RGB2GRAY)
    dark: NDArray[np.bool_] = gray < paper * (1 - _DARKER)
    return dark & ~hidden


def _places(card: Face) -> list[tuple[BoxMm, Zone]]:
    """The heading, each line with what rises above it, the margins, and the foot."""
    left, _, right = card.lines[0]
    top, foot = card.salutation[1], card.lines[-1][1] + 3.0
    pitch = card.lines[1][1] - card.lines[0][1] if len(card.lines) > 1 else 8.0
    lines = [((x0, y - pitch + 2.0, x1, y + 2.0), Zone.BODY) for x0, y, x1 in card.lines]
    marks = [box for _, box in card.marks]
    side = marks[0][2] + 0.8
    margins: list[tuple[BoxMm, Zone]] = [
        ((_EDGE_MM, top, left, marks[3][1] - 1.0), Zone.BODY),
        ((right, top, card.width - _EDGE_MM, marks[2][1] - 1.0), Zone.BODY),
    ]
    return [
        ((side, _EDGE_MM, card.width - side, card.salutation[1]), Zone.OTHER),
        *lines,
        *margins,
        ((side, foot, card.code_quiet[0], card.height - _EDGE_MM), Zone.BODY),
    ]


def _printed(card: Face) -> list[BoxMm]:
    """Everything printed outside the heading, with a little room around it."""
    room = _PRINT_MM
    lines = [(x0 - room, y - room, x1 + room, y + room) for x0, y, x1 in card.lines]
    marks = [_grown(box, 1.0) for _, box in card.marks]
    return [*lines, *marks, *_frame(card), card.code_quiet]


def _frame(card: Face) -> list[BoxMm]:
    """The line some designs draw from ornament to ornament."""
    left, top = card.marks[0][1][:2]
    right, bottom = card.marks[2][1][2:]
    room = _PRINT_MM
    return [
        (left - room, top, left + 2 * room, bottom),
        (right - 2 * room, top, right + room, bottom),
        (left, top - room, right, top + 2 * room),
        (left, bottom - 2 * room, right, bottom + room),
    ]


def _grown(box: BoxMm, by: float) -> BoxMm:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def _cut(box: BoxMm, px_per_mm: float) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (max(0, round(edge * px_per_mm)) for edge in box)
    return slice(y0, y1), slice(x0, x1)
