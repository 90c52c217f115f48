"""A post drawn from a hidden card: the card lying on a warm ground, the shop's name beneath.

Everything here happens after hiding, so it may look at the whole picture: what comes in tells
nothing of the name.
"""

import math
from functools import cache, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor, ImageDraw, ImageFont

from notecard.core.customers import plain_name
from notecard.core.photos import Format, Picture
from notecard.core.settings import Shop
from notecard.photos.hide import pixels_of
from notecard.photos.open import Pixels
from notecard.photos.template import Layout, Template
from notecard.resources import find

Floats = NDArray[np.float32]

_EDGE = 0.006  # of the card's width cut away all round: what the geometry may be off by
_FINER = 2  # the card is turned at twice the size, so that its edges are smooth
_MOST_ENLARGED = 1.15
_SCRIPTS = (
    ("\u0590", "\u05ff", "NotoSansHebrew-Regular.ttf"),
    ("\u0600", "\u06ff", "NotoSansArabic-Regular.ttf"),
    ("\u3040", "\u9fff", "NotoSansJP-Regular.ttf"),
)


def draw_post(hidden: Picture, shop: Shop, template: Template, format: Format) -> Image.Image:
    """Return the finished picture, new pixels through and through."""
    width, height = format.width_px, format.height_px
    layout = template.layout_for(width / height)
    ground = _ground(template, width, height)
    card = _even_light(_trimmed(pixels_of(hidden)), template.paper)
    laid = _lay(ground, card, template, layout)
    image = Image.fromarray(np.clip(np.round(laid), 0, 255).astype(np.uint8))
    _write(image, shop, template, layout)
    return image


