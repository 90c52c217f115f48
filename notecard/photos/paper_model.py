"""What the bare paper under a hidden place would look like, guessed from the paper around it.

The card is cut into cells of two millimetres. A smooth surface of colour goes through the cells
of bare paper; what it misses (the edge of a shadow) is carried on into the hidden places from
their borders, as a stretched skin would. Cells that touch an excluded place are never read, so
nothing that was written there can shine through.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_CELL_MM: Final = 2.0
_PLAIN: Final = (240.0, 236.0, 228.0)  # where there is no paper left to look at
_TRUSTED_CELLS: Final = 24
_PAPER_SHARE: Final = 0.7  # of a cell's pixels are darker than its paper: ink, print, grain


def paper_over(rgb: NDArray[np.uint8], excluded: Mask, px_per_mm: float) -> NDArray[np.float32]:
    """Return the whole card as bare paper, rows x columns x 3, from outside `excluded` alone."""
    side = max(4, round(_CELL_MM * px_per_mm))
    colours, is_paper = _cells(rgb, excluded, side)
    if is_paper.sum() < _TRUSTED_CELLS:
        even = np.median(colours[is_paper], axis=0) if is_paper.any() else np.array(_PLAIN)
        return np.broadcast_to(even.astype(np.float32), rgb.shape).copy()
    surface, is_paper = _surface(colours, is_paper)
    missed = np.where(is_paper[..., None], colours - surface, 0.0)
    cells = surface + _carried_on(missed, is_paper)
    return _enlarged(cells, side, rgb.shape[:2])


def grain_of(rgb: NDArray[np.uint8], excluded: Mask) -> float:
    """Return how much the bare paper's pixels differ from their neighbours, in grey levels."""
    gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.int16)
    step = np.abs(np.diff(gray, axis=1))[~(excluded[:, 1:] | excluded[:, :-1])]
    return float(np.clip(step.mean() / 2, 0.3, 4.0)) if step.size else 1.0


def _cells(rgb: NDArray[np.uint8], excluded: Mask, side: int) -> tuple[Floats, Mask]:
    """Return each cell's paper colour, and which cells lie wholly outside."""
    rows, columns = -(-rgb.shape[0] // side), -(-rgb.shape[1] // side)
    room = ((0, rows * side - rgb.shape[0]), (0, columns * side - rgb.shape[1]))
    shape = (rows, side, columns, side)
    outside = np.asarray(~np.pad(excluded, room).reshape(shape).any(axis=(1, 3)), dtype=np.bool_)
    pixels = np.pad(rgb, (*room, (0, 0)), mode="edge").reshape(*shape, 3)
    stacked = pixels.transpose(0, 2, 4, 1, 3).reshape(rows, columns, 3, side * side)
    rank = int(side * side * _PAPER_SHARE)
    colours = np.partition(stacked, rank, axis=-1)[..., rank].astype(np.float64)
    colours[~outside] = 0.0
    return colours, outside


def _surface(colours: Floats, is_paper: Mask) -> tuple[Floats, Mask]:
    """Fit second order surfaces; what is darker than paper drops out by and by."""
    rows, columns = is_paper.shape
    y, x = np.mgrid[0:rows, 0:columns] / max(rows, columns) - 0.5
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)
    kept = is_paper.copy()
    for _ in range(6):
        factors = np.linalg.lstsq(terms[kept], colours[kept], rcond=None)[0]
        surface = terms @ factors
        off = (colours - surface).mean(axis=-1)
        spread = max(3.0, 1.48 * float(np.median(np.abs(off[kept]))))
        narrower = is_paper & (off > -3 * spread) & (off < 5 * spread)
        if narrower.sum() < _TRUSTED_CELLS:
            break
        kept = narrower
    return surface, kept


def _carried_on(missed: Floats, known: Mask) -> Floats:
    """Fill the unknown cells as a skin stretched between the known ones."""
    filled = missed.copy()
    for _ in range(300):
        padded = np.pad(filled, ((1, 1), (1, 1), (0, 0)), mode="edge")
        mean = (padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]) / 4
        filled = np.where(known[..., None], missed, mean)
    return filled


def _enlarged(cells: Floats, side: int, shape: tuple[int, ...]) -> NDArray[np.float32]:
    smooth = cv2.GaussianBlur(cells.astype(np.float32), (0, 0), 0.6)
    size = (cells.shape[1] * side, cells.shape[0] * side)
    large = cv2.resize(smooth, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(large[: shape[0], : shape[1]], 0, 255), dtype=np.float32)
