"""What Loyverse calls the columns its two exports have in common, and how it tells of people.

English, German, French, Spanish, Italian, Dutch, Polish, Portuguese, with likely alternatives.
"""

import re
from dataclasses import replace
from typing import Final

from notecard.core.purchases import Kind, Purchase
from notecard.core.words import _
from notecard.sources.header_words import Columns
from notecard.sources.mapped_csv import FirstRow

COMMON: Final[Columns] = {
    "receipt": (
        "Receipt number", "Belegnummer", "Quittungsnummer", "Bonnummer", "Numéro de reçu",
        "Numéro du reçu", "Número de recibo", "Numero di ricevuta", "Numero ricevuta",
        "Numero scontrino", "Kassabonnummer", "Bonnr", "Numer paragonu", "Número do recibo",
    ),
    "type": (
        "Receipt type", "Belegtyp", "Belegart", "Quittungstyp", "Bontyp", "Type de reçu",
        "Tipo de recibo", "Tipo di ricevuta", "Tipo ricevuta", "Tipo di scontrino", "Type bon",
        "Bontype", "Soort bon", "Typ paragonu", "Rodzaj paragonu",
    ),
    "date": ("Date", "Datum", "Fecha", "Data"),
    "staff": (
        "Cashier name", "Name des Kassierers", "Kassierer", "Kassiername", "Nom du caissier",
        "Nombre del cajero", "Nome del cassiere", "Nome cassiere", "Naam kassier",
        "Naam van kassier", "Kassier", "Imię i nazwisko kasjera", "Kasjer", "Nome do caixa",
        "Nome do operador",
    ),
    "customer": (
        "Customer name", "Kundenname", "Name des Kunden", "Nom du client", "Nombre del cliente",
        "Nome del cliente", "Nome cliente", "Klantnaam", "Naam klant", "Naam van klant",
        "Imię i nazwisko klienta", "Nazwa klienta", "Nome do cliente",
    ),
    "contacts": (
        "Customer contacts", "Kundenkontakte", "Kundenkontakt", "Kontaktdaten des Kunden",
        "Contacts du client", "Coordonnées du client", "Contactos del cliente",
        "Contatti del cliente", "Contatti cliente", "Klantcontacten", "Contactgegevens klant",
        "Kontakty klienta", "Dane kontaktowe klienta", "Contatos do cliente",
        "Contactos do cliente",
    ),
    "comment": (
        "Comment", "Kommentar", "Commentaire", "Comentario", "Commento", "Opmerking",
        "Komentarz", "Comentário", "Note", "Notes",
    ),
    "status": ("Status", "Statut", "État", "Estado", "Stato", "Stan"),
}  # fmt: skip
REFUNDS: Final = (
    "Refund", "Rückerstattung", "Erstattung", "Remboursement", "Reembolso", "Devolución",
    "Rimborso", "Terugbetaling", "Zwrot", "Devolução",
)  # fmt: skip
VOIDED: Final = (
    "Cancelled", "Canceled", "Voided", "Storniert", "Annulliert", "Abgebrochen", "Annulé",
    "Annulée", "Cancelado", "Cancelada", "Anulado", "Anulada", "Annullato", "Annullata",
    "Geannuleerd", "Anulowany", "Anulowano", "Anulowane",
)  # fmt: skip
WAY_OUT: Final = _("In the Loyverse back office, choose Reports, Receipts, then Export.")

_RECEIPT = re.compile(r"\b\d+-\d+\b")


def finished(purchase: Purchase, told: FirstRow) -> Purchase:
    """Return the receipt with its customer's e-mail and telephone, and the sale it gives back."""
    contacts = [each.strip() for each in re.split(r"[,;\n]", told("contacts")) if each.strip()]
    emails = [each for each in contacts if "@" in each]
    phones = [each for each in contacts if "@" not in each]
    person = replace(
        purchase.person,
        email=emails[0] if emails else "",
        phone=phones[0] if phones else "",
        also=(*emails[1:], *phones[1:]),
    )
    of = _RECEIPT.findall(told("comment")) if purchase.kind is Kind.REFUND else []
    return replace(purchase, person=person, refund_of=of[0] if of else "")
