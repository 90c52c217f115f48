"""Loyverse's receipts by item: one row an item sold or given back.

Reports > Receipts > Export > Receipts by item, in the back office. A refund is a receipt of its
own; its comment may name the sale.
"""

from typing import Final

from notecard.core.purchases import Purchase, Tells
from notecard.sources import loyverse_words as words
from notecard.sources.export import Export
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.source import Source


class LoyverseByItem(Export):
    """The file receipts-by-item.csv."""

    id, label, system = "loyverse", "Loyverse (receipts by item)", "loyverse"
    tells = Tells(totals=1, lines=2)
    way_out = words.WAY_OUT
    columns = {  # noqa: RUF012 - read only
        **words.COMMON,
        "item": ("Item", "Artikel", "Article", "Artículo", "Articolo", "Pozycja", "Produkt"),
        "sku": ("SKU", "Artikelnummer", "Référence", "Referencia"),
        "quantity": (
            "Quantity", "Menge", "Anzahl", "Quantité", "Cantidad", "Quantità", "Aantal",
            "Hoeveelheid", "Ilość", "Quantidade",
        ),
        "line_total": (
            "Net sales", "Nettoumsatz", "Nettoverkäufe", "Netto-Umsatz", "Ventes nettes",
            "Ventas netas", "Vendite nette", "Netto verkopen", "Netto-omzet", "Netto omzet",
            "Nettoverkoop", "Sprzedaż netto", "Vendas líquidas",
        ),
    }  # fmt: skip
    needs = ("receipt", "type", "date", "item", "quantity", "line_total")
    refunds = words.REFUNDS
    not_counted = {"voided": words.VOIDED}  # noqa: RUF012 - read only

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Take the contacts apart."""
        return words.finished(purchase, told)


SOURCE: Final[Source] = LoyverseByItem()
