"""Card millimetres and photo pixels: fitting the one to the other, and laying the card flat."""

import cv2
import numpy as np
from numpy.typing import NDArray

from notecard.core.photos import Point
from notecard.photos.open import Pixels

Matrix = NDArray[np.float64]  # 3 x 3: card millimetres to photo pixels
Places = NDArray[np.float64]  # N x 2

FINEST = 12.0  # pixels a millimetre: twice what the largest export shows
_COARSEST = 4.0
_OUTSIDE = (228, 224, 216)  # never a copy of the photo's edge: it could be the name's


def fit(model: Places, seen: Places) -> Matrix | None:
    """Return the homography that brings the model closest to what was seen."""
    found, _ = cv2.findHomography(model, seen, 0)
    if found is None or not np.isfinite(found).all() or abs(np.linalg.det(found)) < 1e-12:
        return None
    return np.asarray(found, dtype=np.float64)


def inverse(matrix: Matrix) -> Matrix:
    """Return the homography the other way: photo pixels to card millimetres."""
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def project(matrix: Matrix, places: Places) -> Places:
    """Return the places mapped by the homography."""
    mapped = cv2.perspectiveTransform(places.reshape(-1, 1, 2).astype(np.float64), matrix)
    return np.asarray(mapped, dtype=np.float64).reshape(-1, 2)


def _cross(a: Places, b: Places) -> float:
    return float(a[0] * b[1] - a[1] * b[0])


def pixels_per_mm(matrix: Matrix, at: Point) -> float:
    """Return how many photo pixels a millimetre has at a place of the card."""
    x, y = at
    around = np.array([[x, y], [x + 1, y], [x, y + 1]], dtype=np.float64)
    origin, right, down = project(matrix, around)
    return float(np.sqrt(abs(_cross(right - origin, down - origin))))


def is_plain(matrix: Matrix, width: float, height: float) -> bool:
    """Whether the card's outline is a convex quadrilateral seen from its front."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    depth = corners @ matrix[2, :2] + matrix[2, 2]
    if not (np.all(depth > 0) or np.all(depth < 0)):
        return False
    seen = project(matrix, corners)
    turns = [
        _cross(seen[(i + 1) % 4] - seen[i], seen[(i + 2) % 4] - seen[(i + 1) % 4]) for i in range(4)
    ]
    return all(turn > 0 for turn in turns)


def flat_scale(matrix: Matrix, width: float, height: float) -> float:
    """Return the pixels a millimetre of the flattened card: the photo's own, within bounds."""
    own = pixels_per_mm(matrix, (width / 2, height / 2))
    return float(min(FINEST, max(_COARSEST, np.ceil(own))))


def flatten(rgb: Pixels, matrix: Matrix, width: float, height: float, px_per_mm: float) -> Pixels:
    """Return the card upright and alone: everything beside it stays behind."""
    own = pixels_per_mm(matrix, (width / 2, height / 2))
    finer = int(min(3, max(1, np.ceil(own / px_per_mm - 0.25))))  # averaged down, no moiré
    scale = px_per_mm * finer
    size = (round(width * px_per_mm) * finer, round(height * px_per_mm) * finer)
    to_flat = np.diag([scale, scale, 1.0]) @ inverse(matrix)
    flat = cv2.warpPerspective(
        rgb,
        to_flat,
        size,
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_OUTSIDE,
    )
    if finer > 1:
        flat = cv2.resize(flat, (size[0] // finer, size[1] // finer), interpolation=cv2.INTER_AREA)
    return np.asarray(flat, dtype=np.uint8)
