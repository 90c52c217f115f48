"""Etsy's sold orders: refunds told as adjusted amounts, and files saved again by a spreadsheet."""

from collections.abc import Callable

import pytest

from notecard.core.purchases import Kind, Purchase, Read
from notecard.sources.etsy_orders import SOURCE

Reading = Callable[..., list[Read]]

HEADER = """\
Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Street 1,Ship City,Ship Zipcode,\
Ship Country,Currency,Order Total,Status,Adjusted Order Total,Adjusted Net Order Amount
"""


def _order(reads: list[Read]) -> Purchase:
    (order,) = reads
    assert isinstance(order, Purchase)
    return order


@pytest.mark.parametrize(
    ("adjusted", "net", "back"),
    [("0", "0", 0), ("0.00", "-2.11", 6210), ("0", "-2.11", 6210), ("50.10", "48.00", 1200)],
)
def test_what_was_given_back_shows_in_the_adjusted_amounts(
    read: Reading, adjusted: str, net: str, back: int
) -> None:
    who = "ann77,Ann  Lee,Ann,Lee,1 Quay,TROY,02155,United States"
    row = f"04/21/26,31,{who},USD,62.10,,{adjusted},{net}"
    order = _order(read(f"{HEADER}{row}\n", SOURCE))
    assert (order.gross, order.refunded) == (6210, back)
    assert (order.person.system_id, order.person.name) == ("ann77", "Ann Lee")
    assert order.person.given == "Ann"
    assert (order.person.address.country, order.person.address.postcode) == ("US", "02155")


def test_a_file_saved_again_by_a_spreadsheet(read: Reading) -> None:
    row = "04/21/2026,31,,JosÃ© GarcÃ­a,JosÃ©,GarcÃ­a,1 Quay,TROY,2155,United States,USD,62.1,,0,0"
    order = _order(read(f"{HEADER}{row}\n".replace(",", "\t"), SOURCE))
    assert (order.person.name, order.person.given) == ("José García", "José")
    assert not order.person.system_id
    assert order.gross == 6210


def test_a_name_encoded_once_stays(read: Reading) -> None:
    row = "04/21/2026,31,,Zoë Große,Zoë,Große,1 Quay,TROY,2155,United States,USD,62.1,,0,0"
    assert _order(read(f"{HEADER}{row}\n", SOURCE)).person.name == "Zoë Große"


def test_a_cancelled_order_is_set_aside(read: Reading) -> None:
    row = "04/21/2026,31,,Zoë,Zoë,,1 Quay,TROY,2155,United States,USD,62.1,Canceled,0,0"
    order = _order(read(f"{HEADER}{row}\n", SOURCE))
    assert (order.kind, order.reason) == (Kind.NOT_COUNTED, "voided")


def test_it_is_read_in_german(read: Reading) -> None:
    text = """\
Verkaufsdatum;Bestell-ID;Benutzer-ID des Käufers;Vollständiger Name;Vorname;Nachname;Lieferland;\
Währung;Gesamtbetrag der Bestellung;Status
21.04.2026;31;zoe77;Zoë Groß;Zoë;Groß;Österreich;EUR;1.062,10;
"""
    order = _order(read(text, SOURCE, encoding="cp1252"))
    assert (order.key, order.gross, order.currency) == ("31", 106_210, "EUR")
    assert (order.person.system_id, order.person.name) == ("zoe77", "Zoë Groß")
    assert order.person.address.country == "AT"
