"""From a photo to a proposal: where the card lies, what would be hidden, what must be asked."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from notecard.core.cards import Face, face
from notecard.core.photos import Box, Certainty, Point, Proposal, Zone
from notecard.core.words import _, _n
from notecard.photos.find_card import FoundCard, Size, find_card
from notecard.photos.geometry import Matrix, fit, flat_scale, flatten, is_plain, project
from notecard.photos.hide import covered, picture_of
from notecard.photos.lines_seen import ENOUGH, share_of_lines
from notecard.photos.open import Pixels
from notecard.photos.written_lines import written_places

BLANK_PX_PER_MM: Final = 10.0  # a nominal scale where no card is known
_SCREEN = 1600  # long side of a photo shown for straightening by hand
_OUT_OF_PICTURE_MM = 2.0
_CODE_MARGIN_MM = 0.6
_FEWER_MARKS_MM = 1.5  # three ornaments are off by up to 1.9 mm where the fourth was
_TICKS_MM = 4.2  # beside the zone; a greeting that runs out of it is covered as well


def propose(photo: Pixels, sizes_of: Callable[[str], Sequence[Size]], id: str) -> Proposal:
    """Return what the program would do with a photo; nothing is guessed where nothing is found."""
    start = time.perf_counter()
    gray = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    found = find_card(gray, sizes_of)
    if found is None:
        return _by_hand(photo, id, start)
    state, why = _judged(found, photo)
    certainty = min(1.0, found.lines) if state is Certainty.VERIFIED else found.lines / 2
    found_by = "code" if found.code else "marks"
    boxes = fixed_boxes(face(*found.size), 0.0 if found.marks == 4 else _FEWER_MARKS_MM)
    return _flat_proposal(
        photo,
        found.matrix,
        found.size,
        found.code,
        id,
        state,
        certainty,
        found_by,
        why,
        boxes,
        start,
    )


def straightened(
    photo: Pixels, corners: Sequence[Point], size: Size, code: str, id: str
) -> Proposal:
    """Return the proposal for a card whose corners a person marked, from its own top left on."""
    start = time.perf_counter()
    width, height = size
    outline = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    matrix = fit(outline, np.array(corners, dtype=np.float64))
    if matrix is None or not is_plain(matrix, width, height):
        return _by_hand(photo, id, start)
    gray = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    lines = share_of_lines(gray, matrix, face(width, height))
    why = (_("The card was straightened by hand: look whether the name is covered."),)
    return _flat_proposal(
        photo,
        matrix,
        size,
        code,
        id,
        Certainty.CHECK,
        lines / 2,
        "none",
        why,
        fixed_boxes(face(width, height)),
        start,
    )


def shown_scale(photo: Pixels) -> float:
    """Return by how much a photo without a card is made smaller for the screen."""
    return float(min(1.0, _SCREEN / max(photo.shape[:2])))


def fixed_boxes(card: Face, more_mm: float = 0.0) -> tuple[Box, ...]:
    """The same places on every card of a size: the salutation with its ticks, and the code.

    `more_mm` is added around the salutation where the geometry hangs on fewer ornaments.
    """
    left, top, right, bottom = card.salutation
    x0, y0, x1, y1 = card.code
    room, beside = _CODE_MARGIN_MM, _TICKS_MM + more_mm
    return (
        Box(left - beside, top - more_mm, right + beside, bottom + more_mm, Zone.SALUTATION),
        Box(x0 - room, y0 - room, x1 + room, y1 + room, Zone.CODE),
    )


def _flat_proposal(
    photo: Pixels,
    matrix: Matrix,
    size: Size,
    code: str,
    id: str,
    state: Certainty,
    certainty: float,
    found_by: str,
    why: tuple[str, ...],
    boxes: tuple[Box, ...],
    start: float,
) -> Proposal:
    card = face(*size)
    scale = flat_scale(matrix, *size)
    flat = flatten(photo, matrix, *size, scale)
    bare = Proposal(
        photo=id,
        picture=picture_of(flat),
        px_per_mm=scale,
        state=state,
        certainty=round(certainty, 3),
        found_by=found_by,
        why=why,
        boxes=boxes,
        code=code,
        to_photo=tuple(float(number) for number in matrix.ravel()),
    )
    return _asking(bare, flat, card, start)


def _asking(bare: Proposal, flat: Pixels, card: Face, start: float) -> Proposal:
    hidden = np.zeros(flat.shape[:2], dtype=bool)
    for box in bare.boxes:
        hidden[covered(bare, box)] = True
    questions = written_places(flat, card, hidden, bare.px_per_mm)
    asked = (
        _n(
            "{count} other place bears writing: look whether a name is there.",
            "{count} other places bear writing: look whether a name is there.",
            len(questions),
        ).format(count=len(questions)),
    )
    return replace(
        bare,
        questions=questions,
        why=bare.why + (asked if questions else ()),
        seconds=time.perf_counter() - start,
    )


def _judged(found: FoundCard, photo: Pixels) -> tuple[Certainty, tuple[str, ...]]:
    """Return how sure this is, and a sentence for everything a person should know."""
    doubts = []
    if found.lines < ENOUGH:
        doubts.append(_("The printed lines were not seen where they should be."))
    if found.marks < 2:
        doubts.append(_("Most of the corner ornaments are hidden."))
    if found.others > 0:
        doubts.append(_("There is more than one card on the photo."))
    if _is_cut(found, photo):
        doubts.append(_("A part of the card is outside the photo."))
    state = Certainty.CHECK if doubts else Certainty.VERIFIED
    if not found.code:
        doubts.append(_("The card's code could not be read, so its customer is not known."))
    return state, tuple(doubts)


def _is_cut(found: FoundCard, photo: Pixels) -> bool:
    width, height = found.size
    inset = _OUT_OF_PICTURE_MM
    corners = np.array(
        [
            [inset, inset],
            [width - inset, inset],
            [width - inset, height - inset],
            [inset, height - inset],
        ]
    )
    seen = project(found.matrix, corners)
    limit = np.array([photo.shape[1], photo.shape[0]])
    return bool((seen < 0).any() or (seen > limit).any())


def _by_hand(photo: Pixels, id: str, start: float) -> Proposal:
    scale = shown_scale(photo)
    shown = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Proposal(
        photo=id,
        picture=picture_of(np.asarray(shown, dtype=np.uint8)),
        px_per_mm=BLANK_PX_PER_MM,
        state=Certainty.BY_HAND,
        certainty=0.0,
        found_by="none",
        why=(_("No card was found on the photo: mark its four corners."),),
        boxes=(),
        seconds=time.perf_counter() - start,
    )