@lru_cache(maxsize=4)
def _ground(template: Template, width: int, height: int) -> Floats:
    """Return paper under light from the upper left, with a little grain."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot(x / width - 0.28, (y / height - 0.18) * 0.9)
    share = np.clip(away / 1.05, 0, 1)[..., None] ** 1.3
    light, dark = _colour(template.light), _colour(template.dark)
    dice = np.random.default_rng(1)
    grain = dice.standard_normal((height, width), dtype=np.float32)
    fibre = cv2.GaussianBlur(grain, (0, 0), 1.1) * 2.4 * template.grain
    return np.asarray(light * (1 - share) + dark * share + fibre[..., None], dtype=np.float32)


def _colour(text: str) -> Floats:
    return np.array(ImageColor.getrgb(text)[:3], dtype=np.float32)


def _trimmed(rgb: Pixels) -> Pixels:
    edge = math.ceil(rgb.shape[1] * _EDGE)
    return rgb[edge:-edge, edge:-edge]


def _even_light(rgb: Pixels, paper: str) -> Pixels:
    """Bring the card's paper near the template's, gently: a photo stays a photo."""
    small = cv2.resize(rgb, (48, 36), interpolation=cv2.INTER_AREA).astype(np.float32)
    seen = np.percentile(small.reshape(-1, 3), 75, axis=0)
    gain = np.clip(_colour(paper) / np.maximum(seen, 40), 0.9, 1.7) ** 0.9
    bright = rgb.astype(np.float32) * gain.astype(np.float32)
    knee = 236.0  # what would burn out bends over instead
    over = np.maximum(bright - knee, 0)
    bent = np.minimum(bright, knee) + 18 * (1 - np.exp(-over / 18))
    return np.asarray(np.round(bent), dtype=np.uint8)


def _lay(ground: Floats, card: Pixels, template: Template, layout: Layout) -> Floats:
    height, width = ground.shape[:2]
    x0, y0, x1, y1 = layout.card
    box = ((x1 - x0) * width, (y1 - y0) * height)
    scale, turn = _fitted(card.shape, box, template.turn)
    middle = np.array([(x0 + x1) / 2 * width, (y0 + y1) / 2 * height])
    matrix = _placing(card.shape, scale, turn, middle)
    seen, cover = _turned(card, matrix, (width, height), scale)
    short = min(width, height)
    shade = _colour(template.shadow)
    for drop, soft, strength in ((0.004, 0.004, 0.55), (0.022, 0.026, 0.8)):
        fallen = np.roll(cover, (round(drop * short), round(drop * short * 0.35)), (0, 1))
        shadow = _softened(fallen, soft * short) * (template.strength * strength)
        ground = ground * (1 - shadow[..., None]) + shade * shadow[..., None]
    return np.asarray(ground * (1 - cover[..., None]) + seen * cover[..., None], dtype=np.float32)


def _softened(mask: Floats, sigma: float) -> Floats:
    """Blur widely by way of a quarter of the size: what is that soft has no edges to lose."""
    size = (mask.shape[1], mask.shape[0])
    small = cv2.resize(mask, (size[0] // 4, size[1] // 4), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.6, sigma / 4))
    return np.asarray(cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _fitted(
    shape: tuple[int, ...], box: tuple[float, float], degrees: float
) -> tuple[float, float]:
    turn = math.radians(degrees)
    sine, cosine = abs(math.sin(turn)), math.cos(turn)
    height, width = shape[:2]
    wide, high = width * cosine + height * sine, height * cosine + width * sine
    return min(box[0] / wide, box[1] / high, _MOST_ENLARGED), turn


def _placing(
    shape: tuple[int, ...], scale: float, turn: float, middle: NDArray[np.float64]
) -> NDArray[np.float64]:
    a, b = scale * math.cos(turn), scale * math.sin(turn)
    half = np.array([shape[1] / 2, shape[0] / 2])
    turning = np.array([[a, -b], [b, a]])
    return np.column_stack([turning, middle - turning @ half])


def _turned(
    card: Pixels, matrix: NDArray[np.float64], size: tuple[int, int], scale: float
) -> tuple[Floats, Floats]:
    """Return the card in its place, and how much of each pixel it covers."""
    large = (size[0] * _FINER, size[1] * _FINER)
    soft = max(0.01, 0.42 * (1 / (scale * _FINER) - 1))
    smooth = cv2.GaussianBlur(card, (0, 0), soft) if soft > 0.2 else card
    full = matrix * _FINER
    seen = cv2.warpAffine(
        smooth, full, large, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    cover = cv2.warpAffine(np.ones(card.shape[:2], np.float32), full, large)
    return (
        np.asarray(cv2.resize(seen, size, interpolation=cv2.INTER_AREA), dtype=np.float32),
        np.asarray(cv2.resize(cover, size, interpolation=cv2.INTER_AREA), dtype=np.float32),
    )


def _write(image: Image.Image, shop: Shop, template: Template, layout: Layout) -> None:
    """Write the shop's name, a short stroke in its colour, and its handle."""
    draw = ImageDraw.Draw(image)
    short, width = min(image.size), image.width * layout.width
    x, y = layout.text[0] * image.width, layout.text[1] * image.height
    size = layout.size * short
    lines, font = _set(plain_name(shop.name), template.name_font, size, width)
    step = font.size * 1.12
    y -= step * (len(lines) - 1) / 2
    for line in lines:
        draw.text((x, y), line, template.ink, font, anchor="mm")
        y += step
    y += 0.002 * short if lines else 0
    half, thick = 0.026 * short, max(2, round(0.0032 * short))
    draw.rectangle([x - half, y, x + half, y + thick], fill=shop.accent)
    handle = plain_name(shop.handle)
    lines, font = _set(handle, template.handle_font, 0.026 * short, width, most=1)
    for line in lines:
        draw.text((x, y + 0.042 * short), line, template.faded, font, anchor="mm")


def _set(
    text: str, font_name: str, size: float, width: float, most: int = 2
) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the text in at most so many lines, smaller where it must be, cut at the very last."""
    for share in (1.0, 0.9, 0.8, 0.7, 0.6):
        font = _font(_font_for(text[:200], font_name), max(8, round(size * share)))
        for count in range(1, most + 1):
            lines = _broken(text[:200], count, font)
            if all(font.getlength(line) <= width for line in lines):
                return lines, font
    short = text[:200]
    while short and font.getlength(short + "…") > width:
        short = short[:-1]
    return [short + "…"], font


def _broken(text: str, count: int, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return the text as one line, or as two of nearly the same length."""
    words = text.split()
    if count == 1 or len(words) < 2:
        return [text] if text else []
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(halves, key=lambda half: max(map(font.getlength, half))))


def _font_for(text: str, wanted: str) -> str:
    for first, last, name in _SCRIPTS:
        if any(first <= letter <= last for letter in text):
            return name
    return wanted


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(find(f"fonts/{name}")), size)
