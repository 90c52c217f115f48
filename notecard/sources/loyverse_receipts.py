"""Loyverse's receipts: one row a receipt, with what was paid.

Reports > Receipts > Export > Receipts, in the back office.
"""

from typing import Final

from notecard.core.purchases import Purchase, Tells
from notecard.sources import loyverse_words as words
from notecard.sources.export import Export
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.source import Source


class LoyverseReceipts(Export):
    """The file receipts.csv."""

    id, label, system = "loyverse_receipts", "Loyverse (receipts)", "loyverse"
    tells = Tells(totals=2, lines=0)
    way_out = words.WAY_OUT
    columns = {  # noqa: RUF012 - read only
        **words.COMMON,
        "line_total": (
            "Total collected", "Gesamteinnahmen", "Gesamt eingenommen",
            "Eingenommener Gesamtbetrag", "Total collecté", "Total perçu",
            "Total encaissé", "Total recaudado", "Total cobrado",
            "Totale incassato", "Totale riscosso", "Totaal geïnd", "Totaal ontvangen",
            "Suma pobrana", "Łącznie zebrano", "Łącznie pobrano", "Total coletado",
            "Total recebido",
        ),
    }  # fmt: skip
    needs = ("receipt", "type", "date", "line_total")
    refunds = words.REFUNDS
    refunds_are_positive = True
    not_counted = {"voided": words.VOIDED}  # noqa: RUF012 - read only

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Take the contacts apart."""
        return words.finished(purchase, told)


SOURCE: Final[Source] = LoyverseReceipts()
