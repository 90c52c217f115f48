"""What is called a gift card, and what is not."""

import pytest

from notecard.sources.gift_cards import is_called_one


@pytest.mark.parametrize(
    "name",
    [
        "Gift Card", "Gift Card - $50.00", "Harbour Street e-gift card", "GIFT CARD £25",
        "Gift Cards (digital) - 20", "Geschenkgutschein - 50 €", "Online-Gutschein 25,00 EUR",
        "Carte-cadeau – 30 €", "Tarjeta de regalo", "Buono regalo / 50", "Cadeaubon €25",
        "Karta podarunkowa 100 zł", "Vale-presente", "Gift Voucher - Pottery class",
    ],
)  # fmt: skip
def test_a_gift_card(name: str) -> None:
    assert is_called_one(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "Mug", "Gift card holder", "Envelope for a gift card box", "Gift wrapping", "Card",
        "Gift Card Tin - Red", "Letterpress card", "Gutscheinhülle", "Present",
    ],
)  # fmt: skip
def test_something_else(name: str) -> None:
    assert not is_called_one(name)
