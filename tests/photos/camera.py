"""Photos of written cards, made from nothing: card, pen, table, light, lens; with the truth."""

import io
import math
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from notecard.core.cards import face

HANDS = Path(__file__).parent / "hands"
FONTS = Path(__file__).parents[2] / "resources" / "fonts"
CODE = "N0TECARDSAMP7"
A2 = (139.7, 107.95)
SIZES = [A2, (148.0, 105.0), (177.8, 127.0), (152.4, 101.6)]
BRAND = (38, 62, 66)
MESSAGE = (
    "Thank you for coming in on Saturday,",
    "and for the kind word about the blue",
    "glaze. Your jug is the first of it.",
    "Come and see the next ones in May.",
    "              Warmly, Ruth",
)
GREETINGS = ("Dear Maria,", "Dear Maximilian,", "Jo,", "Dear Mrs Oyelaran,")
Rgb = NDArray[np.uint8]


@dataclass(frozen=True)
class Scene:
    """Everything that is chosen for one photo; two scenes that differ in `greeting` only make
    photos that differ in the greeting's ink only."""

    seed: int = 1
    size: tuple[float, float] = A2
    greeting: str = "Dear Maria,"
    message: tuple[str, ...] = MESSAGE
    hand: str = "caveat"
    width_px: int = 1600
    height_px: int = 1200
    fill: float = 0.72  # of the photo's width that the card takes up
    turn: float = 4.0  # degrees
    tilt: float = 0.06
    light: float = 0.18  # how much darker one side is
    shadow: float = 0.25
    blur: float = 0.7  # pixels
    noise: float = 2.0
    thumb: int = -1  # the corner under a thumb, clockwise from the top left
    code: str = CODE
    ink: tuple[int, int, int] = (34, 42, 92)


@dataclass(frozen=True)
class Shot:
    """A photo and what is true of it: `name` is where the greeting's ink lies."""

    rgb: Rgb
    to_photo: NDArray[np.float64]
    name: NDArray[np.bool_]
    scene: Scene = field(repr=False)


@lru_cache(maxsize=24)
def shoot(scene: Scene) -> Shot:
    """Take the photo."""
    per_mm = max(12.0, math.ceil(1.15 * _scale(scene)))
    bare = card_print(scene, per_mm)
    return photograph(scene, bare, per_mm)


def photograph(scene: Scene, bare: Rgb, per_mm: float) -> Shot:
    """Write on a printed card and photograph it."""
    name = pen_mask(scene, per_mm, bare.shape, greeting=True)
    rest = pen_mask(scene, per_mm, bare.shape, greeting=False)
    card = bare.astype(np.float32)
    for mask in (rest, name):
        card = card * (1 - mask[..., None]) + np.float32(scene.ink) * mask[..., None]
    dice = np.random.default_rng(scene.seed)
    to_photo = _pose(scene, dice)
    warp = to_photo @ np.diag([1 / per_mm, 1 / per_mm, 1.0])
    size = (scene.width_px, scene.height_px)
    ground = table(scene, dice)
    inside = cv2.warpPerspective(np.ones(card.shape[:2], np.float32), warp, size)
    fall = cv2.GaussianBlur(np.roll(inside, (10, 8), (0, 1)), (0, 0), scene.width_px / 130)
    ground = ground * (1 - 0.42 * fall[..., None])
    soft = cv2.GaussianBlur(card, (0, 0), max(0.5, per_mm / _scale(scene) * 0.35))
    laid = cv2.warpPerspective(soft, warp, size, flags=cv2.INTER_LINEAR)
    seen = ground * (1 - inside[..., None]) + laid * inside[..., None]
    seen = _thumb(seen, scene, to_photo) * _light(scene, dice)[..., None]
    if scene.blur:
        seen = cv2.GaussianBlur(seen, (0, 0), scene.blur)
    seen = seen + dice.standard_normal(seen.shape, dtype=np.float32) * np.float32(scene.noise)
    true_name = cv2.warpPerspective(name, warp, size) > 0.3
    return Shot(np.clip(seen, 0, 255).astype(np.uint8), to_photo, true_name, scene)


