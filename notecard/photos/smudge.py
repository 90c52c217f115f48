"""A blur that was never anything else: random pen strokes, softened, the same for every name."""

import hashlib
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

_PEN_MM: Final = 0.6
_SOFT_MM: Final = 0.85
_LEAN: Final = 0.3  # to the right, as most hands do
_STRENGTH: Final = 0.62
_BASE: Final = 0.72  # of a box's height: where the greeting stands in its zone
_SHARES: Final = (0.34, 0.62)  # of the box's width that bears strokes, whatever stood there


def seed_of(photo: str, position: int) -> int:
    """Return the seed of one box's strokes: from the photo's random id, never from its pixels."""
    return int.from_bytes(hashlib.sha256(f"{photo}:{position}".encode()).digest()[:8], "big")


def smudge(height_px: int, width_px: int, px_per_mm: float, seed: int) -> NDArray[np.float32]:
    """Return how much ink covers each pixel, 0..1, for a box of this size."""
    dice = np.random.default_rng(seed)
    ink = np.zeros((height_px, width_px), dtype=np.uint8)
    x_height = min(2.6 * px_per_mm, 0.24 * height_px)
    pen = max(1, round(_PEN_MM * px_per_mm))
    x = 0.055 * width_px
    end = x + dice.uniform(*_SHARES) * width_px
    while x < end - 5 * px_per_mm:
        length = min(dice.uniform(10, 24) * px_per_mm, end - x)
        wave = _word(dice, x, _BASE * height_px, length, x_height)
        places = np.round(wave * 16).astype(np.int32)  # sixteenths of a pixel
        cv2.polylines(ink, [places], False, 255, pen, cv2.LINE_AA, 4)
        x += length + dice.uniform(3, 4.5) * px_per_mm
    soft = cv2.GaussianBlur(ink.astype(np.float32) / 255, (0, 0), _SOFT_MM * px_per_mm)
    return np.asarray(np.clip(soft * 1.6, 0, 1) * _STRENGTH, dtype=np.float32)


def _word(
    dice: np.random.Generator, x: float, base: float, length: float, x_height: float
) -> NDArray[np.float64]:
    """Return a running hand's leaning wave, with tall and hanging strokes thrown in."""
    letters = max(3, round(length / (x_height * 0.95)))
    turns = np.linspace(0, letters * 2 * np.pi, letters * 24)
    which = np.minimum((turns / (2 * np.pi)).astype(int), letters - 1)
    heights = dice.choice([0.8, 0.9, 1.0, 1.0, 1.9], size=letters)
    heights[0] = 2.3
    hanging = dice.choice([0.0, 0.0, 0.0, 0.0, 0.9], size=letters)
    up = heights[which] * ((1 - np.cos(turns)) / 2) ** 0.8
    down = hanging[which] * np.clip(-np.sin(turns), 0, 1)
    rise = x_height * (up - down)
    run = length * turns / turns[-1] + 0.3 * x_height * np.sin(turns)
    return np.stack([x + run + _LEAN * rise, base - rise], axis=1)
