"""What Etsy calls what its two files of sold orders have in common.

English, as Etsy writes them, then German, French, Spanish, Italian, Dutch, Polish, Portuguese, as
people translate them.
"""

from dataclasses import replace
from typing import Final

from notecard.core.customers import plain_name, real_name
from notecard.core.purchases import Purchase
from notecard.sources.header_words import Columns
from notecard.sources.mapped_csv import FirstRow

WAY_OUT: Final = "On Etsy, choose Settings, Options, Download Data, and the type Orders or Items."
NOT_COUNTED: Final = {
    "voided": (
        "Canceled", "Cancelled", "Storniert", "Annulée", "Annulé", "Cancelado", "Cancelada",
        "Annullato", "Annullata", "Geannuleerd", "Anulowane", "Anulowano",
    )
}  # fmt: skip
COMMON: Final[Columns] = {
    "receipt": (
        "Order ID", "Bestell-ID", "Bestellnummer", "Bestellnr.", "ID de commande",
        "ID de la commande", "Numéro de commande", "Nº de commande", "ID de pedido",
        "ID del pedido", "Número de pedido", "ID ordine", "ID dell'ordine", "Numero ordine",
        "Bestellings-ID", "Bestel-ID", "Bestelnummer", "ID zamówienia", "Numer zamówienia",
        "Nr zamówienia", "ID do pedido", "Número do pedido",
    ),
    "date": (
        "Sale Date", "Verkaufsdatum", "Datum des Verkaufs", "Date de vente", "Date de la vente",
        "Fecha de venta", "Fecha de la venta", "Data di vendita", "Data vendita",
        "Data della vendita", "Verkoopdatum", "Data sprzedaży", "Data da venda", "Data de venda",
    ),
    "currency": ("Currency", "Währung", "Devise", "Moneda", "Divisa", "Valuta", "Waluta", "Moeda"),
    "city": (
        "Ship City", "Lieferort", "Versandort", "Ville de livraison", "Ciudad de envío",
        "Città di spedizione", "Città spedizione", "Verzendplaats", "Plaats verzending",
        "Miasto wysyłki", "Cidade de envio",
    ),
    "region": (
        "Ship State", "Bundesland (Versand)", "État de livraison", "Estado de envío",
        "Stato di spedizione", "Provincia spedizione", "Verzendprovincie", "Województwo wysyłki",
        "Estado de envio",
    ),
    "postcode": (
        "Ship Zipcode", "Liefer-PLZ", "Versand-PLZ", "PLZ (Versand)", "Code postal de livraison",
        "Código postal de envío", "CAP di spedizione", "CAP spedizione", "Verzendpostcode",
        "Postcode verzending", "Kod pocztowy wysyłki", "CEP de envio", "Código postal de envio",
    ),
    "country": (
        "Ship Country", "Lieferland", "Versandland", "Pays de livraison", "País de envío",
        "Paese di spedizione", "Paese spedizione", "Verzendland", "Land verzending",
        "Kraj wysyłki", "País de envio",
    ),
}  # fmt: skip


_BYTES: Final = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)}


def undoubled(purchase: Purchase, told: FirstRow) -> Purchase:
    """Return the receipt with names that were encoded twice on their way through a spreadsheet."""
    name, given = told("customer"), told("given")
    plain = _undoubled(name), _undoubled(given)
    if plain == (name, given):
        return purchase
    person = replace(purchase.person, name=real_name(plain[0]), given=plain_name(plain[1]))
    return replace(purchase, person=person)


def _undoubled(text: str) -> str:
    """Return JosÃ© as José; what was encoded once is no UTF-8 and stays."""
    if text.isascii():
        return text
    try:
        return bytes(_BYTES[letter] for letter in text).decode("utf-8")
    except (KeyError, UnicodeError):
        return text
