"""SumUp's sales report: one row an item, with no customer; the account is the cashier's.

Reports > Sales > Export, in the dashboard, in the language of the account: English, German,
French, Spanish, Italian, Dutch, Polish, Portuguese, with the alternatives seen and likely.
"""

from typing import Final

from notecard.core.purchases import Tells
from notecard.core.words import _
from notecard.sources.export import Export
from notecard.sources.source import Source


class SumUp(Export):
    """The file of Reports > Sales."""

    id, label, system = "sumup", "SumUp (sales report)", "sumup"
    tells = Tells(totals=2, lines=2)
    way_out = _("In the SumUp dashboard, choose Reports, Sales, then Export.")
    columns = {  # noqa: RUF012 - read only
        "receipt": (
            "Transaction ID", "Transaction number", "Transaction code", "Transaktionsnummer",
            "Transaktions-ID", "Transaktionscode", "Numéro de transaction", "N° de transaction",
            "Numéro de la transaction", "ID de transaction", "ID de la transaction",
            "Code de transaction", "Référence de transaction", "Número de transacción",
            "Número de la transacción", "ID de transacción", "ID de la transacción",
            "Código de transacción", "Numero transazione", "Numero di transazione",
            "Numero della transazione", "ID transazione", "Codice transazione",
            "Transactienummer", "Transactie-ID", "Transactiecode", "Numer transakcji",
            "Nr transakcji", "ID transakcji", "Identyfikator transakcji", "Kod transakcji",
            "Número da transação", "Número de transação", "ID da transação", "Código da transação",
        ),
        "date": ("Date", "Datum", "Fecha", "Data"),
        "type": ("Type", "Typ", "Tipo", "Soort", "Rodzaj"),
        "payment": (
            "Payment method", "Payment type", "Zahlungsmethode", "Zahlungsart",
            "Moyen de paiement", "Mode de paiement", "Méthode de paiement", "Método de pago",
            "Forma de pago", "Medio de pago", "Metodo di pagamento", "Modalità di pagamento",
            "Betaalmethode", "Betaalwijze", "Metoda płatności", "Sposób płatności",
            "Forma płatności", "Método de pagamento", "Forma de pagamento", "Meio de pagamento",
        ),
        "quantity": (
            "Quantity", "Menge", "Anzahl", "Quantité", "Cantidad", "Quantità", "Aantal",
            "Hoeveelheid", "Ilość", "Liczba", "Quantidade",
        ),
        "item": (
            "Description", "Beschreibung", "Bezeichnung", "Descripción", "Descrizione",
            "Beschrijving", "Omschrijving", "Opis", "Descrição",
        ),
        "sku": ("SKU", "Artikelnummer"),
        "currency": (
            "Currency", "Währung", "Devise", "Monnaie", "Moneda", "Divisa", "Valuta", "Waluta",
            "Moeda",
        ),
        "line_total": (
            "Price (gross)", "Price gross", "Gross price", "Preis (brutto)", "Bruttopreis",
            "Prix (TTC)", "Prix TTC", "Prix (brut)", "Prix brut", "Precio (bruto)",
            "Precio bruto", "Prezzo (lordo)", "Prezzo lordo", "Prijs (bruto)", "Brutoprijs",
            "Bruto prijs", "Prijs (incl. btw)", "Cena (brutto)", "Cena brutto", "Preço (bruto)",
            "Preço bruto",
        ),
        "staff": (
            "Account", "User", "Konto", "Benutzer", "Mitarbeiter", "Compte", "Utilisateur",
            "Cuenta", "Usuario", "Conto", "Utente", "Gebruiker", "Użytkownik", "Conta", "Usuário",
            "Utilizador",
        ),
    }  # fmt: skip
    needs = ("receipt", "date", "type", "quantity", "item", "line_total")
    refunds = (
        "Refund", "Partial refund", "Rückerstattung", "Erstattung", "Teilrückerstattung",
        "Teilerstattung", "Rückzahlung", "Gutschrift", "Remboursement", "Remboursement partiel",
        "Reembolso", "Reembolso parcial", "Devolución", "Rimborso", "Rimborso parziale",
        "Terugbetaling", "Gedeeltelijke terugbetaling", "Zwrot", "Zwrot częściowy",
        "Częściowy zwrot", "Devolução",
    )  # fmt: skip
    refunds_are_positive = True
    not_counted = {  # noqa: RUF012 - read only
        "voided": (
            "Cancelled", "Canceled", "Cancellation", "Void", "Voided", "Storno", "Storniert",
            "Stornierung", "Abgebrochen", "Annulation", "Annulé", "Annulée", "Anulación",
            "Cancelado", "Cancelada", "Cancelación", "Annullamento", "Annullato", "Annullata",
            "Annulering", "Geannuleerd", "Anulowanie", "Anulowana", "Anulowano", "Cancelamento",
        ),
        "failed": (
            "Failed", "Declined", "Fehlgeschlagen", "Abgelehnt", "Échouée", "Échoué", "Échec",
            "Refusée", "Fallida", "Fallido", "Rechazada", "Fallita", "Non riuscita", "Rifiutata",
            "Mislukt", "Geweigerd", "Nieudana", "Odrzucona", "Falhou", "Recusada",
        ),
        "pending": (
            "Pending", "Ausstehend", "Offen", "En attente", "Pendiente", "In sospeso",
            "In attesa", "In behandeling", "Oczekująca", "Oczekuje", "Pendente",
        ),
    }  # fmt: skip


SOURCE: Final[Source] = SumUp()
