"""Etsy's sold orders: one row an order with its money and the buyer, without its items.

Shop Manager > Settings > Options > Download Data > Orders (EtsySoldOrders...csv).
"""

from dataclasses import replace
from typing import Final

from notecard.core.purchases import Purchase, Tells
from notecard.sources import etsy_words as words
from notecard.sources.export import Export
from notecard.sources.header_words import Columns
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.source import Source

COLUMNS: Final[Columns] = {
    **words.COMMON,
    "customer_id": (
        "Buyer User ID", "Käufer-ID", "Benutzer-ID des Käufers", "Nutzer-ID des Käufers",
        "Käufer-Nutzer-ID", "Identifiant de l'acheteur", "ID utilisateur de l'acheteur",
        "ID de usuario del comprador", "ID utente dell'acquirente", "ID utente acquirente",
        "Gebruikers-ID koper", "Gebruikers-ID van koper", "Identyfikator użytkownika kupującego",
        "ID użytkownika kupującego", "ID de usuário do comprador", "ID de utilizador do comprador",
    ),
    "customer": (
        "Full Name", "Vollständiger Name", "Nom complet", "Nombre completo", "Nome completo",
        "Volledige naam", "Imię i nazwisko", "Pełne imię i nazwisko",
        ("First Name", "Last Name"), ("Vorname", "Nachname"), ("Prénom", "Nom"),
        ("Nombre", "Apellido", "Apellidos"), ("Nome", "Cognome", "Sobrenome"),
        ("Voornaam", "Achternaam"), ("Imię", "Nazwisko"),
    ),
    "given": ("First Name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam", "Imię"),
    "receipt_total": (
        "Order Total", "Gesamtbetrag der Bestellung", "Bestellsumme", "Bestellung gesamt",
        "Gesamtbestellwert", "Total de la commande", "Total del pedido", "Totale ordine",
        "Totale dell'ordine", "Totaal bestelling", "Besteltotaal", "Totaalbedrag bestelling",
        "Suma zamówienia", "Łączna kwota zamówienia", "Total do pedido",
    ),
    "adjusted": (
        "Adjusted Order Total", "Angepasster Gesamtbetrag der Bestellung",
        "Angepasste Bestellsumme", "Total de la commande ajusté", "Total ajusté de la commande",
        "Total del pedido ajustado", "Total ajustado del pedido", "Totale ordine rettificato",
        "Totale dell'ordine rettificato", "Aangepast totaal bestelling", "Aangepast besteltotaal",
        "Skorygowana suma zamówienia", "Total do pedido ajustado", "Total ajustado do pedido",
    ),
    "adjusted_net": (
        "Adjusted Net Order Amount", "Angepasster Nettobestellbetrag",
        "Angepasster Nettobetrag der Bestellung", "Montant net ajusté de la commande",
        "Montant net de la commande ajusté", "Importe neto ajustado del pedido",
        "Importe neto del pedido ajustado", "Importo netto rettificato dell'ordine",
        "Importo netto ordine rettificato", "Aangepast nettobedrag bestelling",
        "Skorygowana kwota netto zamówienia", "Valor líquido ajustado do pedido",
        "Valor líquido do pedido ajustado",
    ),
    "status": ("Status", "Statut", "État", "Estado", "Stato"),
    "street": (
        ("Street 1", "Street 2"), ("Straße 1", "Straße 2"), ("Rue 1", "Rue 2"),
        ("Calle 1", "Calle 2"), ("Via 1", "Via 2"), ("Straat 1", "Straat 2"),
        ("Ulica 1", "Ulica 2"), ("Rua 1", "Rua 2"), ("Adresse 1", "Adresse 2"),
        ("Dirección 1", "Dirección 2"), ("Indirizzo 1", "Indirizzo 2"), ("Adres 1", "Adres 2"),
    ),
}  # fmt: skip


class EtsyOrders(Export):
    """The file EtsySoldOrders."""

    id, label, system = "etsy_orders", "Etsy (sold orders)", "etsy"
    tells = Tells(totals=2, lines=0)
    way_out = words.WAY_OUT
    columns = COLUMNS
    needs = ("receipt", "date", "receipt_total", "customer_id|adjusted|adjusted_net")
    not_counted = words.NOT_COUNTED
    sign_in = COLUMNS["receipt_total"]

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Find what was given back: the adjusted total is 0 both for none of it and for all of it.

        Only where all was given back is the adjusted net amount below zero, by Etsy's fee.
        """
        left, net = told.minor("adjusted") or 0, told.minor("adjusted_net") or 0
        back = purchase.gross - left if left > 0 or net < 0 else 0
        return words.undoubled(replace(purchase, refunded=max(back, 0)), told)


SOURCE: Final[Source] = EtsyOrders()