def card_print(scene: Scene, per_mm: float) -> Rgb:
    """Return the printed side of a card, drawn from the same geometry as the real one."""
    card = face(*scene.size)
    w, h = round(card.width * per_mm), round(card.height * per_mm)
    image = Image.new("RGB", (w, h), (250, 248, 243))
    draw = ImageDraw.Draw(image)
    for x0, y, x1 in card.lines:
        box = [x0 * per_mm, (y - 0.11) * per_mm, x1 * per_mm, (y + 0.11) * per_mm]
        draw.rectangle(box, fill=(196, 196, 196))
    font = ImageFont.truetype(str(FONTS / "Fraunces-SemiBold.ttf"), round(4.6 * per_mm))
    place = (card.width / 2 * per_mm, 10 * per_mm)
    draw.text(place, "Harbour Street Pottery", BRAND, font, anchor="mm")
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    for number, box in card.marks:
        _stamp(image, cv2.aruco.generateImageMarker(dictionary, number, 6), box, per_mm)
    if scene.code:
        made: Any = zxingcpp.create_barcode(
            scene.code, zxingcpp.BarcodeFormat.QRCode, ec_level="Q", version=1
        )
        bits = np.array(zxingcpp.write_barcode_to_image(made, add_quiet_zones=False))
        _stamp(image, bits, card.code, per_mm)
    return np.asarray(image)


def _stamp(image: Image.Image, bits: Rgb, box: tuple[float, ...], per_mm: float) -> None:
    x0, y0, x1, y1 = (round(edge * per_mm) for edge in box)
    large = cv2.resize(bits, (x1 - x0, y1 - y0), interpolation=cv2.INTER_NEAREST)
    image.paste(BRAND, (x0, y0), Image.fromarray(255 - large))


def pen_mask(
    scene: Scene, per_mm: float, shape: tuple[int, ...], *, greeting: bool
) -> NDArray[np.float32]:
    """Return where the pen has been, 0..1: the greeting alone, or all the rest."""
    card = face(*scene.size)
    image = Image.new("L", (shape[1], shape[0]), 0)
    draw = ImageDraw.Draw(image)
    size = {"homemade-apple": 5.0, "kalam": 6.4}.get(scene.hand, 8.0) * per_mm
    font = ImageFont.truetype(str(HANDS / f"{scene.hand}.woff2"), round(size))
    if greeting:
        place = (17 * per_mm, (card.salutation_base - 0.3) * per_mm)
        draw.text(place, scene.greeting, 235, font, anchor="ls")
    else:
        dice = np.random.default_rng(scene.seed + 7)
        for text, (x0, y, _x1) in zip(scene.message, card.lines, strict=False):
            x, y = x0 + 2 + dice.uniform(0, 1.5), y - 0.6 + dice.uniform(-0.4, 0.3)
            draw.text((x * per_mm, y * per_mm), text, 235, font, anchor="ls")
    return np.asarray(image, dtype=np.float32) / 255


def _scale(scene: Scene) -> float:
    return scene.fill * scene.width_px / scene.size[0]


def _pose(scene: Scene, dice: np.random.Generator) -> NDArray[np.float64]:
    w, h = scene.size
    scale = _scale(scene)
    angle = np.deg2rad(scene.turn)
    middle = np.array([scene.width_px / 2, scene.height_px / 2]) + dice.uniform(-12, 12, 2)
    corners = (np.array([[0, 0], [w, 0], [w, h], [0, h]]) - [w / 2, h / 2]) * scale
    turned = corners @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    lean = dice.uniform(-1, 1, 2) * scene.tilt
    depth = 1 + turned @ lean / (scale * w)
    seen = turned / depth[:, None] + middle
    model = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    return np.asarray(cv2.getPerspectiveTransform(model, np.float32(seen)), dtype=np.float64)


