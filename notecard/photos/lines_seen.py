"""Whether the printed lines are where the card's geometry says: the proof of a lock."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from notecard.core.cards import Face
from notecard.photos.geometry import Matrix, inverse

ENOUGH: Final = 0.6  # right locks show 0.74 to 1.0 of the lines, wrong ones 0.03 to 0.49
_SCALE = 10  # pixels a millimetre of the strip a line is looked for in
_SAMPLE = 10  # pixels along the line that are averaged
_REACH = 1.6  # millimetres above and below: never as far as the salutation
_LEAST_CLEAR: Final = 0.25  # of the samples are paper beside the line, not handwriting
_EVEN: Final = 0.03  # of the paper's light: how much paper differs along 3 mm


def share_of_lines(gray: NDArray[np.uint8], matrix: Matrix, card: Face) -> float:
    """Return the share of line samples seen, less what is seen between the lines as well.

    Dark paper, shadows and texture look alike on a line and between two; only ink on the line
    makes a difference. Samples full of handwriting say nothing and do not count, but a quarter of
    all must say something.
    """
    pitch = card.lines[1][1] - card.lines[0][1] if len(card.lines) > 1 else 8.0
    seen = _share(gray, matrix, card.lines)
    between = tuple((x0, y - pitch / 2, x1) for x0, y, x1 in card.lines[1:])
    return max(0.0, seen - max(0.0, _share(gray, matrix, between) - 0.1))


def _share(
    gray: NDArray[np.uint8], matrix: Matrix, lines: tuple[tuple[float, float, float], ...]
) -> float:
    seen, clear = map(
        np.concatenate, zip(*(_seen(gray, matrix, line) for line in lines), strict=True)
    )
    return float(seen[clear].mean()) if clear.mean() >= _LEAST_CLEAR else 0.0


def _seen(
    gray: NDArray[np.uint8], matrix: Matrix, line: tuple[float, float, float]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each sample whether it is a dark stroke on paper, and whether it is clear."""
    strip = _strip(gray, matrix, line)
    count = strip.shape[1] // _SAMPLE
    profiles = strip[:, : count * _SAMPLE].reshape(strip.shape[0], count, _SAMPLE).mean(axis=2)
    middle = strip.shape[0] // 2
    near, beside, far = round(0.35 * _SCALE), round(0.7 * _SCALE), round(_REACH * _SCALE)
    core = profiles[middle - near : middle + near + 1].min(axis=0)
    above = profiles[middle - far : middle - beside]
    below = profiles[middle + beside : middle + far + 1]
    sides = np.vstack([above, below])
    ground = np.minimum(np.median(above, axis=0), np.median(below, axis=0))
    spread = sides.std(axis=0)
    clear = spread < np.maximum(_EVEN * ground, 2.5)
    return ground - core > np.maximum(2.5, 2.5 * spread), clear


def _strip(
    gray: NDArray[np.uint8], matrix: Matrix, line: tuple[float, float, float]
) -> NDArray[np.float64]:
    x0, y, x1 = line
    size = (round((x1 - x0) * _SCALE), 2 * round(_REACH * _SCALE) + 1)
    shift = np.array([[1, 0, -x0], [0, 1, _REACH - y], [0, 0, 1]])
    to_strip = np.diag([_SCALE, _SCALE, 1.0]) @ shift @ inverse(matrix)
    strip = cv2.warpPerspective(
        gray, to_strip, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    return strip.astype(np.float64)
