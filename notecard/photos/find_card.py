"""Where the card lies on a photo: by its printed code and ornaments, proved by its lines.

Nothing here reads the place of the salutation: what was written there must not move the card by
the hundredth of a pixel. The order of the ornaments' ids tells the way up, so no card is ever
taken upside down.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from notecard.core.cards import MARK_IDS, Face, face, is_card_code
from notecard.core.photos import Point
from notecard.photos.geometry import Matrix, Places, fit, inverse, is_plain, pixels_per_mm, project
from notecard.photos.lines_seen import share_of_lines

Gray = NDArray[np.uint8]
Size = tuple[float, float]  # of a card, in millimetres

LONG_SIDES: Final = (1600, 2600, 4200)  # pixels; small first: large blurs are marks nearby
MOST_RESIDUAL_MM: Final = 0.8
_CODE_AWAY_MM = 4.0
_QR: Final[Any] = zxingcpp.BarcodeFormat.QRCode


@dataclass(frozen=True)
class SeenMark:
    """One ornament: its id, and its corners on the photo, clockwise from its own top left."""

    id: int
    corners: Places


@dataclass(frozen=True)
class SeenCode:
    """One card's code, and its corners on the photo, clockwise from its own top left."""

    text: str
    corners: Places


@dataclass(frozen=True)
class FoundCard:
    """A card on the photo; `lines` is the share of its printed lines that were seen."""

    size: Size
    matrix: Matrix
    marks: int
    residual_mm: float
    lines: float
    code: str = ""
    others: int = 0  # further cards on the same photo


def find_card(gray: Gray, sizes_of: Callable[[str], Sequence[Size]]) -> FoundCard | None:
    """Return the card on the photo; `sizes_of` gives the sizes to try for a code ("" for none)."""
    codes = read_codes(gray)
    marks = find_marks(gray)
    sizes = _sizes(codes, sizes_of)
    best = max(_locks(gray, marks, codes, sizes), key=_rank, default=None)
    if best is None:
        return None
    found = replace(best, code=_code_on(gray, best, codes), others=_others(marks))
    own_sizes = sizes_of(found.code) if found.code else ()
    if found.code and found.size not in own_sizes:
        again = max(_locks(gray, marks, codes, own_sizes), key=_rank, default=None)
        return replace(again, code=found.code, others=found.others) if again else found
    return found


def read_codes(gray: Gray) -> list[SeenCode]:
    """Return every card's code that can be read."""
    found = zxingcpp.read_barcodes(gray, formats=_QR)
    return [
        SeenCode(one.text, _corners_of(one.position)) for one in found if is_card_code(one.text)
    ]


def _corners_of(position: Any) -> Places:
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    corners = [getattr(position, name) for name in names]
    return np.array([[corner.x, corner.y] for corner in corners], dtype=np.float64)


def find_marks(gray: Gray) -> list[SeenMark]:
    """Return the ornaments, looked for at several sizes of the photo until all four are there."""
    marks: list[SeenMark] = []
    for long_side in LONG_SIDES:
        factor = min(1.0, long_side / max(gray.shape))
        more = _marks_at(gray, factor)
        marks += [mark for mark in more if not any(_is_same(mark, known) for known in marks)]
        if len({mark.id for mark in marks}) == len(MARK_IDS) or factor == 1.0:
            break
    return marks


def _is_same(one: SeenMark, other: SeenMark) -> bool:
    apart = float(np.linalg.norm(one.corners.mean(0) - other.corners.mean(0)))
    return one.id == other.id and apart < float(np.linalg.norm(np.ptp(other.corners, axis=0)))


def _marks_at(gray: Gray, factor: float) -> list[SeenMark]:
    small: Any = gray
    if factor < 1.0:
        small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    corners, ids, _ = _detector().detectMarkers(small)
    scale = np.array([gray.shape[1] / small.shape[1], gray.shape[0] / small.shape[0]])
    found = [] if ids is None else zip(ids.ravel().tolist(), corners, strict=True)
    return [
        SeenMark(number, _refined(gray, (quad.reshape(4, 2) + 0.5) * scale - 0.5))
        for number, quad in found
        if number in MARK_IDS
    ]


def _detector() -> Any:
    parameters = cv2.aruco.DetectorParameters()
    parameters.adaptiveThreshWinSizeMin = 5
    parameters.adaptiveThreshWinSizeMax = 45
    parameters.adaptiveThreshWinSizeStep = 10
    parameters.minMarkerPerimeterRate = 0.02
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    return cv2.aruco.ArucoDetector(dictionary, parameters)


