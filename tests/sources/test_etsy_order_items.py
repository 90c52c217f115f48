"""Etsy's sold order items: who bought is a user name, or the plain name of a guest."""

from collections.abc import Callable

import pytest

from notecard.core.purchases import Purchase, Read
from notecard.sources.etsy_order_items import SOURCE

Reading = Callable[..., list[Read]]

HEADER = """\
Sale Date,Item Name,Buyer,Quantity,Price,Discount Amount,Shipping Discount,Order Shipping,\
Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Ship Name,Ship Country,Order ID,SKU
"""


def _order(reads: list[Read]) -> Purchase:
    (order,) = reads
    assert isinstance(order, Purchase)
    return order


@pytest.mark.parametrize(
    ("buyer", "ship", "id", "name"),
    [
        ("ann77", "Ann Lee", "ann77", "Ann Lee"),
        ("Ann Lee", "Ann  Lee", "", "Ann Lee"),
        ("Sukarno", "Sukarno", "", "Sukarno"),
        ("Ann Lee (ann77)", "Ann Lee", "ann77", "Ann Lee"),
        ("Wei Wang", "", "", "Wei Wang"),
        ("하나 김", "하나 김", "", "하나 김"),
    ],
)
def test_a_guest_has_no_user_name(read: Reading, buyer: str, ship: str, id: str, name: str) -> None:
    row = f"04/21/26,Mug,{buyer},1,9.00,0.00,0.00,0.00,0.00,9.00,USD,4,1,{ship},France,31,M-1"
    order = _order(read(f"{HEADER}{row}\n", SOURCE))
    assert (order.person.system_id, order.person.name) == (id, name)
    assert order.person.address.country == "FR"


def test_postage_and_tax_count_once_an_order(read: Reading) -> None:
    rows = """\
04/21/26,Mug,ann77,2,9.00,1.80,1.00,4.95,0.50,18.00,USD,4,1,Ann Lee,France,31,M-1
04/21/26,Vase,ann77,1,20.00,0.00,1.00,4.95,0.50,20.00,USD,5,2,Ann Lee,France,31,V-1
"""
    order = _order(read(HEADER + rows, SOURCE))
    assert order.gross == 1800 - 180 + 2000 + 495 + 50 - 100
    assert [(line.name, line.quantity, line.minor) for line in order.lines] == [
        ("Mug", 2, 1620),
        ("Vase", 1, 2000),
    ]


def test_it_is_read_in_french(read: Reading) -> None:
    text = """\
Date de vente;Nom de l'article;Acheteur;Quantité;Prix;Total de l'article;Devise;\
ID de transaction;Nom de livraison;Pays de livraison;ID de la commande
21/04/2026;Tasse;zoe77;2;500,00;1 000,00;EUR;4;Zoë Groß;Allemagne;31
"""
    order = _order(read(text, SOURCE, encoding="cp1252"))
    assert (order.key, order.gross) == ("31", 100_000)
    assert (order.person.system_id, order.person.address.country) == ("zoe77", "DE")
