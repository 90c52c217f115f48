"""Square's transactions: one row a payment or refund, with its money, without its items.

Transactions > Export > Transactions CSV, in the dashboard. A refund carries the sale's transaction
id and a payment id of its own.
"""

from dataclasses import replace
from typing import Final

from notecard.core.purchases import Kind, Purchase, Tells
from notecard.sources import gift_cards
from notecard.sources import square_words as words
from notecard.sources.export import Export
from notecard.sources.header_words import Columns
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.source import Source

COLUMNS: Final[Columns] = {
    **words.COMMON,
    "line_total": (
        "Total Collected", "Gesamteinnahmen", "Eingenommener Gesamtbetrag",
        "Gesamtbetrag eingenommen",
        "Gesamt eingenommen", "Total perçu", "Total encaissé", "Total collecté", "Total recaudado",
        "Total cobrado", "Total recogido", "Totale incassato", "Totale riscosso",
        "Totaal ontvangen",
        "Totaal geïnd", "Totaal geïncasseerd", "Suma pobrana", "Łącznie pobrano", "Łącznie zebrano",
        "Razem pobrano", "Total recebido", "Total arrecadado", "Total coletado",
    ),
    "status": (
        "Transaction Status", "Transaktionsstatus", "Status der Transaktion",
        "État de la transaction", "Statut de la transaction", "Statut de transaction",
        "Estado de la transacción", "Estado de transacción", "Stato transazione",
        "Stato della transazione", "Transactiestatus", "Status transakcji", "Status da transação",
        "Estado da transação",
    ),
    "net_sales": words.NET_SALES,
    "gift_cards": (
        "Gift Card Sales", "Geschenkkartenverkäufe", "Geschenkkartenumsatz", "Gutscheinverkäufe",
        "Ventes de cartes-cadeaux", "Ventes de cartes cadeaux", "Ventas de tarjetas de regalo",
        "Ventas de tarjetas regalo", "Vendite di carte regalo", "Vendite carte regalo",
        "Vendite di buoni regalo", "Verkoop cadeaukaarten", "Verkoop van cadeaukaarten",
        "Cadeaukaartverkoop", "Cadeaubonverkoop", "Sprzedaż kart podarunkowych",
        "Sprzedaż kart upominkowych", "Vendas de cartões-presente", "Vendas de cartões presente",
        "Vendas de vale-presente",
    ),
    "staff": words.STAFF,
}  # fmt: skip


class SquareTransactions(Export):
    """The file of Transactions > Export > Transactions CSV."""

    id, label, system = "square_transactions", "Square (transactions)", "square"
    tells = Tells(totals=2, lines=0)
    way_out = words.WAY_OUT
    columns = COLUMNS
    needs = ("receipt", "date", "line_total", "type|net_sales")
    refunds = words.REFUNDS
    not_counted = {  # noqa: RUF012 - read only
        "voided": (
            "Canceled", "Cancelled", "Voided", "Storniert", "Abgebrochen", "Annulé", "Annulée",
            "Cancelado", "Cancelada", "Anulado", "Anulada", "Annullato", "Annullata",
            "Geannuleerd", "Anulowana", "Anulowano", "Anulowane",
        ),
        "pending": (
            "Pending", "Open", "Ausstehend", "Offen", "En attente", "Ouverte", "Pendiente",
            "Abierta", "In sospeso", "In attesa", "Aperta", "In behandeling", "Oczekująca",
            "Oczekuje", "Oczekujące", "Otwarta", "Pendente", "Aberta",
        ),
        "failed": (
            "Failed", "Declined", "Fehlgeschlagen", "Abgelehnt", "Échouée", "Échoué", "Échec",
            "Refusée", "Fallida", "Fallido", "Rechazada", "Fallita", "Non riuscita", "Rifiutata",
            "Mislukt", "Geweigerd", "Nieudana", "Odrzucona", "Falhou", "Recusada",
        ),
    }  # fmt: skip
    sign_in = COLUMNS["line_total"]

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Set a receipt aside that only loads a gift card: what is bought with it counts."""
        if purchase.kind is Kind.SALE and told.minor("gift_cards") and not told.minor("net_sales"):
            return replace(purchase, kind=Kind.NOT_COUNTED, reason=gift_cards.LOAD)
        return purchase


SOURCE: Final[Source] = SquareTransactions()