def _refined(gray: Gray, corners: Places) -> Places:
    """Move the corners to the edges of the full photo, looking no farther than half a module."""
    side = float(np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1).mean())
    window = int(np.clip(side / 12, 2, 12))
    inside = np.all((corners > window + 2) & (corners < np.array(gray.shape[::-1]) - window - 3))
    if not inside:
        return corners
    start = corners.astype(np.float32).reshape(-1, 1, 2)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 40, 0.005)
    moved = cv2.cornerSubPix(gray, start, (window, window), (-1, -1), stop).reshape(4, 2)
    far = np.linalg.norm(moved - corners, axis=1).max() > window
    return corners if far else np.asarray(moved, dtype=np.float64)


def _sizes(codes: list[SeenCode], sizes_of: Callable[[str], Sequence[Size]]) -> list[Size]:
    wanted = [size for code in codes for size in sizes_of(code.text)] or list(sizes_of(""))
    return list(dict.fromkeys(wanted))


def _locks(
    gray: Gray, marks: list[SeenMark], codes: list[SeenCode], sizes: Sequence[Size]
) -> Iterator[FoundCard]:
    """Yield every way the marks seen can be one card of one of the sizes."""
    for chosen in _choices(marks):
        for size in sizes:
            lock = _lock(gray, face(*size), chosen, codes)
            if lock is not None:
                yield lock


def _choices(marks: list[SeenMark]) -> Iterator[tuple[SeenMark, ...]]:
    """Yield sets of marks with each id at most once: two cards on a photo give several."""
    by_id = [[mark for mark in marks if mark.id == number][:3] for number in MARK_IDS]
    yield from product(*(found for found in by_id if found))


def _lock(
    gray: Gray, card: Face, marks: tuple[SeenMark, ...], codes: list[SeenCode]
) -> FoundCard | None:
    boxes = dict(card.marks)
    model = [_box_corners(boxes[mark.id]) for mark in marks]
    seen = [mark.corners for mark in marks]
    if len(marks) < 3:  # the code stands in for ornaments under a thumb
        code = _nearest_code(marks, codes)
        if not marks or code is None:
            return None
        model.append(_box_corners(card.code))
        seen.append(code.corners)
    model_places, seen_places = np.vstack(model), np.vstack(seen)
    matrix = fit(model_places, seen_places)
    if matrix is None or not is_plain(matrix, card.width, card.height):
        return None
    residual = _residual_mm(matrix, model_places, seen_places)
    if residual > MOST_RESIDUAL_MM:
        return None
    lines = share_of_lines(gray, matrix, card)
    return FoundCard((card.width, card.height), matrix, len(marks), residual, lines)


def _box_corners(box: tuple[float, float, float, float]) -> Places:
    x0, y0, x1, y1 = box
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float64)


def _nearest_code(marks: tuple[SeenMark, ...], codes: list[SeenCode]) -> SeenCode | None:
    if not marks:
        return None
    middle = np.vstack([mark.corners for mark in marks]).mean(axis=0)
    return min(
        codes, key=lambda code: float(np.linalg.norm(code.corners.mean(0) - middle)), default=None
    )


def _residual_mm(matrix: Matrix, model: Places, seen: Places) -> float:
    back = project(inverse(matrix), seen)
    return float(np.sqrt(((back - model) ** 2).sum(axis=1).mean()))


def _rank(card: FoundCard) -> tuple[float, int, float]:
    return (round(card.lines, 1), card.marks, -card.residual_mm)


def _others(marks: list[SeenMark]) -> int:
    counts = [sum(mark.id == number for mark in marks) for number in MARK_IDS]
    return max(counts, default=1) - 1


def _code_on(gray: Gray, card: FoundCard, codes: list[SeenCode]) -> str:
    """Return the code that lies where this card has its own, read again flattened if need be."""
    x0, y0, x1, y1 = face(*card.size).code
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    to_card = inverse(card.matrix)
    for code in codes:
        away = project(to_card, code.corners).mean(axis=0) - middle
        if float(np.linalg.norm(away)) < _CODE_AWAY_MM:
            return code.text
    return _flattened_code(gray, card, (float(middle[0]), float(middle[1])))


def _flattened_code(gray: Gray, card: FoundCard, middle: Point) -> str:
    half, scale = 9.0, max(14.0, pixels_per_mm(card.matrix, middle))
    shift = np.array([[1, 0, half - middle[0]], [0, 1, half - middle[1]], [0, 0, 1]])
    to_cut = np.diag([scale, scale, 1.0]) @ shift @ inverse(card.matrix)
    side = round(2 * half * scale)
    cut = cv2.warpPerspective(
        gray, to_cut, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    found = read_codes(np.asarray(cut, dtype=np.uint8))
    return found[0].text if found else ""
