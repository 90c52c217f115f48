"""What the name of an item gives away: that it was a gift, or that something was repaired.

Only names that can hardly mean anything else are taken: wrapping paper and repair kits are wares,
and a gift card is none of both. To add a language, add its words, folded (small, without accents).
"""

import re
from typing import Final

from notecard.core.identity import folded
from notecard.core.told import Kind

_LONGEST: Final = 120  # an item's name that is longer describes a ware

_GIFT: Final = (
    r"(?:gift|present)[ -]?(?:wrap|wrapping|wrapped|packaging|packing)", r"wrapped as a gift",
    r"gift[ -](?:message|note|receipt)",
    r"geschenk(?:e?verpackung|nachricht|botschaft|quittung|beleg)",
    r"als geschenk (?:ver|ein)packen",
    r"emballages?[ -](?:de |pour )?cadeaux?", r"paquets?[ -]cadeaux?",
    r"(?:message|ticket)[ -]cadeau",
    r"(?:envoltorio|envoltura|empaquetado|embalaje)(?: de| para)? regalo", r"ticket(?: de)? regalo",
    r"mensaje(?: de| para)? regalo",
    r"(?:confezione|pacchetto|incarto|imballaggio)(?: da| di)? regalo", r"messaggio regalo",
    r"scontrino (?:di cortesia|regalo)",
    r"cadeau[ -]?(?:verpakking|bericht)", r"(?:als )?cadeau inpakken", r"ingepakt als cadeau",
    r"(?:za)?pakowanie (?:na )?prezentu?", r"wiadomosc (?:do|na) prezentu?",
    r"(?:embrulho|embalagem)(?: de| para)? (?:presente|oferta)", r"mensagem de presente",
)  # fmt: skip

# What was done, where the name may say after it to what.
_DONE: Final = (
    r"reparations?|reparatur(?:en)?",
    r"reparacion(?:es)?|riparazion[ei]|reparaties?|napraw[ay]|reparac(?:ao|oes)|consertos?",
    r"affutages?|affilatur[ae]|afilado de|ostrzenie|afiac(?:ao|oes)|slijpen van",
    r"grawerowanie|anderung(?:en)?|retouches?|ressemelages?|przerobk[ai]",
)
# In English the same words begin the names of wares: after them only what makes it a deed.
_DONE_ENGLISH: Final = r"repairs?|repaired|alterations?|engraving|engraved|sharpening"
_DONE_LAST: Final = (
    r"repairs?|alterations?|engraving|sharpening|"
    r"\w*reparatur(?:en)?|\w*gravur(?:en)?|\w*reparaties?|"
    r"messer ?(?:schleifen|scharfen)|messen slijpen"
)
_NO_DEED: Final = re.compile(
    r"\b(?:hair|skin|night|intense|deep|damage|ultra|total|advanced|lip|hand|foot|nail|barrier|"
    r"the|art|how|guide|split end|self|easy|quick|diy|wood|steel|copper|antique|vintage|"
    r"framed|print|"
    r"cheveux|capillaire|cabello|capelli|cabelo|wlosow|haar\w*|"
    r"kits?|sets?|tools?|stones?|sticks?|stands?|tape|patch(?:es)?|glue|paste|putty|pens?|books?|"
    r"manuals?|cream|creme|crema|shampoo\w*|mask|maske|masque|serum|lotion|balm|balsam|oil|spray|"
    r"rolls?|sheets?|papers?|bags?|box(?:es)?|ribbons?|tags?|packs?|assorted)\b"
    r"|\b\d+ ?(?:m|cm|mm|x|ml|g)\b|\bx ?\d+\b"
)
_EXTRA: Final = r"(?: (?:service|fee|charge|option|extra|surcharge))?"
_PRICE: Final = r"(?:\W+\d[\d.,]*(?:\W*(?:eur|gbp|usd|chf|pln|zl|kr))?\W*)?"
_END: Final = rf"{_EXTRA}{_PRICE}(?: ?\(.*\))?(?: ?[-:,/\u2013\u2014] .*)?"

_IS_GIFT: Final = re.compile(rf"(?:add |with |[+] ?)?(?:{'|'.join(_GIFT)}){_END}")
_IS_DONE: Final = re.compile(
    rf"(?:{'|'.join(_DONE)})(?:\b.*)?"
    rf"|(?:{_DONE_ENGLISH})(?:{_END}|:.*| (?:of|to|for|on|deposit)\b.*)"
    rf"|(?:[\w'\u2019]+ ){{0,3}}(?:{_DONE_LAST}){_END}"
)


def told_by(name: str) -> Kind | None:
    """Return what an item of this name tells of its buyer; nothing where it is uncertain."""
    if not name or len(name) > _LONGEST:
        return None
    said = folded(name).strip(" .*!")
    is_gift = bool(_IS_GIFT.fullmatch(said))
    if not is_gift and not _IS_DONE.fullmatch(said):
        return None
    if _NO_DEED.search(said):
        return None
    return Kind.GIFT if is_gift else Kind.SERVICE