def table(scene: Scene, dice: np.random.Generator) -> NDArray[np.float32]:
    """Return a wooden counter: boards with grain along them."""
    h, w = scene.height_px, scene.width_px
    grain = np.zeros((h, w), np.float32)
    for across, along, share in ((1, 420, 8), (4, 700, 16), (14, 1100, 20), (60, 1500, 16)):
        rough = dice.normal(0, 1, (h // across + 2, w // along + 3)).astype(np.float32)
        grain += cv2.resize(rough, (w, h), interpolation=cv2.INTER_CUBIC) * share / 3
    sway = np.linspace(0, 3, w, dtype=np.float32)[None] + np.linspace(0, 1, h)[:, None] * 9
    rings = np.sin((sway + grain / 14).astype(np.float32) * 5) * 4
    tone = np.float32([151, 112, 78])
    wood = tone[None, None] + (grain + rings)[..., None] * np.float32([1.0, 0.9, 0.75])
    board = max(200, h // 3)
    for y in range(int(dice.uniform(60, board)), h, board):
        wood[y : y + max(2, h // 500)] *= 0.55
    return np.clip(wood, 12, 235)


def _light(scene: Scene, dice: np.random.Generator) -> NDArray[np.float32]:
    h, w = scene.height_px, scene.width_px
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    way = dice.uniform(0, 2 * np.pi)
    side = (np.cos(way) * (x / w - 0.5) + np.sin(way) * (y / h - 0.5)) * scene.light
    edge = (x / w - 0.75) + 0.4 * (y / h - 0.5) + 0.05 * np.sin(y / h * 7)
    shade = 1 / (1 + np.exp(-edge * 26))
    return (0.93 + side) * (1 - scene.shadow * shade)


def _thumb(
    seen: NDArray[np.float32], scene: Scene, to_photo: NDArray[np.float64]
) -> NDArray[np.float32]:
    if scene.thumb < 0:
        return seen
    _, box = face(*scene.size).marks[scene.thumb]
    place = np.array([[[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]]])
    x, y = cv2.perspectiveTransform(place, to_photo)[0, 0]
    radius = round(8 * _scale(scene))
    cover = np.zeros(seen.shape[:2], np.float32)
    cv2.circle(cover, (round(x), round(y)), radius, 1.0, -1, cv2.LINE_AA)
    return seen * (1 - cover[..., None]) + np.float32([214, 160, 132]) * cover[..., None]


def realistic(seed: int, **more: Any) -> Scene:
    """Return a scene as customers' phones and shops' counters make them."""
    dice = np.random.default_rng(seed)
    long_side = int(dice.choice([1600, 2000, 2560]))
    quarter = int(dice.choice([0, 90, 180, 270]))
    widest = 0.5 if quarter in (90, 270) else 0.72  # so that a card that stands is not cut off
    chosen: dict[str, Any] = {
        "seed": seed,
        "size": SIZES[int(dice.integers(len(SIZES)))],
        "greeting": str(dice.choice(GREETINGS)),
        "hand": str(dice.choice(["caveat", "homemade-apple", "kalam"])),
        "width_px": long_side,
        "height_px": long_side * 3 // 4,
        "fill": float(dice.uniform(0.4, widest)),
        "turn": quarter + float(dice.normal(0, 8)),
        "tilt": float(dice.uniform(0, 0.35)),
        "light": float(dice.uniform(0.05, 0.4)),
        "shadow": float(dice.uniform(0, 0.5)),
        "blur": float(dice.uniform(0.3, 1.5)),
        "noise": float(dice.uniform(1, 6)),
        "thumb": int(dice.choice([-1, -1, -1, 0, 1, 2, 3])),
    }  # fmt: skip
    return Scene(**(chosen | more))


def encoded(rgb: Rgb, kind: str = "JPEG", **more: Any) -> bytes:
    """Return the photo as a file."""
    data = io.BytesIO()
    Image.fromarray(rgb).save(data, kind, **({"quality": 88} if kind == "JPEG" else {}), **more)
    return data.getvalue()
