"""Places of a flattened card painted over so that no pixel tells what was written there.

What is painted is made of the paper outside a rim around the places and of random strokes. It is
never a filter over the pixels that were there: a blurred name can be read by machine. The rim is
as wide as what a photo's compression spreads from a block of pixels into the next.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from notecard.core.errors import PhotoError
from notecard.core.photos import Box, Picture, Proposal, Zone
from notecard.core.words import _
from notecard.photos.open import Pixels
from notecard.photos.paper_model import Mask, grain_of, paper_over
from notecard.photos.smudge import seed_of, smudge

STYLES: Final = ("blur", "bar", "paper")
SPILL_PX: Final = 24  # of the photo: a JPEG's blocks of 16 pixels, and half as much again
LEAST_RIM_MM: Final = 1.0
_FEATHER_MM = 0.8  # outside the rim, where nothing depends on the writing
_BAR = (34, 30, 26)
_PEN = (62, 66, 92)  # where no ink is left to take the colour from


def hide(proposal: Proposal, boxes: Sequence[Box], style: str = "blur") -> Picture:
    """Return the card with the boxes painted over; raises PhotoError for an unknown style."""
    if style not in STYLES:
        raise PhotoError(
            _("There is no way of hiding called {style}.").format(style=style),
            _("It is one of: blur, bar, paper."),
        )
    rgb = pixels_of(proposal.picture)
    rims = [(box, covered(proposal, box)) for box in boxes]
    excluded = np.zeros(rgb.shape[:2], dtype=bool)
    for _box, place in rims:
        excluded[place] = True
    ground = _Ground(
        proposal.photo,
        proposal.px_per_mm,
        paper_over(rgb, excluded, proposal.px_per_mm),
        _pen(rgb, excluded),
        grain_of(rgb, excluded),
    )
    painted = rgb.copy()
    for position, (box, place) in enumerate(rims):
        look = "paper" if box.zone is Zone.CODE and style == "blur" else style
        _paint(painted, ground, box, place, look, seed_of(proposal.photo, position))
    return picture_of(painted)


@dataclass(frozen=True)
class _Ground:
    """All that paint is made of; taken from outside the hidden places."""

    photo: str
    px_per_mm: float
    paper: NDArray[np.float32]
    pen: NDArray[np.float32]
    grain: float


def pixels_of(picture: Picture) -> Pixels:
    """Return a picture's pixels as an array, rows x columns x 3."""
    return np.frombuffer(picture.rgb, dtype=np.uint8).reshape(picture.height, picture.width, 3)


def picture_of(rgb: Pixels) -> Picture:
    """Return the pixels as a picture that carries nothing else."""
    return Picture(rgb.shape[1], rgb.shape[0], np.ascontiguousarray(rgb).tobytes())


def covered(proposal: Proposal, box: Box) -> tuple[slice, slice]:
    """Return the rows and columns of the picture a box covers, its rim with it."""
    rim = _rim_mm(proposal, box)
    scale, picture = proposal.px_per_mm, proposal.picture
    top = max(0, math.floor((min(box.y0, box.y1) - rim) * scale))
    left = max(0, math.floor((min(box.x0, box.x1) - rim) * scale))
    bottom = min(picture.height, math.ceil((max(box.y0, box.y1) + rim) * scale))
    right = min(picture.width, math.ceil((max(box.x0, box.x1) + rim) * scale))
    return slice(min(top, bottom), bottom), slice(min(left, right), right)


def _rim_mm(proposal: Proposal, box: Box) -> float:
    """The code is no name: what little its edge spills says nothing without the rest of it."""
    if box.zone is Zone.CODE:
        return LEAST_RIM_MM
    coarsest = min(_photo_px_per_mm(proposal, corner) for corner in box.corners)
    return max(LEAST_RIM_MM, SPILL_PX / max(coarsest, 0.5))


def _photo_px_per_mm(proposal: Proposal, at: tuple[float, float]) -> float:
    x, y = at
    here = proposal.in_photo(at)
    right, down = proposal.in_photo((x + 1, y)), proposal.in_photo((x, y + 1))
    return min(math.dist(here, right), math.dist(here, down))


def _paint(
    painted: Pixels,
    ground: _Ground,
    box: Box,
    place: tuple[slice, slice],
    look: str,
    seed: int,
) -> None:
    """Lay paper over a place and its soft edge, then strokes or a bar over the paper."""
    if place[0].start >= place[0].stop or place[1].start >= place[1].stop:
        return
    if look == "bar":
        painted[place] = _BAR
        return
    feather = math.ceil(_FEATHER_MM * ground.px_per_mm)
    wide, alpha = _softened(place, feather, painted.shape[:2])
    paint = ground.paper[wide] + _grain(ground.grain, alpha.shape[:2], seed)[..., None]
    if look == "blur":
        ink = np.zeros((*alpha.shape[:2], 1), dtype=np.float32)
        inner = _box_within(box, wide, ground.px_per_mm, ink.shape)
        height, width = ink[inner].shape[:2]
        if height and width:
            ink[inner] = smudge(height, width, ground.px_per_mm, seed)[..., None]
        paint = paint * (1 - ink) + ground.pen * ink
    mixed = painted[wide] * (1 - alpha) + paint * alpha
    painted[wide] = np.clip(np.round(mixed), 0, 255).astype(np.uint8)


def _grain(amount: float, shape: tuple[int, ...], seed: int) -> NDArray[np.float32]:
    dice = np.random.default_rng(seed)
    rough = dice.standard_normal(shape, dtype=np.float32)
    return np.asarray(cv2.GaussianBlur(rough, (0, 0), 0.7) * (2.2 * amount), dtype=np.float32)


def _softened(
    place: tuple[slice, slice], feather: int, shape: tuple[int, int]
) -> tuple[tuple[slice, slice], NDArray[np.float32]]:
    """Return the place with a margin, and how much of the paint counts: all within the place."""
    rows, columns = place
    wide = (
        slice(max(0, rows.start - feather), min(shape[0], rows.stop + feather)),
        slice(max(0, columns.start - feather), min(shape[1], columns.stop + feather)),
    )
    down = _ramp(wide[0], rows, feather)
    across = _ramp(wide[1], columns, feather)
    return wide, (down[:, None] * across[None, :])[..., None]


def _ramp(wide: slice, full: slice, feather: int) -> NDArray[np.float32]:
    at = np.arange(wide.start, wide.stop)
    outside = np.maximum(np.maximum(full.start - at, at - (full.stop - 1)), 0)
    return np.asarray(np.clip(1 - outside / (feather + 1), 0, 1), dtype=np.float32)


def _box_within(
    box: Box, wide: tuple[slice, slice], px_per_mm: float, shape: tuple[int, ...]
) -> tuple[slice, slice]:
    top, left = round(box.y0 * px_per_mm) - wide[0].start, round(box.x0 * px_per_mm)
    left -= wide[1].start
    bottom = top + round((box.y1 - box.y0) * px_per_mm)
    right = left + round((box.x1 - box.x0) * px_per_mm)
    return (
        slice(max(0, top), min(shape[0], bottom)),
        slice(max(0, left), min(shape[1], right)),
    )


def _pen(rgb: Pixels, excluded: Mask) -> NDArray[np.float32]:
    """Return the colour of the ink that stays visible, so that the strokes belong to the card."""
    outside = rgb[~excluded][::7].astype(np.float32)
    light = outside.sum(axis=1)
    dark = outside[light < 0.55 * np.median(light)] if len(light) else outside
    pen = np.median(dark, axis=0) if len(dark) > 60 else np.array(_PEN)
    return np.asarray(pen, dtype=np.float32)
