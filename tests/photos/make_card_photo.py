"""Makes the photo of the sample shop's card: `python -m tests.photos.make_card_photo [PLACE]`.

The card is the real PDF, the hand a typeface, the counter and the light are computed.
"""

import io
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from notecard.core.cards import CardToWrite
from notecard.core.settings import Shop
from notecard.printing.designs import find_design
from notecard.printing.draw import draw_cards
from notecard.printing.stocks import find_stock
from notecard.resources import find
from tests.photos.camera import Rgb, Scene, photograph

PER_MM = 24.0
SCENE = Scene(
    seed=21,
    hand="homemade-apple",
    width_px=2520,
    height_px=1890,
    fill=0.7,
    turn=3.2,
    tilt=0.07,
    light=0.16,
    shadow=0.13,
    blur=0.6,
    noise=2.2,
    ink=(38, 44, 84),
)


def printed_card(code: str, shop: Shop, per_mm: float = PER_MM) -> Rgb:
    """Return the real card as the printer would lay it on paper."""
    card = CardToWrite(code, 1, "", "", ())
    stock, design = find_stock(shop.stock), find_design(shop.design)
    made = draw_cards([card], stock, design, shop)
    page = pypdfium2.PdfDocument(made.cards_pdf)[0]
    image = page.render(scale=per_mm * 25.4 / 72).to_pil().convert("RGB")
    size = (round(stock.card_w * per_mm), round(stock.card_h * per_mm))
    paper = np.asarray(image.resize(size, Image.Resampling.LANCZOS), dtype=np.float32)
    return np.asarray(paper * (np.float32([251, 248, 241]) / 255), dtype=np.uint8)


def sample_photo() -> bytes:
    """Return the photo as JPEG."""
    told = tomllib.loads(find("sample_shop/past.toml").read_text(encoding="utf-8"))
    known = {"name", "handle", "stock", "design", "accent"} & set(told["shop"])
    shop = Shop(**{key: told["shop"][key] for key in known})
    greeting, *message, sign_off = told["card"]["lines"]
    lines = (*message, f"{sign_off:>34}")
    scene = replace(SCENE, greeting=greeting, message=lines)
    shot = photograph(scene, printed_card(told["card"]["code"], shop), PER_MM)
    data = io.BytesIO()
    Image.fromarray(shot.rgb).save(data, "JPEG", quality=86, optimize=True)
    return data.getvalue()


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else find("sample_shop/card_photo.jpg")
    place.write_bytes(sample_photo())
