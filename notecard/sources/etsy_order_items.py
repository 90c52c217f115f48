"""Etsy's sold order items: one row an item; joins the sold orders by the order's number.

Shop Manager > Settings > Options > Download Data > Order Items (EtsySoldOrderItems...csv).
"""

import re
from dataclasses import replace
from typing import Final

from notecard.core.purchases import Person, Purchase, Tells
from notecard.sources import etsy_words as words
from notecard.sources.export import Export
from notecard.sources.header_words import Columns, folded_word
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.source import Source

_USER = re.compile(r"(?:.*\()?([A-Za-z0-9_-]{3,40})\)?")
COLUMNS: Final[Columns] = {
    **words.COMMON,
    "item": (
        "Item Name", "Artikelname", "Artikelbezeichnung", "Name des Artikels", "Nom de l'article",
        "Nombre del artículo", "Nome dell'articolo", "Nome articolo", "Artikelnaam",
        "Naam artikel", "Nazwa przedmiotu", "Nazwa produktu", "Nome do item", "Nome do artigo",
    ),
    "sku": ("SKU", "UGS"),
    "quantity": (
        "Quantity", "Menge", "Anzahl", "Quantité", "Cantidad", "Quantità", "Aantal",
        "Hoeveelheid", "Ilość", "Quantidade",
    ),
    "unit_price": ("Price", "Preis", "Prix", "Precio", "Prezzo", "Prijs", "Cena", "Preço"),
    "line_total": (
        "Item Total", "Artikelsumme", "Gesamtbetrag des Artikels", "Artikel gesamt",
        "Gesamtpreis des Artikels", "Artikelgesamtbetrag", "Total de l'article", "Total article",
        "Total del artículo", "Totale articolo", "Totale dell'articolo", "Totaal artikel",
        "Artikeltotaal", "Suma przedmiotu", "Suma za przedmiot", "Łączna kwota przedmiotu",
        "Total do item", "Total do artigo",
    ),
    "line_discount": (
        "Discount Amount", "Rabattbetrag", "Montant de la remise", "Montant de la réduction",
        "Importe del descuento", "Importe de descuento", "Importo sconto", "Importo dello sconto",
        "Kortingsbedrag", "Kwota rabatu", "Kwota zniżki", "Valor do desconto",
    ),
    "receipt_extra": (
        ("Order Shipping", "Order Sales Tax"),
        ("Versand der Bestellung", "Umsatzsteuer der Bestellung"),
        ("Bestellversand", "Bestell-Umsatzsteuer"), ("Versandkosten der Bestellung",),
        ("Livraison de la commande", "Taxe de vente de la commande"),
        ("Frais de port de la commande",), ("Frais de livraison de la commande",),
        ("Envío del pedido", "Impuesto sobre las ventas del pedido"),
        ("Gastos de envío del pedido",),
        ("Spedizione ordine", "Imposta sulle vendite ordine"), ("Spedizione dell'ordine",),
        ("Verzending bestelling", "Omzetbelasting bestelling"), ("Verzendkosten bestelling",),
        ("Wysyłka zamówienia", "Podatek od zamówienia"), ("Koszt wysyłki zamówienia",),
        ("Frete do pedido", "Imposto sobre vendas do pedido"), ("Envio do pedido",),
    ),
    "receipt_discount": (
        "Shipping Discount", "Versandrabatt", "Remise sur la livraison", "Descuento de envío",
        "Sconto spedizione", "Sconto sulla spedizione", "Verzendkorting", "Rabat na wysyłkę",
        "Desconto no frete", "Desconto de frete",
    ),
    "customer_id": ("Buyer", "Käufer", "Acheteur", "Comprador", "Acquirente", "Koper", "Kupujący"),
    "customer": (
        "Ship Name", "Versandname", "Lieferung Name", "Lieferadresse Name", "Empfängername",
        "Nom de livraison", "Nom (livraison)", "Nom du destinataire", "Nombre de envío",
        "Nombre (envío)", "Nome spedizione", "Nome (spedizione)", "Nome di spedizione",
        "Verzendnaam", "Naam verzending", "Imię i nazwisko (wysyłka)", "Nazwa wysyłki",
        "Nome de envio", "Nome para envio",
    ),
    "street": (
        ("Ship Address1", "Ship Address2"), ("Lieferadresse 1", "Lieferadresse 2"),
        ("Versandadresse 1", "Versandadresse 2"),
        ("Adresse de livraison 1", "Adresse de livraison 2"),
        ("Dirección de envío 1", "Dirección de envío 2"),
        ("Indirizzo di spedizione 1", "Indirizzo di spedizione 2"),
        ("Indirizzo spedizione 1", "Indirizzo spedizione 2"), ("Verzendadres 1", "Verzendadres 2"),
        ("Adres wysyłki 1", "Adres wysyłki 2"), ("Endereço de envio 1", "Endereço de envio 2"),
    ),
    "listing": (
        "Listing ID", "Transaction ID", "Artikel-ID", "Angebots-ID", "Transaktions-ID",
        "ID de la fiche produit", "ID de transaction", "ID de la fiche", "ID de transacción",
        "ID del anuncio", "ID transazione", "ID inserzione", "Transactie-ID", "ID transakcji",
        "ID da transação",
    ),
}  # fmt: skip


class EtsyOrderItems(Export):
    """The file EtsySoldOrderItems."""

    id, label, system = "etsy_order_items", "Etsy (sold order items)", "etsy"
    tells = Tells(totals=1, lines=2, refunds=False)
    way_out = words.WAY_OUT
    columns = COLUMNS
    needs = ("receipt", "date", "item", "line_total|unit_price", "listing", "customer_id|customer")
    not_counted = words.NOT_COUNTED
    sign_in = COLUMNS["line_total"]

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Tell members by their user name; of a guest the cell holds the plain name instead."""
        plain = words.undoubled(purchase, told)
        return replace(plain, person=_buyer(plain.person))


def _buyer(person: Person) -> Person:
    told = person.system_id
    user = _USER.fullmatch(told)
    if user and folded_word(told) != folded_word(person.name):
        return replace(person, system_id=user[1])
    return replace(person, system_id="", name=person.name or told)


SOURCE: Final[Source] = EtsyOrderItems()
