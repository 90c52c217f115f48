"""Only names that can hardly mean anything else tell of a gift or of a repair."""

import pytest

from notecard.core.guessing import told_by
from notecard.core.told import Kind

GIFTS = (
    "Gift wrap", "GIFT WRAPPING", "Gift-wrap service", "Add gift wrap", "Gift wrap - £3",
    "Gift wrap (red)", "Gift message", "Gift receipt", "Geschenkverpackung",
    "Als Geschenk verpacken", "Emballage cadeau", "Paquet-cadeau", "Envoltorio para regalo",
    "Ticket regalo", "Confezione regalo", "Pacchetto regalo", "Cadeauverpakking",
    "Cadeau inpakken", "Pakowanie na prezent", "Embrulho para presente",
)  # fmt: skip
SERVICES = (
    "Repair", "Watch repair", "Shoe repairs", "Repair: mug handle", "Repair of ring",
    "Repair, 25.00", "Alterations", "Alteration - hem", "Engraving", "Name engraving (3 letters)",
    "Knife sharpening", "Reparatur", "Uhrenreparatur", "Gravur", "Wunschgravur 12,00 EUR",
    "Messer schleifen", "Änderung", "Réparation montre", "Retouche pantalon", "Affûtage",
    "Reparación de reloj", "Afilado de cuchillos", "Riparazione orologio", "Reparatie fiets",
    "Naprawa zegarka", "Ostrzenie", "Conserto de relógio", "Reparação",
)  # fmt: skip
WARES = (
    "", "Teapot", "Gift card", "Gift Voucher £20", "Gift tags x 12", "Gift box", "Gift bag",
    "Gift wrap roll 5m", "Gift wrap paper", "SPACEBOY GIFT WRAP", "Gift wrap red 50 sheets",
    "YULETIDE IMAGES GIFT WRAP SET", "Gift wrapped teapot", "Geschenkpapier", "Papier cadeau",
    "Confezione regalo vino rosso", "Cadeaubon", "Bon cadeau", "Karta podarunkowa",
    "BICYCLE PUNCTURE REPAIR KIT", "Repair kit", "Repair cream", "Hair repair", "Self repair patch",
    "Bike repair stand", "Engraving tool", "Wood engraving", "VINTAGE ENGRAVED HEART",
    "Pencil sharpener", "Sharpening stone", "Knife sharpening steel", "Reparaturset",
    "Réparation cheveux", "Cuchillo afilado", "The Art of Repair", "Altered Images CD",
    "Repaired heart " * 20,
)  # fmt: skip


@pytest.mark.parametrize("name", GIFTS)
def test_a_gift_is_guessed(name: str) -> None:
    assert told_by(name) is Kind.GIFT


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_guessed(name: str) -> None:
    assert told_by(name) is Kind.SERVICE


@pytest.mark.parametrize("name", WARES)
def test_nothing_is_guessed_of_a_ware(name: str) -> None:
    assert told_by(name) is None
