"""Gift cards: one that is sold is a load and no sale; what is bought with it counts."""

import re
from typing import Final

from notecard.sources.header_words import plainly

LOAD: Final = "gift card"
"""Why a receipt that only loads a gift card is not counted."""

WORDS: Final = (
    "Gift Card", "Giftcard", "Gift Voucher", "Gift Certificate", "Geschenkkarte", "Gutschein",
    "Gutscheinkarte", "Carte-cadeau", "Carte cadeau", "Chèque-cadeau", "Chèque cadeau",
    "Bon cadeau", "Tarjeta de regalo", "Tarjeta regalo", "Cheque regalo", "Vale regalo",
    "Bono regalo", "Carta regalo", "Buono regalo", "Cadeaukaart", "Cadeaubon",
    "Karta podarunkowa", "Karta upominkowa", "Bon podarunkowy", "Bon upominkowy",
    "Cartão-presente", "Cartão presente", "Vale-presente", "Vale presente", "Cartão oferta",
    "Cheque-oferta", "Vale oferta",
)  # fmt: skip
"""What systems and owners call one, in the eight languages."""

_VARIANT = re.compile(r"\s[-\u2013\u2014/]\s")  # "Gift card - £25"
_CALLED = re.compile(
    rf".*(?:{'|'.join(sorted(set(map(plainly, WORDS))))})s?"
    r"(?:\W*\d[\d\W]*(?:[a-z]{1,3})?)?(?:\s*\(.*\))?"
)


def is_called_one(name: str) -> bool:
    """Whether an item's name says that it is a gift card; a holder for one is something else."""
    title = _VARIANT.split(name.strip()[:200], maxsplit=1)[0]
    return bool(_CALLED.fullmatch(plainly(title).strip()))
