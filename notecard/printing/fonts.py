"""The bundled fonts, and which of them can write a letter; every one is embedded."""

from functools import cache, lru_cache
from typing import Any

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from notecard.resources import SHIPPED

TITLE = "Fraunces-SemiBold"
BODY = "Inter-Regular"
BOLD = "Inter-SemiBold"
MEDIUM = "Inter-Medium"
_OTHERS = ("NotoSansArabic-Regular", "NotoSansHebrew-Regular", "NotoSansJP-Regular")


@cache
def pdf_font(name: str) -> str:
    """Make the font known to the PDF writer and return its name."""
    pdfmetrics.registerFont(TTFont(name, str(SHIPPED / "fonts" / f"{name}.ttf"), shapable=False))
    return name


@cache
def shaping_font(name: str) -> Any:
    """Return the font as the shaper takes it; its units are those of the file."""
    blob = uharfbuzz.Blob.from_file_path(str(SHIPPED / "fonts" / f"{name}.ttf"))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


@cache
def units_per_em(name: str) -> int:
    """Return how many of the font's units make its size."""
    return int(shaping_font(name).face.upem)


@lru_cache(maxsize=4096)
def has_letter(name: str, letter: str) -> bool:
    """Whether the font can write the letter."""
    return shaping_font(name).get_nominal_glyph(ord(letter)) is not None


@lru_cache(maxsize=4096)
def font_for(letter: str, wanted: str) -> str:
    """Return the wanted font, or the first other that can write the letter, or nothing."""
    for name in (wanted, *(_WEIGHTS.get(wanted, (BOLD, BODY))), *_OTHERS):
        if has_letter(name, letter):
            return name
    return ""


_WEIGHTS = {BODY: (), BOLD: (), MEDIUM: (), TITLE: (BOLD,)}
